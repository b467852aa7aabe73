"""The drills a learner has done: which, so that none comes twice too soon, and how they went."""

from __future__ import annotations

from coaching.language import Language
from coaching.services import efforts
from coaching.services.ports import Transaction
from coaching.services.records import KeptDrill, Learner
from coaching.services.texts import sound


async def items_done(tx: Transaction, learner: Learner, kind: str, lang: Language) -> tuple[str, ...]:
    """The items of that kind and language they have done, in the order in which they did them, each as often."""
    return tuple(one.item for one in await tx.drills.of(learner) if (one.kind, one.lang) == (kind, lang))


async def keep(
    tx: Transaction, learner: Learner, kind: str, item: str, lang: Language, text: str, marks: str, score: int
) -> KeptDrill:
    """A drill that was done, kept: what was written, its marks (JSON) and its score (0–100)."""
    done = KeptDrill(learner.id, kind, item, lang, sound(text), marks, score, tx.now)
    await tx.drills.add(learner, done)
    await efforts.drill_done(tx, learner, done)
    return done
