from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

from tests.store.applier import CHATS
from tests.store.stores import file_url, opened

KILLS = 20
FAR = 1_000_000  # more than any life lasts
ROOT = Path(__file__).parents[2]


def test_kills_at_random_points_lose_and_double_no_turn_and_lose_no_answer(tmp_path: Path) -> None:
    seed = time.time_ns() % 10_000
    dice = Random(seed)
    database, journal = tmp_path / "store.sqlite3", tmp_path / "journal"
    journal.touch()

    for _ in range(KILLS):
        _live_and_die(database, journal, dice)
    last = _last_acknowledged(journal) + 30
    _life(database, journal, upto=last).wait(60)

    turns = asyncio.run(_turns(database))
    sent = Counter(int(line.split()[1]) for line in _lines(journal) if line.startswith("send"))
    told = f"seed {seed}"
    assert sorted(update for chat in turns.values() for update in chat) == list(range(1, last + 1)), told
    assert all(order == sorted(order) for order in turns.values()), told
    assert set(sent) == set(range(1, last + 1)), told
    # An answer on its way when the process died went out again: at most the two in hand at each kill.
    assert sum(sent.values()) - len(sent) <= 2 * KILLS, told
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",), told


def _live_and_die(database: Path, journal: Path, dice: Random) -> None:
    """One life, killed a little after it has shown its first sign: what it had told the world stands in the journal."""
    before = journal.stat().st_size
    process = _life(database, journal, upto=FAR)
    wait = dice.uniform(0, 0.08)
    while journal.stat().st_size == before and process.poll() is None:
        time.sleep(0.001)
    time.sleep(wait)
    assert process.poll() is None, "it ended by itself"
    process.kill()
    process.wait(10)


def _life(database: Path, journal: Path, upto: int) -> subprocess.Popen[bytes]:
    # What was not confirmed is delivered again, and a little of what was, as Telegram does.
    first = max(1, _last_acknowledged(journal) - 3)
    command = [sys.executable, "-m", "tests.store.applier", file_url(database), str(journal), str(first), str(upto)]
    return subprocess.Popen(command, cwd=ROOT)


def _last_acknowledged(journal: Path) -> int:
    return max((int(line.split()[1]) for line in _lines(journal) if line.startswith("ack")), default=0)


def _lines(journal: Path) -> list[str]:
    return [line for line in journal.read_text().split("\n")[:-1] if line]


async def _turns(database: Path) -> dict[int, list[int]]:
    """The arrivals each chat's turns were made from, in order."""
    found: dict[int, list[int]] = {}
    async with opened(file_url(database)) as store, store.transaction() as tx:
        for chat in CHATS:
            learner = await tx.learners.of_chat(chat)
            assert learner is not None
            (rehearsal,) = await tx.rehearsals.all(learner)
            found[chat] = [turn.update_id or 0 for turn in rehearsal.turns]
    return found
