"""A coach decides about findings, and about the appeals of their cohort.

Nothing is changed silently: the marks stay as they were shown, the learner sees who decided what, and no decision of a
coach lowers a score.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from coaching.cohorts.adjusting import Decision, adjusted_score
from coaching.cohorts.disagreement import Disagreement, table
from coaching.cohorts.rights import Action
from coaching.cohorts.sharing import Level
from coaching.correction import Struck, corrected_score
from coaching.scorecard.card import Finding, Kind
from coaching.services import appeals, corrections
from coaching.services.access import Marks, NotThere, Transcript, may, shared_level
from coaching.services.cases import Case, case_of
from coaching.services.cohort_records import KeptReview
from coaching.services.commenting import tell
from coaching.services.events import AlreadyDecided, AppealTold, UnknownAppeal
from coaching.services.notebook import Notebook
from coaching.services.ports import Transaction
from coaching.services.reading import Opened, opened
from coaching.services.records import KeptAppeal, Learner
from coaching.services.texts import sound

LONGEST_NOTE = 500


@dataclass(frozen=True)
class NothingToReview:
    """There is no such finding, or those points would take something from the learner."""


@dataclass(frozen=True)
class Reviewed:
    """A decision was kept, and the learner will see it."""

    review: KeptReview
    finding: Finding


async def review(
    notebook: Notebook,
    tx: Transaction,
    actor: Learner,
    cohort_id: str,
    result_id: str,
    finding: int,
    decision: Decision,
    *,
    points: int | None = None,
    note: str = "",
) -> Reviewed | NothingToReview | NotThere:
    """What a coach decides about a finding (its place in the scorecard, from 0); `points` where they adjust it."""
    found = await opened(notebook, tx, result_id)
    if found is None or not await may(tx, actor, Action.CHANGE, Marks(cohort_id, found.work)):
        return NotThere()
    card = notebook.marks_of(found.kept, found.at)
    if not 0 <= finding < len(card.findings):
        return NothingToReview()
    about = card.findings[finding]
    if decision is Decision.ADJUST and (points is None or not _is_kinder(about, points)):
        return NothingToReview()
    decided = KeptReview(
        id=notebook.new_id(),
        learner=found.learner.id,
        author=actor.id,
        cohort=cohort_id,
        rehearsal=found.kept.id,
        scenario=found.kept.scenario,
        turn=about.turn,
        rule=about.rule.value,
        decision=decision,
        made=tx.now,
        score_before=card.score,
        points=points if decision is Decision.ADJUST else None,
        note=sound(note).strip()[:LONGEST_NOTE],
    )
    decided = await _weighed(notebook, tx, found, about, decided)
    await tx.remarks.review(decided)
    await corrections.carry_over(notebook, tx, found.learner, found.kept)
    await tell(tx, found.learner, found.kept.id, decided.id)
    return Reviewed(decided, about)


async def waiting(
    notebook: Notebook, tx: Transaction, actor: Learner, cohort_id: str
) -> tuple[AppealTold, ...] | NotThere:
    """The appeals of the cohort nobody has decided yet, without the words where those weren't shared."""
    me = await tx.cohorts.member(cohort_id, actor.id)
    if me is None or not me.role.is_coach:
        return NotThere()
    told: list[AppealTold] = []
    for appeal in await tx.appeals.open_in(cohort_id):
        work = await tx.work.result(appeal.rehearsal)
        level = await shared_level(tx, cohort_id, work) if work else Level.NOTHING
        if level.includes(Level.MARKS):
            told.append(_within(await appeals.told(notebook, tx, appeal), level))
    return tuple(told)


