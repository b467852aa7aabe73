"""Whom a learner met, and whom of those they would send somebody with a need to."""

from __future__ import annotations

from coaching.prescribing import Judgement, Question, Verdict
from coaching.scenario import Scenario
from coaching.services.notebook import Notebook
from coaching.services.ports import Transaction
from coaching.services.records import KeptReferral, Learner
from coaching.services.saving import last_turn
from coaching.services.texts import one_line

LONGEST_WHY = 500  # characters


async def met(notebook: Notebook, tx: Transaction, learner: Learner) -> tuple[tuple[Scenario, frozenset[str]], ...]:
    """Every attendee they met who is still there, once, with all that was learned of them (ids of facts)."""
    learned: dict[str, frozenset[str]] = {}
    for kept in await tx.rehearsals.all(learner):
        last = last_turn(kept) if kept.is_begun else None
        if last is not None and kept.scenario in notebook.library:
            learned[kept.scenario] = learned.get(kept.scenario, frozenset()) | last.mind.knows
    return tuple((notebook.library[name].scenario, facts) for name, facts in learned.items())


async def needs_asked(tx: Transaction, learner: Learner) -> frozenset[str]:
    """The needs they were asked about before."""
    return frozenset(one.need for one in await tx.referrals.of(learner))


async def keep(
    tx: Transaction, learner: Learner, question: Question, choice: str, why: str, judged: Judgement
) -> KeptReferral:
    """The answer with what became of it; `choice` is the scenario of whom they would send somebody to."""
    about = {scenario.id for scenario in question.choices}
    referral = KeptReferral(
        learner=learner.id,
        rehearsals=tuple(kept.id for kept in await tx.rehearsals.all(learner) if kept.scenario in about),
        need=question.prescription.id,
        need_text=question.prescription.need.first(learner.lang),
        answer=choice,
        why=one_line(why, LONGEST_WHY),
        fits=judged.verdict is Verdict.RIGHT,
        made=tx.now,
    )
    await tx.referrals.add(learner, referral)
    return referral
