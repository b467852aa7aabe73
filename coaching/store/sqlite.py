"""SQLite on its one connection.

It is in our own process: a statement takes some hundredths of a millisecond, less than handing it to a thread and back,
so it runs where it is asked. A commit waits for the disk and goes to a thread; transactions that come meanwhile wait,
and then share the next commit. None of them ends before that commit is on the disk.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from sqlalchemy import Connection, Engine, Executable
from sqlalchemy.exc import DBAPIError

from coaching.services.ports import Interrupted
from coaching.store.database import BUSY_TIMEOUT, beginning
from coaching.store.links import Answer, Link, Values, answer_of
from coaching.store.prepared import Preparing, as_known

T = TypeVar("T")
CLOSED = "the store is closed"
# What passes, or what somebody else mends: a full disk, one that fails, a file another program holds.
PASSING = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOMEM,
}


class Batch:
    """Transactions that share a commit."""

    def __init__(self, changes: int) -> None:
        self.members = 0
        self.began_at = changes  # the driver's count of rows changed so far
        self._waiting: list[asyncio.Future[None]] | None = []  # None once it is known
        self._failure: Exception | None = None

    @property
    def is_over(self) -> bool:
        """Whether it is known what became of them."""
        return self._waiting is None

    async def on_disk(self) -> None:
        """Until it is. Raises why none of them ever was."""
        if self._waiting is not None:
            mine = asyncio.get_running_loop().create_future()
            self._waiting.append(mine)
            await mine
        elif self._failure is not None:
            raise self._failure

    def end(self, failure: Exception | None) -> None:
        """All of them hold, or none of them ever was."""
        waiting, self._waiting, self._failure = self._waiting or (), None, failure
        for member in waiting:
            if not member.done():  # cancelled, it heard enough
                member.set_exception(failure) if failure else member.set_result(None)


class Sqlite:
    """The one connection, and its link."""

    def __init__(self, engine: Engine, *, is_file: bool, reading: bool = False) -> None:
        """Connects. Raises what the driver raises."""
        self._engine = engine
        self._is_file = is_file
        self._connection: Connection | None = engine.connect()
        driver = self._connection.connection.driver_connection
        if not isinstance(driver, sqlite3.Connection):
            raise TypeError("not Python's own SQLite driver")
        self._driver = driver
        self._beginning = beginning(reading=reading)
        self._preparing = Preparing()
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._turn = asyncio.Lock()  # whoever asked first is served first; the batch's own commit queues like anybody
        self._batch: Batch | None = None
        self._committing: asyncio.Task[None] | None = None
        self._scrub_due = False

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Link]:
        """Committed, on the disk, at the end; rolled back on any exception. Raises Interrupted for what passes."""
        try:
            async with self._turn:
                batch = self._batch = self._batch or self._begin()
                shared = batch.members > 0
                try:
                    if shared:
                        self._driver.execute("SAVEPOINT member")  # past SQLAlchemy: a tenth of the time
                    yield self
                    self._assert_alive()
                    if shared:
                        self._driver.execute("RELEASE member")
                except BaseException:
                    self._undo(batch, shared=shared)
                    raise
                batch.members += 1
                if not shared and self._driver.total_changes == batch.began_at and not self._scrub_due:
                    self._commit_at_once(batch)
                elif not shared:
                    self._committing = asyncio.create_task(self._commit_in_turn(batch))
            await batch.on_disk()
        except (DBAPIError, sqlite3.Error) as error:
            if said := _what_passes(error):
                raise Interrupted(said) from error
            raise

    async def execute(self, statement: Executable, values: Values = None) -> Answer:
        """What came of the statement."""
        answer = self._preparing.run(self._driver, statement, values)
        return answer_of(self._open.execute(statement, values)) if answer is None else answer

    async def use(self, work: Callable[[Connection], T]) -> T:
        """What `work` makes of the connection."""
        return work(self._open)

    def scrub(self) -> None:
        """What is erased here leaves the write-ahead log with the commit."""
        self._scrub_due = self._is_file

    async def close(self) -> None:
        """Let go of the file. What was to be committed is."""
        async with self._turn:
            if self._connection is None:
                return
            if self._batch is not None:
                await self._commit(self._batch)
            self._connection.close()
            self._connection = None
            self._engine.dispose()
            self._disk.shutdown(wait=False)

    @property
    def _open(self) -> Connection:
        if self._connection is None:
            raise RuntimeError(CLOSED)
        return self._connection

    def _begin(self) -> Batch:
        if self._connection is None:
            raise RuntimeError(CLOSED)
        try:
            if self._is_alive():
                self._driver.rollback()
            self._driver.execute(self._beginning)
        except sqlite3.Error as error:
            raise as_known(error, self._beginning) from error
        return Batch(self._driver.total_changes)

    def _is_alive(self) -> bool:
        """Whether SQLite still holds the transaction; on a full disk it may roll all of it back by itself."""
        return self._driver.in_transaction

    def _assert_alive(self) -> None:
        if not self._is_alive():
            raise RolledBackError("SQLite has rolled it back by itself")

    def _undo(self, batch: Batch, *, shared: bool) -> None:
        """One member fails alone, unless SQLite gave up the whole transaction: the others aren't to blame for it."""
        if shared and self._is_alive():
            with suppress(sqlite3.Error):  # it can't be undone alone on a disk that fails
                self._driver.execute("ROLLBACK TO member")
                self._driver.execute("RELEASE member")
                return
        self._batch = None
        self._roll_back()
        batch.end(RolledBackError("another that shared the commit took it along"))

    def _roll_back(self) -> None:
        """As far as it goes, so that the members hear of it: on a disk that fails the next to begin undoes the rest."""
        with suppress(DBAPIError, sqlite3.Error):
            self._open.rollback()
            if self._is_alive():  # SQLAlchemy knows nothing of it unless it was asked something
                self._driver.rollback()

    async def _commit_in_turn(self, batch: Batch) -> None:
        async with self._turn:
            if self._batch is batch:
                await self._commit(batch)

    async def _commit(self, batch: Batch) -> None:
        """Cancelled or not, it is attempted to its end."""
        self._batch = None
        loop = asyncio.get_running_loop()
        waiter = loop.create_future()

        def ended(failure: Exception | None) -> None:
            self._ended(batch, failure)
            if not waiter.done():
                waiter.set_result(None)

        def attempt() -> None:
            loop.call_soon_threadsafe(ended, self._attempt_commit())

        self._disk.submit(attempt)
        cancelled: asyncio.CancelledError | None = None
        while not batch.is_over:
            try:
                await waiter
            except asyncio.CancelledError as error:
                cancelled, waiter = error, loop.create_future()
        if cancelled:
            raise cancelled

    def _commit_at_once(self, batch: Batch) -> None:
        """Nothing was changed: the disk isn't touched, and nobody need wait for it."""
        self._batch = None
        self._ended(batch, self._attempt_commit())

    def _ended(self, batch: Batch, failure: Exception | None) -> None:
        if failure:
            self._roll_back()
        batch.end(failure)

    def _attempt_commit(self) -> Exception | None:
        """What went wrong, if anything did. In the disk's thread where something was changed."""
        try:
            self._assert_alive()
            self._open.commit()  # of what SQLAlchemy was asked, if anything
            self._driver.commit()
        except sqlite3.Error as error:
            return as_known(error, "COMMIT")
        except Exception as error:  # noqa: BLE001 - whatever it is, the members have to hear of it
            return error
        if self._scrub_due:
            with suppress(sqlite3.Error):  # what holds holds; it stays due
                self._scrub_due = self._scrub()
        return None

    def _scrub(self) -> bool:
        """The write-ahead log emptied into the database and cut to nothing; True if a reader elsewhere delays it."""
        cursor = self._driver.cursor()  # past SQLAlchemy, which would begin a transaction first
        try:
            cursor.execute("PRAGMA busy_timeout = 20")  # milliseconds: everybody waits for us
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_ = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
            cursor.close()
        return bool(busy)


def _what_passes(error: DBAPIError | sqlite3.Error) -> str:
    """What SQLite says of it; empty for what is wrong with the work itself."""
    own = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(own, "sqlite_errorcode", 0) & 0xFF  # without what it says in more detail
    return str(own) if code in PASSING else ""


class RolledBackError(Interrupted):
    """SQLite has rolled the transaction back by itself, or another that shared its commit took it along."""
