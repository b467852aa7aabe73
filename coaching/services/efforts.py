"""What counts for an assignment: work that began after it was given, from its beginning; second tries are practice.

Whatever ends a rehearsal, a drill, an evening or a season tells it here, and everybody's standing follows.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from uuid import NAMESPACE_OID, uuid5

from coaching.cohorts.sharing import Level
from coaching.cohorts.standing import standing_of
from coaching.cohorts.target import Result, What, result_of
from coaching.scorecard.card import Scorecard
from coaching.scorecard.rubric import Rubric
from coaching.services.cohort_records import KeptAssignment, KeptResult, KeptSubmission
from coaching.services.ports import Transaction
from coaching.services.records import KeptDrill, KeptRehearsal, Learner

OWN = "own-"  # before the id of a coach's own scenario, where a rehearsal names its scenario


async def rehearsal_begun(tx: Transaction, learner: Learner, kept: KeptRehearsal) -> None:
    """A rehearsal begins."""
    if kept.forked_from is None:
        await begun(tx, learner, work_of(kept))


async def rehearsal_ended(
    tx: Transaction, learner: Learner, over: KeptRehearsal, scorecard: Scorecard, rubric: Rubric
) -> None:
    """A rehearsal in which something was said is over."""
    if over.forked_from is None and over.ended is not None:
        await ended(tx, learner, replace(work_of(over), ended=over.ended, result=result_of(scorecard, rubric)))


async def drill_done(tx: Transaction, learner: Learner, drill: KeptDrill) -> None:
    """One exercise is done."""
    work = KeptResult(exercise_id(drill), learner.id, What.DRILLS, drill.kind, drill.done)
    if await begun(tx, learner, work):
        await ended(tx, learner, replace(work, ended=drill.done, result=Result(drill.score)))


def exercise_id(drill: KeptDrill) -> str:
    """The id under which that exercise counts as work."""
    return str(uuid5(NAMESPACE_OID, f"{drill.learner}/{drill.kind}/{drill.item}/{drill.done.isoformat()}"))


def work_of(kept: KeptRehearsal) -> KeptResult:
    """The rehearsal as work that may count."""
    is_own = kept.scenario.startswith(OWN)
    about = kept.scenario.removeprefix(OWN) if is_own else kept.scenario
    return KeptResult(kept.id, kept.learner, What.OWN if is_own else What.SCENARIO, about, kept.started)


async def begun(tx: Transaction, learner: Learner, work: KeptResult) -> bool:
    """A piece of work begins; whether it counts for anything."""
    asked = [
        assignment
        for assignment, _ in await tx.assignments.of_learner(learner)
        if (assignment.what, assignment.about) == (work.what, work.about)
    ]
    if asked:
        await tx.work.keep_result(work)
        for assignment in asked:
            await tx.work.count(assignment.id, work)
        await recount(tx, learner.id, asked)
    return bool(asked)


async def ended(tx: Transaction, learner: Learner, work: KeptResult) -> None:
    """A piece of work is over, with what it came to. What never counted for anything is nobody's business."""
    if await tx.work.result(work.id) is None:
        return
    await tx.work.keep_result(work)
    asked = [one for name in await tx.work.counted(work.id) if (one := await tx.assignments.of_id(name))]
    for cohort_id in dict.fromkeys(one.cohort for one in asked):
        await _share_as_agreed(tx, learner, cohort_id, work)
    await recount(tx, learner.id, asked)


async def recount(tx: Transaction, learner_id: int, assignments: Collection[KeptAssignment]) -> None:
    """How that learner stands with each of these, worked out anew."""
    for one in assignments:
        efforts = await tx.work.efforts_of(one.id, learner_id)
        await tx.work.keep_standings(one.id, {learner_id: standing_of(efforts, one.attempts, one.target, one.weights)})


async def recount_everybody(tx: Transaction, assignment: KeptAssignment) -> None:
    """How everybody stands with it, after it was changed."""
    standings = {
        learner: standing_of(efforts, assignment.attempts, assignment.target, assignment.weights)
        for learner, efforts in (await tx.work.efforts(assignment.id)).items()
    }
    await tx.work.keep_standings(assignment.id, standings)


async def _share_as_agreed(tx: Transaction, learner: Learner, cohort_id: str, work: KeptResult) -> None:
    member = await tx.cohorts.member(cohort_id, learner.id)
    if member is None or member.sharing is Level.NOTHING or work.ended is None:
        return
    name = str(uuid5(NAMESPACE_OID, f"{cohort_id}/{work.id}"))
    await tx.sharing.submit(
        KeptSubmission(
            id=name,
            cohort=cohort_id,
            learner=learner.id,
            result=work.id,
            level=member.sharing,
            by_standing_consent=True,
            shared=tx.now,
            ended=work.ended,
        )
    )
