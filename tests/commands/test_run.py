"""`bot.py run`: the bot as an operator starts it, against a Bot API of the tests' own."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from tests.bot_api.server import BotApi
from tests.commands.running import HOME, bot, environment
from tests.nursery import Child, born

PATIENCE = 60.0  # seconds before a test gives up


@dataclass(frozen=True)
class Bot:
    """A process of its own, and what it writes."""

    child: Child
    out: IO[bytes]
    log: IO[bytes]

    async def ended(self) -> tuple[int, str]:
        """The exit code and the log once it was asked to stop."""
        os.kill(self.child.id, signal.SIGTERM)
        code = await asyncio.wait_for(self.child.end(), PATIENCE)
        for written in (self.out, self.log):
            written.seek(0)
        assert self.out.read() == b""
        return code, self.log.read().decode()


@asynccontextmanager
async def started(api: BotApi, data: Path, *, anew: bool = False, **env: str) -> AsyncIterator[Bot]:
    """The bot at work, ended at the latest here."""
    around, polled = environment(data, **api.environment(), **env), api.state.updates.polled
    with TemporaryFile() as nothing, TemporaryFile() as out, TemporaryFile() as log:
        files = nothing.fileno(), out.fileno(), log.fileno()
        child = await asyncio.to_thread(born, (), around, HOME, files, anew=anew)
        try:
            async with asyncio.timeout(PATIENCE):
                await api.state.updates.wait_for_poll(polled)
            yield Bot(child, out, log)
        finally:
            child.kill()


async def test_with_a_token_the_bot_answers_and_stops_when_asked(tmp_path: Path) -> None:
    async with BotApi() as api:
        sophie = api.person("Sophie", "fr")
        await sophie.say("/start")  # before anybody is there to hear it
        async with started(api, tmp_path, anew=True) as process:
            hello = await sophie.wait_for("Jasette")
            code, log = await process.ended()

    assert "Sophie" in hello.text
    assert code == 0
    assert api.token not in log
    assert "Sophie" not in log
    assert (tmp_path / "jasette.key").stat().st_mode & 0o077 == 0


async def test_what_was_said_before_a_restart_is_remembered(tmp_path: Path) -> None:
    async with BotApi() as api:
        sophie = api.person("Sophie", "en")
        async with started(api, tmp_path) as process:
            await sophie.say("/start")
            await sophie.wait_for("Jasette")
            await process.ended()
        known = await asyncio.to_thread(bot, "export", str(sophie.id), "--json", data=tmp_path)
        async with started(api, tmp_path, JASETTE_LOG_FORMAT="json") as process:
            await sophie.say("/help")
            await sophie.wait_for(".")
            code, _ = await process.ended()

    assert (known.code, code) == (0, 0)
    assert "Sophie" in known.out


async def test_a_refused_token_is_told_and_never_shown(tmp_path: Path) -> None:
    async with BotApi() as api:
        wrong = {**api.environment(), "TELEGRAM_BOT_TOKEN": "123456:a-canary-that-nobody-should-see-anywhere"}
        done = await asyncio.to_thread(bot, "run", data=tmp_path, env=wrong)

    assert (done.code, done.out) == (1, "")
    assert "@BotFather" in done.err
    assert "canary" not in done.err


async def test_a_second_bot_on_the_same_data_is_refused(tmp_path: Path) -> None:
    async with BotApi() as api, started(api, tmp_path):
        await api.person().say("/start")
        await api.state.updates.wait_for_poll(api.state.updates.polled)
        done = await asyncio.to_thread(bot, "run", data=tmp_path, env=api.environment())

    assert (done.code, done.out) == (1, "")
    assert "jasette.sqlite3" in done.err
