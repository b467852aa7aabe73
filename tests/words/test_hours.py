"""An hour is written as where somebody lives one writes it."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from coaching.faces.words import words_for
from coaching.faces.words.hours import hour_told
from coaching.language import Language
from coaching.services.preferences import Preferences

FR, EN = Language.FR, Language.EN


@pytest.mark.parametrize(
    ("lang", "wishes", "told"),
    [
        (FR, Preferences(), ("19 h 30", "8 h", "0 h 05", "midi", "minuit")),
        (FR, Preferences(region="CA"), ("19 h 30", "8 h", "0 h 05", "midi", "minuit")),
        (FR, Preferences(heard_region="FR"), ("19h30", "8h", "0h05", "midi", "minuit")),
        (FR, Preferences(region="BE", heard_region="CA"), ("19h30", "8h", "0h05", "midi", "minuit")),
        (EN, Preferences(region="CH"), ("7:30 pm", "8 am", "12:05 am", "noon", "midnight")),
    ],
)
def test_by_region_and_language(lang: Language, wishes: Preferences, told: tuple[str, ...]) -> None:
    words = words_for(wishes, lang)

    said = [hour_told(at, words) for at in (time(19, 30), time(8), time(0, 5), time(12), time(0))]

    assert [one.replace("\u00a0", " ") for one in said] == list(told)


def test_the_hour_doesnt_break_over_two_lines_and_seconds_are_nobodys() -> None:
    at = datetime(2026, 11, 22, 12, 0, 59, tzinfo=ZoneInfo("America/Toronto"))

    assert hour_told(at, words_for(Preferences(), FR)) == "midi"
    assert " " not in hour_told(time(19, 30), words_for(Preferences(), FR)) + hour_told(
        time(7), words_for(Preferences(), EN)
    )
