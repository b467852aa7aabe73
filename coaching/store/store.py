"""The store itself: opened once, then one transaction after another. With SQLite there is one connection for all."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Self

from sqlalchemy import Connection, insert, select
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from coaching.store.database import (
    BUSY_TIMEOUT,
    OnlyWriter,
    address,
    file_of,
    place_of,
    prepare_file,
    refusals,
    server_engine,
    sqlite_engine,
)
from coaching.store.inbox import InboxRows
from coaching.store.keys import Keys
from coaching.store.learners import LearnerRows
from coaching.store.links import Link, ServerLink, SqliteLink
from coaching.store.migrating import bring_up_to_date
from coaching.store.outbox import OutboxRows
from coaching.store.refusal import Refusal, StoreRefused
from coaching.store.rehearsals import RehearsalRows
from coaching.store.sealing import BrokenSealError
from coaching.store.session import Session
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

    def __init__(self, url: URL, keys: Keys, clock: Callable[[], datetime], *, reading: bool) -> None:
        """`open` makes one that is ready."""
        self._url = url
        self._keys = keys
        self._clock = clock
        self._reading = reading
        self._turn = asyncio.Lock()
        self._only: SqliteLink | None = None
        self._server: AsyncEngine | None = None
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
        store = cls(address(url), keys, clock, reading=reading)
        try:
            with refusals(store._url):
                store._connect()
                async with store._link() as link:
                    await store._start(link)
        except BaseException:
            await store.close()
            raise
        return store

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[DatabaseTransaction]:
        """`async with store.transaction() as tx:` commits at the end, rolls back on any exception."""
        async with self._link() as link:
            await link.begin()
            session = Session(link, self._keys, self._clock())
            try:
                yield DatabaseTransaction(session, self._url.get_backend_name())
                self._scrub_due |= session.must_scrub
                await link.commit()
            except BaseException:
                await link.rollback()
                raise
            if self._scrub_due:
                await self._scrub(link)

    async def close(self) -> None:
        """Let go of the database. What was committed stays."""
        async with self._turn:
            if self._only is not None:
                await self._only.close()
                self._only = None
            if self._server is not None:
                await self._server.dispose()
            if self._writer is not None:
                self._writer.release()
                self._writer = None

    def _connect(self) -> None:
        if self._url.get_backend_name() != "sqlite":
            self._server = server_engine(self._url)
            return
        path = file_of(self._url)
        if path is not None:
            prepare_file(path, reading=self._reading)
            self._writer = None if self._reading else OnlyWriter(path)
        self._only = SqliteLink(sqlite_engine(self._url, reading=self._reading))

    @asynccontextmanager
    async def _link(self) -> AsyncIterator[Link]:
        """A connection nobody else uses meanwhile."""
        if self._server is not None:
            async with self._server.connect() as connection:
                yield ServerLink(connection)
            return
        async with self._turn:
            if self._only is None:
                raise RuntimeError("the store is closed")
            yield self._only

    async def _start(self, link: Link) -> None:
        await link.begin()
        try:
            await link.use(self._ready)
            await link.commit()
        except BaseException:
            await link.rollback()
            raise
        if not self._reading:
            # A process killed between erasing and scrubbing left it to us.
            await self._scrub(link)

    def _ready(self, connection: Connection) -> None:
        bring_up_to_date(connection, place_of(self._url), reading=self._reading)
        master = self._keys.master
        sealed = connection.execute(select(meta.c.value).where(meta.c.key == CHECK)).scalar()
        if sealed is None and not self._reading:
            connection.execute(insert(meta), {"key": CHECK, "value": master.close(CHECK_TEXT, CHECK)})
            return
        try:
            matches = sealed is not None and master.open(sealed, CHECK) == CHECK_TEXT
        except BrokenSealError:
            matches = False
        if not matches:
            raise StoreRefused(Refusal.WRONG_KEY, place_of(self._url))

    async def _scrub(self, link: Link) -> None:
        """What was erased leaves the write-ahead log too. Another process reading may delay it to a later commit."""
        if file_of(self._url) is None:
            return
        self._scrub_due = await link.use(_checkpoint)
        if self._scrub_due:
            LOG.info("a reader delays the scrubbing of what was erased")


def _checkpoint(connection: Connection) -> bool:
    """The write-ahead log emptied into the database and cut to nothing; True if a reader was in the way."""
    driver = connection.connection.cursor()  # past SQLAlchemy, which would begin a transaction first
    try:
        driver.execute("PRAGMA busy_timeout = 20")  # milliseconds: everybody waits for us, a reader may take its time
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_ = driver.fetchone() or (1,)
        return bool(busy)
    finally:
        driver.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
        driver.close()
