"""A Bot API, a transcriber and a store for each test that asks for them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from coaching.store import DatabaseStore
from tests.bot_api.server import BotApi
from tests.telegram.bots import opened
from tests.transcription.services import Whisper, whispering


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def whisper() -> AsyncIterator[Whisper]:
    async with whispering() as whisper:
        yield whisper


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[DatabaseStore]:
    async with opened(tmp_path / "bot.sqlite3") as store:
        yield store
