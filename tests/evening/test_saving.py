"""An evening saved and put together again goes on as if it had never stopped."""

from __future__ import annotations

import json
from dataclasses import replace

from coaching.evening.evening import Act, ActKind, Evening
from coaching.evening.playing import played_again
from coaching.rehearsal import Turn
from coaching.services.evening_saving import (
    evening_from_json,
    evening_to_json,
    frame_to_json,
    restored_evening,
    turns_to_json,
)
from tests.content import understanding
from tests.evening.content import after, an_evening, venue, whims

ACTS = (
    Act(ActKind.APPROACH, ("defensive_photographer",)),
    Act(ActKind.SAY, text="Bonsoir! J'ai rien à vendre. Qu'est-ce que vous aimez photographier?"),
    Act(ActKind.INVITE, ("buffet_loner",), "Venez vous joindre à nous!"),
    Act(ActKind.LEAVE, text="Merci beaucoup, bonne soirée à vous!"),
    Act(ActKind.GO, ("buffet",)),
)


def an_evening_under_way() -> Evening:
    return after(an_evening("defensive_photographer", "buffet_loner"), *ACTS)


def restored(frame: str, turns: dict[str, tuple[str, ...]]) -> Evening:
    return restored_evening(frame, turns, venue(), understanding())


def test_a_whole_evening_is_the_same_after_it_was_saved_at_any_moment() -> None:
    for evening in whims(3, typed=False):
        assert evening_from_json(evening_to_json(evening)) == evening


def test_frame_and_turns_make_the_same_evening() -> None:
    evening = replace(an_evening_under_way(), nerves_before=7)

    again = restored(frame_to_json(evening), dict(turns_to_json(evening)))

    assert again == evening
    more = Act(ActKind.APPROACH, ("defensive_photographer",))
    assert after(again, more) == after(evening, more)


def test_a_frame_stays_small_however_much_was_said() -> None:
    evening = an_evening_under_way()
    turns = sum(len(turn) for its in turns_to_json(evening).values() for turn in its)

    assert len(frame_to_json(evening)) < len(evening_to_json(evening)) - turns // 2


def test_what_another_version_wrote_is_played_again_from_its_acts() -> None:
    evening = an_evening_under_way()
    frame = json.loads(frame_to_json(evening))
    del frame["guests"]
    frame["something_new"] = True

    assert restored(json.dumps(frame), {}) == evening


def test_the_acts_alone_make_the_evening() -> None:
    evening = an_evening_under_way()

    again = played_again(evening, venue(), understanding())

    assert again == evening
    assert all(isinstance(turn, Turn) for one in again.guests if one.conversation for turn in one.conversation.turns)
