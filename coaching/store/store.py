"""The store itself: opened once, then one transaction after another. With SQLite there is one connection for all."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import Self

from sqlalchemy import Connection, insert, select
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from coaching.store.database import OnlyWriter, address, engine_for, file_of, place_of, prepare_file, refusals
from coaching.store.inbox import InboxRows
from coaching.store.keys import Keys
from coaching.store.learners import LearnerRows
from coaching.store.migrating import bring_up_to_date
from coaching.store.outbox import OutboxRows
from coaching.store.refusal import Refusal, StoreRefused
from coaching.store.rehearsals import RehearsalRows
from coaching.store.sealing import BrokenSealError
from coaching.store.session import Session, unbroken
from coaching.store.tables import meta

LOG = logging.getLogger(__name__)
CHECK, CHECK_TEXT = "key_check", "jasette"


def utc_now() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


class DatabaseTransaction:
    """All of it happens or none of it."""

    def __init__(self, session: Session, dialect: str) -> None:
        self._session = session
        self.learners = LearnerRows(session)
        self.rehearsals = RehearsalRows(session)
        self.inbox = InboxRows(session, dialect)
        self.outbox = OutboxRows(session)

    @property
    def now(self) -> datetime:
        """The time at which the transaction began."""
        return self._session.now


class DatabaseStore:
    """The store in a database."""

    def __init__(self, url: URL, engine: AsyncEngine, keys: Keys, clock: Callable[[], datetime]) -> None:
        self._url = url
        self._engine = engine
        self._keys = keys
        self._clock = clock
        self._turn = asyncio.Lock()
        self._only: AsyncConnection | None = None  # SQLite's one connection
        self._writer: OnlyWriter | None = None
        self._scrub_due = False

    @classmethod
    async def open(
        cls, url: str, keys: Keys, *, clock: Callable[[], datetime] = utc_now, reading: bool = False
    ) -> Self:
        """The store at that address ("sqlite:///data/jasette.sqlite3", "sqlite://" in memory), its tables up to date.

        `reading` opens a database that a bot may be using at the same time, changes nothing and takes no lock.
        Raises StoreRefused with what to do.
        """
        where = address(url)
        path = file_of(where)
        async with AsyncExitStack() as undo:
            writer = None
            if path is not None:
                prepare_file(path, reading=reading)
                writer = None if reading else OnlyWriter(path)
                undo.callback(writer.release if writer else lambda: None)
            engine = engine_for(where, reading=reading)
            undo.push_async_callback(engine.dispose)
            store = cls(where, engine, keys, clock)
            store._writer = writer
            with refusals(where):
                await store._start(reading=reading)
            undo.pop_all()
        return store

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[DatabaseTransaction]:
        """`async with store.transaction() as tx:` commits at the end, rolls back on any exception."""
        async with AsyncExitStack() as held:
            connection = await self._connection(held)
            await unbroken(connection.begin().start())
            session = Session(connection, self._keys, self._clock())
            try:
                yield DatabaseTransaction(session, self._engine.dialect.name)
                await unbroken(connection.commit())
            except BaseException:
                await unbroken(connection.rollback())
                raise
            if session.must_scrub or self._scrub_due:
                await self._scrub(connection)

    async def close(self) -> None:
        """Let go of the database. What was committed stays."""
        async with self._turn:
            if self._only is not None:
                await unbroken(self._only.close())
                self._only = None
            await unbroken(self._engine.dispose())
            if self._writer is not None:
                self._writer.release()

    async def _connection(self, held: AsyncExitStack) -> AsyncConnection:
        if self._engine.dialect.name != "sqlite":
            return await held.enter_async_context(self._engine.connect())
        await held.enter_async_context(self._turn)
        if self._only is None:
            raise RuntimeError("the store is closed")
        return self._only

    async def _start(self, *, reading: bool) -> None:
        if self._engine.dialect.name == "sqlite":
            self._only = await self._engine.connect()
        async with AsyncExitStack() as held:
            connection = await self._connection(held)
            async with connection.begin():
                await connection.run_sync(bring_up_to_date, place_of(self._url), reading=reading)
                await connection.run_sync(self._check_key, reading=reading)
            if not reading:
                # A process killed between erasing and scrubbing left it to us.
                await self._scrub(connection)

    def _check_key(self, connection: Connection, *, reading: bool) -> None:
        master = self._keys.master
        sealed = connection.execute(select(meta.c.value).where(meta.c.key == CHECK)).scalar()
        if sealed is None and not reading:
            value = master.close(CHECK_TEXT, CHECK)
            connection.execute(insert(meta), {"key": CHECK, "value": value})
            return
        try:
            matches = sealed is not None and master.open(sealed, CHECK) == CHECK_TEXT
        except BrokenSealError:
            matches = False
        if not matches:
            raise StoreRefused(Refusal.WRONG_KEY, place_of(self._url))

    async def _scrub(self, connection: AsyncConnection) -> None:
        """What was erased leaves the write-ahead log too. Another process reading may delay it to a later commit."""
        if file_of(self._url) is None:
            return
        driver = await connection.get_raw_connection()
        if driver.driver_connection is None:
            raise RuntimeError("the store is closed")
        rows = await unbroken(driver.driver_connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)"))
        busy = bool(rows[0][0])
        self._scrub_due = busy
        if busy:
            LOG.info("a reader delays the scrubbing of what was erased")
