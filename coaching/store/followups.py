"""The rows of the notes of the day after."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from coaching.language import Language
from coaching.services.journey_records import KeptNote
from coaching.services.records import Learner
from coaching.store.journey_tables import followups
from coaching.store.session import Session

NOTE, MARKS = "followups.note", "followups.marks"
REWRITE, REWRITE_MARKS = "followups.rewrite", "followups.rewrite_marks"
_theirs = followups.c.learner_id == bindparam("learner")
ALL = select(followups).where(_theirs).order_by(followups.c.written_at, followups.c.id)
SAVE = update(followups).where(_theirs, followups.c.id == bindparam("followup"))


class FollowupRows:
    """The notes of the day after."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, learner: Learner, note: KeptNote) -> None:
        """Keep one."""
        seal = await self._session.seal_of_learner(learner.id)
        values = {
            "id": note.id,
            "learner_id": learner.id,
            "rehearsal_id": note.rehearsal,
            "journey_id": note.journey,
            "person": note.person,
            "lang": note.lang.value,
            "note": seal.close(note.text, NOTE),
            "marks": seal.close(note.marks, MARKS),
            "score": note.score,
            "rewrite": seal.close(note.rewrite, REWRITE),
            "rewrite_marks": seal.close(note.rewrite_marks, REWRITE_MARKS),
            "rewrite_score": note.rewrite_score,
            "written_at": note.written,
        }
        await self._session.run(insert(followups), values)

    async def save(self, learner: Learner, note: KeptNote) -> None:
        """Keep rewrite, rewrite_marks and rewrite_score as given."""
        seal = await self._session.seal_of_learner(learner.id)
        values = {
            "learner": learner.id,
            "followup": note.id,
            "rewrite": seal.close(note.rewrite, REWRITE),
            "rewrite_marks": seal.close(note.rewrite_marks, REWRITE_MARKS),
            "rewrite_score": note.rewrite_score,
        }
        await self._session.run(SAVE, values)

    async def of(self, learner: Learner) -> tuple[KeptNote, ...]:
        """All of theirs, oldest first."""
        seal = await self._session.seal_of_learner(learner.id)
        return tuple(
            KeptNote(
                id=row["id"],
                learner=row["learner_id"],
                person=row["person"],
                lang=Language(row["lang"]),
                text=seal.open(row["note"], NOTE),
                marks=seal.open(row["marks"], MARKS),
                score=row["score"],
                written=row["written_at"],
                rehearsal=row["rehearsal_id"],
                journey=row["journey_id"],
                rewrite=seal.open(row["rewrite"], REWRITE),
                rewrite_marks=seal.open(row["rewrite_marks"], REWRITE_MARKS),
                rewrite_score=row["rewrite_score"],
            )
            for row in await self._session.rows(ALL, {"learner": learner.id})
        )
