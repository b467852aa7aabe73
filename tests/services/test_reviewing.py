from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from coaching.cohorts.adjusting import Decision
from coaching.cohorts.disagreement import Disagreement
from coaching.cohorts.sharing import Level
from coaching.cohorts.standing import State
from coaching.cohorts.target import Aim, Target
from coaching.correction import Struck, corrected_score
from coaching.scorecard.card import Kind
from coaching.services import appeals, assignments, progress, reading, reviewing, second_try
from coaching.services.access import NotThere
from coaching.services.events import AlreadyDecided, AppealTold, Contested, Debrief
from coaching.services.records import AppealState
from coaching.services.reviewing import NothingToReview, Reviewed
from tests.content import rubric, understanding
from tests.services.groups import PITCH, Group, a_group
from tests.services.practices import ATTENDEE, SHY


@pytest.fixture
async def group() -> AsyncIterator[Group]:
    async with a_group() as group:
        yield group


async def _shared(group: Group, *texts: str, level: Level = Level.TRANSCRIPT) -> Debrief:
    rehearsal = await group.rehearse("learner", *(texts or (*SHY[:3], PITCH)))
    async with group.store.transaction() as tx:
        await group.share(tx, "learner", rehearsal, level)
    return await _debrief(group, rehearsal)


async def _debrief(group: Group, rehearsal: str) -> Debrief:
    async with group.store.transaction() as tx:
        told = await second_try.open_marks(group.notebook, tx, group.people["learner"], rehearsal)
    assert isinstance(told, Debrief)
    return told


def _at(told: Debrief, kind: Kind) -> int:
    return next(at for at, one in enumerate(told.scorecard.findings) if one.kind is kind)


async def _review(
    group: Group, told: Debrief, at: int, decision: Decision, points: int | None = None, note: str = ""
) -> object:
    async with group.store.transaction() as tx:
        return await reviewing.review(
            group.notebook, tx, group.people["owner"], group.id, told.id, at, decision, points=points, note=note
        )


async def test_a_rejected_slip_corrects_the_score_and_the_learner_sees_who_and_why(group: Group) -> None:
    told = await _shared(group)
    at = _at(told, Kind.SLIP)

    reviewed = await _review(group, told, at, Decision.REJECT, note=" C'était une question. ")

    after = await _debrief(group, told.id)
    assert isinstance(reviewed, Reviewed)
    assert reviewed.review.score_before == told.scorecard.score
    assert after.corrected == reviewed.review.score_after
    assert after.corrected is not None
    assert after.corrected > told.scorecard.score
    assert after.scorecard == told.scorecard  # the marks stay as they were shown
    async with group.store.transaction() as tx:
        learner = group.people["learner"]
        beside = await reading.beside(tx, learner, told.id)
        history = await progress.history(group.notebook, tx, learner)
        reminders = await tx.reminders.of(learner)
    assert isinstance(beside, reading.Beside)
    (review,) = beside.reviews
    assert (review.decision, review.note) == (Decision.REJECT, "C'était une question.")
    assert beside.names == {group.people["owner"].id: ""}  # they never said what they are called
    (past,) = history.pasts
    assert past.corrected == after.corrected
    assert reviewed.finding not in past.findings
    assert [one.about for one in reminders if one.kind == "answer"] == [told.id]


