"""What the use cases and the faces ask of a store. `coaching.store` answers it; nothing here knows how."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from coaching.language import Language
from coaching.services.cohort_ports import Assignments, Cohorts, Invitations
from coaching.services.journey_ports import Events, Followups, Journeys, Reminders
from coaching.services.post import Inbox, Leases, Notes, Outbox, Paces
from coaching.services.records import (
    AppealState,
    KeptAppeal,
    KeptDrill,
    KeptReferral,
    KeptRehearsal,
    KeptTry,
    KeptTurn,
    Learner,
    ScenarioCopy,
)
from coaching.services.web_ports import Passes
from coaching.services.work_ports import OwnScenarios, Remarks, Sharing, Work


class Interrupted(Exception):  # noqa: N818 - it reads as what happened
    """The store gave a transaction up through no fault of what was done in it: the same may go well the next time."""


class Unreadable(ValueError):  # noqa: N818 - it reads as what happened
    """What is kept can't be read any more: it was damaged, or written under another key."""


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

    async def tried(self, learner: Learner) -> tuple[KeptTry, ...]:
        """Every rehearsal that ended and in which they said something, oldest first; no word of what was said."""
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

    async def open_in(self, cohort_id: str) -> tuple[KeptAppeal, ...]:
        """Those that wait, of rehearsals about which that cohort was told anything, oldest first."""
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
    def journeys(self) -> Journeys:
        """Their evenings and seasons."""
        ...

    @property
    def followups(self) -> Followups:
        """Their notes of the day after."""
        ...

    @property
    def events(self) -> Events:
        """The real events they prepare, and what came of them."""
        ...

    @property
    def reminders(self) -> Reminders:
        """What they are to be reminded of."""
        ...

    @property
    def cohorts(self) -> Cohorts:
        """Coaches' groups."""
        ...

    @property
    def invitations(self) -> Invitations:
        """How one comes into a group."""
        ...

    @property
    def assignments(self) -> Assignments:
        """What is asked there."""
        ...

    @property
    def work(self) -> Work:
        """What was done for it."""
        ...

    @property
    def sharing(self) -> Sharing:
        """What of it coaches may see."""
        ...

    @property
    def remarks(self) -> Remarks:
        """What coaches answer."""
        ...

    @property
    def own_scenarios(self) -> OwnScenarios:
        """What coaches write."""
        ...

    @property
    def passes(self) -> Passes:
        """How one comes to the web pages, and stays there."""
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
