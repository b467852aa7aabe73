"""How far ahead each chat's messages are booked, so that several senders keep one pace together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from coaching.store.session import Session
from coaching.store.tables import paces


def _kept(statement: sqlite.Insert | postgresql.Insert) -> sqlite.Insert | postgresql.Insert:
    return statement.on_conflict_do_update(
        index_elements=[paces.c.chat_id], set_={"booked_until": statement.excluded.booked_until}
    )


KEEP = {"sqlite": _kept(sqlite.insert(paces)), "postgresql": _kept(postgresql.insert(paces))}
# Held until the transaction ends: whoever books next for one of them sees what was booked now.
BOOKED = (
    select(paces).where(paces.c.chat_id.in_(bindparam("chats", expanding=True))).order_by(paces.c.chat_id)
).with_for_update()
# What somebody is about to book again is passed over: nobody waits for a purge, nor it for them.
_over = (
    select(paces.c.chat_id)
    .where(paces.c.booked_until < bindparam("before"))
    .order_by(paces.c.chat_id)
    .with_for_update(skip_locked=True)
    .cte("over")
)
PURGE = delete(paces).where(paces.c.chat_id.in_(select(_over.c.chat_id)))


class PaceRows:
    """The bookings of each chat."""

    def __init__(self, session: Session, dialect: str) -> None:
        self._session = session
        self._keep = KEEP[dialect]

    async def booked(self, chats: Collection[int]) -> Mapping[int, datetime]:
        """Until when each of these chats is booked; a chat nobody booked isn't in it."""
        rows = await self._session.rows(BOOKED, {"chats": sorted(chats)})
        return {row["chat_id"]: row["booked_until"] for row in rows}

    async def book(self, until: Mapping[int, datetime]) -> None:
        """Keep these bookings."""
        if until:
            values = [{"chat_id": chat, "booked_until": when} for chat, when in sorted(until.items())]
            await self._session.run(self._keep, values)

    async def purge(self, before: datetime) -> int:
        """Erase bookings that ended before then; how many."""
        return (await self._session.run(PURGE, {"before": before})).rowcount
