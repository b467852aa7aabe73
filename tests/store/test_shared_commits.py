"""SQLite alone: transactions that come while one is written to the disk share the next commit."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from coaching.services.ports import Interrupted
from coaching.store import DatabaseStore
from tests.store.stores import a_learner, file_url, messages, opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite3"


async def test_transactions_that_come_at_once_share_their_commits(path: Path) -> None:
    commits: list[Connection] = []

    def committed(connection: Connection) -> None:
        commits.append(connection)

    async with opened(file_url(path)) as store:
        event.listen(Engine, "commit", committed)
        try:
            await asyncio.gather(*(_add(store, user) for user in range(1, 41)))
        finally:
            event.remove(Engine, "commit", committed)

    assert 0 < len(commits) < 40
    assert _users(path) == list(range(1, 41))


async def test_a_transaction_that_ended_is_on_the_disk(path: Path) -> None:
    async def add(user: int) -> bool:
        await _add(store, user)
        return user in _users(path)

    async with opened(file_url(path)) as store:
        seen = await asyncio.gather(*(add(user) for user in range(1, 31)))

    assert all(seen)


async def test_one_that_fails_takes_none_along(path: Path) -> None:
    async with opened(file_url(path)) as store:
        outcomes = await asyncio.gather(*(_add(store, user, slip=user % 3 == 0) for user in range(1, 31)))

    assert outcomes == [user % 3 != 0 for user in range(1, 31)]
    assert _users(path) == [user for user in range(1, 31) if user % 3]


@pytest.mark.parametrize("seed", range(5))
async def test_what_ended_well_holds_and_what_failed_doesnt_when_the_disk_fills_up_meanwhile(
    path: Path, seed: int
) -> None:
    dice = Random(seed)
    sizes = [dice.choice([10, 10, 10, 100_000]) for _ in range(40)]
    async with opened(file_url(path)) as store:
        async with store._link() as link:  # noqa: SLF001 - the test's own disk
            pages = await link.use(lambda connection: connection.exec_driver_sql("PRAGMA page_count").scalar_one())
            await link.use(lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 40}"))

        outcomes = await asyncio.gather(*(_add(store, user, size=size) for user, size in enumerate(sizes, 1)))

    assert not all(outcomes)
    assert _users(path) == [user for user, well in enumerate(outcomes, 1) if well]


async def test_cancelling_some_takes_none_along(path: Path) -> None:
    async with opened(file_url(path)) as store:
        tasks = [asyncio.create_task(_add(store, user)) for user in range(1, 31)]
        for turn in range(12):
            await asyncio.sleep(0)
            tasks[turn * 2].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

        assert set(_users(path)) >= {user for user, task in enumerate(tasks, 1) if not task.cancelled()}
        await _add(store, 99)

    assert 99 in _users(path)


async def test_closing_keeps_what_was_on_its_way(path: Path) -> None:
    async with opened(file_url(path)) as store:
        adding = [asyncio.create_task(_add(store, user)) for user in range(1, 6)]
        await asyncio.sleep(0)
        await store.close()
        outcomes = await asyncio.gather(*adding, return_exceptions=True)

    well = [user for user, outcome in enumerate(outcomes, 1) if outcome is True]
    assert well
    assert _users(path) == well


async def _add(store: DatabaseStore, user: int, *, slip: bool = False, size: int = 10) -> bool:
    """Whether a learner and a message of that size could be kept."""
    try:
        async with store.transaction() as tx:
            await a_learner(tx, user)
            await tx.outbox.enqueue(messages(user, "x" * size))
            _ = 1 // (not slip)
    except (ZeroDivisionError, Interrupted):
        return False
    return True


def _users(path: Path) -> Sequence[int]:
    """Everybody another process sees, with as many messages as people."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as reader:
        users = [user for (user,) in reader.execute("SELECT user_id FROM learners ORDER BY user_id")]
        chats = [chat for (chat,) in reader.execute("SELECT chat_id FROM outbox ORDER BY chat_id")]
    assert users == chats
    return users
