"""A real event a learner prepares: its plan, made anew whenever it is looked at, its reminders, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from pydantic import ValidationError

from coaching.event.hours import NIGHT, on_their_clock, their_day
from coaching.event.missions import Mission, next_mission
from coaching.event.plan import FARTHEST, Plan, Step, Task, plan
from coaching.event.pocket import Exchange, PocketCard, pocket_card
from coaching.followup.met import Hearing, spoken
from coaching.ladder import WENT_WELL, rungs
from coaching.progress import practise_next
from coaching.scenario import Scenario
from coaching.services.journey_records import (
    CardWay,
    EventState,
    KeptCard,
    KeptEvent,
    KeptMission,
    KeptReminder,
    MissionState,
)
from coaching.services.notebook import Notebook
from coaching.services.ports import Transaction
from coaching.services.progress import history
from coaching.services.records import KeptRehearsal, Learner
from coaching.services.reminding import allow, zone_of
from coaching.services.saving import turn_from_json
from coaching.services.texts import one_line

REMINDER = "event"  # the kind of its reminders
LONGEST_HOPE = 300  # characters
LONGEST_TOLD = 1000
FARTHEST_EVENT = timedelta(days=366)
TOLD_WITHIN = timedelta(days=14)  # after that nobody is asked any more how it went


class Kinds(StrEnum):
    """What an event is like; the faces have words for each."""

    SOIREE = "soiree"
    FIVE_TO_SEVEN = "five_to_seven"
    CLUB = "club"
    COWORKING = "coworking"
    ALUMNI = "alumni"
    FAIR = "fair"
    OTHER = "other"


class Refused(StrEnum):
    """Why a day can't be planned for; the faces have words for each."""

    PAST = "past"
    TOO_FAR = "too_far"


@dataclass(frozen=True)
class Planned:
    """An event, what is left to do until then, and what of it is for today."""

    event: KeptEvent
    plan: Plan
    today: date

    @property
    def days_left(self) -> int:
        """How many days there are until then; 0 on the day itself, below 0 afterwards."""
        return (self.event.day - self.today).days

    @property
    def for_today(self) -> tuple[Step, ...]:
        """What today is for."""
        return self.plan.of(self.today)


@dataclass(frozen=True)
class Ledger:
    """Real cards beside the rehearsed ones."""

    real: tuple[KeptCard, ...]
    earned: int = 0  # rehearsed: they asked for it
    exchanged: int = 0
    pushed: int = 0

    def count(self, way: CardWay) -> int:
        """How many real cards changed hands that way."""
        return sum(one.way is way for one in self.real)


