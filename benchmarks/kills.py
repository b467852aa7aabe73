"""kill -9 some hundred times under load, and what it cost: `python benchmarks/kills.py [MODE] [KILLS] [PEOPLE] [SEED]`.

MODE is "polling", "webhook", "replicas" or "polling_replicas". Anything lost, doubled, out of order or unanswered ends
it with an error; else it prints what was counted. A life costs a second or two, so this is no part of `make bench`.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from time import perf_counter, time_ns

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)

from tests.bot_api.server import BotApi  # noqa: E402 - found from the root
from tests.telegram.killing import Mode, survive  # noqa: E402

AT_A_TIME = 25  # kills on one database; a failure then says which seed to look at


async def run(mode: Mode, kills: int, people: int, seed: int) -> None:
    done = turns = again = 0
    began = perf_counter()
    while done < kills:
        some = min(AT_A_TIME, kills - done)
        with tempfile.TemporaryDirectory(prefix="jasette-kills-") as data:
            async with BotApi() as api:
                toll = await survive(api, Path(data), mode, some, people, seed + done)
        done, turns, again = done + some, turns + toll.turns, again + toll.sent_again
        minutes = (perf_counter() - began) / 60
        print(f"{mode}: {done} kills, {turns} turns kept, none lost, doubled, disordered or unanswered;", end=" ")
        print(f"{again} replies sent again ({again / done:.2f} a kill), {minutes:.1f} min", flush=True)


if __name__ == "__main__":
    given = [*sys.argv[1:], *["polling", "300", "20", str(time_ns() % 100_000)][len(sys.argv) - 1 :]]
    print(f"seed {given[3]}", flush=True)
    asyncio.run(run(Mode[given[0].upper()], int(given[1]), int(given[2]), int(given[3])))