async def test_an_adjusted_finding_stands_and_costs_less(group: Group) -> None:
    told = await _shared(group)
    at = _at(told, Kind.SLIP)
    finding = told.scorecard.findings[at]

    half = await _review(group, told, at, Decision.ADJUST, finding.points // 2)
    nothing = await _review(group, told, at, Decision.ADJUST, 0)

    assert isinstance(half, Reviewed)
    assert isinstance(nothing, Reviewed)
    assert half.review.score_after is not None
    assert nothing.review.score_after is not None
    assert told.scorecard.score <= half.review.score_after <= nothing.review.score_after
    async with group.store.transaction() as tx:
        assert len(await tx.remarks.reviews(told.id)) == 1  # the later decision stands for the earlier one
        history = await progress.history(group.notebook, tx, group.people["learner"])
    assert finding in history.pasts[0].findings


async def test_no_coach_takes_a_point_away(group: Group) -> None:
    told = await _shared(group)
    strength, slip = _at(told, Kind.STRENGTH), _at(told, Kind.SLIP)
    points = told.scorecard.findings

    refused = [
        await _review(group, told, strength, Decision.ADJUST, points[strength].points - 1),
        await _review(group, told, slip, Decision.ADJUST, points[slip].points - 1),
        await _review(group, told, slip, Decision.ADJUST, 5),
        await _review(group, told, slip, Decision.ADJUST),
        await _review(group, told, len(points), Decision.ACCEPT),
    ]
    rejected = await _review(group, told, strength, Decision.REJECT)

    assert refused == [NothingToReview()] * 5
    assert isinstance(rejected, Reviewed)
    assert rejected.review.score_after == told.scorecard.score
    assert (await _debrief(group, told.id)).corrected == told.scorecard.score


async def test_what_a_coach_corrects_counts_for_the_assignment(group: Group) -> None:
    async with group.store.transaction() as tx:
        made = await group.assign(tx, target=Target(Aim.NO_PITCH))
    told = await _shared(group, SHY[1], PITCH)
    async with group.store.transaction() as tx:
        (before,) = await assignments.of_learner(tx, group.people["learner"])

    for at, finding in enumerate(told.scorecard.findings):
        if finding.kind is not Kind.STRENGTH:
            await _review(group, told, at, Decision.REJECT)

    async with group.store.transaction() as tx:
        (after,) = await assignments.of_learner(tx, group.people["learner"])
    assert made.id == after.assignment.id
    assert (before.state, after.state) == (State.IN_PROGRESS, State.COMPLETED)
    assert before.standing.best is not None
    assert after.standing.best == after.standing.best_shared == (await _debrief(group, told.id)).corrected


async def test_the_appeals_of_a_cohort_wait_for_its_coaches_alone(group: Group) -> None:
    told = await _shared(group, level=Level.MARKS)
    learner, owner = group.people["learner"], group.people["owner"]
    at = _at(told, Kind.SLIP)
    async with group.store.transaction() as tx:
        contested = await appeals.contest(group.notebook, tx, learner, told.id, at, "non")
        assert isinstance(contested, Contested)
        waiting = await reviewing.waiting(group.notebook, tx, owner, group.id)
        await group.share(tx, "learner", told.id, Level.TRANSCRIPT)
        with_words = await reviewing.waiting(group.notebook, tx, owner, group.id)
        await group.share(tx, "learner", told.id, Level.NOTHING)
        hidden = await reviewing.waiting(group.notebook, tx, owner, group.id)
        refused = await reviewing.decide_appeal(group.notebook, tx, owner, group.id, contested.appeal.id, accept=True)

    assert isinstance(waiting, tuple)
    assert isinstance(with_words, tuple)
    assert [(one.appeal.reason, one.text, one.heard) for one in waiting] == [("non", "", "")]
    assert [one.text for one in with_words] == [PITCH]
    assert hidden == ()
    assert refused == NotThere()


async def test_a_coach_decides_an_appeal_once_and_it_counts_as_disagreement(group: Group) -> None:
    told = await _shared(group)
    learner, co_coach = group.people["learner"], group.people["co_coach"]
    at = _at(told, Kind.SLIP)
    async with group.store.transaction() as tx:
        contested = await appeals.contest(group.notebook, tx, learner, told.id, at, "non")
        assert isinstance(contested, Contested)
        name = contested.appeal.id
        decided = await reviewing.decide_appeal(group.notebook, tx, co_coach, group.id, name, "Oui.", accept=True)
        again = await reviewing.decide_appeal(group.notebook, tx, co_coach, group.id, name, accept=False)
        table = await reviewing.disagreements(tx, co_coach, group.id)

    assert isinstance(decided, AppealTold)
    assert decided.appeal.state is AppealState.ACCEPTED
    assert isinstance(again, AlreadyDecided)
    after = await _debrief(group, told.id)
    assert after.corrected == decided.appeal.points_after
    assert table == (Disagreement(ATTENDEE, contested.finding.rule.value, rejected=1),)


async def test_the_table_counts_every_decision_by_scenario_and_rule(group: Group) -> None:
    first, second = await _shared(group), await _shared(group)
    at = _at(first, Kind.SLIP)
    rule = first.scorecard.findings[at].rule
    await _review(group, first, at, Decision.REJECT)
    there = next(at for at, one in enumerate(second.scorecard.findings) if one.rule is rule)
    await _review(group, second, there, Decision.ACCEPT)

    async with group.store.transaction() as tx:
        table = await reviewing.disagreements(tx, group.people["owner"], group.id)

    assert table == (Disagreement(ATTENDEE, rule.value, accepted=1, rejected=1),)
    assert table[0].share == 50


async def test_what_was_rejected_becomes_a_case_while_the_words_may_be_read(group: Group) -> None:
    told = await _shared(group)
    at = _at(told, Kind.SLIP)
    await _review(group, told, at, Decision.REJECT)

    async with group.store.transaction() as tx:
        cases = await reviewing.cases(tx, group.people["owner"], group.id)
        await group.share(tx, "learner", told.id, Level.MARKS)
        without = await reviewing.cases(tx, group.people["owner"], group.id)

    finding = told.scorecard.findings[at]
    assert isinstance(cases, tuple)
    ((case,), none) = cases, without
    assert (case.turn, case.without, case.messages[-1]) == (finding.turn, finding.rule.value, PITCH)
    assert none == ()


async def test_an_appeal_and_a_review_of_one_rehearsal_add_up(group: Group) -> None:
    told = await _shared(group, SHY[1], PITCH, "On signe ça tout de suite, j'ai le contrat dans mon sac?")
    slips = [at for at, one in enumerate(told.scorecard.findings) if one.kind is not Kind.STRENGTH]
    assert len(slips) > 1
    for at in slips[:-1]:
        await _review(group, told, at, Decision.REJECT)
    partly = (await _debrief(group, told.id)).corrected
    async with group.store.transaction() as tx:
        learner = group.people["learner"]
        contested = await appeals.contest(group.notebook, tx, learner, told.id, slips[-1])
        assert isinstance(contested, Contested)
        await appeals.decide(group.notebook, tx, contested.appeal.id, accept=True)
    wholly = (await _debrief(group, told.id)).corrected

    assert partly is not None
    struck = [Struck(one.turn, one.rule.value) for at in slips if (one := told.scorecard.findings[at])]
    both = (told.conversation, struck[-1], struck[:-1], understanding(), rubric())
    assert wholly == corrected_score(partly, *both) >= partly > told.scorecard.score
