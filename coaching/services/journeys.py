"""Evenings and seasons as they are kept: begun with their scenarios pinned, stepped on once an arrival, ended."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coaching.services.journey_records import JourneyKind, KeptJourney, KeptStep
from coaching.services.ports import Transaction
from coaching.services.records import Learner, ScenarioCopy

BEFORE = "before_last_step"  # in a state: how everything stood then, while that step may still be gone on with
REST_OF = "rest_of"  # in what was done: the number of the step it takes the place of, whose text it goes on with


@dataclass(frozen=True)
class Stepped:
    """A journey after a step, and what was told of it: now, or when the same arrival came first."""

    journey: KeptJourney
    told: str
    repeated: bool = False


@dataclass(frozen=True)
class Begun:
    """A step nobody has heard the answer to yet, and how everything stood before it."""

    did: str  # JSON
    state: str  # JSON
    number: int
    earlier: tuple[KeptStep, ...]


async def begin(
    tx: Transaction,
    learner: Learner,
    kind: JourneyKind,
    journey_id: str,
    state: str,
    copies: Sequence[ScenarioCopy],
    nerves: int | None = None,
) -> KeptJourney:
    """A new one; `state` is JSON, `copies` the scenarios it is played from. One that runs already ends here."""
    last = await tx.journeys.last(learner, kind)
    if last is not None and last.ended is None:
        await end(tx, learner, last)
    for copy in copies:
        await tx.rehearsals.pin(copy)
    journey = KeptJourney(
        id=journey_id,
        learner=learner.id,
        kind=kind,
        number=last.number + 1 if last else 1,
        lang=learner.lang,
        started=tx.now,
        state=state,
        copies=tuple(copy.hash for copy in copies),
        nerves_before=nerves,
    )
    await tx.journeys.add(learner, journey)
    return journey


async def running(tx: Transaction, learner: Learner, kind: JourneyKind) -> KeptJourney | None:
    """The one the learner is in, however long ago they left it."""
    last = await tx.journeys.last(learner, kind)
    return last if last is not None and last.ended is None else None


async def told_before(tx: Transaction, learner: Learner, update_id: int | None) -> KeptStep | None:
    """The step that arrival made already: what was told then is told again, and nothing is done."""
    return await tx.journeys.made_from(learner, update_id) if update_id is not None else None


async def step(
    tx: Transaction,
    learner: Learner,
    journey: KeptJourney,
    did: str,
    told: str,
    state: str,
    update_id: int | None = None,
    *,
    may_go_on: bool = False,
    rest_of: Begun | None = None,
) -> Stepped:
    """The journey one step on; all three are JSON. The same arrival again changes nothing, and is told as then.

    `may_go_on`: what is said in it may be only the first piece of a message, so how everything stood before is kept
    along. `rest_of` is the piece before it, which this step holds too, and takes the place of.
    """
    before = await told_before(tx, learner, update_id)
    if before is not None:
        return Stepped(journey, before.told, repeated=True)
    if rest_of is not None:
        did = _json(json.loads(did) | {REST_OF: rest_of.number})
    if may_go_on:
        stood = rest_of.state if rest_of else _without_before(journey.state)
        state = _json(json.loads(state) | {BEFORE: json.loads(stood)})
    number = len(await tx.journeys.steps(learner, journey.id)) + 1
    await tx.journeys.step(learner, journey.id, KeptStep(number, did, told, tx.now, update_id), state)
    return Stepped(replace(journey, state=state), told)


async def begun(tx: Transaction, learner: Learner, journey: KeptJourney, unheard: int | None) -> Begun | None:
    """The last step, where it came by that arrival and may be gone on with."""
    before = json.loads(journey.state).get(BEFORE) if unheard is not None else None
    steps = standing(await tx.journeys.steps(learner, journey.id)) if before is not None else ()
    if not steps or steps[-1].update_id != unheard:
        return None
    *earlier, last = steps
    return Begun(last.did, _json(before), last.number, tuple(earlier))


def standing(steps: Sequence[KeptStep]) -> tuple[KeptStep, ...]:
    """Those that hold: without the first pieces of what was said in several."""
    done = [json.loads(step.did) for step in steps]
    gone = {one[REST_OF] for one in done if isinstance(one, dict) and REST_OF in one}
    return tuple(step for step in steps if step.number not in gone)


async def end(
    tx: Transaction,
    learner: Learner,
    journey: KeptJourney,
    score: int | None = None,
    mode: str | None = None,
    nerves: int | None = None,
) -> KeptJourney:
    """The journey, ended now, with its marks."""
    state = _without_before(journey.state)
    ended = replace(journey, state=state, ended=tx.now, score=score, mode=mode, nerves_after=nerves)
    await tx.journeys.save(learner, ended)
    return ended


async def copies(tx: Transaction, journey: KeptJourney) -> tuple[ScenarioCopy, ...]:
    """The very texts it is played from."""
    found = [await tx.rehearsals.copy(one) for one in journey.copies]
    return tuple(one for one in found if one is not None)


def _without_before(state: str) -> str:
    kept = json.loads(state)
    return _json({name: its for name, its in kept.items() if name != BEFORE}) if BEFORE in kept else state


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
