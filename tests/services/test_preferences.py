"""What a learner wishes: what holds where nothing was chosen, and that it comes back from the store as it went in."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from coaching.language import Language
from coaching.services import learners
from coaching.services.preferences import (
    REGIONS,
    Address,
    HintStyle,
    Preferences,
    TextSize,
    preferences_from_json,
    preferences_to_json,
    region_of,
)
from tests.store.stores import file_url, opened

ALL_CHOSEN = Preferences(
    address=Address.TU,
    region="CH",
    hints=HintStyle.NONE,
    reactions=False,
    typing=False,
    reminders=True,
    zone="Asia/Tokyo",
    text_size=TextSize.LARGE,
    trade="comptable",
    heard_region="FR",
    first_nerves=8,
)


def test_every_wish_comes_back_as_it_was_written() -> None:
    default = Preferences()
    assert all(getattr(ALL_CHOSEN, one.name) != getattr(default, one.name) for one in fields(Preferences))

    assert preferences_from_json(preferences_to_json(ALL_CHOSEN)) == ALL_CHOSEN
    assert preferences_to_json(default) == ""


def test_a_wish_of_another_version_is_left_out() -> None:
    kept = '{"address": "thou", "font": "Comic Sans", "typing": false}'

    assert preferences_from_json(kept) == Preferences(typing=False)


@pytest.mark.parametrize(
    ("code", "region"), [("fr-CA", "CA"), ("fr_be", "BE"), ("fr", ""), ("", ""), ("pt-BR", ""), ("de-CH", "CH")]
)
def test_the_region_is_heard_in_the_language_code(code: str, region: str) -> None:
    assert region_of(code) == region


def test_a_choice_goes_before_what_was_heard() -> None:
    heard = Preferences(heard_region="FR")

    assert (heard.place, heard.time_zone) == ("FR", "Europe/Paris")
    assert replace(heard, region="CH").time_zone == "Europe/Zurich"
    assert replace(heard, zone="Asia/Tokyo").time_zone == "Asia/Tokyo"
    assert all(ZoneInfo(Preferences(region=one).time_zone) for one in ("", *REGIONS))


@pytest.mark.parametrize(("nerves", "has"), [(None, True), (6, True), (7, False), (10, False)])
def test_reactions_are_off_for_the_very_nervous_unless_they_ask(nerves: int | None, has: bool) -> None:
    shy = Preferences(first_nerves=nerves)

    assert shy.has_reactions is has
    assert replace(shy, reactions=True).has_reactions
    assert not replace(shy, reactions=False).has_reactions


async def test_wishes_are_kept_sealed_and_the_first_nerves_once(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite3"
    async with opened(file_url(file)) as store:
        async with store.transaction() as tx:
            learner = await learners.meet(tx, 7, 7, "fr-CA")
            assert learner.preferences == Preferences(heard_region="CA")
            await learners.prefer(tx, learner, replace(ALL_CHOSEN, trade="canary\ntrade", first_nerves=None))
        async with store.transaction() as tx:
            learner = await learners.meet(tx, 7, 7, "en")
            learner = await learners.came(tx, learner, 9)
            learner = await learners.came(tx, learner, 2)
        async with store.transaction() as tx:
            known = await learners.meet(tx, 7, 7)

    assert b"canary" not in file.read_bytes()
    assert known == learner
    assert known.lang is Language.FR
    assert known.preferences == replace(ALL_CHOSEN, trade="canary trade", first_nerves=9)
