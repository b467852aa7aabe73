"""The score that holds after what people decided: appeals that were accepted, and findings a coach changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from coaching.cohorts.adjusting import Decision
from coaching.cohorts.target import result_of
from coaching.correction import Struck
from coaching.services import efforts
from coaching.services.cohort_records import KeptReview
from coaching.services.notebook import Notebook, corrected
from coaching.services.ports import Transaction
from coaching.services.records import AppealState, KeptAppeal, KeptRehearsal, Learner


def standing_score(shown: int, appeals: tuple[KeptAppeal, ...], reviews: Collection[KeptReview]) -> int:
    """The score that holds now; `shown` is the one the marks were given with."""
    score = corrected(appeals, tuple(reviews))
    return shown if score is None else score


def struck_out(appeals: Collection[KeptAppeal], reviews: Collection[KeptReview]) -> tuple[Struck, ...]:
    """The findings that no longer count."""
    accepted = [Struck(one.turn, one.rule) for one in appeals if one.state is AppealState.ACCEPTED]
    rejected = [Struck(one.turn, one.rule) for one in reviews if one.decision is Decision.REJECT]
    return tuple(dict.fromkeys([*accepted, *rejected]))


async def carry_over(notebook: Notebook, tx: Transaction, learner: Learner, kept: KeptRehearsal) -> None:
    """What was decided about that rehearsal counts for its assignments too."""
    work = await tx.work.result(kept.id)
    at = await notebook.open(tx, kept) if work else None
    if work is None or work.result is None or at is None:
        return
    card = notebook.marks_of(kept, at)
    appeals = tuple(one for one in await tx.appeals.of(learner) if one.rehearsal == kept.id)
    reviews = await tx.remarks.reviews(kept.id)
    lift = max(0, standing_score(card.score, appeals, reviews) - card.score)
    result = result_of(card, notebook.rubric, struck_out(appeals, reviews), lift)
    await tx.work.keep_result(replace(work, result=result))
    asked = [one for name in await tx.work.counted(kept.id) if (one := await tx.assignments.of_id(name))]
    await efforts.recount(tx, learner.id, asked)
