"""The rows of what learners let their coaches see, of every change of it, and of who looked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Select, Text, and_, bindparam, cast, delete, func, insert, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from coaching.cohorts.digest import DIMENSIONS, Mark
from coaching.cohorts.sharing import Level
from coaching.cohorts.target import FULL
from coaching.services.cohort_records import KeptConsent, KeptReading, KeptSubmission, SharedResult
from coaching.services.records import Learner
from coaching.store.cohort_tables import consents, memberships, readings, results, submissions
from coaching.store.cohorts import EVERYBODY
from coaching.store.session import Row, Session
from coaching.store.tables import Utc
from coaching.store.work import level_of, result_of


def _replacing(statement: sqlite.Insert | postgresql.Insert) -> sqlite.Insert | postgresql.Insert:
    changed = ("level", "by_standing_consent", "shared_at")
    return statement.on_conflict_do_update(
        index_elements=["cohort_id", "result_id"], set_={name: statement.excluded[name] for name in changed}
    )


SUBMIT = {"sqlite": _replacing(sqlite.insert(submissions)), "postgresql": _replacing(postgresql.insert(submissions))}
_theirs = submissions.c.learner_id == bindparam("learner")
ONE = select(submissions).where(
    submissions.c.cohort_id == bindparam("cohort"), submissions.c.result_id == bindparam("result")
)
OF_RESULT = select(submissions).where(submissions.c.result_id == bindparam("result"))
OF_LEARNER = select(submissions).where(_theirs).order_by(submissions.c.shared_at, submissions.c.id)
END_ALL = delete(submissions).where(submissions.c.cohort_id == bindparam("cohort"), _theirs)
END_STANDING = END_ALL.where(submissions.c.by_standing_consent)
CONSENTS = select(consents).where(consents.c.learner_id == bindparam("learner")).order_by(consents.c.id)
READINGS = (
    select(readings)
    .where(readings.c.learner_id == bindparam("learner"))
    .order_by(readings.c.id.desc())
    .limit(bindparam("most"))
)


def _enough(level: Level) -> tuple[str, ...]:
    """The levels with which that one may be seen."""
    return tuple(one.value for one in Level if one.includes(level))


# From when on somebody's last few are found in the index, person by person: only these are then looked up at all.
# Left to choose, SQLite goes through everything the group did instead, so this part is worked out beforehand.
_earlier = submissions.alias("earlier")
_lately = (
    select(
        memberships.c.id,
        memberships.c.cohort_id,
        memberships.c.learner_id,
        memberships.c.sharing,
        func.coalesce(
            select(_earlier.c.ended_at)
            .where(
                _earlier.c.cohort_id == memberships.c.cohort_id,
                _earlier.c.learner_id == memberships.c.learner_id,
                _earlier.c.ended_at >= bindparam("since", type_=Utc()),
                _earlier.c.level.in_(_enough(Level.MARKS)),
                or_(_earlier.c.by_standing_consent.is_(False), memberships.c.sharing.in_(_enough(Level.MARKS))),
            )
            .order_by(_earlier.c.ended_at.desc())
            .offset(bindparam("before"))
            .limit(1)
            .scalar_subquery(),
            bindparam("since", type_=Utc()),
        ).label("since"),
    )
    .where(
        memberships.c.cohort_id == bindparam("cohort"), memberships.c.role == "learner", memberships.c.left_at.is_(None)
    )
    .cte("lately")
    .prefix_with("MATERIALIZED")
)
LATELY = (
    select(
        _lately.c.id,
        results.c.ended_at,
        results.c.score + results.c.lift,
        cast(results.c.slips, Text),  # there are thousands, and few that differ
        *(results.c[dimension.value] for dimension in DIMENSIONS),
    )
    .select_from(_lately)
    .join(
        submissions,
        and_(
            submissions.c.cohort_id == _lately.c.cohort_id,
            submissions.c.learner_id == _lately.c.learner_id,
            submissions.c.ended_at >= _lately.c.since,
        ),
    )
    .join(results, results.c.id == submissions.c.result_id)
    .where(
        results.c.score.is_not(None),
        submissions.c.level.in_(_enough(Level.MARKS)),
        or_(submissions.c.by_standing_consent.is_(False), _lately.c.sharing.in_(_enough(Level.MARKS))),
    )
    .order_by(_lately.c.id, submissions.c.ended_at, submissions.c.id)
)


class SharingRows:
    """What learners let their coaches see, and who looked."""

    def __init__(self, session: Session, dialect: str) -> None:
        self._session = session
        self._submit = SUBMIT[dialect]

    async def submit(self, submission: KeptSubmission) -> None:
        """Keep what is shared of a piece of work with a cohort; it replaces what was."""
        values = {
            "id": submission.id,
            "cohort_id": submission.cohort,
            "learner_id": submission.learner,
            "result_id": submission.result,
            "level": submission.level.value,
            "by_standing_consent": submission.by_standing_consent,
            "shared_at": submission.shared,
            "ended_at": submission.ended,
        }
        await self._session.run(self._submit, values)

    async def submission(self, cohort_id: str, result_id: str) -> KeptSubmission | None:
        """What is shared of it there, by hand or by a standing consent."""
        found = _submissions(await self._session.rows(ONE, {"cohort": cohort_id, "result": result_id}))
        return found[0] if found else None

    async def of_result(self, result_id: str) -> tuple[KeptSubmission, ...]:
        """What is shared of it, in every cohort."""
        return _submissions(await self._session.rows(OF_RESULT, {"result": result_id}))

    async def submissions_of(self, learner: Learner) -> tuple[KeptSubmission, ...]:
        """All of theirs, oldest first."""
        return _submissions(await self._session.rows(OF_LEARNER, {"learner": learner.id}))

    async def end_standing(self, cohort_id: str, learner_id: int) -> None:
        """Erase all that a standing consent gave that cohort of theirs."""
        await self._session.run(END_STANDING, {"cohort": cohort_id, "learner": learner_id})

    async def end_all(self, cohort_id: str, learner_id: int) -> None:
        """Erase all that is shared of theirs with that cohort."""
        await self._session.run(END_ALL, {"cohort": cohort_id, "learner": learner_id})

    async def note_consent(self, consent: KeptConsent) -> None:
        """Keep a change."""
        values = {
            "learner_id": consent.learner,
            "cohort_id": consent.cohort,
            "result_id": consent.result,
            "was": consent.was.value,
            "became": consent.became.value,
            "changed_at": consent.changed,
        }
        await self._session.run(insert(consents), values)

    async def consents(self, learner: Learner) -> tuple[KeptConsent, ...]:
        """Every change of theirs, oldest first."""
        rows = await self._session.rows(CONSENTS, {"learner": learner.id})
        return tuple(
            KeptConsent(
                learner=row["learner_id"],
                cohort=row["cohort_id"],
                was=Level(row["was"]),
                became=Level(row["became"]),
                changed=row["changed_at"],
                result=row["result_id"],
            )
            for row in rows
        )

    async def note_reading(self, reading: KeptReading) -> None:
        """Keep that somebody looked."""
        values = {
            "learner_id": reading.learner,
            "reader_id": reading.reader,
            "cohort_id": reading.cohort,
            "result_id": reading.result,
            "level": reading.level.value,
            "read_at": reading.at,
        }
        await self._session.run(insert(readings), values)

    async def readings(self, learner: Learner, most: int = 100) -> tuple[KeptReading, ...]:
        """Who looked at theirs, latest first."""
        rows = await self._session.rows(READINGS, {"learner": learner.id, "most": most})
        return tuple(
            KeptReading(
                learner=row["learner_id"],
                reader=row["reader_id"],
                cohort=row["cohort_id"],
                result=row["result_id"],
                level=Level(row["level"]),
                at=row["read_at"],
            )
            for row in rows
        )

    async def shared(
        self,
        cohort_id: str,
        *,
        member: str | None = None,
        since: datetime | None = None,
        at_least: Level = Level.MARKS,
        start: int = 0,
        most: int | None = None,
    ) -> tuple[SharedResult, ...]:
        """Ended work whose marks that cohort's coaches may see now, latest first."""
        enough = _enough(at_least)
        whose = select(memberships.c.learner_id).where(memberships.c.id == member).scalar_subquery()
        question = (
            _seen(cohort_id, enough)
            .where(
                *([submissions.c.learner_id == whose] if member else []),
                *([submissions.c.ended_at >= since] if since else []),
            )
            .order_by(submissions.c.ended_at.desc(), submissions.c.id)
            .offset(start)
            .limit(EVERYBODY if most is None else most)
        )
        return tuple(_shared(row) for row in await self._session.rows(question))

    async def lately(self, cohort_id: str, since: datetime, each: int) -> tuple[tuple[str, Mark], ...]:
        """By membership, of each the last so many marks that may be seen, none from before `since`, oldest first."""
        values = {"cohort": cohort_id, "since": since, "before": each - 1}
        found = await self._session.run(LATELY, values)
        return tuple((row[0], _mark(*row[1:])) for row in map(tuple, found.all()))


