"""Somebody who writes faster than could be answered: held back before any work, told once, and in the end answered."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from coaching.faces.telegram.pace import Pace
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.services.admission import MOST_UNANSWERED
from coaching.store import DatabaseStore
from tests.bot_api.people import PATIENCE, Person
from tests.bot_api.server import BotApi
from tests.telegram.bots import a_hook, running
from tests.telegram.test_faults import turns_of
from tests.telegram.walks import walk_up

TOLD = read_words(Language.FR)("flood.told")
FLOOD = 150  # messages


def times_told(person: Person) -> int:
    return sum(message.text == TOLD for message in person.heard)


@pytest.mark.parametrize("posted", [True, False], ids=["webhook", "polling"])
async def test_a_flood_is_held_back_told_once_and_its_last_message_answered(
    api: BotApi, store: DatabaseStore, *, posted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coaching.services.admission.PAUSE", timedelta(seconds=2))
    flo, sophie = api.person("Flo"), api.person()
    async with running(api, store, Pace(20, 10.0), hook=a_hook() if posted else None):
        await walk_up(flo)
        await walk_up(sophie)
        for number in range(FLOOD):
            await flo.say(f"Bonjour {number}")
        await sophie.ask("Bonsoir! Qu'est-ce que vous aimez photographier?")
        await flo.say("/aide")
        await flo.wait_for("Comment ça marche")

    turns = await turns_of(store, flo)
    assert times_told(flo) == 1
    assert times_told(sophie) == 0
    assert len(turns) < FLOOD
    assert [turn.text for turn in turns] == [f"Bonjour {number}" for number in range(len(turns))]


async def test_nobody_who_waits_for_answers_is_ever_held_back(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    async with running(api, store):
        await walk_up(sophie)
        for _ in range(2 * MOST_UNANSWERED):
            await sophie.ask("/aide")

    assert times_told(sophie) == 0


async def test_whoever_blocks_the_bot_in_the_midst_of_a_flood_is_left_alone(api: BotApi, store: DatabaseStore) -> None:
    flo = api.person("Flo")
    async with running(api, store):
        await walk_up(flo)
    for number in range(FLOOD):
        await flo.say(f"Bonjour {number}")
    await flo.block()
    heard = len(flo.heard)

    async with running(api, store), asyncio.timeout(PATIENCE):
        await api.state.updates.wait_until_confirmed()
        while not await _blocked(store, flo):
            await asyncio.sleep(0.02)

    assert len(flo.heard) == heard


async def _blocked(store: DatabaseStore, person: Person) -> bool:
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
        return learner is not None and learner.blocked
