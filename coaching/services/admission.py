"""What arrives, let in: kept once each; of somebody who writes faster than anybody could answer, the last alone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from coaching.services.ports import Transaction
from coaching.services.records import Arrival

# Somebody who waits for answers never has that many open; and what goes out to one chat goes one a second.
MOST_UNANSWERED = 40
PAUSE = timedelta(seconds=10)  # of quiet, before the last of a flood is looked at


async def admit(tx: Transaction, arrivals: Collection[Arrival], unlimited: Collection[int] = ()) -> tuple[Arrival, ...]:
    """Keep the arrivals, those of the update ids `unlimited` in any case; those with which a flood begins."""
    waiting = dict(await tx.inbox.unanswered({arrival.chat_id for arrival in arrivals}))
    kept, too_many = [], []
    for arrival in arrivals:
        count = waiting.get(arrival.chat_id, 0)
        if arrival.update_id in unlimited:
            kept.append(arrival)
        elif count < MOST_UNANSWERED:
            kept.append(arrival)
            waiting[arrival.chat_id] = count + 1
        else:
            too_many.append(arrival)
    await tx.inbox.receive(kept)
    until = tx.now + PAUSE
    return tuple([arrival for arrival in too_many if not await tx.inbox.receive_last(arrival, until)])
