"""What an evening is played from, kept with it: whoever edits the files changes the next evening, not this one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from coaching.evening.place import Manners, Occasion, Pair, Venue
from coaching.scenario import Scenario
from coaching.services.notebook import Notebook
from coaching.services.ports import Transaction
from coaching.services.records import ScenarioCopy

# Copies with these names hold what is no scenario, as JSON.
OCCASION, PAIRS, ANYONE, MANNERS = "evening/occasion", "evening/pairs", "evening/anyone", "evening/manners/"
Value = TypeVar("Value")


def room_copies(venue: Venue, people: Sequence[str], notebook: Notebook) -> Iterator[ScenarioCopy]:
    """All that an evening with these people needs."""
    yield ScenarioCopy(OCCASION, _occasions().dump_json(venue.occasion).decode())
    yield ScenarioCopy(PAIRS, _pairs().dump_json(venue.pairs).decode())
    yield ScenarioCopy(ANYONE, _manners().dump_json(venue.anyone).decode())
    for who in people:
        yield notebook.library[who].copy
        yield ScenarioCopy(f"{MANNERS}{who}", _manners().dump_json(venue.of(who)).decode())


async def room_of(
    tx: Transaction, copies: Sequence[ScenarioCopy], present: Venue | None, notebook: Notebook
) -> Venue | None:
    """The room as it was pinned; what can't be read any more is as it is `present`ly. None where somebody is lost."""
    occasion: Occasion | None = present.occasion if present else None
    anyone: Manners | None = present.anyone if present else None
    pairs: tuple[Pair, ...] = present.pairs if present else ()
    manners: dict[str, Manners] = {}
    scenarios: dict[str, Scenario] = {}
    for copy in copies:
        if copy.scenario == OCCASION:
            occasion = _read(_occasions(), copy, occasion)
        elif copy.scenario == PAIRS:
            pairs = _read(_pairs(), copy, pairs) or ()
        elif copy.scenario == ANYONE:
            anyone = _read(_manners(), copy, anyone)
        elif copy.scenario.startswith(MANNERS):
            who = copy.scenario.removeprefix(MANNERS)
            its = _read(_manners(), copy, present.of(who) if present else None)
            manners |= {who: its} if its else {}
        else:
            scenario = await notebook.scenario_of(tx, copy.scenario, copy.hash)
            if scenario is None:
                return None
            scenarios[copy.scenario] = scenario
    if occasion is None or anyone is None:
        return None
    return Venue(occasion, scenarios, manners, pairs, anyone)


def _read(adapter: TypeAdapter[Value], copy: ScenarioCopy, otherwise: Value | None) -> Value | None:
    try:
        return adapter.validate_json(copy.text)
    except ValidationError:  # another version's
        return otherwise


@cache
def _occasions() -> TypeAdapter[Occasion]:
    return TypeAdapter(Occasion)


@cache
def _pairs() -> TypeAdapter[tuple[Pair, ...]]:
    return TypeAdapter(tuple[Pair, ...])


@cache
def _manners() -> TypeAdapter[Manners]:
    return TypeAdapter(Manners)
