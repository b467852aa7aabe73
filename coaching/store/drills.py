"""The rows of the drills that were done."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select

from coaching.language import Language
from coaching.services.records import KeptDrill, Learner
from coaching.store.session import Session
from coaching.store.tables import drills

TEXT, MARKS = "drills.text", "drills.marks"
ALL = select(drills).where(drills.c.learner_id == bindparam("learner")).order_by(drills.c.id)


class DrillRows:
    """The drills that were done."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, learner: Learner, drill: KeptDrill) -> None:
        """Keep one."""
        seal = await self._session.seal_of_learner(learner.id)
        values = {
            "learner_id": learner.id,
            "kind": drill.kind,
            "item": drill.item,
            "lang": drill.lang.value,
            "text": seal.close(drill.text, TEXT),
            "marks": seal.close(drill.marks, MARKS),
            "score": drill.score,
            "done_at": drill.done,
        }
        await self._session.run(insert(drills), values)

    async def of(self, learner: Learner) -> tuple[KeptDrill, ...]:
        """All of theirs, oldest first."""
        seal = await self._session.seal_of_learner(learner.id)
        return tuple(
            KeptDrill(
                learner=row["learner_id"],
                kind=row["kind"],
                item=row["item"],
                lang=Language(row["lang"]),
                text=seal.open(row["text"], TEXT),
                marks=seal.open(row["marks"], MARKS),
                score=row["score"],
                done=row["done_at"],
            )
            for row in await self._session.rows(ALL, {"learner": learner.id})
        )
