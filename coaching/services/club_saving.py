"""A season and a meeting under way as JSON and back: all that has to be kept of the club."""

from __future__ import annotations

from functools import cache

from pydantic import TypeAdapter, ValidationError

from coaching.club.meeting import Meeting
from coaching.club.season import Season


@cache
def _seasons() -> TypeAdapter[Season]:
    return TypeAdapter(Season)


@cache
def _meetings() -> TypeAdapter[Meeting]:
    return TypeAdapter(Meeting)


def season_to_json(season: Season) -> str:
    """The season as a JSON object."""
    return _seasons().dump_json(season).decode()


def season_from_json(saved: str) -> Season | None:
    """The season that was saved, equal to the one it was made from; None for what a version with others wrote."""
    try:
        return _seasons().validate_json(saved)
    except ValidationError:
        return None


def meeting_to_json(meeting: Meeting) -> str:
    """The meeting as a JSON object."""
    return _meetings().dump_json(meeting).decode()


def meeting_from_json(saved: str) -> Meeting | None:
    """The meeting that was saved, equal to the one it was made from; None for what a version with others wrote."""
    try:
        return _meetings().validate_json(saved)
    except ValidationError:
        return None
