"""The rows of the appeals: findings that learners contest, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, insert, select, update

from coaching.services.records import AppealState, KeptAppeal, Learner
from coaching.store.cohort_tables import submissions
from coaching.store.session import Row, Session
from coaching.store.tables import appeals

REASON, NOTE = "appeals.reason", "appeals.note"
_in_order = (appeals.c.made_at, appeals.c.id)
OF_LEARNER = select(appeals).where(appeals.c.learner_id == bindparam("learner")).order_by(*_in_order)
BY_ID = select(appeals).where(appeals.c.id == bindparam("appeal"))
IN_STATE = select(appeals).where(appeals.c.state == bindparam("wanted")).order_by(*_in_order)
OPEN_IN = (
    select(appeals)
    .join(submissions, submissions.c.result_id == appeals.c.rehearsal_id)
    .where(submissions.c.cohort_id == bindparam("cohort"), appeals.c.state == AppealState.OPEN.value)
    .order_by(*_in_order)
)
DECIDE = update(appeals).where(appeals.c.id == bindparam("appeal"))


class AppealRows:
    """The findings that learners contest."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, learner: Learner, appeal: KeptAppeal) -> None:
        """Keep one."""
        values = {
            "id": appeal.id,
            "learner_id": learner.id,
            "rehearsal_id": appeal.rehearsal,
            "turn": appeal.turn,
            "attempt": appeal.attempt,
            "rule": appeal.rule,
            "made_at": appeal.made,
            **await self._decision(appeal),
        }
        await self._session.run(insert(appeals), values)

    async def of(self, learner: Learner) -> tuple[KeptAppeal, ...]:
        """All of theirs, oldest first."""
        return await self._all(await self._session.rows(OF_LEARNER, {"learner": learner.id}))

    async def of_id(self, appeal_id: str) -> KeptAppeal | None:
        """That one, whoever made it."""
        found = await self._all(await self._session.rows(BY_ID, {"appeal": appeal_id}))
        return found[0] if found else None

    async def all(self, state: AppealState) -> tuple[KeptAppeal, ...]:
        """Everybody's in that state, oldest first."""
        return await self._all(await self._session.rows(IN_STATE, {"wanted": state.value}))

    async def open(self) -> tuple[KeptAppeal, ...]:
        """Everybody's that wait for a decision, oldest first."""
        return await self.all(AppealState.OPEN)

    async def open_in(self, cohort_id: str) -> tuple[KeptAppeal, ...]:
        """Those that wait, of rehearsals about which that cohort was told anything, oldest first."""
        return await self._all(await self._session.rows(OPEN_IN, {"cohort": cohort_id}))

    async def decide(self, appeal: KeptAppeal) -> None:
        """Keep reason, state, decided, note, points_before and points_after as given."""
        await self._session.run(DECIDE, {"appeal": appeal.id, **await self._decision(appeal)})

    async def _decision(self, appeal: KeptAppeal) -> dict[str, object]:
        seal = await self._session.seal_of_learner(appeal.learner)
        return {
            "reason": seal.close(appeal.reason, REASON),
            "state": appeal.state.value,
            "decided_at": appeal.decided,
            "note": seal.close(appeal.note, NOTE),
            "points_before": appeal.points_before,
            "points_after": appeal.points_after,
        }

    async def _all(self, rows: Sequence[Row]) -> tuple[KeptAppeal, ...]:
        return tuple([await self._appeal(row) for row in rows])

    async def _appeal(self, row: Row) -> KeptAppeal:
        seal = await self._session.seal_of_learner(row["learner_id"])
        return KeptAppeal(
            id=row["id"],
            learner=row["learner_id"],
            rehearsal=row["rehearsal_id"],
            turn=row["turn"],
            attempt=row["attempt"],
            rule=row["rule"],
            reason=seal.open(row["reason"], REASON),
            made=row["made_at"],
            points_before=row["points_before"],
            points_after=row["points_after"],
            state=AppealState(row["state"]),
            decided=row["decided_at"],
            note=seal.open(row["note"], NOTE),
        )
