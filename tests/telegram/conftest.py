"""A Bot API, a store and a bot for each test that asks for them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from coaching.store import DatabaseStore
from tests.bot_api.server import BotApi
from tests.telegram.bots import a_hook, opened, running
from tests.telegram.processes import Lives


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[DatabaseStore]:
    async with opened(tmp_path / "bot.sqlite3") as store:
        yield store


@pytest.fixture
async def bot(request: pytest.FixtureRequest, api: BotApi, store: DatabaseStore) -> AsyncIterator[None]:
    """At work; it asks for what arrives, unless a test says EITHER_WAY."""
    hook = a_hook() if getattr(request, "param", "") == "webhook" else None
    async with running(api, store, hook=hook):
        yield


@pytest.fixture
async def lives(api: BotApi, tmp_path: Path) -> AsyncIterator[Lives]:
    lives = Lives(api, tmp_path)
    try:
        yield lives
    finally:
        await lives.close()
