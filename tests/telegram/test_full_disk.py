"""The disk is full for a while: nothing is lost, nobody is answered twice, and the bot goes on by itself."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import time, timedelta

import aiohttp
import pytest

from coaching.event.hours import Quiet
from coaching.faces.telegram.running import Watch
from coaching.services.journey_records import KeptReminder
from coaching.services.ports import Interrupted
from coaching.services.records import Outgoing
from coaching.services.reminding import Fired, fire
from coaching.store import DatabaseStore
from tests.bot_api.people import PATIENCE
from tests.bot_api.server import BotApi
from tests.disk import full, refusing
from tests.store.stores import a_learner
from tests.telegram.bots import a_hook, free_port, running
from tests.telegram.test_faults import QUESTIONS, turns_of
from tests.telegram.test_health import look
from tests.telegram.test_webhook import RIGHT, an_update, post
from tests.telegram.walks import walk_up

NEVER = Quiet(time(0), time(0))
LONG = " ".join([QUESTIONS[1]] * 80)  # longer than any room that is left
A_LONG_WHILE = 3.5  # seconds: a few tries of everybody


async def test_what_was_said_meanwhile_is_answered_once_and_in_order_when_there_is_room(
    api: BotApi, store: DatabaseStore, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(api, store):
        sophie, other = api.person(), api.person("Léa")
        await walk_up(sophie)
        await walk_up(other)
        caplog.clear()
        async with full(store):
            said = [await sophie.say(text) for text in (QUESTIONS[0], LONG, QUESTIONS[2])]
            await other.say(LONG)
            await asyncio.sleep(A_LONG_WHILE)
            told = [record for record in caplog.records if record.levelno >= logging.WARNING]
        async with asyncio.timeout(PATIENCE):
            while len(await turns_of(store, sophie)) < 3 or not await turns_of(store, other):
                await asyncio.sleep(0.05)

    assert [turn.update_id for turn in await turns_of(store, sophie)] == said
    assert len({message.text for message in sophie.heard}) == len(sophie.heard)
    assert not any("mal tourné" in message.text for message in (*sophie.heard, *other.heard))
    assert len(told) == 1
    assert told[0].exc_info is None


async def test_what_could_not_be_marked_as_sent_is_not_sent_again(
    api: BotApi, store: DatabaseStore, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(api, store):
        sophie = api.person()
        await walk_up(sophie)
        caplog.clear()
        reply = await sophie.ask(QUESTIONS[0])
        with refusing():  # it is out, and nobody has noted that yet
            await asyncio.sleep(A_LONG_WHILE)
            told = [record for record in caplog.records if record.levelno >= logging.WARNING]
        await sophie.ask("/aide")

    assert [message.text for message in sophie.heard].count(reply.text) == 1
    assert len(told) == 1
    async with store.transaction() as tx:
        assert await tx.outbox.backlog() == 0


async def test_a_webhook_answers_503_and_readyz_says_no_until_there_is_room(
    api: BotApi, store: DatabaseStore, caplog: pytest.LogCaptureFixture
) -> None:
    hook, watch = a_hook(), Watch("127.0.0.1", free_port())
    body = an_update().replace(b"/start", b"/start " + b"x" * 60_000)
    async with running(api, store, hook=hook, watch=watch), aiohttp.ClientSession() as http:
        assert (await look(watch, "/readyz"))[0] == 200
        caplog.clear()
        async with full(store):
            statuses = [await post(http, hook, body, RIGHT) for _ in range(50)]
            ready = [(await look(watch, "/readyz"))[0] for _ in range(3)]
            alive, _ = await look(watch, "/healthz")
            told = [record for record in caplog.records if record.levelno >= logging.WARNING]
        again = (await look(watch, "/readyz"))[0], await post(http, hook, body, RIGHT)

    assert statuses == [503] * 50
    assert ready == [503] * 3
    assert alive == 200
    assert again == (200, 200)
    assert len(told) == 1


async def test_a_reminder_due_meanwhile_is_told_once_there_is_room(store: DatabaseStore) -> None:
    async def tell(_tx: object, _learner: object, _due: object) -> list[Outgoing]:
        return [Outgoing(7, "sendMessage", {"text": "x" * 60_000})]

    async with store.transaction() as tx:
        learner = await a_learner(tx, 7)
        learner = replace(learner, preferences=replace(learner.preferences, reminders=True))
        await tx.learners.save(learner)
        due = KeptReminder(learner.id, "kind", "key", tx.now - timedelta(minutes=1))
        await tx.reminders.plan(learner, [due])

    async with full(store):
        with pytest.raises(Interrupted):
            await fire(store, {"kind": tell}, quiet=NEVER)
    fired = await fire(store, {"kind": tell}, quiet=NEVER)

    assert fired == (Fired.TOLD,)
    async with store.transaction() as tx:
        assert len(await tx.outbox.of_chat(7)) == 1
