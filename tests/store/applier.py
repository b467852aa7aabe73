"""A tiny bot to be killed: receives numbered arrivals, applies each as a turn with an answer, and sends the answers.

`python -m tests.store.applier DATABASE JOURNAL FROM UPTO` appends to the journal what the world outside saw:
"ack N" once arrival N was confirmed, "send N" when the answer to N went out.
"""

from __future__ import annotations

import asyncio
import os
import sys
from random import Random

from coaching.services.records import Arrival, Outgoing
from coaching.store import DatabaseStore
from coaching.store.store import DatabaseTransaction
from tests.store.stores import a_learner, a_rehearsal, a_turn, keys

CHATS = (1, 2, 3)


async def run(database: str, journal: int, first: int, upto: int) -> None:
    store = await DatabaseStore.open(database, keys())
    async with store.transaction() as tx:
        await tx.outbox.recover()
        for chat in CHATS:
            learner = await a_learner(tx, chat)
            if await tx.rehearsals.last(learner) is None:
                await a_rehearsal(tx, learner)
    await asyncio.gather(_receive(store, journal, first, upto), _work(store, journal, upto))
    await store.close()


async def _receive(store: DatabaseStore, journal: int, first: int, upto: int) -> None:
    dice = Random(first)
    at = first
    while at <= upto:
        batch = range(at, min(upto, at + dice.randint(0, 3)) + 1)
        async with store.transaction() as tx:
            await tx.inbox.receive(
                Arrival(number, CHATS[number % 3], {"text": f"message {number}"}) for number in batch
            )
        os.write(journal, "".join(f"ack {number}\n" for number in batch).encode())
        at = batch[-1] + 1


async def _work(store: DatabaseStore, journal: int, upto: int) -> None:
    done = False
    while not done:
        async with store.transaction() as tx:
            await _apply_one(tx)
        async with store.transaction() as tx:
            claimed = await tx.outbox.claim(2)
        for message in claimed:
            os.write(journal, f"send {message.payload['text']}\n".encode())
        async with store.transaction() as tx:
            for message in claimed:
                await tx.outbox.sent(message.id, 1)
        done = f"send {upto}".encode() in os.pread(journal, 10_000_000, 0).split(b"\n")


async def _apply_one(tx: DatabaseTransaction) -> None:
    arrival = await tx.inbox.next_pending()
    if arrival is None:
        return
    learner = await tx.learners.of_chat(arrival.chat_id)
    assert learner is not None
    last = await tx.rehearsals.last(learner)
    assert last is not None
    turn = a_turn(len(last.turns) + 1, str(arrival.payload["text"]), update_id=arrival.update_id)
    await tx.rehearsals.add_turn(learner, last.id, turn)
    await tx.outbox.enqueue([Outgoing(arrival.chat_id, "sendMessage", {"text": str(arrival.update_id)})])
    await tx.inbox.done(arrival.update_id)


if __name__ == "__main__":
    journal = os.open(sys.argv[2], os.O_RDWR | os.O_CREAT | os.O_APPEND)
    asyncio.run(run(sys.argv[1], journal, int(sys.argv[3]), int(sys.argv[4])))
