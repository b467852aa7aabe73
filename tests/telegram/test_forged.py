"""Somebody who isn't Telegram at the webhook's door: nothing is let in, nothing breaks, no room is lost."""

from __future__ import annotations

import asyncio

import pytest

from coaching.faces.telegram import serving
from coaching.store import DatabaseStore
from tests.bot_api.people import PATIENCE
from tests.bot_api.server import BotApi
from tests.telegram.bots import a_hook, running
from tests.telegram.forging import Forger


async def test_forged_calls_are_turned_away_and_the_door_stays_open_to_telegram(
    api: BotApi, store: DatabaseStore
) -> None:
    hook = a_hook()
    async with running(api, store, hook=hook):
        answers = await Forger(hook, seed=20261122).knock(300)

        assert {status[:1] for status in answers} <= {"4", ""}
        assert (await api.person().ask("/start")).keyboard
    async with store.transaction() as tx:
        assert await tx.learners.of_user(990_000_001) is None


async def test_who_begins_a_request_and_never_ends_it_is_hung_up_on(
    api: BotApi, store: DatabaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "HEAD_WITHIN", 0.1)
    hook = a_hook()
    async with running(api, store, hook=hook), asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_connection(hook.host, hook.port)
        writer.write(b"POST /telegram HTTP/1.1\r\nX-Slowly: ")

        assert await reader.read() == b""
        writer.close()
