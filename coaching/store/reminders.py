"""The rows of what is to be told once, at a time. Claimed is fired, within one transaction, or not at all."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnClause, bindparam, delete, func, insert, literal_column, select, update

from coaching.services.journey_records import KeptReminder, ReminderState
from coaching.services.records import Learner
from coaching.store.journey_tables import reminders
from coaching.store.sealing import BrokenSealError, Seal
from coaching.store.session import Row, Session

LOG = logging.getLogger(__name__)
PAYLOAD = "reminders.payload"
NEVER_OPENS = "reminder %s can't be opened, it is left: its seal is broken"
PENDING: ColumnClause[str] = literal_column("'pending'")  # written out: see tables.py
_theirs = reminders.c.learner_id == bindparam("learner")
ALL = select(reminders).where(_theirs).order_by(reminders.c.due_at, reminders.c.id)
KEYS = select(reminders.c.key).where(_theirs)
MOVE = (
    update(reminders)
    .where(_theirs, reminders.c.key == bindparam("its"), reminders.c.state != "stopped")
    .values(due_at=bindparam("due"), state="pending")
)
STOP = update(reminders).where(_theirs, reminders.c.state == "pending").values(state="stopped")
STOP_ABOUT = STOP.where(reminders.c.about == bindparam("of"))
_due = (
    select(reminders.c.id)
    .where(reminders.c.state == PENDING, reminders.c.due_at <= bindparam("now"))
    .order_by(reminders.c.due_at, reminders.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("due")  # worked out once: see outbox.py
)
CLAIM = update(reminders).where(reminders.c.id.in_(select(_due.c.id))).values(state="fired").returning(reminders)
SETTLE = update(reminders).where(reminders.c.id == bindparam("reminder"))
NEXT_DUE = select(func.min(reminders.c.due_at)).where(reminders.c.state == PENDING)
PURGE = delete(reminders).where(reminders.c.state != "pending", reminders.c.due_at < bindparam("before"))


class ReminderRows:
    """What is to be told once, at a time."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def plan(self, learner: Learner, planned: Sequence[KeptReminder]) -> int:
        """Keep those whose key is new to the learner; how many were."""
        known = {row["key"] for row in await self._session.rows(KEYS, {"learner": learner.id})}
        new = {one.key: one for one in planned if one.key not in known}
        seal = await self._session.seal_of_learner(learner.id)
        values = [
            {
                "learner_id": learner.id,
                "kind": one.kind,
                "key": one.key,
                "about": one.about,
                "payload": seal.close(one.payload, PAYLOAD),
                "due_at": one.due,
                "state": one.state.value,
            }
            for one in new.values()
        ]
        if values:
            await self._session.run(insert(reminders), values)
        return len(values)

    async def move(self, learner: Learner, key: str, due: datetime) -> bool:
        """The reminder of that key is due then, fired or not; False where there is none or it was stopped."""
        return (await self._session.run(MOVE, {"learner": learner.id, "its": key, "due": due})).rowcount > 0

    async def stop(self, learner: Learner, about: str = "") -> int:
        """Stop those that wait and are about that; all that wait where it is empty. How many."""
        if about:
            return (await self._session.run(STOP_ABOUT, {"learner": learner.id, "of": about})).rowcount
        return (await self._session.run(STOP, {"learner": learner.id})).rowcount

    async def claim(self, limit: int = 20) -> tuple[KeptReminder, ...]:
        """Up to `limit` that are due, marked as fired: no other process gets them. Tell them in this transaction."""
        values = {"now": self._session.now, "most": limit}
        claimed: list[KeptReminder] = []
        while not claimed and (rows := await self._session.rows(CLAIM, values)):
            claimed = await self._opened(rows)
        return tuple(claimed)

    async def _opened(self, rows: Sequence[Row]) -> list[KeptReminder]:
        claimed = []
        for row in sorted(rows, key=lambda row: (row["due_at"], row["id"])):
            try:
                claimed.append(_reminder(row, await self._session.seal_of_learner(row["learner_id"])))
            except BrokenSealError:
                # A damaged row never opens; waiting for it would stop everybody's.
                LOG.error(NEVER_OPENS, row["id"])  # noqa: TRY400 - no trace: it tells nothing more
                values = {"reminder": row["id"], "state": ReminderState.SKIPPED.value, "due_at": row["due_at"]}
                await self._session.run(SETTLE, values)
        return claimed

    async def settle(self, reminder: KeptReminder, state: ReminderState, due: datetime | None = None) -> None:
        """One just claimed is left in that state after all; pending again with another time."""
        values = {"reminder": reminder.id, "state": state.value, "due_at": due or reminder.due}
        await self._session.run(SETTLE, values)

    async def next_due(self) -> datetime | None:
        """When the earliest that waits is due; None where none waits."""
        when: datetime | None = (await self._session.run(NEXT_DUE)).scalar_one()
        return when

    async def of(self, learner: Learner) -> tuple[KeptReminder, ...]:
        """All of theirs, in the order of their times."""
        seal = await self._session.seal_of_learner(learner.id)
        return tuple(_reminder(row, seal) for row in await self._session.rows(ALL, {"learner": learner.id}))

    async def purge(self, before: datetime) -> int:
        """Erase what was settled and due before that time; how many."""
        return (await self._session.run(PURGE, {"before": before})).rowcount


def _reminder(row: Row, seal: Seal) -> KeptReminder:
    return KeptReminder(
        learner=row["learner_id"],
        kind=row["kind"],
        key=row["key"],
        due=row["due_at"],
        about=row["about"],
        payload=seal.open(row["payload"], PAYLOAD),
        state=ReminderState(row["state"]),
        id=row["id"],
    )
