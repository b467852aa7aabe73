"""A practice on the product's own attendees, over a store in memory, with dice that can be told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from uuid import UUID

from coaching.authoring.library import copy_of, read_common, read_copy
from coaching.language import Language
from coaching.scenario import Scenario
from coaching.services.events import Begun, NotRehearsing, Spoken, TakenBack
from coaching.services.practice import Edition, Practice
from coaching.services.records import KeptRehearsal, Learner, ScenarioCopy
from coaching.store import DatabaseStore
from tests.content import ROOT, library, rubric, understanding
from tests.store.stores import Clock, opened

ATTENDEE, OTHER = "defensive_photographer", "pushy_card_giver"
SHY = (
    "Bonsoir! Je fais de la tenue de livres pour des petites entreprises.",
    "Inquiétez-vous pas, j'ai rien à vendre à soir! C'est quoi que vous aimez le mieux photographier?",
    "Comment vous faites pour qu'ils oublient la caméra?",
    "ok",
)
RUDE = "Vous êtes ridicule avec votre gros kodak, allez donc vous faire voir."


@cache
def the_copy(name: str) -> ScenarioCopy:
    folder = ROOT / "scenarios"
    return ScenarioCopy(name, copy_of(folder / f"{name}.yaml"), (folder / "_common.yaml").read_text())


def editions() -> dict[str, Edition]:
    return {name: Edition(scenario, the_copy(name)) for name, scenario in library().items()}


def read_again(copy: ScenarioCopy) -> Scenario | None:
    common, _ = read_common(copy.common, "_common.yaml")
    return read_copy(copy.text, "_copy.yaml", common)


def a_practice(library: dict[str, Edition] | None = None, first_name: int = 1) -> Practice:
    names, seeds = (UUID(int=number) for number in count(first_name)), count(1)
    return Practice(
        library=editions() if library is None else library,
        rebuild=read_again,
        understanding=understanding(),
        rubric=rubric(),
        seeds=lambda: next(seeds),
        names=lambda: next(names),
    )


@dataclass
class Room:
    """A practice, the store under it, and one learner."""

    practice: Practice
    store: DatabaseStore
    learner: Learner
    clock: Clock

    async def begin(self, scenario: str = ATTENDEE) -> Begun:
        async with self.store.transaction() as tx:
            begun = await self.practice.begin(tx, self.learner, scenario)
        assert isinstance(begun, Begun)
        return begun

    async def say(self, text: str, update_id: int | None = None) -> Spoken:
        async with self.store.transaction() as tx:
            spoken = await self.practice.say(tx, self.learner, text, update_id)
        assert isinstance(spoken, Spoken)
        return spoken

    async def say_anything(self) -> Spoken | NotRehearsing:
        async with self.store.transaction() as tx:
            return await self.practice.say(tx, self.learner, "Bonsoir")

    async def take_back(self) -> TakenBack:
        async with self.store.transaction() as tx:
            taken = await self.practice.take_back(tx, self.learner)
        assert isinstance(taken, TakenBack)
        return taken

    async def last(self) -> KeptRehearsal:
        async with self.store.transaction() as tx:
            last = await tx.rehearsals.last(self.learner)
        assert last is not None
        return last


@asynccontextmanager
async def a_room(url: str = "sqlite://", library: dict[str, Edition] | None = None) -> AsyncIterator[Room]:
    clock = Clock()
    async with opened(url, clock) as store:
        async with store.transaction() as tx:
            learner = await tx.learners.add(7, 7, Language.FR)
        yield Room(a_practice(library), store, learner, clock)
