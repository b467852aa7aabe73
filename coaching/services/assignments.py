"""What a coach asks a group or one of its learners to do, how everybody stands with it, and when they are told.

Late work counts and is said to be late; nobody fails. What is told is planned as reminders, which a face words when
their time comes: `told` says whether there is still something to tell.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from coaching.cohorts.calendar import Notice, NoticeKind, coming, local, not_quiet, notices
from coaching.cohorts.rights import Action, Role
from coaching.cohorts.standing import Standing, State
from coaching.cohorts.target import AIMS, WEIGHED, Aim, Target, What
from coaching.scorecard.rubric import Dimension
from coaching.services import efforts
from coaching.services.access import NotThere, may
from coaching.services.cohort_records import KeptAssignment, KeptCohort, KeptMember
from coaching.services.journey_records import KeptReminder
from coaching.services.notebook import Notebook
from coaching.services.ports import Transaction
from coaching.services.records import Learner
from coaching.services.texts import one_line

REMINDER = "assignment"  # the kind of a reminder about one; its key ends in the NoticeKind
DUE_AT = time(21)  # where the coach lives: whoever works late works before the quiet hours
LONGEST_NOTE = 500  # characters
MOST_ATTEMPTS = 20
MOST_NEEDS = 9


class Unfit(StrEnum):
    """What is wrong with an assignment."""

    ABOUT = "about"  # there is nothing of that name
    DUE = "due"  # that day is over
    ATTEMPTS = "attempts"
    TARGET = "target"
    WEIGHTS = "weights"
    MEMBER = "member"  # nobody of that id learns there


@dataclass(frozen=True)
class Refused:
    """Nothing was assigned or changed."""

    why: Unfit


@dataclass(frozen=True)
class Wish:
    """What a coach asks for, as they say it."""

    what: What
    about: str
    day: date  # where the cohort's coach lives
    at: time = DUE_AT
    attempts: int = 1
    target: Target | None = None
    weights: Mapping[Dimension, int] | None = None
    note: str = ""
    member: str | None = None  # None: the whole cohort


@dataclass(frozen=True)
class Assigned:
    """It stands, and those it is for will hear of it."""

    assignment: KeptAssignment
    learners: tuple[KeptMember, ...]


@dataclass(frozen=True)
class Asked:
    """An assignment, as one learner has it before them."""

    assignment: KeptAssignment
    standing: Standing
    state: State
    is_late: bool


async def assign(
    notebook: Notebook, tx: Transaction, actor: Learner, cohort_id: str, wish: Wish
) -> Assigned | Refused | NotThere:
    """A new assignment."""
    cohort = await _coached(tx, actor, cohort_id)
    if cohort is None:
        return NotThere()
    due = local(wish.day, wish.at, ZoneInfo(cohort.zone))
    unfit = await _unfit(notebook, tx, cohort, wish, due)
    if unfit:
        return Refused(unfit)
    assignment = _wished(
        KeptAssignment(notebook.new_id(), cohort.id, actor.id, wish.what, wish.about, due, cohort.zone, tx.now),
        wish,
        due,
    )
    await tx.assignments.add(assignment)
    meant = await tx.assignments.meant_for(assignment)
    for member in meant:
        await _tell(tx, member, assignment)
    return Assigned(assignment, meant)


async def edit(
    notebook: Notebook, tx: Transaction, actor: Learner, assignment_id: str, wish: Wish
) -> Assigned | Refused | NotThere:
    """The same assignment, asking otherwise from now on; what was done for it counts as it then asks.

    Whom it is for stays, and what it is about.
    """
    known = await tx.assignments.of_id(assignment_id)
    cohort = await tx.cohorts.of_id(known.cohort) if known else None
    if known is None or cohort is None or known.withdrawn or not await may(tx, actor, Action.CHANGE, known):
        return NotThere()
    wish = replace(wish, what=known.what, about=known.about, member=known.member)
    due = local(wish.day, wish.at, ZoneInfo(cohort.zone))
    unfit = await _unfit(notebook, tx, cohort, wish, due, was=known)
    if unfit:
        return Refused(unfit)
    edited = replace(_wished(known, wish, due), zone=cohort.zone, edited=tx.now)
    await tx.assignments.save(edited)
    await efforts.recount_everybody(tx, edited)
    meant = await tx.assignments.meant_for(edited)
    for member in meant:
        await _tell(tx, member, edited, first=NoticeKind.EDITED)
    return Assigned(edited, meant)


async def withdraw(tx: Transaction, actor: Learner, assignment_id: str) -> Assigned | NotThere:
    """It is asked of nobody any more, and they are told."""
    known = await tx.assignments.of_id(assignment_id)
    if known is None or known.withdrawn or not await may(tx, actor, Action.DELETE, known):
        return NotThere()
    meant = await tx.assignments.meant_for(known)
    gone = replace(known, withdrawn=tx.now)
    await tx.assignments.save(gone)
    for member in meant:
        learner = await tx.learners.of_id(member.learner)
        if learner is not None:
            await tx.reminders.stop(learner, known.id)
            when = not_quiet(tx.now, ZoneInfo(learner.preferences.time_zone))
            await _plan(tx, learner, [Notice(NoticeKind.WITHDRAWN, known.id, when)])
    return Assigned(gone, meant)


async def of_cohort(tx: Transaction, actor: Learner, cohort_id: str) -> tuple[KeptAssignment, ...] | NotThere:
    """What is asked there: all of it for coaches, for a learner what is for them."""
    if await tx.cohorts.member(cohort_id, actor.id) is None:
        return NotThere()
    every = await tx.assignments.of_cohort(cohort_id)
    seen = tuple([one for one in every if await may(tx, actor, Action.LIST, one)])
    return seen or (() if await _may_hold(tx, actor, cohort_id) else NotThere())


async def see(tx: Transaction, actor: Learner, assignment_id: str) -> KeptAssignment | NotThere:
    """That one."""
    found = await tx.assignments.of_id(assignment_id)
    return found if found and not found.withdrawn and await may(tx, actor, Action.SEE, found) else NotThere()


async def of_learner(tx: Transaction, learner: Learner) -> tuple[Asked, ...]:
    """All that is asked of them, in whichever cohort, by due date."""
    return tuple(_asked(one, standing, tx.now) for one, standing in await tx.assignments.of_learner(learner))


async def welcome(tx: Transaction, learner: Learner, cohort_id: str) -> tuple[KeptAssignment, ...]:
    """Somebody who came later is told of what is still open; what that is."""
    member = await tx.cohorts.member(cohort_id, learner.id)
    asked = [one for one, _ in await tx.assignments.of_learner(learner) if one.cohort == cohort_id]
    if member is not None:
        for one in asked:
            await _tell(tx, member, one)
    return tuple(asked)


async def told(tx: Transaction, learner: Learner, assignment_id: str, kind: NoticeKind) -> Asked | None:
    """The assignment a reminder is about, as it stands; None where there is nothing left to tell."""
    known = await tx.assignments.of_id(assignment_id)
    member = await tx.cohorts.member(known.cohort, learner.id) if known else None
    if known is None or member is None:
        return None
    if kind is NoticeKind.WITHDRAWN:
        return _asked(known, Standing(), tx.now) if known.withdrawn else None
    asked = next((one for one in await of_learner(tx, learner) if one.assignment.id == assignment_id), None)
    is_over = asked is not None and asked.state is State.COMPLETED
    return None if is_over and kind in (NoticeKind.DAY_BEFORE, NoticeKind.DAY_AFTER) else asked


def notice_of(reminder: KeptReminder) -> tuple[str, NoticeKind]:
    """The assignment a reminder is about, and what it tells of it."""
    return reminder.about, NoticeKind(reminder.key.split(":")[2])


async def _coached(tx: Transaction, actor: Learner, cohort_id: str) -> KeptCohort | None:
    cohort = await tx.cohorts.of_id(cohort_id)
    return cohort if cohort and await may(tx, actor, Action.CHANGE, cohort) else None


async def _may_hold(tx: Transaction, actor: Learner, cohort_id: str) -> bool:
    """Whether they could have assignments to see there, even where there are none."""
    me = await tx.cohorts.member(cohort_id, actor.id)
    return me is not None and me.role is not Role.SPONSOR


async def _unfit(
    notebook: Notebook,
    tx: Transaction,
    cohort: KeptCohort,
    wish: Wish,
    due: datetime,
    was: KeptAssignment | None = None,
) -> Unfit | None:
    is_new = was is None
    if is_new and not await _exists(notebook, tx, cohort, wish):
        return Unfit.ABOUT
    if due <= tx.now and (is_new or was is None or due != was.due):
        return Unfit.DUE
    if not 1 <= wish.attempts <= MOST_ATTEMPTS:
        return Unfit.ATTEMPTS
    if wish.target is not None and not _is_sound(wish.target, wish.what):
        return Unfit.TARGET
    if wish.weights is not None and not _can_weigh(wish.weights.values(), wish.what):
        return Unfit.WEIGHTS
    member = await tx.cohorts.member_of_id(wish.member) if wish.member else None
    is_learner = member is not None and member.cohort == cohort.id and member.role is Role.LEARNER
    return Unfit.MEMBER if is_new and wish.member and not is_learner else None


async def _exists(notebook: Notebook, tx: Transaction, cohort: KeptCohort, wish: Wish) -> bool:
    match wish.what:
        case What.SCENARIO:
            return wish.about in notebook.library
        case What.OWN:
            return cohort.id in await tx.own_scenarios.published_in(wish.about)
        case _:
            return bool(wish.about.strip())  # occasions, clubs and drills are known to the face alone


def _is_sound(target: Target, what: What) -> bool:
    if target.aim not in AIMS[what]:
        return False
    match target.aim:
        case Aim.TOTAL:
            return 0 < target.least <= 100
        case Aim.DIMENSION:
            return target.dimension is not None and 0 < target.least <= 100
        case Aim.NEEDS:
            return 0 < target.least <= MOST_NEEDS
        case Aim.NO_PITCH:
            return True


def _can_weigh(weights: Collection[int], what: What) -> bool:
    return what in WEIGHED and all(0 <= points <= 100 for points in weights) and sum(weights) > 0


def _wished(known: KeptAssignment, wish: Wish, due: datetime) -> KeptAssignment:
    return replace(
        known,
        due=due,
        member=wish.member,
        attempts=wish.attempts,
        target=wish.target,
        weights=wish.weights,
        note=one_line(wish.note, LONGEST_NOTE),
    )


def _asked(assignment: KeptAssignment, standing: Standing, now: datetime) -> Asked:
    return Asked(assignment, standing, standing.state(assignment.due, now), standing.is_late(assignment.due))


async def _tell(
    tx: Transaction, member: KeptMember, assignment: KeptAssignment, first: NoticeKind = NoticeKind.ASSIGNED
) -> None:
    learner = await tx.learners.of_id(member.learner)
    if learner is None:
        return
    zone = ZoneInfo(learner.preferences.time_zone)
    planned = notices(assignment.id, tx.now, assignment.due, zone)
    if first is NoticeKind.EDITED:
        await tx.reminders.stop(learner, assignment.id)
        now = Notice(NoticeKind.EDITED, assignment.id, not_quiet(tx.now, zone))
        planned = (now, *coming(assignment.id, now.at, assignment.due, zone))
    await _plan(tx, learner, planned, edition=assignment.edited)


async def _plan(
    tx: Transaction, learner: Learner, planned: Collection[Notice], edition: datetime | None = None
) -> None:
    # An edited assignment has notices of its own: those of before are stopped, and a key is used once.
    which = edition.isoformat(timespec="seconds") if edition else ""
    reminders = [
        KeptReminder(learner.id, REMINDER, f"{REMINDER}:{one.about}:{one.kind.value}:{which}", one.at, one.about)
        for one in planned
    ]
    await tx.reminders.plan(learner, reminders)