def _seen(cohort_id: str, enough: Sequence[str]) -> Select[*tuple[object, ...]]:
    """The work of which a cohort's coaches may see any of these levels now."""
    return (
        select(results, submissions.c.level, submissions.c.by_standing_consent)
        .add_columns(memberships.c.sharing, memberships.c.id.label("member_id"))
        .select_from(submissions)
        .join(results, results.c.id == submissions.c.result_id)
        .join(
            memberships,
            and_(
                memberships.c.cohort_id == submissions.c.cohort_id,
                memberships.c.learner_id == submissions.c.learner_id,
                memberships.c.left_at.is_(None),
            ),
        )
        .where(
            submissions.c.cohort_id == cohort_id,
            submissions.c.level.in_(enough),
            or_(submissions.c.by_standing_consent.is_(False), memberships.c.sharing.in_(enough)),
        )
    )


def _mark(ended: datetime, score: int, slips: str, *dimensions: int | None) -> Mark:
    known = {one: points for one, points in zip(DIMENSIONS, dimensions, strict=True) if points is not None}
    return Mark(ended, min(FULL, score), known, _read(slips))


@lru_cache
def _read(slips: str) -> tuple[str, ...]:
    return tuple(json.loads(slips))


def _shared(row: Row) -> SharedResult:
    return SharedResult(row["member_id"], level_of(row), result_of(row))


def _submissions(rows: Sequence[Row]) -> tuple[KeptSubmission, ...]:
    return tuple(
        KeptSubmission(
            id=row["id"],
            cohort=row["cohort_id"],
            learner=row["learner_id"],
            result=row["result_id"],
            level=Level(row["level"]),
            by_standing_consent=row["by_standing_consent"],
            shared=row["shared_at"],
            ended=row["ended_at"],
        )
        for row in rows
    )
