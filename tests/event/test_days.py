from __future__ import annotations

from datetime import date

import pytest

from coaching.faces.words.days import day_told, read_day
from coaching.language import Language

TODAY = date(2026, 11, 22)  # a Sunday
FR, EN = Language.FR, Language.EN


@pytest.mark.parametrize(
    ("text", "lang", "day"),
    [
        ("jeudi", FR, date(2026, 11, 26)),
        ("Jeudi soir!", FR, date(2026, 11, 26)),
        ("dimanche", FR, date(2026, 11, 29)),
        ("demain", FR, date(2026, 11, 23)),
        ("après-demain", FR, date(2026, 11, 24)),
        ("ce soir", FR, TODAY),
        ("dans 10 jours", FR, date(2026, 12, 2)),
        ("dans 111 jours", FR, date(2027, 3, 13)),
        ("dans 2 semaines", FR, date(2026, 12, 6)),
        ("le 3 décembre", FR, date(2026, 12, 3)),
        ("le 1er février", FR, date(2027, 2, 1)),
        ("le 3 déc.", FR, date(2026, 12, 3)),
        ("3/12", FR, date(2026, 12, 3)),
        ("2026-12-03", FR, date(2026, 12, 3)),
        ("Thursday", EN, date(2026, 11, 26)),
        ("tomorrow night", EN, date(2026, 11, 23)),
        ("the day after tomorrow", EN, date(2026, 11, 24)),
        ("in 10 days", EN, date(2026, 12, 2)),
        ("3rd of December", EN, date(2026, 12, 3)),
        ("Dec 3", EN, date(2026, 12, 3)),
        ("January 5", EN, date(2027, 1, 5)),
        ("bientôt", FR, None),
        ("le 31 novembre", FR, None),
        ("", EN, None),
    ],
)
def test_a_day_is_understood_as_people_say_it(text: str, lang: Language, day: date | None) -> None:
    assert read_day(text, TODAY, lang) == day


@pytest.mark.parametrize("lang", list(Language))
def test_a_day_that_is_told_is_understood_again(lang: Language) -> None:
    for at in range(1, 365, 7):
        day = date.fromordinal(TODAY.toordinal() + at)
        assert read_day(day_told(day, lang), TODAY, lang) == day


def test_the_first_of_a_month_is_told_as_people_say_it_and_understood_again() -> None:
    first = date(2026, 12, 1)
    assert day_told(first, FR) == "mardi 1er décembre"
    assert day_told(first, EN) == "Tuesday 1 December"
    assert read_day(day_told(first, FR), TODAY, FR) == first
