"""Appeals: a learner contests a finding, somebody decides, and the marks never change silently.

The rehearsal keeps the marks it was given. An accepted appeal carries the score as it was shown and as it would be
without the finding, which a face shows as corrected.
"""

from __future__ import annotations

from dataclasses import replace

from coaching.correction import Struck, corrected_score, is_contestable
from coaching.services.corrections import carry_over, struck_out
from coaching.services.events import (
    AlreadyContested,
    AlreadyDecided,
    AppealTold,
    Contested,
    NothingToContest,
    Running,
    StillRunning,
    UnknownAppeal,
    UnknownRehearsal,
)
from coaching.services.notebook import Notebook, corrected
from coaching.services.ports import Transaction
from coaching.services.records import AppealState, KeptAppeal, KeptRehearsal, Learner
from coaching.services.texts import one_line

LONGEST_REASON = 500  # characters, for the learner's reason and for the note of whoever decides


async def contest(
    notebook: Notebook, tx: Transaction, learner: Learner, rehearsal_id: str, finding: int, reason: str = ""
) -> Contested | AlreadyContested | NothingToContest | StillRunning | UnknownRehearsal:
    """An appeal against that finding (its place in the scorecard, from 0). One withdrawn can be made again."""
    kept = await tx.rehearsals.of_id(learner, rehearsal_id)
    at = await notebook.open(tx, kept) if kept else None
    if kept is None or at is None:
        return UnknownRehearsal(rehearsal_id)
    if kept.ended is None:
        return StillRunning(rehearsal_id)
    scorecard = notebook.marks_of(kept, at)
    if not 0 <= finding < len(scorecard.findings) or not is_contestable(scorecard.findings[finding]):
        return NothingToContest(rehearsal_id, finding)
    about = scorecard.findings[finding]
    others = await _of_rehearsal(tx, learner, kept)
    made = next((one for one in others if (one.turn, one.rule) == (about.turn, about.rule.value)), None)
    if made is not None and made.state is not AppealState.WITHDRAWN:
        return AlreadyContested(made)
    if made is not None:
        again = replace(made, state=AppealState.OPEN, decided=None, reason=one_line(reason, LONGEST_REASON))
        await tx.appeals.decide(again)
        return Contested(again, about)
    shown = corrected(others)
    appeal = KeptAppeal(
        id=notebook.new_id(),
        learner=learner.id,
        rehearsal=kept.id,
        turn=about.turn,
        attempt=next((turn.attempt for turn in kept.standing if turn.number == about.turn), 1),
        rule=about.rule.value,
        reason=one_line(reason, LONGEST_REASON),
        made=tx.now,
        points_before=scorecard.score if shown is None else shown,
    )
    await tx.appeals.add(learner, appeal)
    return Contested(appeal, about)


async def withdraw(tx: Transaction, learner: Learner, appeal_id: str) -> KeptAppeal | AlreadyDecided | UnknownAppeal:
    """Their appeal, taken back while nobody had decided."""
    appeal = await tx.appeals.of_id(appeal_id)
    if appeal is None or appeal.learner != learner.id:
        return UnknownAppeal(appeal_id)
    if appeal.state is not AppealState.OPEN:
        return AlreadyDecided(appeal)
    withdrawn = replace(appeal, state=AppealState.WITHDRAWN, decided=tx.now)
    await tx.appeals.decide(withdrawn)
    return withdrawn


async def waiting(notebook: Notebook, tx: Transaction) -> tuple[AppealTold, ...]:
    """Every appeal nobody has decided yet, oldest first."""
    return tuple([await told(notebook, tx, appeal) for appeal in await tx.appeals.open()])


async def decide(
    notebook: Notebook, tx: Transaction, appeal_id: str, note: str = "", *, accept: bool
) -> AppealTold | AlreadyDecided | UnknownAppeal:
    """The appeal, accepted with what the score would be, or rejected."""
    appeal = await tx.appeals.of_id(appeal_id)
    learner = await tx.learners.of_id(appeal.learner) if appeal else None
    if appeal is None or learner is None:
        return UnknownAppeal(appeal_id)
    if appeal.state is not AppealState.OPEN:
        return AlreadyDecided(appeal)
    note = one_line(note, LONGEST_REASON)
    settled = replace(appeal, state=AppealState.REJECTED, decided=tx.now, note=note)
    if accept:
        settled = await _accepted(notebook, tx, learner, settled)
    await tx.appeals.decide(settled)
    await _carry_over(notebook, tx, learner, settled)
    return await told(notebook, tx, settled)


async def _accepted(notebook: Notebook, tx: Transaction, learner: Learner, appeal: KeptAppeal) -> KeptAppeal:
    accepted = replace(appeal, state=AppealState.ACCEPTED)
    found = await _rehearsal(notebook, tx, learner, appeal)
    if found is None:
        return accepted
    kept, at = found
    others = tuple(one for one in await _of_rehearsal(tx, learner, kept) if one.state is AppealState.ACCEPTED)
    reviews = await tx.remarks.reviews(kept.id)
    score = corrected(others, reviews)
    before = notebook.marks_of(kept, at).score if score is None else score
    after = corrected_score(
        before,
        at.conversation,
        Struck(appeal.turn, appeal.rule),
        struck_out(others, reviews),
        notebook.understanding,
        notebook.rubric,
    )
    return replace(accepted, points_before=before, points_after=after)


async def told(notebook: Notebook, tx: Transaction, appeal: KeptAppeal) -> AppealTold:
    """The appeal with what it is about."""
    learner = await tx.learners.of_id(appeal.learner)
    found = await _rehearsal(notebook, tx, learner, appeal) if learner else None
    if found is None:
        return AppealTold(appeal, scenario="", lang="", heard="", text="", finding=None)
    kept, at = found
    findings = notebook.marks_of(kept, at).findings
    lines = [at.conversation.opening, *(turn.reply for turn in at.conversation.turns)]
    return AppealTold(
        appeal,
        scenario=kept.scenario,
        lang=kept.lang.value,
        heard=lines[appeal.turn - 1] if appeal.turn <= len(lines) else "",
        text=next((turn.text for turn in kept.standing if turn.number == appeal.turn), ""),
        finding=next((one for one in findings if (one.turn, one.rule.value) == (appeal.turn, appeal.rule)), None),
    )


async def _carry_over(notebook: Notebook, tx: Transaction, learner: Learner, appeal: KeptAppeal) -> None:
    kept = await tx.rehearsals.of_id(learner, appeal.rehearsal)
    if kept is not None and appeal.state is AppealState.ACCEPTED:
        await carry_over(notebook, tx, learner, kept)


async def _of_rehearsal(tx: Transaction, learner: Learner, kept: KeptRehearsal) -> tuple[KeptAppeal, ...]:
    return tuple(one for one in await tx.appeals.of(learner) if one.rehearsal == kept.id)


async def _rehearsal(
    notebook: Notebook, tx: Transaction, learner: Learner, appeal: KeptAppeal
) -> tuple[KeptRehearsal, Running] | None:
    kept = await tx.rehearsals.of_id(learner, appeal.rehearsal)
    at = await notebook.open(tx, kept) if kept else None
    return (kept, at) if kept and at else None
