"""What a learner lets a group's coaches see: nothing until they say so, and no longer than they say so.

A change holds from the next request on, and each is kept for the learner to read, with who looked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from coaching.cohorts.rights import Role
from coaching.cohorts.sharing import Level
from coaching.cohorts.target import result_of
from coaching.services import efforts
from coaching.services.access import NotThere, shared_level
from coaching.services.cohort_records import (
    KeptCohort,
    KeptConsent,
    KeptMember,
    KeptReading,
    KeptResult,
    KeptSubmission,
)
from coaching.services.events import StillRunning
from coaching.services.notebook import Notebook
from coaching.services.ports import Transaction
from coaching.services.records import Learner


@dataclass(frozen=True)
class Shared:
    """What a cohort may see of one rehearsal from now on."""

    cohort: KeptCohort
    result: str
    level: Level
    was: Level


@dataclass(frozen=True)
class Consented:
    """What a cohort will see of all that is done for it from now on."""

    cohort: KeptCohort
    level: Level
    was: Level


@dataclass(frozen=True)
class Choice:
    """A cohort a rehearsal can be shared with, and what it may see of it now."""

    cohort: KeptCohort
    level: Level


async def stand(tx: Transaction, learner: Learner, cohort_id: str, level: Level) -> Consented | NotThere:
    """Their standing consent. Less holds for what was shared by it before; more for what is to come alone."""
    cohort, me = await tx.cohorts.of_id(cohort_id), await tx.cohorts.member(cohort_id, learner.id)
    if cohort is None or me is None or me.role is not Role.LEARNER:
        return NotThere()
    await tx.cohorts.keep_member(replace(me, sharing=level))
    if level is Level.NOTHING:
        await tx.sharing.end_standing(cohort_id, learner.id)
    elif level.depth < me.sharing.depth:
        await _lower(tx, learner, cohort_id, level)
    if level is not me.sharing:
        await tx.sharing.note_consent(KeptConsent(learner.id, cohort_id, me.sharing, level, tx.now))
    await recount(tx, learner, cohort_id)
    return Consented(cohort, level, me.sharing)


async def share(
    notebook: Notebook, tx: Transaction, learner: Learner, cohort_id: str, rehearsal_id: str, level: Level
) -> Shared | NotThere | StillRunning:
    """One rehearsal or journey of theirs, shared by hand; NOTHING takes it back, whatever their standing consent."""
    cohort, me = await tx.cohorts.of_id(cohort_id), await tx.cohorts.member(cohort_id, learner.id)
    work = await _work(notebook, tx, learner, rehearsal_id)
    if cohort is None or me is None or me.role is not Role.LEARNER or work is None:
        return NotThere()
    if work.ended is None:
        return StillRunning(rehearsal_id)
    was = await shared_level(tx, cohort_id, work)
    submission = KeptSubmission(
        id=notebook.new_id(),
        cohort=cohort_id,
        learner=learner.id,
        result=work.id,
        level=level,
        by_standing_consent=False,
        shared=tx.now,
        ended=work.ended,
    )
    await tx.sharing.submit(submission)
    if level is not was:
        await tx.sharing.note_consent(KeptConsent(learner.id, cohort_id, was, level, tx.now, work.id))
    await recount(tx, learner, cohort_id)
    return Shared(cohort, work.id, level, was)


async def choices(tx: Transaction, learner: Learner, rehearsal_id: str) -> tuple[Choice, ...]:
    """The cohorts they learn in, with what each may see of that rehearsal now."""
    work = await tx.work.result(rehearsal_id)
    mine = [(cohort, me) for cohort, me in await tx.cohorts.of_learner(learner) if me.role is Role.LEARNER]
    known = work if work and work.learner == learner.id else None
    return tuple(
        [Choice(cohort, await shared_level(tx, cohort.id, known) if known else Level.NOTHING) for cohort, _ in mine]
    )


async def changes(tx: Transaction, learner: Learner) -> tuple[KeptConsent, ...]:
    """Every change of theirs, oldest first."""
    return await tx.sharing.consents(learner)


async def readers(tx: Transaction, learner: Learner) -> tuple[KeptReading, ...]:
    """Who looked at what they shared, latest first."""
    return await tx.sharing.readings(learner)


async def end(tx: Transaction, member: KeptMember) -> None:
    """Nothing of theirs is shared with that cohort any more: they leave it."""
    await tx.sharing.end_all(member.cohort, member.learner)
    if member.sharing is not Level.NOTHING:
        change = KeptConsent(member.learner, member.cohort, member.sharing, Level.NOTHING, tx.now)
        await tx.sharing.note_consent(change)


async def recount(tx: Transaction, learner: Learner, cohort_id: str) -> None:
    """What the board shows as their best follows what is shared."""
    asked = [one for one, _ in await tx.assignments.of_learner(learner) if one.cohort == cohort_id]
    await efforts.recount(tx, learner.id, asked)


async def _lower(tx: Transaction, learner: Learner, cohort_id: str, level: Level) -> None:
    # Kept as lowered: should the consent grow again, these stay where they are now.
    for one in await tx.sharing.submissions_of(learner):
        if one.cohort == cohort_id and one.by_standing_consent and not level.includes(one.level):
            await tx.sharing.submit(replace(one, level=level))


async def _work(notebook: Notebook, tx: Transaction, learner: Learner, rehearsal_id: str) -> KeptResult | None:
    """What it came to; for a rehearsal that counted for nothing until now, worked out here."""
    known = await tx.work.result(rehearsal_id)
    if known is not None:
        return known if known.learner == learner.id else None
    kept = await tx.rehearsals.of_id(learner, rehearsal_id)
    at = await notebook.open(tx, kept) if kept else None
    if kept is None or at is None:
        return None
    work = efforts.work_of(kept)
    if kept.ended is not None:
        result = result_of(notebook.marks_of(kept, at), notebook.rubric)
        work = replace(work, ended=kept.ended, result=result)
        await tx.work.keep_result(work)
    return work
