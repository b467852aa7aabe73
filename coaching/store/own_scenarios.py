"""The rows of the scenarios coaches write, sealed with their author's key, and of the complaints about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import bindparam, delete, func, insert, select, update

from coaching.services.cohort_records import KeptOwnScenario, KeptReport
from coaching.services.records import Learner
from coaching.store.cohort_tables import own_scenarios, own_versions, publications, reports
from coaching.store.copies import DROP_UNPLAYED
from coaching.store.session import Row, Session
from coaching.store.tables import learners
from coaching.store.upserting import upsert

DRAFT, TEXT, REASON = "own_scenarios.draft", "own_versions.text", "reports.reason"
_newest = select(func.max(own_versions.c.number)).where(own_versions.c.own_id == own_scenarios.c.id).scalar_subquery()
_own = select(own_scenarios, learners.c.data_key, func.coalesce(_newest, 0).label("published")).join(
    learners, learners.c.id == own_scenarios.c.learner_id
)
BY_ID = _own.where(own_scenarios.c.id == bindparam("own"))
OF_AUTHOR = _own.where(own_scenarios.c.learner_id == bindparam("learner")).order_by(own_scenarios.c.scenario)
DROP = delete(own_scenarios).where(own_scenarios.c.id == bindparam("own"))
UNPUBLISH = delete(publications).where(
    publications.c.own_id == bindparam("own"), publications.c.cohort_id == bindparam("cohort")
)
PUBLISHED_IN = select(publications).where(publications.c.own_id == bindparam("own"))
VERSION = (
    select(own_versions.c.text, learners.c.data_key)
    .join(own_scenarios, own_scenarios.c.id == own_versions.c.own_id)
    .join(learners, learners.c.id == own_scenarios.c.learner_id)
    .where(own_versions.c.own_id == bindparam("own"), own_versions.c.number == bindparam("its_number"))
)
_playing = (
    select(publications.c.own_id, func.max(publications.c.number).label("playing"))
    .where(publications.c.cohort_id.in_(bindparam("cohorts", expanding=True)))
    .group_by(publications.c.own_id)
    .subquery()
)
OPEN_IN = (
    _own.join(_playing, _playing.c.own_id == own_scenarios.c.id)
    .add_columns(_playing.c.playing)
    .order_by(own_scenarios.c.scenario, own_scenarios.c.id)
)
_reports = select(reports, learners.c.data_key).join(learners, learners.c.id == reports.c.learner_id)
REPORT = _reports.where(reports.c.id == bindparam("report"))
REPORTS = _reports.where(reports.c.own_id == bindparam("own")).order_by(reports.c.made_at, reports.c.id)
REPORTS_BY = _reports.where(reports.c.learner_id == bindparam("learner")).order_by(reports.c.made_at, reports.c.id)
SETTLE = update(reports).where(reports.c.id == bindparam("report"), reports.c.settled_at.is_(None))


class OwnScenarioRows:
    """Scenarios that coaches write: drafts apart, published versions unchanged for ever."""

    def __init__(self, session: Session, dialect: str) -> None:
        self._session = session
        self._save = upsert(own_scenarios, dialect, kept=("learner_id",))
        self._publish = upsert(publications, dialect)

    async def save(self, own: KeptOwnScenario) -> None:
        """Keep its name and draft, new or changed."""
        seal = await self._session.seal_of_learner(own.author)
        values = {
            "id": own.id,
            "learner_id": own.author,
            "scenario": own.scenario,
            "draft": seal.close(own.draft, DRAFT),
            "changed_at": own.changed,
        }
        await self._session.run(self._save, values)

    async def delete(self, own_id: str) -> None:
        """Erase it with every version; rehearsals that were played from one keep their copy."""
        await self._session.run(DROP, {"own": own_id})
        await self._session.run(DROP_UNPLAYED)

    async def of_id(self, own_id: str) -> KeptOwnScenario | None:
        """That one."""
        found = self._all(await self._session.rows(BY_ID, {"own": own_id}))
        return found[0] if found else None

    async def of_author(self, learner: Learner) -> tuple[KeptOwnScenario, ...]:
        """All of theirs, by name."""
        return self._all(await self._session.rows(OF_AUTHOR, {"learner": learner.id}))

    async def add_version(self, own: KeptOwnScenario) -> int:
        """The draft as it is becomes the next version; its number."""
        seal = await self._session.seal_of_learner(own.author)
        values = {
            "own_id": own.id,
            "number": own.published + 1,
            "text": seal.close(own.draft, TEXT),
            "published_at": self._session.now,
        }
        await self._session.run(insert(own_versions), values)
        return own.published + 1

    async def publish(self, own_id: str, cohort_id: str, number: int) -> None:
        """That cohort plays that version from now on."""
        await self._session.run(self._publish, {"own_id": own_id, "cohort_id": cohort_id, "number": number})

    async def unpublish(self, own_id: str, cohort_id: str) -> None:
        """That cohort plays it no more."""
        await self._session.run(UNPUBLISH, {"own": own_id, "cohort": cohort_id})

    async def published_in(self, own_id: str) -> Mapping[str, int]:
        """Which version every cohort plays that plays it."""
        return {row["cohort_id"]: row["number"] for row in await self._session.rows(PUBLISHED_IN, {"own": own_id})}

    async def version(self, own_id: str, number: int) -> str | None:
        """The text of that version."""
        rows = await self._session.rows(VERSION, {"own": own_id, "its_number": number})
        return self._session.keys.data_seal(rows[0]["data_key"]).open(rows[0]["text"], TEXT) if rows else None

    async def open_in(self, cohort_ids: Collection[str]) -> tuple[tuple[KeptOwnScenario, int], ...]:
        """What those cohorts play, each once with its newest number there, by name."""
        rows = await self._session.rows(OPEN_IN, {"cohorts": list(cohort_ids)})
        return tuple(zip(self._all(rows), (row["playing"] for row in rows), strict=True))

    async def report(self, report: KeptReport) -> None:
        """Keep a complaint."""
        seal = await self._session.seal_of_learner(report.learner)
        values = {
            "id": report.id,
            "learner_id": report.learner,
            "own_id": report.own,
            "reason": seal.close(report.reason, REASON),
            "made_at": report.made,
            "settled_at": report.settled,
            "version": report.version,
            "mended_in": report.mended,
        }
        await self._session.run(insert(reports), values)

    async def reports(self, own_id: str) -> tuple[KeptReport, ...]:
        """The complaints about it, oldest first."""
        return self._reports(await self._session.rows(REPORTS, {"own": own_id}))

    async def reports_by(self, learner: Learner) -> tuple[KeptReport, ...]:
        """The complaints they made, oldest first."""
        return self._reports(await self._session.rows(REPORTS_BY, {"learner": learner.id}))

    async def report_of_id(self, report_id: str) -> KeptReport | None:
        """That complaint."""
        return next(iter(self._reports(await self._session.rows(REPORT, {"report": report_id}))), None)

    async def settle(self, report: KeptReport) -> None:
        """Keep that it was dealt with, and in which version it was mended, as given; once."""
        values = {"report": report.id, "settled_at": report.settled, "mended_in": report.mended}
        await self._session.run(SETTLE, values)

    def _all(self, rows: Sequence[Row]) -> tuple[KeptOwnScenario, ...]:
        keys = self._session.keys
        return tuple(
            KeptOwnScenario(
                id=row["id"],
                author=row["learner_id"],
                scenario=row["scenario"],
                draft=keys.data_seal(row["data_key"]).open(row["draft"], DRAFT),
                changed=row["changed_at"],
                published=row["published"],
            )
            for row in rows
        )

    def _reports(self, rows: Sequence[Row]) -> tuple[KeptReport, ...]:
        keys = self._session.keys
        return tuple(
            KeptReport(
                id=row["id"],
                learner=row["learner_id"],
                own=row["own_id"],
                reason=keys.data_seal(row["data_key"]).open(row["reason"], REASON),
                made=row["made_at"],
                settled=row["settled_at"],
                version=row["version"],
                mended=row["mended_in"],
            )
            for row in rows
        )
