"""The outbox's rows: what is to be sent, in order per chat, marked before it is sent and after."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnClause,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from coaching.services.records import Claimed, Kind, Outgoing, Recovered
from coaching.store.sealing import BrokenSealError
from coaching.store.session import Row, Session
from coaching.store.tables import PENDING, SENDING, learners, leases, outbox

LOG = logging.getLogger(__name__)
NEVER_OPENS = "message %s can't be opened, it is put aside: its seal is broken"
PAYLOAD, ERROR = "outbox.payload", "outbox.error"
ADD = insert(outbox)  # made once, as all that every turn asks: SQLAlchemy then knows what it compiled it to
REPEATABLE = tuple(kind.value for kind in Kind if kind.may_repeat)
# A reply that may have gone out goes out again: better twice than never. After this many doubts it is let go.
MOST_DOUBTS = 5
# A kind that only a newer version knows is left to that one, beside which we run while all are replaced in turn.
LEFT_TO_NEWER = timedelta(minutes=10)  # after which there is none any more, and its chat goes on without it
# Written out: a list of its own costs SQLite each time anew.
KNOWN: list[ColumnClause[str]] = [literal_column(f"'{kind.value}'") for kind in Kind]

_head, _unsettled = outbox.alias(), outbox.alias()
_heads = (
    select(func.min(_unsettled.c.id).label("id"))
    .where(_unsettled.c.state.in_((PENDING, SENDING)))
    .group_by(_unsettled.c.chat_id)
    .subquery()
)
_waiting = select(_head).join(_heads, _heads.c.id == _head.c.id).where(_head.c.state == PENDING)
_ours = or_(_head.c.kind.in_(KNOWN), _head.c.not_before <= bindparam("left"))
_due = (
    _waiting.with_only_columns(_head.c.id)
    .where(_head.c.not_before <= bindparam("due"), _ours)
    .order_by(_head.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=_head)
    .cte("due")  # worked out once: within the update itself PostgreSQL may look, and claim, more than once
)
# Its table written out: SQLAlchemy leaves it away in what SQLite returns, and every chat would be its own.
_chat: ColumnClause[int] = literal_column("outbox.chat_id")
_key = select(learners.c.data_key).where(learners.c.chat_id == _chat).scalar_subquery()
CLAIM = (
    update(outbox)
    .where(outbox.c.id.in_(select(_due.c.id)))
    .values(state="sending", attempts=outbox.c.attempts + 1, changed_at=bindparam("due"), sender=bindparam("process"))
    .returning(outbox, _key.label("data_key"))
)
# Locked, so that no other process claims them before what is decided about them is committed.
HELD = (
    select(outbox.c.answers, outbox.c.state, outbox.c.attempts, outbox.c.not_before)
    .where(outbox.c.chat_id == bindparam("chat"), outbox.c.state.in_((PENDING, SENDING)))
    .with_for_update()
)
UNSAY = delete(outbox).where(
    outbox.c.chat_id == bindparam("chat"),
    outbox.c.state == PENDING,
    outbox.c.attempts == 0,
    outbox.c.answers == bindparam("arrival"),
)
NEXT_DUE = _waiting.with_only_columns(func.min(_head.c.not_before)).where(_head.c.kind.in_(KNOWN))
# Of what is on its way alone, and by this process's hand: what was given up, forgotten or taken over by another
# meanwhile stays so, wherever the call has got to.
_this = and_(outbox.c.id == bindparam("message"), outbox.c.state == SENDING, outbox.c.sender == bindparam("process"))
SENT = update(outbox).where(_this).values(state="sent", payload=None, error=None).returning(outbox.c.kind)
# Last words to someone forgotten: that they were sent is nobody's business any more either.
DROP_FAREWELL = delete(outbox).where(outbox.c.id == bindparam("message"), outbox.c.kind == Kind.FAREWELL.value)
RETRY = update(outbox).where(_this).values(state="pending")
DOUBT = update(outbox).where(_this).values(doubts=outbox.c.doubts + 1)
SETTLE = update(outbox).where(_this)
CHAT_AND_DOUBTS = select(outbox.c.chat_id, outbox.c.kind, outbox.c.doubts).where(_this)
ABANDON = (
    update(outbox)
    .where(outbox.c.chat_id == bindparam("chat"), outbox.c.state.in_((PENDING, SENDING)))
    .values(state="dead", payload=None)
)
_alive = exists().where(leases.c.name == outbox.c.sender, leases.c.until > bindparam("due"))
_orphaned = and_(outbox.c.state == SENDING, or_(outbox.c.sender.is_(None), ~_alive))
AGAIN = (
    update(outbox).where(_orphaned, outbox.c.kind.in_(REPEATABLE)).values(state="pending", not_before=bindparam("due"))
)
# Claimed by this process in a transaction whose end it never heard of: surely not sent.
PUT_BACK = (
    update(outbox)
    .where(
        outbox.c.state == SENDING,
        outbox.c.sender == bindparam("process"),
        outbox.c.id.not_in(bindparam("flying", expanding=True)),
    )
    .values(state="pending")
)
LET_GO = (
    update(outbox)
    .where(_orphaned, or_(outbox.c.kind.in_(KNOWN), outbox.c.changed_at <= bindparam("left")))
    .values(state="unknown", payload=None)
)
BACKLOG = select(func.count()).where(outbox.c.state.in_((PENDING, SENDING)))
OF_CHAT = (
    select(outbox).where(outbox.c.chat_id == bindparam("chat"), outbox.c.payload.is_not(None)).order_by(outbox.c.id)
)
PURGE = delete(outbox).where(outbox.c.state.not_in(("pending", "sending")), outbox.c.changed_at < bindparam("before"))


class OutboxRows:
    """What is to be sent, in order per chat."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def enqueue(self, messages: Sequence[Outgoing]) -> None:
        """Keep them to be sent in this order."""
        if not messages:
            return
        seals = await self._session.seals_of_chats({message.chat_id for message in messages})
        now = self._session.now
        values = [
            {
                "chat_id": message.chat_id,
                "kind": message.kind.value,
                "method": message.method,
                "payload": seals[message.chat_id].close(json.dumps(message.payload), PAYLOAD),
                "state": "pending",
                "attempts": 0,
                "doubts": 0,
                "not_before": message.not_before or now,
                "answers": message.answers,
                "changed_at": now,
            }
            for message in messages
        ]
        await self._session.run(ADD, values)

    async def held(self, chat_id: int) -> int | None:
        """The arrival that all that waits for that chat answers, where none of it is due or was ever on its way."""
        rows = await self._session.rows(HELD, {"chat": chat_id})
        answered = {row["answers"] for row in rows}
        now = self._session.now
        are_held = all(row["state"] == "pending" and not row["attempts"] and row["not_before"] > now for row in rows)
        return answered.pop() if are_held and len(answered) == 1 else None

    async def unsay(self, chat_id: int, arrival: int) -> int:
        """What is still held of the answer to that arrival never goes out; how many messages."""
        return (await self._session.run(UNSAY, {"chat": chat_id, "arrival": arrival})).rowcount

    async def claim(self, limit: int = 1) -> tuple[Claimed, ...]:
        """Up to `limit` messages due now, the head of each chat alone, marked as being sent. Commit, then send."""
        values = {"most": limit, "process": self._session.process}
        rows = await self._session.rows(CLAIM, self._due() | values)
        claimed = []
        for row in sorted(rows, key=lambda row: int(row["id"])):
            try:
                self._session.know_chat(row["chat_id"], row["data_key"])
                claimed.append(await self._claimed(row))
            except BrokenSealError as broken:
                # A damaged row never opens; waiting for it would stop its chat.
                LOG.error(NEVER_OPENS, row["id"])  # noqa: TRY400 - no trace: it tells nothing more
                await self.dead(row["id"], f"broken seal: {broken}")
            except ValueError as unknown:
                # Of a kind we don't know, and nobody who knows it took it.
                await self.dead(row["id"], str(unknown))
        return tuple(claimed)

    async def next_due(self) -> datetime | None:
        """When the earliest waiting head of a chat is due; None when nothing waits."""
        when: datetime | None = (await self._session.run(NEXT_DUE)).scalar_one()
        return when

    async def sent(self, message_id: int, messenger_id: int | None = None) -> bool:
        """It went out, under that id of the messenger's; its payload goes. Whether it was still this process's."""
        values = self._this(message_id) | {"messenger_id": messenger_id, "changed_at": self._session.now}
        kind = (await self._session.run(SENT, values)).scalar_one_or_none()
        if kind == Kind.FAREWELL:
            await self._session.run(DROP_FAREWELL, {"message": message_id})
            self._session.scrub()
        return kind is not None

    async def retry_at(self, message_id: int, when: datetime, error: str = "") -> None:
        """It certainly didn't go out: again then. Its chat waits for it, the others don't."""
        values = self._this(message_id) | {
            "not_before": when,
            "error": await self._why(message_id, error),
            "changed_at": self._session.now,
        }
        await self._session.run(RETRY, values)

    async def unclear(self, message_id: int, when: datetime, error: str = "") -> bool:
        """Nobody knows whether it went out: True: again then, as its kind may repeat."""
        row = await self._on_its_way(message_id)
        if row is None:
            return False
        if Kind(row["kind"]).may_repeat and row["doubts"] < MOST_DOUBTS:
            await self._session.run(DOUBT, self._this(message_id))
            await self.retry_at(message_id, when, error)
            return True
        await self._settle(message_id, "unknown", error)
        return False

    async def dead(self, message_id: int, error: str) -> None:
        """It never will go out; the chat goes on."""
        await self._settle(message_id, "dead", error)

    async def abandon(self, chat_id: int, error: str) -> int:
        """Nothing more goes to that chat: all that waits is dead; how many."""
        why = (await self._session.seals_of_chats((chat_id,)))[chat_id].close(error, ERROR)
        values = {"chat": chat_id, "error": why, "changed_at": self._session.now}
        return (await self._session.run(ABANDON, values)).rowcount

    async def recover(self) -> Recovered:
        """Settle what was being sent by processes that live no more: those whose lease of life has run out."""
        due = self._due()
        again = (await self._session.run(AGAIN, {"due": due["due"]})).rowcount
        return Recovered(again, let_go=(await self._session.run(LET_GO, due)).rowcount)

    async def put_back(self, flying: Collection[int]) -> int:
        """What this process claimed and isn't sending, all but `flying`, waits again; how many."""
        values = {"process": self._session.process, "flying": list(flying)}
        return (await self._session.run(PUT_BACK, values)).rowcount

    async def backlog(self) -> int:
        """How many messages wait to be sent or are on their way."""
        return int((await self._session.run(BACKLOG)).scalar_one())

    async def of_chat(self, chat_id: int) -> tuple[Claimed, ...]:
        """What is kept of that chat with its payload, in order."""
        return tuple([await self._claimed(row) for row in await self._session.rows(OF_CHAT, {"chat": chat_id})])

    async def purge(self, before: datetime) -> int:
        """Erase what was settled before that time; how many."""
        return (await self._session.run(PURGE, {"before": before})).rowcount

    def _due(self) -> dict[str, object]:
        return {"due": self._session.now, "left": self._session.now - LEFT_TO_NEWER}

    def _this(self, message_id: int) -> dict[str, object]:
        return {"message": message_id, "process": self._session.process}

    async def _settle(self, message_id: int, state: str, error: str) -> None:
        values = self._this(message_id) | {
            "state": state,
            "payload": None,
            "error": await self._why(message_id, error),
            "changed_at": self._session.now,
        }
        await self._session.run(SETTLE, values)

    async def _claimed(self, row: Row) -> Claimed:
        seal = await self._session.seal_for(row["chat_id"], row["payload"])
        return Claimed(
            id=row["id"],
            chat_id=row["chat_id"],
            method=row["method"],
            payload=json.loads(seal.open(row["payload"], PAYLOAD)),
            kind=Kind(row["kind"]),
            attempts=row["attempts"],
            answers=row["answers"],
        )

    async def _why(self, message_id: int, error: str) -> bytes | None:
        """The error, sealed: it may quote what was to be sent."""
        if not error:
            return None
        row = await self._on_its_way(message_id)
        if row is None:
            return None
        chat = row["chat_id"]
        return (await self._session.seals_of_chats((chat,)))[chat].close(error, ERROR)

    async def _on_its_way(self, message_id: int) -> Row | None:
        """Its chat, kind and doubts, where it is this process's and still on its way."""
        rows = await self._session.rows(CHAT_AND_DOUBTS, self._this(message_id))
        return rows[0] if rows else None
