"""The real bot, `bot.py run`, as a process of its own that tests may stop or kill."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping
from pathlib import Path

from tests.bot_api.server import BotApi
from tests.nursery import Child, born

ROOT = Path(__file__).parents[2]
KEY = "a key of the tests, long enough"
OURS = ("JASETTE", "TELEGRAM", "WEBHOOK", "METRICS", "DATABASE_URL")
PATIENCE = 60.0  # seconds for a start or an end; never reached when all is well


class Lives:
    """One bot after another on the same data."""

    def __init__(
        self,
        api: BotApi,
        data: Path,
        settings: Mapping[str, str] | None = None,
        port: int = 0,
        log: str = "log.txt",
    ) -> None:
        """`settings` are variables of the environment; at work it polls, or listens on that port where one is given."""
        self._api = api
        self._port = port
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(OURS)},
            **api.environment(),
            "JASETTE_DATA": str(data),
            "JASETTE_KEY": KEY,
            "JASETTE_TYPING_PAUSE": "0",
            **(settings or {}),
        }
        self.log = data / log
        self._writing = self.log.open("ab")
        self._nothing = Path(os.devnull).open("rb")  # noqa: SIM115 - as long as we
        self._bot: Child | None = None

    async def begin(self) -> None:
        """Start the bot and wait until it is at work."""
        polled = self._api.state.updates.polled
        log = self._writing.fileno()
        files = (self._nothing.fileno(), log, log)
        self._bot = await asyncio.to_thread(born, ["run"], self.environment, ROOT, files)
        polls = asyncio.create_task(self._at_work(polled))
        died = asyncio.create_task(self._bot.end())
        known, open_ones = await asyncio.wait({polls, died}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        for one in open_ones:
            one.cancel()
        await asyncio.gather(*open_ones, return_exceptions=True)
        if died in known:
            self._bot = None
        assert polls in known, self.log.read_text(encoding="utf-8")[-3000:]

    @property
    def is_alive(self) -> bool:
        """Whether it was begun and neither killed nor stopped since."""
        return self._bot is not None

    async def kill(self) -> None:
        """End it at once, whatever it is doing."""
        assert await self._end(signal.SIGKILL) == -signal.SIGKILL

    async def stop(self) -> int:
        """Ask it to end; its exit code."""
        return await self._end(signal.SIGTERM)

    async def close(self) -> None:
        """No process stays."""
        if self._bot:
            self._bot.kill()
        self._writing.close()
        self._nothing.close()

    async def _at_work(self, polled: int) -> None:
        if not self._port:
            await self._api.state.updates.wait_for_poll(polled)
            return
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self._port)
            except OSError:
                await asyncio.sleep(0.01)
            else:
                writer.close()
                return

    async def _end(self, number: signal.Signals) -> int:
        assert self._bot
        bot, self._bot = self._bot, None
        os.kill(bot.id, number)
        return await asyncio.wait_for(bot.end(), PATIENCE)
