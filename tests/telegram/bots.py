"""The bot as the tests run it: the product's own content and pieces, a store in a file, a Bot API on loopback."""

from __future__ import annotations

import asyncio
import itertools
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from coaching.faces.telegram.pace import Pace
from coaching.faces.telegram.running import Connection, run_bot
from coaching.services.practice import Edition, Practice
from coaching.services.records import ScenarioCopy
from coaching.store import DatabaseStore, Keys
from tests.bot_api.server import BotApi
from tests.content import library, rubric, understanding

SECRET = "a secret of the tests, long enough"
UNHURRIED = 10_000.0  # messages a second: a test that isn't about pace doesn't wait for it


def practice() -> Practice:
    """Rehearsals with the product's attendees and dice that always fall alike."""
    seeds = itertools.count(1)
    return Practice(
        library={name: Edition(one, ScenarioCopy(name, f"the text of {name}")) for name, one in library().items()},
        rebuild=lambda copy: library().get(copy.scenario),
        understanding=understanding(),
        rubric=rubric(),
        seeds=lambda: next(seeds),
        names=uuid.uuid4,
    )


@asynccontextmanager
async def opened(file: Path) -> AsyncIterator[DatabaseStore]:
    """The store in that file."""
    store = await DatabaseStore.open(f"sqlite:///{file}", Keys(SECRET))
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def running(
    api: BotApi, store: DatabaseStore, pace: Pace | None = None, wait: int = 30
) -> AsyncIterator[asyncio.Event]:
    """A bot at work, until the block ends or the event is set; what it raises is raised."""
    stop = asyncio.Event()
    connection = Connection(api.token, api.base_url, api.file_url)
    attendees = tuple(library().values())
    bot = asyncio.create_task(
        run_bot(connection, store, practice(), attendees, pace=pace or Pace(1000, UNHURRIED), wait=wait, stop=stop)
    )
    asked = asyncio.create_task(api.state.updates.wait_for_poll(api.state.updates.polled))
    await asyncio.wait({bot, asked}, return_when=asyncio.FIRST_COMPLETED)
    if bot.done():
        bot.result()
    try:
        yield stop
    finally:
        asked.cancel()
        stop.set()
        await bot
