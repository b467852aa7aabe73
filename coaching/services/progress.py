"""A learner's history, put together from what is kept of their rehearsals."""

from __future__ import annotations

from coaching.progress import History, Past
from coaching.services.cohort_records import KeptReview
from coaching.services.corrections import struck_out
from coaching.services.notebook import Notebook, corrected
from coaching.services.ports import Transaction
from coaching.services.records import KeptAppeal, KeptRehearsal, Learner
from coaching.services.saving import last_turn, scorecard_from_json


async def history(notebook: Notebook, tx: Transaction, learner: Learner) -> History:
    """Every rehearsal that ended and in which they said something, oldest first, with the marks it was given."""
    appeals, reviews = await tx.appeals.of(learner), await tx.remarks.reviews_of(learner)
    pasts = [
        await _past(
            notebook,
            tx,
            kept,
            tuple(one for one in appeals if one.rehearsal == kept.id),
            tuple(one for one in reviews if one.rehearsal == kept.id),
        )
        for kept in await tx.rehearsals.all(learner)
        if kept.ended is not None and kept.is_begun
    ]
    return History(tuple(past for past in pasts if past))


async def _past(
    notebook: Notebook,
    tx: Transaction,
    kept: KeptRehearsal,
    appeals: tuple[KeptAppeal, ...],
    reviews: tuple[KeptReview, ...],
) -> Past | None:
    scorecard, last = (scorecard_from_json(kept.marks) if kept.marks else None), last_turn(kept)
    scenario = notebook.library.get(kept.scenario)
    name = scenario.scenario.name.first(kept.lang) if scenario else ""
    if scorecard is None or last is None or not name:
        # Kept by an older version, or of an attendee who is gone: it has to be put together again.
        at = await notebook.open(tx, kept)
        if at is None or not at.conversation.turns:
            return None
        scorecard = scorecard or notebook.marks(at)
        last, name = at.conversation.turns[-1], at.scenario.name.first(kept.lang)
    struck = struck_out(appeals, reviews)
    return Past(
        id=kept.id,
        scenario=kept.scenario,
        attendee=name,
        started=kept.started,
        score=scorecard.score,
        dimensions=scorecard.dimensions,
        mode=scorecard.mode,
        trust=last.mind.trust,
        cards=scorecard.cards,
        findings=tuple(one for one in scorecard.findings if not any(gone.is_of(one) for gone in struck)),
        corrected=corrected(appeals, reviews),
        nerves_before=kept.nerves_before,
        nerves_after=kept.nerves_after,
        guess=kept.guess,
        forked_from=kept.forked_from,
        hints=len(kept.hints),
    )
