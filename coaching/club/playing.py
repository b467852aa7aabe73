"""A season played by a script: each entry is one conversation with one member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coaching.club.meeting import Meeting, Understanding, arrive, say
from coaching.club.member import Club
from coaching.club.parting import Parting, part
from coaching.club.season import WEEK, Season, begin_season, next_week
from coaching.rehearsal import Profile


@dataclass(frozen=True)
class Entry:
    """One conversation to have: with whom, how many days after the one before, and what is said."""

    member: str
    messages: tuple[str, ...]
    days_since: int = WEEK


@dataclass(frozen=True)
class Played:
    """A conversation as it went, and how the two parted."""

    meeting: Meeting
    parting: Parting


def play(
    club: Club, profile: Profile, seed: int, entries: Sequence[Entry], understanding: Understanding
) -> tuple[Season, tuple[Played, ...]]:
    """The season of a scripted learner. What is left of an entry when somebody leaves is not played.

    Raises NotAMemberError for a member nobody knows.
    """
    season = begin_season(club, profile, seed, [entry.member for entry in entries])
    played: list[Played] = []
    for entry in entries:
        if played and entry.days_since:  # none passed: it is the same week's meeting
            season = next_week(season, club, entry.days_since)
        meeting = arrive(season, entry.member, club)
        for text in entry.messages:
            if meeting.is_over:
                break
            meeting = say(meeting, text, season, club, understanding)
        season, parting = part(meeting, season, club, understanding)
        played.append(Played(meeting, parting))
    return season, tuple(played)
