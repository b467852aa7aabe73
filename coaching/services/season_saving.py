"""A season being attended as JSON and back. What another version wrote is played again from all that was done in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter, ValidationError

from coaching.club.attending import Act, Attendance, Doing, NotNowError, Outcome, Understanding, attend
from coaching.club.choosing import ModeAnswer
from coaching.club.member import Club
from coaching.club.season import NotAMemberError, begin_season
from coaching.rehearsal import Profile, RehearsalOverError
from coaching.services.journey_records import KeptJourney, KeptStep


@dataclass(frozen=True)
class Kept:
    """All that is kept of a season, beside its steps."""

    attendance: Attendance
    met: datetime  # when this week's meeting began
    heard: datetime  # when something was done last
    due: datetime | None = None  # when they asked to be reminded of the next meeting
    hints: int = 0  # since the last message
    before: ModeAnswer | None = None  # what they said of how they network
    after: ModeAnswer | None = None


@dataclass(frozen=True)
class _Member:
    member: str


@dataclass(frozen=True)
class _Season:
    seed: int
    profile: Profile
    relations: tuple[_Member, ...]


@dataclass(frozen=True)
class _Attendance:
    season: _Season


@dataclass(frozen=True)
class _Begun:
    """What every version of a season holds: enough to play it again."""

    attendance: _Attendance


@cache
def _keeping() -> TypeAdapter[Kept]:
    return TypeAdapter(Kept)


@cache
def _acts() -> TypeAdapter[Act]:
    return TypeAdapter(Act)


@cache
def _outcomes() -> TypeAdapter[Outcome]:
    return TypeAdapter(Outcome)


@cache
def _beginnings() -> TypeAdapter[_Begun]:
    return TypeAdapter(_Begun)


def kept_to_json(kept: Kept) -> str:
    """The season as a JSON object."""
    return _keeping().dump_json(kept).decode()


def act_to_json(act: Act) -> str:
    """The act as a JSON object."""
    return _acts().dump_json(act).decode()


def act_from_json(saved: str) -> Act | None:
    """The act that was saved; None for what another version wrote."""
    try:
        return _acts().validate_json(saved)
    except ValidationError:
        return None


def outcome_to_json(outcome: Outcome) -> str:
    """What came of an act as a JSON object."""
    return _outcomes().dump_json(outcome).decode()


def outcome_from_json(saved: str) -> Outcome:
    """What came of it then; nothing where another version wrote it."""
    try:
        return _outcomes().validate_json(saved)
    except ValidationError:
        return Outcome()


def kept_from_json(saved: str) -> Kept | None:
    """The season that was saved, equal to the one it was made from; None for what another version wrote."""
    try:
        return _keeping().validate_json(saved)
    except ValidationError:
        return None


def played_again(journey: KeptJourney, steps: Sequence[KeptStep], club: Club, understanding: Understanding) -> Kept:
    """The season as this version plays what was done in it.

    Raises ValueError where not even its beginning can be read.
    """
    begun = _beginnings().validate_json(journey.state).attendance.season
    season = begin_season(club, begun.profile, begun.seed, [one.member for one in begun.relations])
    kept = Kept(Attendance(season), journey.started, journey.started)
    for step in steps:
        kept = _after(kept, step, club, understanding)
    return kept


def _after(kept: Kept, step: KeptStep, club: Club, understanding: Understanding) -> Kept:
    """After that step; as it was where the step makes no sense any more."""
    try:
        act = _acts().validate_json(step.did)
        attendance, _ = attend(kept.attendance, act, club, understanding)
    except (ValidationError, NotNowError, NotAMemberError, RehearsalOverError):
        return kept
    met = step.at if act.doing is Doing.COME_BACK else kept.met
    return replace(kept, attendance=attendance, met=met, heard=step.at)
