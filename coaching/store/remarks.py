"""The rows of what coaches say about rehearsals and decide about findings, sealed with the learner's own key."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from coaching.cohorts.adjusting import Decision
from coaching.cohorts.disagreement import Tally
from coaching.services.cohort_records import KeptComment, KeptReview
from coaching.services.records import Learner
from coaching.store.cohort_tables import comments, reviews
from coaching.store.session import Row, Session
from coaching.store.tables import learners

TEXT, NOTE = "comments.text", "reviews.note"
_comments = select(comments, learners.c.data_key).join(learners, learners.c.id == comments.c.learner_id)
_reviews = select(reviews, learners.c.data_key).join(learners, learners.c.id == reviews.c.learner_id)
_in_order = (reviews.c.made_at, reviews.c.id)
COMMENT = _comments.where(comments.c.id == bindparam("comment"))
COMMENTS = _comments.where(comments.c.rehearsal_id == bindparam("rehearsal")).order_by(
    comments.c.turn.is_(None), comments.c.turn, comments.c.made_at, comments.c.id
)
COMMENTS_TO = _comments.where(comments.c.learner_id == bindparam("learner")).order_by(comments.c.made_at, comments.c.id)
EDIT = update(comments).where(comments.c.id == bindparam("comment"))
DROP = delete(comments).where(comments.c.id == bindparam("comment"))
REVIEWS = _reviews.where(reviews.c.rehearsal_id == bindparam("rehearsal")).order_by(*_in_order)
REVIEWS_OF = _reviews.where(reviews.c.learner_id == bindparam("learner")).order_by(*_in_order)
REJECTED = _reviews.where(reviews.c.cohort_id == bindparam("cohort"), reviews.c.decision == "reject").order_by(
    *_in_order
)
TALLIES = (
    select(reviews.c.scenario, reviews.c.rule, reviews.c.decision, func.count().label("times"))
    .where(reviews.c.cohort_id.in_(bindparam("cohorts", expanding=True)))
    .group_by(reviews.c.scenario, reviews.c.rule, reviews.c.decision)
)
LASTING = frozenset({"rehearsal_id", "turn", "rule"})


def _replacing(statement: sqlite.Insert | postgresql.Insert) -> sqlite.Insert | postgresql.Insert:
    changed = {column.name: statement.excluded[column.name] for column in reviews.columns if column.name not in LASTING}
    return statement.on_conflict_do_update(index_elements=sorted(LASTING), set_=changed)


REVIEW = {"sqlite": _replacing(sqlite.insert(reviews)), "postgresql": _replacing(postgresql.insert(reviews))}


class RemarkRows:
    """What coaches say about rehearsals, and what they decide about findings."""

    def __init__(self, session: Session, dialect: str) -> None:
        self._session = session
        self._review = REVIEW[dialect]

    async def comment(self, comment: KeptComment) -> None:
        """Keep one."""
        seal = await self._session.seal_of_learner(comment.learner)
        values = {
            "id": comment.id,
            "learner_id": comment.learner,
            "author_id": comment.author,
            "cohort_id": comment.cohort,
            "rehearsal_id": comment.rehearsal,
            "turn": comment.turn,
            "rule": comment.rule,
            "text": seal.close(comment.text, TEXT),
            "made_at": comment.made,
            "edited_at": comment.edited,
        }
        await self._session.run(insert(comments), values)

    async def edit(self, comment: KeptComment) -> None:
        """Keep text and edited as given."""
        seal = await self._session.seal_of_learner(comment.learner)
        values = {"comment": comment.id, "text": seal.close(comment.text, TEXT), "edited_at": comment.edited}
        await self._session.run(EDIT, values)

    async def delete(self, comment_id: str) -> None:
        """Erase one."""
        await self._session.run(DROP, {"comment": comment_id})

    async def comment_of_id(self, comment_id: str) -> KeptComment | None:
        """That one."""
        found = self._comments(await self._session.rows(COMMENT, {"comment": comment_id}))
        return found[0] if found else None

    async def comments(self, rehearsal_id: str) -> tuple[KeptComment, ...]:
        """All on that rehearsal, by turn and time; those on the whole last."""
        return self._comments(await self._session.rows(COMMENTS, {"rehearsal": rehearsal_id}))

    async def comments_to(self, learner: Learner) -> tuple[KeptComment, ...]:
        """All on anything of theirs, oldest first."""
        return self._comments(await self._session.rows(COMMENTS_TO, {"learner": learner.id}))

    async def review(self, review: KeptReview) -> None:
        """Keep a decision; it replaces an earlier one about the same finding."""
        seal = await self._session.seal_of_learner(review.learner)
        values = {
            "id": review.id,
            "learner_id": review.learner,
            "author_id": review.author,
            "cohort_id": review.cohort,
            "rehearsal_id": review.rehearsal,
            "scenario": review.scenario,
            "turn": review.turn,
            "rule": review.rule,
            "decision": review.decision.value,
            "points": review.points,
            "score_before": review.score_before,
            "score_after": review.score_after,
            "note": seal.close(review.note, NOTE),
            "appeal_id": review.appeal,
            "made_at": review.made,
        }
        await self._session.run(self._review, values)

    async def reviews(self, rehearsal_id: str) -> tuple[KeptReview, ...]:
        """All decisions about that rehearsal, oldest first."""
        return self._reviews(await self._session.rows(REVIEWS, {"rehearsal": rehearsal_id}))

    async def reviews_of(self, learner: Learner) -> tuple[KeptReview, ...]:
        """All decisions about theirs, oldest first."""
        return self._reviews(await self._session.rows(REVIEWS_OF, {"learner": learner.id}))

    async def rejected(self, cohort_id: str) -> tuple[KeptReview, ...]:
        """The findings a cohort's coaches rejected, oldest first."""
        return self._reviews(await self._session.rows(REJECTED, {"cohort": cohort_id}))

    async def tallies(self, cohort_ids: Collection[str]) -> tuple[Tally, ...]:
        """How often what was decided in those cohorts, by scenario and rule."""
        rows = await self._session.rows(TALLIES, {"cohorts": list(cohort_ids)})
        return tuple(Tally(row["scenario"], row["rule"], Decision(row["decision"]), row["times"]) for row in rows)

    def _comments(self, rows: Sequence[Row]) -> tuple[KeptComment, ...]:
        keys = self._session.keys
        return tuple(
            KeptComment(
                id=row["id"],
                learner=row["learner_id"],
                author=row["author_id"],
                cohort=row["cohort_id"],
                rehearsal=row["rehearsal_id"],
                text=keys.data_seal(row["data_key"]).open(row["text"], TEXT),
                made=row["made_at"],
                turn=row["turn"],
                rule=row["rule"],
                edited=row["edited_at"],
            )
            for row in rows
        )

    def _reviews(self, rows: Sequence[Row]) -> tuple[KeptReview, ...]:
        keys = self._session.keys
        return tuple(
            KeptReview(
                id=row["id"],
                learner=row["learner_id"],
                author=row["author_id"],
                cohort=row["cohort_id"],
                rehearsal=row["rehearsal_id"],
                scenario=row["scenario"],
                turn=row["turn"],
                rule=row["rule"],
                decision=Decision(row["decision"]),
                made=row["made_at"],
                score_before=row["score_before"],
                score_after=row["score_after"],
                points=row["points"],
                note=keys.data_seal(row["data_key"]).open(row["note"], NOTE),
                appeal=row["appeal_id"],
            )
            for row in rows
        )
