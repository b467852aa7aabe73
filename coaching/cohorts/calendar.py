"""When something is due where its coach lives, when a notice comes where its learner does, and when the digest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

DAY = timedelta(days=1)
QUIET_FROM, QUIET_UNTIL = time(21), time(8)  # where the learner lives
DIGEST_DAY, DIGEST_AT = 2, time(9)  # Wednesday: the week is young enough to help somebody
HOURS_BETWEEN = timedelta(hours=12)  # a notice that soon after the first says nothing new


class NoticeKind(StrEnum):
    """What a notice tells of an assignment."""

    ASSIGNED = "assigned"
    DAY_BEFORE = "day_before"
    DAY_AFTER = "day_after"
    EDITED = "edited"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Notice:
    """One thing to tell one learner, not before that time."""

    kind: NoticeKind
    about: str  # the assignment
    at: datetime  # UTC


def local(day: date, at: time, zone: tzinfo) -> datetime:
    """That hour of that day there, in UTC. Of an hour that comes twice the first; one that is skipped comes just after.

    An hour within the gap has no moment of its own: taken by the offset before it, it falls behind the gap.
    """
    return datetime(day.year, day.month, day.day, at.hour, at.minute, tzinfo=zone).astimezone(UTC)


def not_quiet(when: datetime, zone: tzinfo) -> datetime:
    """That time, or the end of the quiet hours it falls in."""
    there = when.astimezone(zone)
    if QUIET_UNTIL <= there.time() < QUIET_FROM:
        return when
    morning = there.date() if there.time() < QUIET_UNTIL else there.date() + DAY
    return local(morning, QUIET_UNTIL, zone)


def notices(about: str, told: datetime, due: datetime, zone: tzinfo) -> tuple[Notice, ...]:
    """What a learner in that zone is told of an assignment they get at `told`: now, a day before, a day after."""
    return tuple(_notices(about, told, due, zone))


def _notices(about: str, told: datetime, due: datetime, zone: tzinfo) -> Iterator[Notice]:
    first = not_quiet(told, zone)
    yield Notice(NoticeKind.ASSIGNED, about, first)
    yield from coming(about, first, due, zone)


def coming(about: str, after: datetime, due: datetime, zone: tzinfo) -> Iterator[Notice]:
    """The notices that a due date itself makes, of those that come well after that time."""
    before, behind = not_quiet(due - DAY, zone), not_quiet(due + DAY, zone)
    if after + HOURS_BETWEEN <= before < due:
        yield Notice(NoticeKind.DAY_BEFORE, about, before)
    if behind > after:
        yield Notice(NoticeKind.DAY_AFTER, about, behind)


def next_digest(after: datetime, zone: tzinfo) -> datetime:
    """The first digest that comes after that time, in UTC."""
    day = after.astimezone(zone).date()
    wednesday = day + (DIGEST_DAY - day.weekday()) % 7 * DAY
    when = local(wednesday, DIGEST_AT, zone)
    return when if when > after else local(wednesday + 7 * DAY, DIGEST_AT, zone)
