"""The rows of what was done for coaches' groups: what it came to, what it counts for, how everybody stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import and_, bindparam, select

from coaching.cohorts.sharing import Level, in_force
from coaching.cohorts.standing import Standing
from coaching.cohorts.target import Effort, Result, What
from coaching.scorecard.rubric import Dimension
from coaching.services.cohort_records import KeptResult
from coaching.store.cohort_tables import assignments, efforts, memberships, results, standings, submissions
from coaching.store.session import Row, Session
from coaching.store.upserting import upsert

DIMENSIONS = {dimension: dimension.value for dimension in Dimension}
RESULT = select(results).where(results.c.id == bindparam("result"))
COUNTED = select(efforts.c.assignment_id).where(efforts.c.result_id == bindparam("result"))
DONE_FOR = (
    select(results)
    .where(
        results.c.learner_id == bindparam("learner"),
        results.c.ended_at.is_not(None),
        results.c.id.in_(
            select(efforts.c.result_id)
            .join(assignments, assignments.c.id == efforts.c.assignment_id)
            .where(assignments.c.cohort_id == bindparam("cohort"), efforts.c.learner_id == bindparam("learner"))
        ),
    )
    .order_by(results.c.ended_at.desc(), results.c.id)
    .limit(bindparam("most"))
)
EFFORTS = (
    select(results, submissions.c.level, submissions.c.by_standing_consent, memberships.c.sharing)
    .join(efforts, efforts.c.result_id == results.c.id)
    .join(assignments, assignments.c.id == efforts.c.assignment_id)
    .outerjoin(
        memberships,
        and_(memberships.c.cohort_id == assignments.c.cohort_id, memberships.c.learner_id == results.c.learner_id),
    )
    .outerjoin(
        submissions,
        and_(submissions.c.cohort_id == assignments.c.cohort_id, submissions.c.result_id == results.c.id),
    )
    .where(efforts.c.assignment_id == bindparam("assignment"))
    .order_by(results.c.begun_at, results.c.id)
)
EFFORTS_OF = EFFORTS.where(efforts.c.learner_id == bindparam("learner"))


class WorkRows:
    """What was done, what it counts for, and how that makes everybody stand."""

    def __init__(self, session: Session, dialect: str) -> None:
        self._session = session
        self._keep_result = upsert(results, dialect)
        self._count = upsert(efforts, dialect, kept=("learner_id",))
        self._keep_standing = upsert(standings, dialect)

    async def keep_result(self, result: KeptResult) -> None:
        """Keep a piece of work, new or changed."""
        came = result.result or Result(score=0)
        values = {
            "id": result.id,
            "learner_id": result.learner,
            "kind": result.what.value,
            "about": result.about,
            "begun_at": result.begun,
            "ended_at": result.ended,
            "score": came.score if result.result else None,
            "lift": came.lift,
            **{name: came.dimensions.get(dimension) for dimension, name in DIMENSIONS.items()},
            "ceiling": came.ceiling,
            "needs": came.needs,
            "pitched": came.pitched,
            "slips": list(came.slips),
        }
        await self._session.run(self._keep_result, values)

    async def result(self, result_id: str) -> KeptResult | None:
        """That piece of work, whoever's it is."""
        rows = await self._session.rows(RESULT, {"result": result_id})
        return result_of(rows[0]) if rows else None

    async def count(self, assignment_id: str, result: KeptResult) -> None:
        """That piece of work counts for that assignment, once."""
        values = {"assignment_id": assignment_id, "result_id": result.id, "learner_id": result.learner}
        await self._session.run(self._count, values)

    async def done_for(self, cohort_id: str, learner_id: int, most: int) -> tuple[KeptResult, ...]:
        """Their ended work that counts for what that cohort asked, latest first."""
        values = {"cohort": cohort_id, "learner": learner_id, "most": most}
        return tuple(result_of(row) for row in await self._session.rows(DONE_FOR, values))

    async def counted(self, result_id: str) -> tuple[str, ...]:
        """The assignments that piece of work counts for."""
        return tuple(row["assignment_id"] for row in await self._session.rows(COUNTED, {"result": result_id}))

    async def efforts(self, assignment_id: str) -> Mapping[int, tuple[Effort, ...]]:
        """All that was done for it, by learner."""
        found: defaultdict[int, list[Effort]] = defaultdict(list)
        for row in await self._session.rows(EFFORTS, {"assignment": assignment_id}):
            found[row["learner_id"]].append(_effort(row))
        return {learner: tuple(done) for learner, done in found.items()}

    async def efforts_of(self, assignment_id: str, learner_id: int) -> tuple[Effort, ...]:
        """What one learner did for it."""
        values = {"assignment": assignment_id, "learner": learner_id}
        return tuple(_effort(row) for row in await self._session.rows(EFFORTS_OF, values))

    async def keep_standings(self, assignment_id: str, all_standings: Mapping[int, Standing]) -> None:
        """Keep how those learners stand with it."""
        values = [
            {
                "assignment_id": assignment_id,
                "learner_id": learner,
                "attempts": standing.attempts,
                "begun_at": standing.begun,
                "completed_at": standing.completed,
                "best": standing.best,
                "best_shared": standing.best_shared,
                "last_at": standing.last,
            }
            for learner, standing in all_standings.items()
        ]
        if values:
            await self._session.run(self._keep_standing, values)


def result_of(row: Row) -> KeptResult:
    """The piece of work in a row of its table."""
    dimensions = {dimension: row[name] for dimension, name in DIMENSIONS.items() if row[name] is not None}
    result = None
    if row["ended_at"] is not None and row["score"] is not None:
        result = Result(
            score=row["score"],
            dimensions=dimensions,
            ceiling=row["ceiling"],
            needs=row["needs"],
            pitched=row["pitched"],
            slips=tuple(row["slips"]),
            lift=row["lift"],
        )
    return KeptResult(
        id=row["id"],
        learner=row["learner_id"],
        what=What(row["kind"]),
        about=row["about"],
        begun=row["begun_at"],
        ended=row["ended_at"],
        result=result,
    )


def level_of(row: Row) -> Level:
    """What may be seen now of what a row tells, with the submission and the membership beside it."""
    if row["level"] is None or row["sharing"] is None:
        return Level.NOTHING
    return in_force(Level(row["level"]), Level(row["sharing"]), by_standing_consent=row["by_standing_consent"])


def _effort(row: Row) -> Effort:
    kept = result_of(row)
    return Effort(kept.begun, kept.ended, kept.result, is_shared=level_of(row).includes(Level.MARKS))
