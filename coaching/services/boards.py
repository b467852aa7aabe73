"""What a coach reads of a group: the board, one learner's curve, the week. A page is one or two questions to the store.

On the board stands how everybody stands, and marks where they were shared; nothing else of a learner is ever on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from coaching.cohorts.calendar import next_digest
from coaching.cohorts.digest import LATELY, Digest, Mark, Person, Task, digest
from coaching.cohorts.rights import Action, Role
from coaching.cohorts.sharing import Level
from coaching.cohorts.standing import State
from coaching.cohorts.target import total
from coaching.services.access import NotThere, may
from coaching.services.cohort_ports import BoardOrder
from coaching.services.cohort_records import (
    Activity,
    BoardLine,
    KeptCohort,
    KeptMember,
    KeptResult,
    SharedResult,
)
from coaching.services.cohorts import PAGE
from coaching.services.ports import Transaction
from coaching.services.records import Learner

LOOKED_BACK = timedelta(days=60)  # for whether somebody grew


@dataclass(frozen=True)
class Line:
    """One line of the board, as it is at that moment."""

    line: BoardLine
    state: State
    is_late: bool


@dataclass(frozen=True)
class Board:
    """A page of it."""

    cohort: KeptCohort
    lines: tuple[Line, ...]
    start: int
    of: int


@dataclass(frozen=True)
class Point:
    """One piece of work a learner shared."""

    shared: SharedResult
    score: int  # 0–100, corrections counted


@dataclass(frozen=True)
class Curve:
    """One learner: what is asked of them, and what they shared, oldest first."""

    member: KeptMember
    lines: tuple[Line, ...]
    points: tuple[Point, ...]
    kept_back: tuple[KeptResult, ...] = ()  # work for the group that isn't shared, latest first: for themselves alone


@dataclass(frozen=True)
class Week:
    """The digest of a cohort, with the names of those it tells of, by membership."""

    cohort: KeptCohort
    digest: Digest
    names: Mapping[str, str]
    next: datetime  # when there will be another, in UTC


async def board(
    tx: Transaction,
    actor: Learner,
    cohort_id: str,
    *,
    order: BoardOrder = BoardOrder.DUE,
    assignment: str | None = None,
    state: State | None = None,
    start: int = 0,
    most: int | None = PAGE,
) -> Board | NotThere:
    """A page of the board, or of what stands in one way there; all of it where `most` is None, for an export."""
    cohort = await _coached(tx, actor, cohort_id)
    if cohort is None:
        return NotThere()
    lines = await tx.assignments.board(
        cohort_id, tx.now, order=order, assignment=assignment, state=state, start=start, most=most
    )
    length = await tx.assignments.board_length(cohort_id, tx.now, assignment=assignment, state=state)
    return Board(cohort, tuple(_line(one, tx.now) for one in lines), start, length)


async def curve(tx: Transaction, actor: Learner, member_id: str, most: int = 100) -> Curve | NotThere:
    """One learner, for the coaches and for themselves."""
    member = await tx.cohorts.member_of_id(member_id)
    if member is None or member.role is not Role.LEARNER or not await may(tx, actor, Action.SEE, member):
        return NotThere()
    lines = await tx.assignments.board(member.cohort, tx.now, member=member_id)
    shared = await tx.sharing.shared(member.cohort, member=member_id, most=most)
    points = [Point(one, total(one.result.result, None)) for one in reversed(shared) if one.result.result]
    seen = {one.result.id for one in shared}
    mine = await tx.work.done_for(member.cohort, actor.id, most) if member.learner == actor.id else ()
    kept_back = tuple(one for one in mine if one.id not in seen)
    return Curve(member, tuple(_line(one, tx.now) for one in lines), tuple(points), kept_back)


async def shared(
    tx: Transaction,
    actor: Learner,
    cohort_id: str,
    *,
    at_least: Level = Level.MARKS,
    start: int = 0,
    most: int | None = PAGE,
) -> tuple[SharedResult, ...] | NotThere:
    """What the coaches may read, latest first; for a learner, of their own."""
    me = await tx.cohorts.member(cohort_id, actor.id)
    if me is None or me.role is Role.SPONSOR:
        return NotThere()
    whose = None if me.role.is_coach else me.id
    return await tx.sharing.shared(cohort_id, member=whose, at_least=at_least, start=start, most=most)


async def week(tx: Transaction, actor: Learner, cohort_id: str) -> Week | NotThere:
    """The digest as it would be told now."""
    cohort = await _coached(tx, actor, cohort_id)
    if cohort is None:
        return NotThere()
    people = tuple(await _people(tx, cohort_id))
    told = digest(people, tx.now)
    about = {one.member for one in told.stuck} | {one.member for one in told.grew}
    return Week(cohort, told, await tx.cohorts.called(about), next_digest(tx.now, ZoneInfo(cohort.zone)))


async def _people(tx: Transaction, cohort_id: str) -> list[Person]:
    """Every learner with what their week is told from: of thousands of pieces of work, each kind is made once."""
    found = await tx.assignments.activity(cohort_id)
    due = {one.id: one.due for one in await tx.assignments.of_cohort(cohort_id)}
    task = cache(lambda assignment, attempts, is_begun: Task(assignment, due[assignment], attempts, is_begun))
    tasks: defaultdict[str, list[Task]] = defaultdict(list)
    waiting = [one.member for one in found if one.done < one.asked]
    for name, *asked in await tx.assignments.open_work(cohort_id, waiting):
        tasks[name].append(task(*asked))
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    for name, mark in await tx.sharing.lately(cohort_id, tx.now - LOOKED_BACK, 2 * LATELY):
        marks[name].append(mark)
    return [_person(one, tuple(tasks[one.member]), tuple(marks[one.member])) for one in found]


def _person(one: Activity, tasks: tuple[Task, ...], marks: tuple[Mark, ...]) -> Person:
    times = [*(mark.at for mark in marks[-1:]), *([one.last] if one.last else [])]
    return Person(one.member, one.joined, tasks, marks, max(times, default=None), one.done)


def _line(line: BoardLine, now: datetime) -> Line:
    standing = replace(line.standing, best=None)
    return Line(replace(line, standing=standing), standing.state(line.due, now), standing.is_late(line.due))


async def _coached(tx: Transaction, actor: Learner, cohort_id: str) -> KeptCohort | None:
    cohort = await tx.cohorts.of_id(cohort_id)
    return cohort if cohort and await may(tx, actor, Action.CHANGE, cohort) else None
