"""`bot.py run`: the bot as an operator starts it, against a Bot API of the tests' own."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.bot_api.server import BotApi
from tests.commands.running import HOME, bot, environment

PATIENCE = 30.0  # seconds before a test gives up


@asynccontextmanager
async def started(api: BotApi, data: Path, **env: str) -> AsyncIterator[Process]:
    """The bot in a process of its own, ended at the latest here."""
    command = [sys.executable, str(HOME / "bot.py")]
    process = await asyncio.create_subprocess_exec(
        *command, env=environment(data, **api.environment(), **env), cwd=HOME, stdin=PIPE, stdout=PIPE, stderr=PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def ended(process: Process) -> tuple[int, str]:
    """The exit code and the log of a bot that was asked to stop."""
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(PATIENCE):
        out, log = await process.communicate()
    assert out == b""
    assert process.returncode is not None
    return process.returncode, log.decode()


async def test_with_a_token_the_bot_answers_and_stops_when_asked(tmp_path: Path) -> None:
    async with BotApi() as api, started(api, tmp_path) as process:
        sophie = api.person("Sophie", "fr")
        await sophie.say("/start")
        hello = await sophie.wait_for("Jasette")

        code, log = await ended(process)

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
            await ended(process)
        known = await asyncio.to_thread(bot, "export", str(sophie.id), "--json", data=tmp_path)
        async with started(api, tmp_path, JASETTE_LOG_FORMAT="json") as process:
            await sophie.say("/help")
            await sophie.wait_for(".")
            code, _ = await ended(process)

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
