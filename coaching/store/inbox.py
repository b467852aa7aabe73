"""The inbox's rows: what arrived is kept before it is confirmed, applied once, in order per chat."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from hashlib import sha256

from sqlalchemy import BindParameter, bindparam, delete, exists, func, or_, select, union_all, update
from sqlalchemy.dialects import postgresql, sqlite

from coaching.services.records import Arrival
from coaching.store.sealing import BrokenSealError
from coaching.store.session import Row, Session
from coaching.store.tables import PENDING, SENDING, inbox, learners, outbox

LOG = logging.getLogger(__name__)
NEVER_OPENS = "update %s can't be opened, it is put aside: its seal is broken"
PAYLOAD, ERROR = "inbox.payload", "inbox.error"
_older = inbox.alias()
# The oldest of its chat. Another process's row in hand is passed over, and its chat with it; SQLite has one process.
NEXT = (
    select(inbox, learners.c.data_key)
    .outerjoin(learners, learners.c.chat_id == inbox.c.chat_id)
    .where(
        inbox.c.state == PENDING,
        or_(inbox.c.not_before.is_(None), inbox.c.not_before <= bindparam("now")),
        ~exists().where(
            _older.c.chat_id == inbox.c.chat_id, _older.c.update_id < inbox.c.update_id, _older.c.state == PENDING
        ),
    )
    .order_by(inbox.c.update_id)
    .limit(1)
    .with_for_update(skip_locked=True, of=inbox)
)
NEXT_BESIDES = NEXT.where(inbox.c.chat_id.not_in(bindparam("besides", expanding=True)))
_this = inbox.c.update_id == bindparam("arrival")
DONE = update(inbox).where(_this).values(state="done", payload=None, error=None)
FAILED = (
    update(inbox).where(_this).values(attempts=inbox.c.attempts + 1, error=bindparam("why")).returning(inbox.c.attempts)
)
DEAD = update(inbox).where(_this).values(state="dead", error=bindparam("why"))
# The last of a flood, of which there is one a chat at most.
OVERTAKEN = delete(inbox).where(
    inbox.c.chat_id == bindparam("chat"),
    inbox.c.state == PENDING,
    inbox.c.not_before.is_not(None),
    inbox.c.update_id < bindparam("arrival"),
)
_chats: BindParameter[int] = bindparam("chats", expanding=True)
_unanswered = union_all(
    select(inbox.c.chat_id).where(inbox.c.state == PENDING, inbox.c.chat_id.in_(_chats)),
    select(outbox.c.chat_id).where(outbox.c.state.in_((PENDING, SENDING)), outbox.c.chat_id.in_(_chats)),
).subquery()
UNANSWERED = select(_unanswered.c.chat_id, func.count().label("waiting")).group_by(_unanswered.c.chat_id)
BACKLOG = select(func.count()).where(inbox.c.state == PENDING)
CHAT_OF = select(inbox.c.chat_id).where(_this)
OF_CHAT = (
    select(inbox).where(inbox.c.chat_id == bindparam("chat"), inbox.c.payload.is_not(None)).order_by(inbox.c.update_id)
)
PURGE = delete(inbox).where(inbox.c.state != "pending", inbox.c.received_at < bindparam("before"))
ONCE = {
    "sqlite": sqlite.insert(inbox).on_conflict_do_nothing().returning(inbox.c.update_id),
    "postgresql": postgresql.insert(inbox).on_conflict_do_nothing().returning(inbox.c.update_id),
}


class InboxRows:
    """What arrived and is not applied yet."""

    def __init__(self, session: Session, dialect: str) -> None:
        self._session = session
        self._once = ONCE[dialect]

    async def receive(self, arrivals: Iterable[Arrival]) -> int:
        """Keep those not yet known; how many were new."""
        batch = {arrival.update_id: arrival for arrival in arrivals}
        if not batch:
            return 0
        return await self._keep(batch.values())

    async def receive_last(self, arrival: Arrival, not_before: datetime) -> bool:
        """Keep one of a flood until then, in place of the one kept before it; False where there was none before it."""
        if not await self._keep([arrival], not_before):
            return True
        overtaken = {"chat": arrival.chat_id, "arrival": arrival.update_id}
        return (await self._session.run(OVERTAKEN, overtaken)).rowcount > 0

    async def put_aside(self, text: str, why: str) -> None:
        """Keep what is no arrival at all among what never will be applied; the same text is kept once."""
        master = self._session.keys.master
        values = {
            "update_id": -int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest()[:7]) - 1,
            "chat_id": 0,
            "payload": master.close(text, PAYLOAD),
            "received_at": self._session.now,
            "state": "dead",
            "attempts": 0,
            "error": master.close(why, ERROR),
        }
        await self._session.run(self._once, values)

    async def unanswered(self, chats: Collection[int]) -> Mapping[int, int]:
        """For each of these chats how much waits there: to be applied, or to be sent."""
        return {row["chat_id"]: row["waiting"] for row in await self._session.rows(UNANSWERED, {"chats": list(chats)})}

    async def backlog(self) -> int:
        """How many arrivals wait to be applied."""
        return int((await self._session.run(BACKLOG)).scalar_one())

    async def _keep(self, batch: Collection[Arrival], not_before: datetime | None = None) -> int:
        seals = await self._session.seals_of_chats({arrival.chat_id for arrival in batch})
        values = [
            {
                "update_id": arrival.update_id,
                "chat_id": arrival.chat_id,
                "payload": seals[arrival.chat_id].close(json.dumps(arrival.payload), PAYLOAD),
                "received_at": self._session.now,
                "state": "pending",
                "attempts": arrival.attempts,
                "not_before": not_before,
            }
            for arrival in batch
        ]
        return len((await self._session.run(self._once, values)).all())

    async def next_pending(self, besides: Collection[int] = ()) -> Arrival | None:
        """The oldest arrival whose chat has no older one waiting, leaving out the chats `besides`."""
        values = {"now": self._session.now} | ({"besides": list(besides)} if besides else {})
        while rows := await self._session.rows(NEXT_BESIDES if besides else NEXT, values):
            try:
                self._session.know_chat(rows[0]["chat_id"], rows[0]["data_key"])
                return await self._arrival(rows[0])
            except BrokenSealError as broken:
                # A damaged row never opens; waiting for it would stop everybody.
                LOG.error(NEVER_OPENS, rows[0]["update_id"])  # noqa: TRY400 - no trace: it tells nothing more
                await self.dead(rows[0]["update_id"], f"broken seal: {broken}")
        return None

    async def done(self, update_id: int) -> None:
        """It is applied: its payload goes, its id stays."""
        await self._session.run(DONE, {"arrival": update_id})

    async def failed(self, update_id: int, error: str) -> int:
        """It could not be applied this time; how often by now. It stays the next of its chat."""
        result = await self._session.run(FAILED, {"arrival": update_id, "why": await self._why(update_id, error)})
        return int(result.scalar_one())

    async def dead(self, update_id: int, error: str) -> None:
        """It never will be applied: put aside, the chat goes on."""
        await self._session.run(DEAD, {"arrival": update_id, "why": await self._why(update_id, error)})

    async def of_chat(self, chat_id: int) -> tuple[Arrival, ...]:
        """What is kept of that chat with its payload, oldest first."""
        return tuple([await self._arrival(row) for row in await self._session.rows(OF_CHAT, {"chat": chat_id})])

    async def purge(self, before: datetime) -> int:
        """Erase what was settled and had arrived before that time; how many."""
        return (await self._session.run(PURGE, {"before": before})).rowcount

    async def _arrival(self, row: Row) -> Arrival:
        seal = await self._session.seal_for(row["chat_id"], row["payload"])
        payload = json.loads(seal.open(row["payload"], PAYLOAD))
        return Arrival(row["update_id"], row["chat_id"], payload, row["attempts"])

    async def _why(self, update_id: int, error: str) -> bytes:
        """The error, sealed: a traceback may quote what the learner wrote."""
        chat = (await self._session.run(CHAT_OF, {"arrival": update_id})).scalar_one()
        return (await self._session.seals_of_chats((chat,)))[chat].close(error, ERROR)
