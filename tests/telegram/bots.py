"""The bot as the tests run it: the product's own content and pieces, a store in a file, a Bot API on loopback."""

from __future__ import annotations

import asyncio
import itertools
import socket
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from coaching.authoring.clubs import club_texts, read_chooser, read_club_copy
from coaching.authoring.evening_rubric import read_evening_rubric
from coaching.authoring.missions import read_missions
from coaching.authoring.notes import read_note_rubric
from coaching.faces.telegram.pace import Pace
from coaching.faces.telegram.running import Connection, Hook, Watch, run_bot
from coaching.faces.telegram.shelf import Shelf
from coaching.faces.telegram.tempo import Tempo
from coaching.services.club_editions import ClubEditions
from coaching.services.evenings import Evenings
from coaching.services.hearing import Transcriber
from coaching.services.practice import Edition, Practice
from coaching.services.records import ScenarioCopy
from coaching.services.seasons import Seasons
from coaching.store import DatabaseStore, Keys
from tests.bot_api.server import BotApi
from tests.club.seasons import the_club
from tests.content import ROOT, drills, library, prescriptions, rubric, understanding
from tests.evening.content import evenings

SECRET = "a secret of the tests, long enough"
HOOK_SECRET = "the-secret-of-the-tests-webhook-0123456789"
EITHER_WAY = pytest.mark.parametrize("bot", ["polling", "webhook"], indirect=True)  # how what arrives comes in
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


def evenings_of(practice: Practice) -> Evenings:
    """Evenings kept beside those rehearsals; the dice fall alike here too."""
    seeds, content = itertools.count(1), evenings()
    return Evenings(
        practice.notebook,
        understanding(),
        read_evening_rubric(),
        content.occasions,
        content.venue,
        lambda: next(seeds),
    )


def shelf(beside: Practice | None = None) -> Shelf:
    """Everything else there is to practise with."""
    missions, _ = read_missions(ROOT / "scenarios")
    kept = evenings_of(beside) if beside else None
    return Shelf(
        *(drills(), understanding(), prescriptions(), read_note_rubric(), missions),
        evenings=kept,
        seasons=seasons_of(beside or practice()),
        chooser=read_chooser(),
    )


def seasons_of(practice: Practice) -> Seasons:
    """Seasons of the club kept beside those rehearsals; the dice fall alike here too."""
    folder, seeds = ROOT / "scenarios", itertools.count(1)
    editions = ClubEditions(the_club(), club_texts(folder), read_club_copy)
    return Seasons(practice.notebook, editions, understanding(), lambda: next(seeds))


@asynccontextmanager
async def opened(file: Path) -> AsyncIterator[DatabaseStore]:
    """The store in that file."""
    store = await DatabaseStore.open(f"sqlite:///{file}", Keys(SECRET))
    try:
        yield store
    finally:
        await store.close()


def free_port() -> int:
    """A port of loopback nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def a_hook(port: int = 0) -> Hook:
    """A webhook on loopback."""
    port = port or free_port()
    return Hook(f"http://127.0.0.1:{port}/telegram", HOOK_SECRET, "127.0.0.1", port)


@asynccontextmanager
async def running(
    api: BotApi,
    store: DatabaseStore,
    pace: Pace | None = None,
    wait: int = 30,
    *,
    hook: Hook | None = None,
    watch: Watch | None = None,
    tempo: Tempo | None = None,
    transcriber: Transcriber | None = None,
    kept: Practice | None = None,
    beside: Shelf | None = None,
) -> AsyncIterator[asyncio.Event]:
    """A bot at work, until the block ends or the event is set; what it raises is raised."""
    stop = asyncio.Event()
    connection = Connection(api.token, api.base_url, api.file_url)
    pace = pace or Pace(1000, UNHURRIED)
    rehearsals = kept or practice()
    work = run_bot(
        connection,
        store,
        rehearsals,
        tuple(library().values()),
        shelf=beside or shelf(rehearsals),
        hook=hook,
        watch=watch,
        pace=pace,
        tempo=tempo,
        transcriber=transcriber,
        wait=wait,
        stop=stop,
    )
    bot = asyncio.create_task(work)
    asked = asyncio.create_task(_at_work(api, hook))
    await asyncio.wait({bot, asked}, return_when=asyncio.FIRST_COMPLETED)
    if bot.done():
        bot.result()
    try:
        yield stop
    finally:
        asked.cancel()
        stop.set()
        await bot


async def _at_work(api: BotApi, hook: Hook | None) -> None:
    """Until the bot has asked for what arrives, once more, or Telegram delivers it."""
    if hook is None:
        await api.state.updates.wait_for_poll(api.state.updates.polled)
        return
    while not await _answers(hook.host, hook.port) or api.state.webhook.url != hook.url:
        await asyncio.sleep(0.01)


async def _answers(host: str, port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    return True
