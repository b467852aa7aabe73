"""The bot beside three bare echo bots, turn about, on Bot API servers of the same make in another process.

    python -m benchmarks.bench [--quick] [--mode polling|webhook] [--people 1 50 500] [--delays 0 50] [--rounds 7]

A turn of ours is kept, understood, answered, marked, and on the disk three times; a turn of an echo bot is its text
sent back. Absolute figures vary with the machine and the minute, so the ratios count: ours ÷ theirs, round by round,
the median and in brackets the least and the greatest. Then so many turns a second as they come (`--open 60`), and
whether memory stays flat over `--turns` turns.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import statistics
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from benchmarks.bench.contenders import OTHER, PEER, Contender, Round
from benchmarks.bench.crowd import read_scripts
from tests.telegram.processes import ROOT

MODES = ("polling", "webhook")


@asynccontextmanager
async def contending(
    names: Sequence[str], *, webhook: bool, pause: float = 0.0, other: Path = ROOT
) -> AsyncIterator[list[Contender]]:
    """Those contenders, up; `other` is where another checkout of ours stands."""
    scripts = read_scripts()
    async with AsyncExitStack() as stack:
        contenders = []
        for name in names:
            data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jasette-bench-")))
            root = other if name == OTHER else ROOT
            contender = Contender(name, scripts, data, {"JASETTE_TYPING_PAUSE": str(pause)}, root)
            await stack.enter_async_context(contender.api)
            await contender.start(webhook=webhook)
            stack.push_async_callback(contender.stop)
            contenders.append(contender)
        yield contenders


async def compare(given: argparse.Namespace, mode: str) -> None:
    echoes = ["PTB", "PTB on aiohttp", *(["aiogram"] if PEER.exists() else [])]
    names = ["ours", *([OTHER] if given.beside else echoes)]
    async with contending(names, webhook=mode == "webhook", other=given.beside or ROOT) as contenders:
        for delay in given.delays:
            for people in given.people:
                for contender in contenders:
                    contender.api.takes = delay / 1000
                    await contender.round(people, given.warm)
                rounds: dict[str, list[Round]] = {name: [] for name in names}
                for number in range(given.rounds):
                    for contender in contenders if number % 2 == 0 else reversed(contenders):
                        rounds[contender.name].append(await contender.round(people, given.seconds))
                tell(f"{mode}, {people} people, an API {delay} ms away, {given.rounds} rounds", rounds)


def tell(title: str, rounds: dict[str, list[Round]]) -> None:
    print(
        f"\n{title}\n{'':16}{'turns/s':>9}{'p50':>8}{'p95':>8}{'p99':>8} ms{'CPU/turn':>10} ms{'memory':>9} MB", end=""
    )
    print(f"{'ours ÷ it: turns/s':>24}{'CPU/turn':>22}")
    for name, its in rounds.items():
        waits = "".join(f"{statistics.median(one.percentile(p) for one in its):8.0f}" for p in (0.5, 0.95, 0.99))
        speed, each = (statistics.median(getattr(one, what) for one in its) for what in ("per_second", "each"))
        print(f"{name:16}{speed:9.1f}{waits}   {each:10.2f}   {its[-1].memory:9.0f}   ", end="")
        if name != "ours":
            pairs = list(zip(rounds["ours"], its, strict=True))
            print(f"{_ratios([mine.per_second / bare.per_second for mine, bare in pairs]):>24}", end="")
            print(f"{_ratios([mine.each / bare.each for mine, bare in pairs]):>22}", end="")
        print(flush=True)


def _ratios(ratios: Sequence[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"


async def keep_coming(given: argparse.Namespace, mode: str, pause: float) -> None:
    """So many turns a second, from people of whom each speaks now and then."""
    async with contending(["ours"], webhook=mode == "webhook", pause=pause) as (ours,):
        ours.api.takes = 0.05
        await ours.round(given.crowd, given.warm)
        came = await ours.arrivals(given.crowd, given.open, given.for_seconds)
    waits = ", ".join(f"p{int(100 * p)} {came.percentile(p):.0f}" for p in (0.5, 0.95, 0.99))
    told = f"{mode}, {given.open:g} turns a second from {given.crowd} people, an API 50 ms away, a pause of {pause:g} s"
    print(f"\n{told}: {came.per_second:.1f} turns/s, {waits} ms, {came.each:.1f} ms CPU/turn", flush=True)


async def last(given: argparse.Namespace, mode: str) -> None:
    """Memory over thousands of turns."""
    async with contending(["ours"], webhook=mode == "webhook") as (ours,):
        sizes, turns = [], 0
        while turns < given.turns:
            turns += len((await ours.round(50, 10.0)).latencies)
            sizes.append(f"{turns}: {ours.memory:.0f}")
    print(f"\n{mode}, megabytes after so many turns of 50 people: {', '.join(sizes)}", flush=True)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="50 people, polling, 7 short rounds: some minutes")
    parser.add_argument("--mode", choices=MODES, action="append", help="both where it is left out")
    parser.add_argument("--people", type=int, nargs="*", default=[1, 50, 500])
    parser.add_argument("--delays", type=int, nargs="*", default=[0, 50], help="milliseconds a call takes")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=3.0, help="of each round")
    parser.add_argument("--warm", type=float, default=3.0, help="seconds before each measure, not counted")
    parser.add_argument("--open", type=float, default=60.0, help="turns a second, as they come; 0: none")
    parser.add_argument("--crowd", type=int, default=300, help="people they come from")
    parser.add_argument("--for-seconds", type=float, default=30.0)
    parser.add_argument("--turns", type=int, default=5000, help="over which memory is watched; 0: none")
    parser.add_argument("--pauses", type=float, nargs="*", default=[0.0, 1.2], help="seconds an attendee may think")
    parser.add_argument("--beside", type=Path, help="another checkout of ours, in place of the echo bots")
    given = parser.parse_args()
    if given.quick:
        given.mode, given.people, given.seconds = given.mode or ["polling"], [50], 2.0
        given.for_seconds, given.turns, given.pauses = 10.0, 0, [0.0]
    if not PEER.exists():
        print(f"without aiogram: make bench installs it in {PEER.parents[1].name}")
    gc.freeze()
    for mode in given.mode or MODES:
        if given.people:
            await compare(given, mode)
        for pause in given.pauses if given.open else ():
            await keep_coming(given, mode, pause)
        if given.turns:
            await last(given, mode)


if __name__ == "__main__":
    asyncio.run(main())
