"""The real bot, `bot.py run`, as a process of its own that tests may stop or kill."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from tests.bot_api.server import BotApi

ROOT = Path(__file__).parents[2]
KEY = "a key of the tests, long enough"


class Lives:
    """One bot after another on the same data; the next one warms up while the present one works."""

    def __init__(self, api: BotApi, data: Path, level: str = "warning") -> None:
        self._api = api
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("JASETTE", "TELEGRAM"))},
            **api.environment(),
            "JASETTE_DATA": str(data),
            "JASETTE_KEY": KEY,
            "JASETTE_LOG_LEVEL": level,
            "PYTHONPATH": str(ROOT),
        }
        self._log = (data / "log.txt").open("ab")
        self.log = data / "log.txt"
        self._next: Process | None = None
        self._now: Process | None = None

    async def begin(self) -> None:
        """Start the bot and wait until it polls."""
        process = self._next or await self._warm_up()
        self._next = None
        polled = self._api.state.updates.polled
        assert process.stdin
        process.stdin.write(b"\n")
        await process.stdin.drain()
        self._now = process
        self._next = await self._warm_up()
        polls = asyncio.create_task(self._api.state.updates.wait_for_poll(polled))
        died = asyncio.create_task(process.wait())
        await asyncio.wait({polls, died}, timeout=60, return_when=asyncio.FIRST_COMPLETED)
        polls.cancel()
        assert not died.done(), self.log.read_text(encoding="utf-8")[-3000:]
        died.cancel()

    async def kill(self) -> None:
        """End it at once, whatever it is doing."""
        assert self._now
        self._now.kill()
        assert await self._now.wait() == -signal.SIGKILL
        self._now = None

    async def stop(self) -> int:
        """Ask it to end; its exit code."""
        assert self._now
        self._now.terminate()
        code = await asyncio.wait_for(self._now.wait(), 20)
        self._now = None
        return code

    async def close(self) -> None:
        """No process stays."""
        for process in (self._now, self._next):
            if process and process.returncode is None:
                process.kill()
                await process.wait()
        self._log.close()

    async def _warm_up(self) -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.telegram.standby",
            stdin=PIPE,
            stdout=self._log,
            stderr=self._log,
            env=self._environment,
            cwd=ROOT,
        )
