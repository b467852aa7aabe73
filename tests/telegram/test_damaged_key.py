"""Somebody whose key opens no more hears that something went wrong; everybody else is answered as ever."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from coaching.store import DatabaseStore
from tests.bot_api.server import BotApi
from tests.telegram.bots import running
from tests.telegram.test_faults import QUESTIONS
from tests.telegram.walks import walk_up

DAMAGE = text("UPDATE learners SET data_key = zeroblob(60) WHERE chat_id = :chat")


async def damage(store: DatabaseStore, chat: int) -> None:
    async with store.transaction() as tx:
        await tx._session.run(DAMAGE, {"chat": chat})  # noqa: SLF001 - no way the product has


async def test_they_are_told_kindly_and_nobody_else_notices(
    api: BotApi, store: DatabaseStore, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(api, store):
        sophie, other = api.person(), api.person("Léa")
        await walk_up(sophie)
        await walk_up(other)
        await damage(store, sophie.id)

        for question in QUESTIONS[:2]:
            assert "mal tourné" in (await sophie.ask(question)).text
            assert (await other.ask(question)).marked("bold")

    assert "can't be reached" not in caplog.text
    assert "can't be settled" not in caplog.text


async def test_their_flood_lets_everybody_else_in(api: BotApi, store: DatabaseStore) -> None:
    sophie, other = api.person(), api.person("Léa")
    async with running(api, store):
        await walk_up(sophie)
        await walk_up(other)
    await damage(store, sophie.id)
    for number in range(60):
        await sophie.say(f"Bonjour {number}")
    await other.say(QUESTIONS[0])

    other.skip()
    async with running(api, store):
        assert (await other.next()).marked("bold")


async def test_what_waited_for_them_when_the_bot_starts_is_put_aside(api: BotApi, store: DatabaseStore) -> None:
    sophie, other = api.person(), api.person("Léa")
    async with running(api, store):
        await walk_up(sophie)
        await walk_up(other)
    await damage(store, sophie.id)
    async with running(api, store):
        await sophie.block()
        await sophie.unblock()

        assert (await other.ask(QUESTIONS[0])).marked("bold")
