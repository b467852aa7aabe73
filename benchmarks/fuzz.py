"""Strange updates, taps and forged calls: `python benchmarks/fuzz.py [--updates N] [--presses N] [--forged N]`.

Fifty chats send them to the bot of the tests; afterwards each must still be answered, with nothing logged as an error,
put aside or told to the wrong person. Then somebody who isn't Telegram knocks at the webhook's door. What is wrong ends
it with an error. It takes ten minutes, so this is no part of `make bench`.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)

from tests.bot_api.server import BotApi  # noqa: E402 - found from the root
from tests.telegram.bots import a_hook, opened, running  # noqa: E402
from tests.telegram.forging import Forger  # noqa: E402
from tests.telegram.storms import Storm  # noqa: E402


async def blow(updates: int, presses: int, chats: int, seed: int) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="jasette-fuzz-") as folder:
        database = Path(folder) / "bot.sqlite3"
        async with BotApi() as api, opened(database) as store, running(api, store):
            storm, began = Storm(api, database, seed, chats), perf_counter()
            await storm.blow(updates, presses)
            damage = await storm.damage()
            replies = sum(len(person.heard) for person in storm.people)
    seconds = perf_counter() - began
    told = f"{updates} updates, {presses} presses from {chats} chats"
    print(f"{told}: {replies} replies, {len(damage)} found damaged, {seconds:.0f} s", flush=True)
    return damage


async def forge(calls: int, seed: int) -> list[str]:
    hook, began = a_hook(), perf_counter()
    with tempfile.TemporaryDirectory(prefix="jasette-fuzz-") as folder:
        async with BotApi() as api, opened(Path(folder) / "bot.sqlite3") as store, running(api, store, hook=hook):
            answers = await Forger(hook, seed).knock(calls)
            answer = await api.person().ask("/start")
            async with store.transaction() as tx:
                let_in = await tx.learners.of_user(990_000_001)
    told = ", ".join(f"{count} × {status or 'closed'}" for status, count in answers.most_common())
    print(f"{calls} forged calls: {told}; {perf_counter() - began:.0f} s")
    wrong = [f"{count} calls were answered {status}" for status, count in answers.items() if status[:1] in {"2", "5"}]
    return [*wrong, *(["somebody was let in"] if let_in else []), *([] if answer.keyboard else ["no answer after it"])]


def main() -> None:
    parser = argparse.ArgumentParser()
    for name, default in (("updates", 10_000), ("presses", 10_000), ("forged", 10_000), ("chats", 50), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    damage = asyncio.run(blow(given.updates, given.presses, given.chats, given.seed))
    damage += asyncio.run(forge(given.forged, given.seed))
    sys.exit("\n".join(damage[:50]) or 0)


if __name__ == "__main__":
    main()
