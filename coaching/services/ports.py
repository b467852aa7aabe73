"""What the use cases and the faces ask of a store. `coaching.store` answers it; nothing here knows how."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from coaching.language import Language
from coaching.services.records import (
    AppealState,
    Arrival,
    Claimed,
    KeptAppeal,
    KeptDrill,
    KeptReferral,
    KeptRehearsal,
    KeptTurn,
    Learner,
    Outgoing,
    Recovered,
    ScenarioCopy,
)


class Interrupted(Exception):  # noqa: N818 - it reads as what happened
    """The store gave a transaction up through no fault of what was done in it: the same may go well the next time."""


class Learners(Protocol):
    """The people."""

    async def of_user(self, user_id: int) -> Learner | None:
        """The learner with that messenger id."""
        ...

    async def of_chat(self, chat_id: int) -> Learner | None:
        """The learner whose private chat that is."""
        ...

    async def of_id(self, learner_id: int) -> Learner | None:
        """The learner with that number of the store's own."""
        ...

    async def add(self, user_id: int, chat_id: int, lang: Language) -> Learner:
        """A new learner with a data key of their own; the known one when there is one already."""
        ...

    async def save(self, learner: Learner) -> None:
        """Keep name, sells, lang, stage, blocked and chat_id as given."""
        ...

    async def forget(self, learner: Learner) -> None:
        """Erase the learner and all that is theirs, their key first of all; unapplied arrivals stay to be answered."""
        ...


class Rehearsals(Protocol):
    """The rehearsals, their turns, and the scenario copies they are played from."""

    async def pin(self, copy: ScenarioCopy) -> None:
        """Keep that copy, once."""
        ...

    async def copy(self, hash_: str) -> ScenarioCopy | None:
        """The copy of that hash."""
        ...

    async def last(self, learner: Learner) -> KeptRehearsal | None:
        """The learner's latest rehearsal, running or ended, with every turn, the withdrawn ones too."""
        ...

    async def all(self, learner: Learner) -> tuple[KeptRehearsal, ...]:
        """Every rehearsal, oldest first, with every turn, the withdrawn ones too."""
        ...

    async def of_id(self, learner: Learner, rehearsal_id: str) -> KeptRehearsal | None:
        """That rehearsal with every turn, if it is the learner's own."""
        ...

    async def add(self, learner: Learner, rehearsal: KeptRehearsal) -> None:
        """Keep a rehearsal that begins; its turns are kept one by one."""
        ...

    async def note(self, rehearsal: KeptRehearsal) -> None:
        """Keep nerves_before, nerves_after, guess and hints as given."""
        ...

    async def add_turn(self, learner: Learner, rehearsal_id: str, turn: KeptTurn) -> None:
        """Keep a turn."""
        ...

    async def withdraw(self, rehearsal_id: str, number: int) -> None:
        """Mark the turn of that number as taken back, whatever the attempt."""
        ...

    async def end(self, learner: Learner, rehearsal: KeptRehearsal) -> None:
        """Keep ended, ending, ended_by, score, mode and marks as given."""
        ...


class Drills(Protocol):
    """The drills that were done."""

    async def add(self, learner: Learner, drill: KeptDrill) -> None:
        """Keep one."""
        ...

    async def of(self, learner: Learner) -> tuple[KeptDrill, ...]:
        """All of theirs, oldest first."""
        ...


class Appeals(Protocol):
    """The findings that learners contest."""

    async def add(self, learner: Learner, appeal: KeptAppeal) -> None:
        """Keep one."""
        ...

    async def of(self, learner: Learner) -> tuple[KeptAppeal, ...]:
        """All of theirs, oldest first."""
        ...

    async def of_id(self, appeal_id: str) -> KeptAppeal | None:
        """That one, whoever made it."""
        ...

    async def all(self, state: AppealState) -> tuple[KeptAppeal, ...]:
        """Everybody's in that state, oldest first."""
        ...

    async def open(self) -> tuple[KeptAppeal, ...]:
        """Everybody's that wait for a decision, oldest first."""
        ...

    async def decide(self, appeal: KeptAppeal) -> None:
        """Keep reason, state, decided, note, points_before and points_after as given."""
        ...


class Referrals(Protocol):
    """Whom the learners would send somebody to."""

    async def add(self, learner: Learner, referral: KeptReferral) -> None:
        """Keep one."""
        ...

    async def of(self, learner: Learner) -> tuple[KeptReferral, ...]:
        """All of theirs, oldest first."""
        ...


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

    async def claim(self, limit: int = 1) -> tuple[Claimed, ...]:
        """Up to `limit` messages due now, the head of each chat alone, marked as being sent. Commit, then send."""
        ...

    async def next_due(self) -> datetime | None:
        """When the earliest waiting head of a chat is due; None when nothing waits."""
        ...

    async def sent(self, message_id: int, messenger_id: int | None = None) -> None:
        """It went out, under that id of the messenger's; its payload goes."""
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


class Transaction(Protocol):
    """All of it happens or none of it."""

    @property
    def now(self) -> datetime:
        """The time at which the transaction began, the same throughout, in UTC."""
        ...

    @property
    def learners(self) -> Learners:
        """The people."""
        ...

    @property
    def rehearsals(self) -> Rehearsals:
        """Their rehearsals."""
        ...

    @property
    def drills(self) -> Drills:
        """Their drills."""
        ...

    @property
    def appeals(self) -> Appeals:
        """What they contest."""
        ...

    @property
    def referrals(self) -> Referrals:
        """Whom they would send somebody to."""
        ...

    @property
    def inbox(self) -> Inbox:
        """What arrived."""
        ...

    @property
    def outbox(self) -> Outbox:
        """What is to be sent."""
        ...

    @property
    def leases(self) -> Leases:
        """Who holds what."""
        ...

    @property
    def paces(self) -> Paces:
        """How far ahead each chat is booked."""
        ...

    @property
    def notes(self) -> Notes:
        """What the product notes for itself."""
        ...


class Store(Protocol):
    """Where everything is kept."""

    @property
    def is_shared(self) -> bool:
        """Whether other processes may write to the same database at the same time."""
        ...

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """`async with store.transaction() as tx:` commits at the end, rolls back on any exception."""
        ...

    async def close(self) -> None:
        """Let go of the database. What was committed stays."""
        ...
