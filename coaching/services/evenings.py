"""Evenings as they are kept: begun, gone on with an act an arrival, ended, looked at again. The store has the state."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from pydantic import TypeAdapter, ValidationError

from coaching.cohorts.target import Result, What
from coaching.evening.arriving import begin_evening
from coaching.evening.evening import Act, Evening, Event
from coaching.evening.moving import finish
from coaching.evening.place import Listener, Occasion, Venue
from coaching.evening.playing import do
from coaching.evening.rubric import EveningRubric
from coaching.evening.summing_up import Outcome, sum_up
from coaching.rehearsal import Profile
from coaching.scenario import Scenario
from coaching.services import efforts, journeys
from coaching.services.cohort_records import KeptResult
from coaching.services.evening_rooms import room_copies, room_of
from coaching.services.evening_saving import frame_to_json, restored_evening, turns_to_json
from coaching.services.journey_records import JourneyKind, KeptJourney, KeptStep
from coaching.services.journeys import Begun
from coaching.services.notebook import Notebook
from coaching.services.ports import Transaction
from coaching.services.records import Learner
from coaching.services.texts import joined, sound

ROOMS_REMEMBERED = 64  # rooms put together from their copies; past that they are put together anew
HOME = "home"  # what was done where no act was: the learner went home
NOTHING_DONE = timedelta()


@dataclass(frozen=True)
class Out:
    """An evening somebody is out at, or has come home from: then with what it came to."""

    journey: KeptJourney
    evening: Evening
    venue: Venue
    last: datetime  # the last act, or the beginning
    outcome: Outcome | None = None
    took: timedelta = NOTHING_DONE  # since the act before
    replaced: bool = False  # a rehearsal under way ended for it
    repeated: bool = False  # the same arrival came before
    rest_of: int | None = None  # the arrival whose text was gone on with: nobody hears the answer to it alone


class Evenings:
    """The evenings of all learners."""

    def __init__(
        self,
        notebook: Notebook,
        understanding: Listener,
        rubric: EveningRubric,
        occasions: Sequence[Occasion],
        venue: Callable[[Occasion, Mapping[str, Scenario]], Venue | None],
        seeds: Callable[[], int],
    ) -> None:
        """`venue` is the room of an occasion with these people; `seeds` are the dice."""
        self._notebook, self._understanding, self._rubric = notebook, understanding, rubric
        self._seeds = seeds
        self._rooms: dict[tuple[str, ...], Venue] = {}
        people = {name: edition.scenario for name, edition in notebook.library.items()}
        self._present = {one.id: room for one in occasions if people and (room := venue(one, people))}

    @property
    def occasions(self) -> tuple[Occasion, ...]:
        """Where one can go; nowhere while there is nobody to meet."""
        return tuple(venue.occasion for venue in self._present.values())

    async def begin(
        self, tx: Transaction, learner: Learner, occasion: str, minutes: int | None = None, nerves: int | None = None
    ) -> Out | None:
        """A new evening there; None where there is no such occasion. What else was under way ends."""
        venue = self._present.get(occasion)
        if venue is None:
            return None
        before = await self.running(tx, learner)
        if before is not None:
            await self._kept(tx, learner, before, finish(before.evening, before.venue), json.dumps(HOME), None)
        last = await tx.rehearsals.last(learner)
        replaced = await self._notebook.end_if_running(tx, learner, last)
        profile = Profile(learner.lang, learner.name, learner.sells)
        evening = begin_evening(venue, profile, self._seeds(), minutes)
        people = tuple(one.scenario for one in evening.guests)
        evening = replace(evening, named=people)  # whoever plays it again finds them all
        copies = tuple(room_copies(venue, people, self._notebook))
        frame, name = frame_to_json(evening), self._notebook.new_id()
        journey = await journeys.begin(tx, learner, JourneyKind.EVENING, name, frame, copies, nerves)
        await efforts.begun(tx, learner, _work(journey, occasion))
        return Out(journey, evening, venue, tx.now, replaced=replaced is not None)

    async def running(self, tx: Transaction, learner: Learner) -> Out | None:
        """The evening the learner is out at, however long ago they left it."""
        journey = await journeys.running(tx, learner, JourneyKind.EVENING)
        return await self._open(tx, learner, journey) if journey else None

    async def do(
        self, tx: Transaction, learner: Learner, act: Act, update_id: int | None = None, *, unheard: int | None = None
    ) -> Out | None:
        """The evening after that act, ended where time is up. The same arrival again is told as then.

        `unheard` is the arrival whose answer nobody has heard yet: where the last thing said came by it, this act's
        text is the rest of it, and both are one act. None where the learner is out nowhere.
        """
        act = replace(act, text=sound(act.text))
        told = await journeys.told_before(tx, learner, update_id)
        if told is not None:
            return await self._repeated(tx, learner, told)
        out = await self.running(tx, learner)
        if out is None:
            return None
        begun = await journeys.begun(tx, learner, out.journey, unheard) if act.text else None
        said = _acts().validate_json(begun.did) if begun else act
        whole = joined(said.text, act.text) if begun else None
        before = await self._open(tx, learner, out.journey, begun) if whole else None
        if before is not None and whole:
            out, act = replace(before, rest_of=unheard), replace(said, text=whole)
        after = do(out.evening, act, out.venue, self._understanding)
        did = _acts().dump_json(act).decode()
        return await self._kept(tx, learner, out, after, did, update_id, begun if out.rest_of is not None else None)

    async def go_home(self, tx: Transaction, learner: Learner, update_id: int | None = None) -> Out | None:
        """The evening as the learner goes home."""
        told = await journeys.told_before(tx, learner, update_id)
        if told is not None:
            return await self._repeated(tx, learner, told)
        out = await self.running(tx, learner)
        if out is None:
            return None
        return await self._kept(tx, learner, out, finish(out.evening, out.venue), json.dumps(HOME), update_id)

    async def ended(self, tx: Transaction, learner: Learner, journey_id: str) -> Out | None:
        """That evening of theirs, once it is over."""
        journey = await tx.journeys.of_id(learner, journey_id)
        if journey is None or journey.kind is not JourneyKind.EVENING or journey.ended is None:
            return None
        out = await self._open(tx, learner, journey)
        return replace(out, outcome=self._outcome(out)) if out else None

    async def last_ended(self, tx: Transaction, learner: Learner, most: int) -> list[Out]:
        """Their last evenings that are over, the latest first."""
        every = await tx.journeys.all(learner)
        over = [one for one in every if one.kind is JourneyKind.EVENING and one.ended is not None]
        found = [await self.ended(tx, learner, one.id) for one in reversed(over[-most:])]
        return [one for one in found if one]

    async def rate_after(self, tx: Transaction, learner: Learner, journey_id: str, nerves: int) -> KeptJourney | None:
        """How nervous they are once it is over, from 0 to 10."""
        journey = await tx.journeys.of_id(learner, journey_id)
        if journey is None or journey.ended is None:
            return None
        rated = replace(journey, nerves_after=nerves)
        await tx.journeys.save(learner, rated)
        return rated

    async def _kept(
        self,
        tx: Transaction,
        learner: Learner,
        out: Out,
        after: Evening,
        did: str,
        update_id: int | None,
        begun: Begun | None = None,
    ) -> Out:
        told = json.dumps({"events": _events().dump_python(after.events, mode="json"), "turns": _new(out, after)})
        speaks = bool(after.acts and after.acts[-1].text) and not after.is_over
        stepped = await journeys.step(
            tx, learner, out.journey, did, told, frame_to_json(after), update_id, may_go_on=speaks, rest_of=begun
        )
        out = replace(out, journey=stepped.journey, evening=after, last=tx.now, took=tx.now - out.last)
        return await self._end(tx, learner, out) if after.is_over else out

    async def _end(self, tx: Transaction, learner: Learner, out: Out) -> Out:
        outcome = self._outcome(out)
        nerves = out.journey.nerves_after
        journey = await journeys.end(tx, learner, out.journey, outcome.score, outcome.mode.value, nerves)
        work = _work(journey, out.evening.occasion)
        await efforts.ended(tx, learner, replace(work, ended=tx.now, result=Result(outcome.score)))
        return replace(out, journey=journey, outcome=outcome)

    def _outcome(self, out: Out) -> Outcome:
        return sum_up(out.evening, out.venue, self._understanding, self._notebook.rubric, self._rubric)

    async def _repeated(self, tx: Transaction, learner: Learner, step: KeptStep) -> Out | None:
        """The evening as it stands, showing what came of that arrival the first time."""
        journey = await tx.journeys.last(learner, JourneyKind.EVENING)
        out = await self._open(tx, learner, journey) if journey else None
        if out is None:
            return None
        try:
            events = _events().validate_python(json.loads(step.told)["events"])
        except (ValidationError, KeyError, TypeError):  # another version's, or another journey's
            events = ()
        out = replace(out, evening=replace(out.evening, events=events), repeated=True)
        return replace(out, outcome=self._outcome(out)) if out.evening.is_over else out

    async def _open(
        self, tx: Transaction, learner: Learner, journey: KeptJourney, begun: Begun | None = None
    ) -> Out | None:
        """That evening put together again, as it was before what was `begun`; None where nothing can be made of it."""
        venue = await self._room(tx, journey)
        if venue is None:
            return None
        turns: dict[str, dict[int, str]] = {}
        steps = begun.earlier if begun else journeys.standing(await tx.journeys.steps(learner, journey.id))
        for step in steps:
            for who, said in json.loads(step.told).get("turns", {}).items():
                turns.setdefault(who, {}).update({int(number): turn for number, turn in said.items()})
        in_order = {who: [said[number] for number in sorted(said)] for who, said in turns.items()}
        try:
            state = begun.state if begun else journey.state
            evening = restored_evening(state, in_order, venue, self._understanding)
        except (ValueError, KeyError):
            return None
        return Out(journey, evening, venue, steps[-1].at if steps else journey.started)

    async def _room(self, tx: Transaction, journey: KeptJourney) -> Venue | None:
        if journey.copies not in self._rooms:
            copies = await journeys.copies(tx, journey)
            present = next(iter(self._present.values()), None)
            room = await room_of(tx, copies, present, self._notebook)
            if room is None:
                return None
            if len(self._rooms) >= ROOMS_REMEMBERED:
                self._rooms.clear()
            self._rooms[journey.copies] = room
        return self._rooms[journey.copies]


def _new(out: Out, after: Evening) -> dict[str, dict[int, str]]:
    """The turns that this act made or changed, by attendee and number: each is kept once, or once more."""
    before = {one.scenario: one.conversation.turns for one in out.evening.guests if one.conversation}
    changed = {
        one.scenario: [
            at for at, turn in enumerate(one.conversation.turns) if before.get(one.scenario, ())[at : at + 1] != (turn,)
        ]
        for one in after.guests
        if one.conversation
    }
    if not any(changed.values()):
        return {}
    written = turns_to_json(after)
    return {who: {at: written[who][at] for at in places} for who, places in changed.items() if places}


def _work(journey: KeptJourney, occasion: str) -> KeptResult:
    """The evening as work that may count for a group."""
    return KeptResult(journey.id, journey.learner, What.EVENING, occasion, journey.started)


@cache
def _acts() -> TypeAdapter[Act]:
    return TypeAdapter(Act)


@cache
def _events() -> TypeAdapter[tuple[Event, ...]]:
    return TypeAdapter(tuple[Event, ...])