async def decide_appeal(
    notebook: Notebook, tx: Transaction, actor: Learner, cohort_id: str, appeal_id: str, note: str = "", *, accept: bool
) -> AppealTold | AlreadyDecided | NotThere:
    """An appeal of a rehearsal that was shared with the cohort, accepted or not. It counts in the table as well."""
    appeal = await tx.appeals.of_id(appeal_id)
    work = await tx.work.result(appeal.rehearsal) if appeal else None
    if appeal is None or work is None or not await may(tx, actor, Action.CHANGE, Marks(cohort_id, work)):
        return NotThere()
    decided = await appeals.decide(notebook, tx, appeal_id, note, accept=accept)
    if isinstance(decided, UnknownAppeal):
        return NotThere()
    if isinstance(decided, AlreadyDecided):
        return decided
    made = decided.appeal
    await tx.remarks.review(
        KeptReview(
            id=notebook.new_id(),
            learner=made.learner,
            author=actor.id,
            cohort=cohort_id,
            rehearsal=made.rehearsal,
            scenario=decided.scenario or work.about,
            turn=made.turn,
            rule=made.rule,
            decision=Decision.REJECT if accept else Decision.ACCEPT,  # of the finding, which is what they contest
            made=tx.now,
            score_before=made.points_before,
            score_after=made.points_after,
            note=made.note,
            appeal=made.id,
        )
    )
    learner = await tx.learners.of_id(made.learner)
    if learner is not None:
        await tell(tx, learner, made.rehearsal, made.id)
    return _within(decided, await shared_level(tx, cohort_id, work))


async def disagreements(tx: Transaction, actor: Learner, cohort_id: str) -> tuple[Disagreement, ...] | NotThere:
    """How often the cohort's coaches changed what was found, by scenario and rule, the most disagreed with first."""
    me = await tx.cohorts.member(cohort_id, actor.id)
    if me is None or not me.role.is_coach:
        return NotThere()
    return table(await tx.remarks.tallies([cohort_id]))


async def cases(tx: Transaction, actor: Learner, cohort_id: str) -> tuple[Case, ...] | NotThere:
    """What was rejected, as regression cases without names; only of what may be read to the last word now."""
    me = await tx.cohorts.member(cohort_id, actor.id)
    if me is None or not me.role.is_coach:
        return NotThere()
    made: list[Case] = []
    for one in await tx.remarks.rejected(cohort_id):
        work, learner = await tx.work.result(one.rehearsal), await tx.learners.of_id(one.learner)
        if work is None or learner is None or not await may(tx, actor, Action.SEE, Transcript(cohort_id, work)):
            continue
        kept = await tx.rehearsals.of_id(learner, one.rehearsal)
        if kept is not None:
            made.append(case_of(kept, _as_appeal(one)))
    return tuple(made)


async def _weighed(
    notebook: Notebook, tx: Transaction, found: Opened, about: Finding, decided: KeptReview
) -> KeptReview:
    """The decision with the score before and after it. A strength that is rejected costs its learner nothing."""
    contested = tuple(one for one in await tx.appeals.of(found.learner) if one.rehearsal == found.kept.id)
    others = [one for one in await tx.remarks.reviews(found.kept.id) if not _is_same(one, decided)]
    card = notebook.marks_of(found.kept, found.at)
    before = corrections.standing_score(card.score, contested, others)
    match decided.decision:
        case Decision.ACCEPT:
            return replace(decided, score_before=before)
        case Decision.ADJUST:
            alone = adjusted_score(card, about, decided.points or 0, notebook.rubric)
            after = min(100, before + alone - card.score)
        case Decision.REJECT if about.kind is Kind.STRENGTH:
            after = before
        case Decision.REJECT:
            after = corrected_score(
                before,
                found.at.conversation,
                Struck(about.turn, about.rule.value),
                corrections.struck_out(contested, others),
                notebook.understanding,
                notebook.rubric,
            )
    return replace(decided, score_before=before, score_after=after)


def _is_same(one: KeptReview, other: KeptReview) -> bool:
    return (one.turn, one.rule) == (other.turn, other.rule)


def _is_kinder(finding: Finding, points: int) -> bool:
    """Whether those points take nothing away: a strength earns no less, what cost costs no more and never earns."""
    if finding.kind is Kind.STRENGTH:
        return finding.points <= points <= 100
    return finding.points <= points <= 0


def _as_appeal(one: KeptReview) -> KeptAppeal:
    return KeptAppeal(
        one.id, one.learner, one.rehearsal, one.turn, 1, one.rule, "", one.made, one.score_before, one.score_after
    )


def _within(told: AppealTold, level: Level) -> AppealTold:
    """The appeal with as much of what was said as was shared."""
    if level.includes(Level.TRANSCRIPT):
        return told
    finding = replace(told.finding, quote="", advice="", effect="", instead="") if told.finding else None
    return replace(told, heard="", text="", finding=finding)
