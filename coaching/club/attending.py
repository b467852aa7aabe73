"""Attending the club week after week: the round, the small rooms, home; what can be done where, what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from coaching.club.introduction import IntroductionMarks, Listener, introduce_self
from coaching.club.meeting import Meeting, arrive, say
from coaching.club.meeting import Understanding as Talking
from coaching.club.member import Club
from coaching.club.parting import Parting, part
from coaching.club.season import WEEK, Season, next_week
from coaching.rehearsal import Turn
from coaching.rehearsal import take_back as without_last

TRIES = 3  # of an introduction; the table is waiting
LONGEST_AWAY = 3650  # days; whoever comes back after ten years finds it no colder
ENOUGH = 90  # score of an introduction from which nobody is asked to say it again


class Understanding(Talking, Listener, Protocol):
    """What attending asks of understanding."""


class Where(StrEnum):
    """Where in the week somebody is."""

    ROUND = "round"
    TABLE = "table"
    ROOM = "room"
    HOME = "home"  # until next week
    OVER = "over"  # the season


class Doing(StrEnum):
    """What can be done."""

    INTRODUCE = "introduce"
    GO_ON = "go_on"  # from the round to the table
    ENTER = "enter"  # a small room
    SAY = "say"
    TAKE_BACK = "take_back"
    LEAVE = "leave"  # the small room
    GO_HOME = "go_home"
    COME_BACK = "come_back"  # for the next meeting
    FINISH = "finish"  # the season, before its end


@dataclass(frozen=True)
class Act:
    """One thing done: what is said, or to whom one goes; or after how many days."""

    doing: Doing
    text: str = ""
    days: int = WEEK


@dataclass(frozen=True)
class Attendance:
    """A season being attended. Small and plain, so that it can be stored as JSON."""

    season: Season
    where: Where = Where.ROUND
    rooms: int = 0  # conversations of this week
    tries: int = 0  # of this week's introduction
    meeting: Meeting | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of an act: the marks of an introduction, a turn, the turn that was taken back, the end of a meeting."""

    member: str = ""  # with whom
    introduction: IntroductionMarks | None = None
    turn: Turn | None = None
    taken_back: Turn | None = None
    meeting: Meeting | None = None  # that is over
    parting: Parting | None = None


class NotNowError(ValueError):
    """That can't be done where they are."""


Doer = Callable[[Attendance, Act, Club, Understanding], tuple[Attendance, Outcome]]


def attend(at: Attendance, act: Act, club: Club, understanding: Understanding) -> tuple[Attendance, Outcome]:
    """The attendance after that act, and what came of it. Raises NotNowError, NotAMemberError."""
    if at.where not in ALLOWED[act.doing]:
        raise NotNowError(act.doing)
    return DOERS[act.doing](at, act, club, understanding)


def may_say_again(at: Attendance) -> bool:
    """Whether the table would listen to another introduction."""
    last = at.season.introductions[-1].score if at.season.introductions and at.tries else 0
    return at.tries < TRIES and last < ENOUGH


def _introduce(at: Attendance, act: Act, club: Club, understanding: Understanding) -> tuple[Attendance, Outcome]:
    season, profile = at.season, at.season.profile
    marks = introduce_self(act.text, profile.lang, profile.sells, club.ears[profile.lang], understanding)
    told = replace(season, introductions=(*season.introductions, marks))
    after = replace(at, season=told, tries=at.tries + 1)
    return (after if may_say_again(after) else replace(after, where=Where.TABLE)), Outcome(introduction=marks)


def _go_on(at: Attendance, _: Act, _club: Club, _understanding: Understanding) -> tuple[Attendance, Outcome]:
    return replace(at, where=Where.TABLE), Outcome()


def _enter(at: Attendance, act: Act, club: Club, _: Understanding) -> tuple[Attendance, Outcome]:
    return replace(at, where=Where.ROOM, meeting=arrive(at.season, act.text, club)), Outcome()


