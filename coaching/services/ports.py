"""What the use cases and the faces ask of a store. `coaching.store` answers it; nothing here knows how."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
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
        """At a start, before any sender: settle what was being sent when the process died."""
        ...

    async def of_chat(self, chat_id: int) -> tuple[Claimed, ...]:
        """What is kept of that chat with its payload, in order."""
        ...

    async def purge(self, before: datetime) -> int:
        """Erase what was settled before that time; how many."""
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


class Store(Protocol):
    """Where everything is kept."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """`async with store.transaction() as tx:` commits at the end, rolls back on any exception."""
        ...

    async def close(self) -> None:
        """Let go of the database. What was committed stays."""
        ...
