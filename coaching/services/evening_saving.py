"""An evening as JSON and back, kept in two parts: the frame, written anew after each act, and the turns, each once.

A frame is some kilobytes; turns are saved like those of any rehearsal. What another version wrote is played again from
the learner's acts, with the scenarios and manners handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pydantic import TypeAdapter, ValidationError

from coaching.evening.arriving import begin_evening
from coaching.evening.evening import Act, Evening
from coaching.evening.place import Listener, Venue
from coaching.evening.playing import play
from coaching.rehearsal import Profile
from coaching.services.saving import turn_from_json, turn_to_json


@dataclass(frozen=True)
class _Begun:
    """What every version of an evening holds: enough to play it again."""

    profile: Profile
    seed: int
    minutes: int
    acts: tuple[Act, ...]
    named: tuple[str, ...] = ()


@cache
def _evenings() -> TypeAdapter[Evening]:
    return TypeAdapter(Evening)


@cache
def _beginnings() -> TypeAdapter[_Begun]:
    return TypeAdapter(_Begun)


def evening_to_json(evening: Evening) -> str:
    """The whole evening, its turns included."""
    return _evenings().dump_json(evening).decode()


def evening_from_json(saved: str) -> Evening:
    """The evening that was saved whole, equal to the one it was made from.

    Raises ValueError for what no evening of this version could have become.
    """
    return _evenings().validate_json(saved)


def frame_to_json(evening: Evening) -> str:
    """The evening without its turns."""
    guests = tuple(
        replace(one, conversation=replace(one.conversation, turns=())) if one.conversation else one
        for one in evening.guests
    )
    return evening_to_json(replace(evening, guests=guests))


def turns_to_json(evening: Evening) -> Mapping[str, tuple[str, ...]]:
    """The turns of each conversation, by attendee. An act may change the last one of each that stood before it."""
    talked = {one.scenario: one.conversation for one in evening.guests if one.conversation and one.turns}
    return {who: tuple(turn_to_json(turn) for turn in its.turns) for who, its in talked.items()}


def restored_evening(frame: str, turns: Mapping[str, Sequence[str]], venue: Venue, understanding: Listener) -> Evening:
    """The evening as it stood; played again from its acts where another version wrote it.

    Raises ValueError where not even the acts can be read.
    """
    try:
        evening = evening_from_json(frame)
        guests = []
        for one in evening.guests:
            its = tuple(turn_from_json(turn) for turn in turns.get(one.scenario, ()))
            guests.append(replace(one, conversation=replace(one.conversation, turns=its)) if one.conversation else one)
        return replace(evening, guests=tuple(guests))
    except ValidationError:
        begun = _beginnings().validate_json(frame)
        fresh = begin_evening(venue, begun.profile, begun.seed, begun.minutes, begun.named)
        return play(fresh, begun.acts, venue, understanding)
