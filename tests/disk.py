"""A disk that is full for a while, as SQLite finds it, or that takes not a byte."""

from __future__ import annotations

import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from coaching.store import DatabaseStore

PLENTY = 1_000_000  # pages
BALLAST = (100_000, 10_000, 1_000)  # bytes: what is left in the end has no room for a message


@asynccontextmanager
async def full(store: DatabaseStore) -> AsyncIterator[None]:
    """Full from here to the end of the block."""
    await limit(store, 1)  # not below what there is
    for size in BALLAST:
        while await _fits(store, size):
            pass
    try:
        yield
    finally:
        await limit(store, PLENTY)


@contextmanager
def refusing(most: int = 0) -> Iterator[None]:
    """The system lets no file of this process grow beyond that many bytes, from here to the end of the block."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def limit(store: DatabaseStore, pages: int) -> None:
    """From now on the database has that many pages at most."""
    async with store._link() as link:  # noqa: SLF001 - the test's own disk
        await link.use(lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}"))


async def _fits(store: DatabaseStore, size: int) -> bool:
    def put(connection: Connection) -> bool:
        held = connection.exec_driver_sql("SELECT count(*) FROM meta").scalar_one()
        try:
            connection.exec_driver_sql(
                "INSERT INTO meta (key, value) VALUES (?, zeroblob(?))", (f"ballast {held} {size}", size)
            )
        except OperationalError:
            return False
        return True

    try:
        async with store._link() as link:  # noqa: SLF001 - the test's own disk
            return await link.use(put)
    except Exception:  # noqa: BLE001 - SQLite may have undone the transaction by itself
        return False
