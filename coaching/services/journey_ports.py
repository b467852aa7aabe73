"""What the use cases ask of a store about journeys, the day after, real events and reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from coaching.services.journey_records import (
    JourneyKind,
    KeptCard,
    KeptEvent,
    KeptJourney,
    KeptMission,
    KeptNote,
    KeptReminder,
    KeptStep,
    ReminderState,
)
from coaching.services.records import Learner


class Journeys(Protocol):
    """Evenings and seasons. Their scenario copies are pinned with `Rehearsals.pin`."""

    async def add(self, learner: Learner, journey: KeptJourney) -> None:
        """Keep one that begins."""
        ...

    async def step(self, learner: Learner, journey_id: str, step: KeptStep, state: str) -> bool:
        """Keep a step and the state after it (JSON); False, and nothing changes, where its arrival was one already."""
        ...

    async def steps(self, learner: Learner, journey_id: str) -> tuple[KeptStep, ...]:
        """Every step in order."""
        ...

    async def made_from(self, learner: Learner, update_id: int) -> KeptStep | None:
        """The step that arrival made, in whichever journey."""
        ...

    async def save(self, learner: Learner, journey: KeptJourney) -> None:
        """Keep state, ended, score, mode and nerves as given."""
        ...

    async def last(self, learner: Learner, kind: JourneyKind) -> KeptJourney | None:
        """The latest of that kind, running or ended."""
        ...

    async def of_id(self, learner: Learner, journey_id: str) -> KeptJourney | None:
        """That one, if it is the learner's own."""
        ...

    async def all(self, learner: Learner) -> tuple[KeptJourney, ...]:
        """All of theirs, oldest first."""
        ...


class Followups(Protocol):
    """The notes of the day after."""

    async def add(self, learner: Learner, note: KeptNote) -> None:
        """Keep one."""
        ...

    async def save(self, learner: Learner, note: KeptNote) -> None:
        """Keep rewrite, rewrite_marks and rewrite_score as given."""
        ...

    async def of(self, learner: Learner) -> tuple[KeptNote, ...]:
        """All of theirs, oldest first."""
        ...


class Events(Protocol):
    """Real events, the missions after them, and the cards of real people."""

    async def add(self, learner: Learner, event: KeptEvent) -> None:
        """Keep one."""
        ...

    async def save(self, learner: Learner, event: KeptEvent) -> None:
        """Keep day, kind, hope, nerves, hour, state and told as given."""
        ...

    async def of(self, learner: Learner) -> tuple[KeptEvent, ...]:
        """All of theirs, in the order of their days."""
        ...

    async def give(self, learner: Learner, mission: KeptMission) -> None:
        """Keep a mission."""
        ...

    async def settle(self, learner: Learner, mission: KeptMission) -> None:
        """Keep state, told and settled as given."""
        ...

    async def missions(self, learner: Learner) -> tuple[KeptMission, ...]:
        """All of theirs, oldest first."""
        ...

    async def add_card(self, learner: Learner, card: KeptCard) -> None:
        """Keep a real card."""
        ...

    async def cards(self, learner: Learner) -> tuple[KeptCard, ...]:
        """All of theirs, oldest first."""
        ...


class Reminders(Protocol):
    """What is to be told once, at a time."""

    async def plan(self, learner: Learner, reminders: Sequence[KeptReminder]) -> int:
        """Keep those whose key is new to the learner; how many were."""
        ...

    async def move(self, learner: Learner, key: str, due: datetime) -> bool:
        """The reminder of that key is due then, fired or not; False where there is none or it was stopped."""
        ...

    async def stop(self, learner: Learner, about: str = "") -> int:
        """Stop those that wait and are about that; all that wait where it is empty. How many."""
        ...

    async def claim(self, limit: int = 20) -> tuple[KeptReminder, ...]:
        """Up to `limit` that are due, marked as fired: no other process gets them. Tell them in this transaction."""
        ...

    async def settle(self, reminder: KeptReminder, state: ReminderState, due: datetime | None = None) -> None:
        """One just claimed is left in that state after all; pending again with another time."""
        ...

    async def next_due(self) -> datetime | None:
        """When the earliest that waits is due; None where none waits."""
        ...

    async def of(self, learner: Learner) -> tuple[KeptReminder, ...]:
        """All of theirs, in the order of their times."""
        ...

    async def purge(self, before: datetime) -> int:
        """Erase what was settled and due before that time; how many."""
        ...