def _say(at: Attendance, act: Act, club: Club, understanding: Understanding) -> tuple[Attendance, Outcome]:
    meeting = say(_in_room(at), act.text, at.season, club, understanding)
    after, turn = replace(at, meeting=meeting), meeting.conversation.turns[-1]
    if not meeting.is_over:
        return after, Outcome(meeting.member, turn=turn)
    left, outcome = _leave(after, act, club, understanding)
    return left, replace(outcome, turn=turn)


def _take_back(at: Attendance, _: Act, _club: Club, _understanding: Understanding) -> tuple[Attendance, Outcome]:
    meeting = _in_room(at)
    if not meeting.conversation.turns:
        return at, Outcome()
    noticed = meeting.noticed[:-1]
    before = replace(
        meeting,
        conversation=without_last(meeting.conversation),
        noticed=noticed,
        pushed=sum(one.asks_referral and not one.lost_name for one in noticed),
    )
    return replace(at, meeting=before), Outcome(meeting.member, taken_back=meeting.conversation.turns[-1])


def _leave(at: Attendance, _: Act, club: Club, understanding: Understanding) -> tuple[Attendance, Outcome]:
    """Out of the small room; where nothing was said, nobody was met."""
    meeting = _in_room(at)
    out = replace(at, where=Where.TABLE, meeting=None)
    if not meeting.conversation.turns:
        return out, Outcome(meeting.member)
    season, parting = part(meeting, at.season, club, understanding)
    out = replace(out, season=season, rooms=at.rooms + 1)
    if out.rooms >= club.figures.rooms:
        out = _home(out, club)
    return out, Outcome(meeting.member, meeting=meeting, parting=parting)


def _go_home(at: Attendance, _: Act, club: Club, _understanding: Understanding) -> tuple[Attendance, Outcome]:
    return _home(at, club), Outcome()


def _come_back(at: Attendance, act: Act, club: Club, _: Understanding) -> tuple[Attendance, Outcome]:
    return Attendance(next_week(at.season, club, min(max(1, act.days), LONGEST_AWAY))), Outcome()


def _finish(at: Attendance, act: Act, club: Club, understanding: Understanding) -> tuple[Attendance, Outcome]:
    if at.meeting is None:
        return replace(at, where=Where.OVER), Outcome()
    left, outcome = _leave(at, act, club, understanding)
    return replace(left, where=Where.OVER), outcome


def _home(at: Attendance, club: Club) -> Attendance:
    """Until next week; after the last there is none."""
    is_last = at.season.week >= club.figures.weeks
    return replace(at, where=Where.OVER if is_last else Where.HOME)


def _in_room(at: Attendance) -> Meeting:
    if at.meeting is None:
        raise NotNowError(at.where)
    return at.meeting


DOERS: Mapping[Doing, Doer] = {
    Doing.INTRODUCE: _introduce,
    Doing.GO_ON: _go_on,
    Doing.ENTER: _enter,
    Doing.SAY: _say,
    Doing.TAKE_BACK: _take_back,
    Doing.LEAVE: _leave,
    Doing.GO_HOME: _go_home,
    Doing.COME_BACK: _come_back,
    Doing.FINISH: _finish,
}
AT_THE_CLUB = frozenset({Where.ROUND, Where.TABLE, Where.ROOM})
ALLOWED: Mapping[Doing, frozenset[Where]] = {
    Doing.INTRODUCE: frozenset({Where.ROUND}),
    Doing.GO_ON: frozenset({Where.ROUND}),
    Doing.ENTER: frozenset({Where.TABLE}),
    Doing.SAY: frozenset({Where.ROOM}),
    Doing.TAKE_BACK: frozenset({Where.ROOM}),
    Doing.LEAVE: frozenset({Where.ROOM}),
    Doing.GO_HOME: frozenset({Where.ROUND, Where.TABLE}),
    Doing.COME_BACK: frozenset({Where.HOME}),
    Doing.FINISH: AT_THE_CLUB | {Where.HOME},
}
