"""What is old goes in the end, whatever keeps it at first."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from coaching.faces.telegram import purging
from coaching.store import DatabaseStore, database
from tests.postgres import a_database
from tests.store.stores import Clock, arrivals, opened

KEPT = text("SELECT count(*) FROM inbox")


async def test_a_purge_that_fails_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(database.SERVER_SETTINGS, "lock_timeout", 50)  # milliseconds
    monkeypatch.setattr(purging, "AGAIN", 0.05)
    clock = Clock()
    with a_database() as address:
        async with opened(address, clock) as store, opened(address, clock) as other, asyncio.timeout(20):
            async with store.transaction() as tx:
                await tx.inbox.receive(arrivals((1, 7)))
                await tx.inbox.done(1)
            clock.turn((purging.KEPT + timedelta(days=1)).total_seconds())
            async with other.transaction() as tx:
                await tx.inbox.done(1)  # and holds it
                purge = asyncio.create_task(purging.purge(store))
                while "trying again" not in caplog.text and not purge.done():
                    await asyncio.sleep(0.02)

            while await kept(other) and not purge.done():
                await asyncio.sleep(0.02)

            assert not purge.done()
            purge.cancel()


async def kept(store: DatabaseStore) -> object:
    async with store.transaction() as tx:
        return (await tx._session.run(KEPT)).scalar_one()  # noqa: SLF001 - no way the product has
