"""SQLite alone: a disk that is full or fails is nobody's fault, and says so to everybody it hits."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from coaching.services.ports import Interrupted
from coaching.store import DatabaseStore
from tests.disk import full, refusing
from tests.store.stores import a_learner, file_url, messages, opened

LARGE = "x" * 200_000
SMALL = 65_536  # bytes no file may exceed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite3"


async def test_a_full_disk_interrupts_and_the_same_goes_well_once_there_is_room(path: Path) -> None:
    async with opened(file_url(path)) as store:
        async with full(store):
            for _ in range(3):
                with pytest.raises(Interrupted, match="full"):
                    await _keep(store, 7)

        await _keep(store, 7)
        async with store.transaction() as tx:
            assert len(await tx.outbox.of_chat(7)) == 1


async def test_a_disk_that_fails_to_write_interrupts_and_the_same_goes_well_later(path: Path) -> None:
    async with opened(file_url(path)) as store:
        with refusing(SMALL), pytest.raises(Interrupted, match="disk"):
            await _keep(store, 7)

        await _keep(store, 7)
        async with store.transaction() as tx:
            assert len(await tx.outbox.of_chat(7)) == 1


async def test_whoever_shared_the_commit_of_what_failed_is_interrupted_and_not_blamed(path: Path) -> None:
    async def lose_it() -> None:
        async with store.transaction() as tx:
            await a_learner(tx, 99)
            tx._session._link._driver.rollback()  # type: ignore[attr-defined]  # noqa: SLF001 - as SQLite may by itself
            raise ZeroDivisionError

    async with opened(file_url(path)) as store:
        outcomes = await asyncio.gather(*(_keep(store, user) for user in (7, 8)), lose_it(), return_exceptions=True)
        for user in (7, 8):
            await _keep(store, user)

    *innocent, guilty = outcomes
    assert isinstance(guilty, ZeroDivisionError)
    assert all(isinstance(one, Interrupted) for one in innocent)


async def test_a_rollback_that_fails_as_its_commit_did_keeps_nobody_waiting(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Connection) -> None:
        raise OperationalError("COMMIT", None, sqlite3.OperationalError("disk I/O error"))

    async with opened(file_url(path)) as store:
        with monkeypatch.context() as patched:
            for what in ("commit", "rollback"):
                patched.setattr(Connection, what, refuse)  # no file fails at that very moment to order
            with pytest.raises((Interrupted, OperationalError)):
                await asyncio.wait_for(_keep(store, 7), 10)

        await _keep(store, 7)
        async with store.transaction() as tx:
            assert len(await tx.outbox.of_chat(7)) == 1


async def _keep(store: DatabaseStore, user: int) -> None:
    async with store.transaction() as tx:
        await a_learner(tx, user)
        await tx.outbox.enqueue(messages(user, LARGE))
