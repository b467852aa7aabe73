"""The bots that are compared, each a process of its own, at a Bot API of the same make."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from aiohttp import web

from benchmarks.bench.crowd import Script, Talked, Talker, arrive, talk
from tests.bot_api.server import BotApi
from tests.telegram.bots import HOOK_SECRET, free_port
from tests.telegram.processes import KEY, OURS, ROOT

HERE = Path(__file__).resolve().parent
PEER = ROOT / ".venv-bench" / "bin" / "python"
TICKS = os.sysconf("SC_CLK_TCK")
MEGABYTE = 1024  # of the kilobytes /proc tells
OTHER = "as it was"  # ours of another checkout
COMMANDS = {
    "ours": (sys.executable, HERE / "product.py"),
    "PTB": (sys.executable, HERE / "echo_ptb.py", "default"),
    "PTB on aiohttp": (sys.executable, HERE / "echo_ptb.py", "aiohttp"),
    "aiogram": (PEER, HERE / "echo_aiogram.py"),
}


class SlowApi(BotApi):
    """A Bot API as far away as one likes."""

    takes = 0.0  # seconds each call is on its way

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if self.takes:
            await asyncio.sleep(self.takes)
        if len(self.state.calls) > 10_000:
            self.state.calls.clear()  # it is for tests, and would grow for ever
        return await super()._answer(request)


@dataclass(frozen=True)
class Round:
    """What one contender did in one round."""

    latencies: tuple[float, ...]  # seconds
    seconds: float
    processor: float  # seconds
    memory: float  # megabytes, at its end

    @property
    def per_second(self) -> float:
        """Turns."""
        return len(self.latencies) / self.seconds

    @property
    def each(self) -> float:
        """Milliseconds of the processor a turn."""
        return 1000 * self.processor / len(self.latencies)

    def percentile(self, share: float) -> float:
        """Milliseconds."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Contender:
    """A bot and the people who talk to it."""

    def __init__(
        self, name: str, scripts: tuple[Script, ...], data: Path, settings: dict[str, str], root: Path = ROOT
    ) -> None:
        """`root` is the checkout that runs."""
        self.name = name
        self._root = root
        self.api = SlowApi()
        self._scripts, self._data, self._settings = scripts, data, settings
        self._talkers: list[Talker] = []
        self._process: asyncio.subprocess.Process | None = None

    async def start(self, *, webhook: bool) -> None:
        """Up, and asked for or delivered to."""
        port = free_port()
        hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram", "WEBHOOK_SECRET": HOOK_SECRET}
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(OURS)},
            **self.api.environment(),
            "JASETTE_DATA": str(self._data),
            "JASETTE_KEY": KEY,
            "JASETTE_TYPING_PAUSE": "0",
            **(hook | {"WEBHOOK_PORT": str(port), "JASETTE_LISTEN": "127.0.0.1"} if webhook else {}),
            **self._settings,
        }
        log = (self._data / f"{self.name}.log").open("wb")
        with log:
            environment["BENCH_ROOT"] = str(self._root)
            command = COMMANDS["ours" if self._is_ours else self.name]
            self._process = await asyncio.create_subprocess_exec(
                *map(str, command), env=environment, cwd=self._root, stdout=log, stderr=log
            )
        ready = self.api.state.webhook.wait_until_set() if webhook else self.api.state.updates.wait_for_poll()
        await asyncio.wait_for(ready, 60)

    async def stop(self) -> None:
        """Gone."""
        if self._process:
            self._process.terminate()
            await self._process.wait()

    async def round(self, people: int, seconds: float) -> Round:
        """That many talk for so long, all at once; who has no more to say is brought to somebody else in between."""
        talkers, talked = self._people(people), list[Talked]()
        processor = left = 0.0
        while (left := seconds - sum(one.seconds for one in talked)) > 0:
            await asyncio.gather(*(talker.walk_up() for talker in talkers))
            await self._rest()
            before = self.processor
            talked.append(await talk(talkers, perf_counter() + left))
            processor += self.processor - before
        return self._told(talked, processor)

    async def arrivals(self, people: int, per_second: float, seconds: float) -> Round:
        """So many turns a second, from that many people."""
        talkers = self._people(people)
        await asyncio.gather(*(talker.walk_up() for talker in talkers))
        await self._rest()
        before = self.processor
        talked = await arrive(talkers, per_second, seconds)
        return self._told([talked], self.processor - before)

    @property
    def memory(self) -> float:
        """Megabytes it occupies."""
        status = Path(f"/proc/{self._number}/status").read_text(encoding="ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) / MEGABYTE

    @property
    def processor(self) -> float:
        """Seconds of the processor it took so far, all its threads together."""
        fields = Path(f"/proc/{self._number}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def _is_ours(self) -> bool:
        return self.name in {"ours", OTHER}

    @property
    def _number(self) -> int:
        if self._process is None:
            raise RuntimeError(f"{self.name} doesn't run")
        return self._process.pid

    def _told(self, talked: list[Talked], processor: float) -> Round:
        latencies = tuple(latency for one in talked for latency in one.latencies)
        return Round(latencies, sum(one.seconds for one in talked), processor, self.memory)

    def _people(self, count: int) -> list[Talker]:
        for number in range(len(self._talkers), count):
            self._talkers.append(Talker(self.api, number, self._scripts, is_echo=not self._is_ours))
        return self._talkers[:count]

    async def _rest(self) -> None:
        """Until it has done all that it was asked so far: a processor at rest for a tenth of a second."""
        before = -1.0
        while self.processor - before > 0.01:
            before = self.processor
            await asyncio.sleep(0.1)
