"""What the faces ask of a store besides people and practice: what arrived, what is to be sent, who holds what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from coaching.services.records import Arrival, Claimed, Outgoing, Recovered


class Inbox(Protocol):
    """What arrived and is not applied yet."""

    async def receive(self, arrivals: Iterable[Arrival]) -> int:
        """Keep those not yet known; how many were new."""
        ...

    async def receive_last(self, arrival: Arrival, not_before: datetime) -> bool:
        """Keep one of a flood until then, in place of the one kept before it; False where there was none before it."""
        ...

    async def put_aside(self, text: str, why: str) -> None:
        """Keep what is no arrival at all among what never will be applied; the same text is kept once."""
        ...

    async def unanswered(self, chats: Collection[int]) -> Mapping[int, int]:
        """For each of these chats how much waits there: to be applied, or to be sent."""
        ...

    async def backlog(self) -> int:
        """How many arrivals wait to be applied."""
        ...

    async def next_pending(self, besides: Collection[int] = ()) -> Arrival | None:
        """The oldest arrival whose chat has no older one waiting, leaving out the chats `besides`."""
        ...

    async def done(self, update_id: int) -> None:
        """It is applied: its payload goes, its id stays."""
        ...

    async def failed(self, update_id: int, error: str) -> int:
        """It could not be applied this time; how often by now. It stays the next of its chat."""
        ...

    async def dead(self, update_id: int, error: str) -> None:
        """It never will be applied: put aside, the chat goes on."""
        ...

    async def of_chat(self, chat_id: int) -> tuple[Arrival, ...]:
        """What is kept of that chat with its payload, oldest first."""
        ...

    async def purge(self, before: datetime) -> int:
        """Erase what was settled and had arrived before that time; how many."""
        ...


class Outbox(Protocol):
    """What is to be sent, in order per chat."""

    async def enqueue(self, messages: Sequence[Outgoing]) -> None:
        """Keep them to be sent in this order."""
        ...

    async def held(self, chat_id: int) -> int | None:
        """The arrival that all that waits for that chat answers, where none of it is due or was ever on its way."""
        ...

    async def unsay(self, chat_id: int, arrival: int) -> int:
        """What is still held of the answer to that arrival never goes out; how many messages."""
        ...

    async def claim(self, limit: int = 1) -> tuple[Claimed, ...]:
        """Up to `limit` messages due now, the head of each chat alone, marked as being sent. Commit, then send."""
        ...

    async def next_due(self) -> datetime | None:
        """When the earliest waiting head of a chat is due; None when nothing waits."""
        ...

    async def sent(self, message_id: int, messenger_id: int | None = None) -> bool:
        """It went out, under that id of the messenger's; its payload goes. Whether it was still this process's."""
        ...

    async def retry_at(self, message_id: int, when: datetime, error: str = "") -> None:
        """It certainly didn't go out: again then. Its chat waits for it, the others don't."""
        ...

    async def unclear(self, message_id: int, when: datetime, error: str = "") -> bool:
        """Nobody knows whether it went out: True: it goes again then, as its kind may repeat.

        A reply is sent again after five such doubts at most; then, and other kinds at once, it is let go (False).
        """
        ...

    async def dead(self, message_id: int, error: str) -> None:
        """It never will go out; the chat goes on."""
        ...

    async def abandon(self, chat_id: int, error: str) -> int:
        """Nothing more goes to that chat: all that waits is dead; how many."""
        ...

    async def recover(self) -> Recovered:
        """Settle what was being sent by processes that live no more: those whose lease of life has run out."""
        ...

    async def put_back(self, flying: Collection[int]) -> int:
        """What this process claimed and isn't sending, all but `flying`, waits again; how many."""
        ...

    async def backlog(self) -> int:
        """How many messages wait to be sent or are on their way."""
        ...

    async def of_chat(self, chat_id: int) -> tuple[Claimed, ...]:
        """What is kept of that chat with its payload, in order."""
        ...

    async def purge(self, before: datetime) -> int:
        """Erase what was settled before that time; how many."""
        ...


class Leases(Protocol):
    """Who of several processes on one database holds what, and until when."""

    async def live(self, until: datetime) -> None:
        """This process lives until then, whatever happens."""
        ...

    async def take(self, name: str, until: datetime) -> bool:
        """That lease is this process's until then; False while another holds it."""
        ...

    async def give_up(self) -> None:
        """Let go of all this process holds, its life too."""
        ...

    async def purge(self, before: datetime) -> None:
        """Erase those that ended before then."""
        ...


class Paces(Protocol):
    """How far ahead each chat's messages are booked, so that several senders keep one pace together."""

    async def booked(self, chats: Collection[int]) -> Mapping[int, datetime]:
        """Until when each of these chats is booked; a chat nobody booked isn't in it."""
        ...

    async def book(self, until: Mapping[int, datetime]) -> None:
        """Keep these bookings."""
        ...

    async def purge(self, before: datetime) -> int:
        """Erase bookings that ended before then; how many."""
        ...


class Notes(Protocol):
    """What the product notes for itself."""

    async def read(self, name: str) -> str:
        """The note of that name; empty where there is none."""
        ...

    async def write(self, name: str, text: str) -> None:
        """Keep that note in place of the one before it."""
        ...