class RealEvents:
    """The real events of all learners."""

    def __init__(
        self, notebook: Notebook, attendees: Sequence[Scenario], missions: Sequence[Mission], hearing: Hearing
    ) -> None:
        """`attendees` are those one can rehearse with."""
        self._notebook, self._attendees, self._missions, self._hearing = notebook, attendees, missions, hearing

    async def begin(
        self,
        tx: Transaction,
        learner: Learner,
        day: date,
        kind: str,
        hope: str = "",
        nerves: int | None = None,
    ) -> Planned | Refused:
        """An event to prepare, in place of the one prepared so far, if any."""
        today = their_day(tx.now, zone_of(learner))
        if day < today:
            return Refused.PAST
        if day - today > FARTHEST_EVENT:
            return Refused.TOO_FAR
        for before in await tx.events.of(learner):
            if before.state is EventState.PLANNED and before.day >= today:
                await self.drop(tx, learner, before)
        event = KeptEvent(
            self._notebook.new_id(), learner.id, day, kind, one_line(hope, LONGEST_HOPE), tx.now, nerves=nerves
        )
        await tx.events.add(learner, event)
        return await self._planned(tx, learner, event)

    async def current(self, tx: Transaction, learner: Learner) -> Planned | None:
        """The event that is prepared, or was lately and nobody told yet how it went."""
        today = their_day(tx.now, zone_of(learner))
        waiting = [one for one in await tx.events.of(learner) if one.state is EventState.PLANNED]
        near = [one for one in waiting if one.day >= today - TOLD_WITHIN]
        return await self._planned(tx, learner, near[0]) if near else None

    async def feel(self, tx: Transaction, learner: Learner, event: KeptEvent, nerves: int) -> Planned:
        """The plan for somebody as nervous as that, 0–10."""
        event = replace(event, nerves=nerves)
        await tx.events.save(learner, event)
        return await self._planned(tx, learner, event)

    async def remind(self, tx: Transaction, learner: Learner, event: KeptEvent, hour: time) -> Learner:
        """Reminders at that hour on their clock from now on, one a day at most; to ask for them is to allow them."""
        event = replace(event, hour=f"{hour:%H:%M}")
        await tx.events.save(learner, event)
        learner = await allow(tx, learner, reminders=True)
        await self.schedule(tx, learner, event)
        return learner

    async def schedule(self, tx: Transaction, learner: Learner, event: KeptEvent) -> int:
        """One reminder for each day left; those that wait move with the hour and the zone. How many wait."""
        zone = zone_of(learner)
        today = their_day(tx.now, zone)
        first = max(today, event.day - timedelta(days=FARTHEST))
        last = event.day + timedelta(days=1)
        days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
        due = {f"{event.id}:{day.isoformat()}": on_their_clock(day, _hour(event, day), zone) for day in days}
        due = {key: when for key, when in due.items() if when > tx.now}
        waiting = [
            KeptReminder(learner.id, REMINDER, key, when, about=event.id, payload=json.dumps({"day": key[-10:]}))
            for key, when in due.items()
        ]
        await tx.reminders.plan(learner, waiting)
        for one in await tx.reminders.of(learner):
            if one.key in due and one.state == "pending" and one.due != due[one.key]:
                await tx.reminders.move(learner, one.key, due[one.key])
        return len(due)

    async def drop(self, tx: Transaction, learner: Learner, event: KeptEvent) -> None:
        """No more preparing, and no more reminders of it."""
        await tx.events.save(learner, replace(event, state=EventState.DROPPED))
        await tx.reminders.stop(learner, event.id)

    async def recount(self, tx: Transaction, learner: Learner, event: KeptEvent, answer: str) -> tuple[str, ...]:
        """One more answer on how it went; all of them so far."""
        answers = (*(json.loads(event.told) if event.told else ()), one_line(answer, LONGEST_TOLD))
        await tx.events.save(learner, replace(event, told=json.dumps(answers, ensure_ascii=False)))
        return answers

    async def tell(
        self, tx: Transaction, learner: Learner, event: KeptEvent, answers: Sequence[str], *, went: bool = True
    ) -> KeptMission | None:
        """How it really went, kept; and the next small mission, None when all were given."""
        told = json.dumps([one_line(one, LONGEST_TOLD) for one in answers], ensure_ascii=False)
        state = EventState.HELD if went else EventState.MISSED
        await tx.events.save(learner, replace(event, state=state, told=told))
        await tx.reminders.stop(learner, event.id)
        return await self.mission(tx, learner, event)

    async def mission(self, tx: Transaction, learner: Learner, event: KeptEvent | None = None) -> KeptMission | None:
        """The mission they have, or a new one: one at a time."""
        before = await tx.events.missions(learner)
        open_ = [one for one in before if one.state is MissionState.GIVEN]
        if open_:
            return open_[-1]
        done = [one.mission for one in before if one.state is MissionState.DONE]
        nerves = event.nerves if event else None
        drawn = next_mission(self._missions, [one.mission for one in before], done, nerves)
        if drawn is None:
            return None
        given = KeptMission(self._notebook.new_id(), learner.id, drawn.id, tx.now, event.id if event else None)
        await tx.events.give(learner, given)
        return given

    async def settle(
        self, tx: Transaction, learner: Learner, mission: KeptMission, told: str = "", *, done: bool
    ) -> KeptMission:
        """The mission done, or let go without a word of blame."""
        state = MissionState.DONE if done else MissionState.LET_GO
        settled = replace(mission, state=state, told=one_line(told, LONGEST_TOLD), settled=tx.now)
        await tx.events.settle(learner, settled)
        return settled

    def mission_of(self, kept: KeptMission) -> Mission | None:
        """Its words; None where an author took it away."""
        return next((one for one in self._missions if one.id == kept.mission), None)

    async def add_card(
        self, tx: Transaction, learner: Learner, way: CardWay, name: str, note: str = "", event: str | None = None
    ) -> KeptCard:
        """A real card in the ledger."""
        name, note = one_line(name, LONGEST_HOPE), one_line(note, LONGEST_HOPE)
        card = KeptCard(self._notebook.new_id(), learner.id, way, name, tx.now, event, note)
        await tx.events.add_card(learner, card)
        return card

    async def ledger(self, tx: Transaction, learner: Learner) -> Ledger:
        """Real cards beside the rehearsed ones."""
        pasts = (await history(self._notebook, tx, learner)).pasts
        return Ledger(
            await tx.events.cards(learner),
            earned=sum(past.cards.earned for past in pasts),
            exchanged=sum(past.cards.exchanged for past in pasts),
            pushed=sum(past.cards.pushed for past in pasts),
        )

    async def pocket(self, tx: Transaction, learner: Learner) -> PocketCard:
        """The card for a pocket, from all they said in the language they speak now."""
        rehearsals = [one for one in await tx.rehearsals.all(learner) if one.lang is learner.lang and one.ended]
        exchanges = [exchange for kept in rehearsals for exchange in self._exchanges(kept)]
        return pocket_card(exchanges, learner.sells)

    def _exchanges(self, kept: KeptRehearsal) -> Sequence[Exchange]:
        lines = [kept.opening, *(turn.reply for turn in kept.standing)]
        found = []
        for at, one in enumerate(kept.standing):
            try:
                turn = turn_from_json(one.saved)
            except ValidationError:  # another version's: there are others
                continue
            line = spoken(lines[at])
            found.append(
                Exchange(
                    number=one.number,
                    line=line,
                    text=one.text,
                    reading=turn.reading,
                    gained=sum(change.points for change in turn.changes),
                    asked_trade=self._hearing.hear(line, kept.lang).asks_trade,
                    last=at == len(kept.standing) - 1 and (kept.score or 0) >= WENT_WELL,
                )
            )
        return found

    async def _planned(self, tx: Transaction, learner: Learner, event: KeptEvent) -> Planned:
        zone = zone_of(learner)
        today = their_day(tx.now, zone)
        past = await history(self._notebook, tx, learner)
        next_ = practise_next(past)
        made = plan(
            event.day,
            today,
            rungs(self._attendees, await tx.rehearsals.tried(learner)),
            nerves=event.nerves,
            weak=next_.dimension if next_ else None,
            done_today=any(their_day(one.started, zone) == today for one in past.pasts),
        )
        return Planned(event, made, today)


def _hour(event: KeptEvent, day: date) -> time:
    """When they are written to on that day: on the morning of the event itself, else at the hour they chose."""
    return NIGHT.ends if day == event.day else time.fromisoformat(event.hour)


def is_for(planned: Planned, task: Task) -> bool:
    """Whether today is for that."""
    return any(step.task is task for step in planned.for_today)


def day_of(moment: datetime, learner: Learner) -> date:
    """Which day it is for that learner."""
    return their_day(moment, zone_of(learner))
