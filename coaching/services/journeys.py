"""Evenings and seasons as they are kept: begun with their scenarios pinned, stepped on once an arrival, ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coaching.services.journey_records import JourneyKind, KeptJourney, KeptStep
from coaching.services.ports import Transaction
from coaching.services.records import Learner, ScenarioCopy


@dataclass(frozen=True)
class Stepped:
    """A journey after a step, and what was told of it: now, or when the same arrival came first."""

    journey: KeptJourney
    told: str
    repeated: bool = False


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
) -> Stepped:
    """The journey one step on; all three are JSON. The same arrival again changes nothing, and is told as then."""
    before = await told_before(tx, learner, update_id)
    if before is not None:
        return Stepped(journey, before.told, repeated=True)
    number = len(await tx.journeys.steps(learner, journey.id)) + 1
    await tx.journeys.step(learner, journey.id, KeptStep(number, did, told, tx.now, update_id), state)
    return Stepped(replace(journey, state=state), told)


async def end(
    tx: Transaction,
    learner: Learner,
    journey: KeptJourney,
    score: int | None = None,
    mode: str | None = None,
    nerves: int | None = None,
) -> KeptJourney:
    """The journey, ended now, with its marks."""
    ended = replace(journey, ended=tx.now, score=score, mode=mode, nerves_after=nerves)
    await tx.journeys.save(learner, ended)
    return ended


async def copies(tx: Transaction, journey: KeptJourney) -> tuple[ScenarioCopy, ...]:
    """The very texts it is played from."""
    found = [await tx.rehearsals.copy(one) for one in journey.copies]
    return tuple(one for one in found if one is not None)
