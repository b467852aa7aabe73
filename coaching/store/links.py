"""What a transaction asks of a database, and how a server is asked. SQLite's way is in sqlite.py."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sqlalchemy import Connection, Executable
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import DBAPIError, OperationalError

from coaching.services.ports import Interrupted

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

T = TypeVar("T")
Values = Mapping[str, object] | Sequence[Mapping[str, object]] | None


async def unbroken(work: Coroutine[Any, Any, T]) -> T:
    """The result of `work`, which runs to its end even when we are cancelled meanwhile.

    A statement or commit torn in the middle would leave nobody knowing what holds.
    """
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            try:
                await asyncio.wait({task})
            except asyncio.CancelledError:
                continue
        if not task.cancelled():
            task.exception()  # seen: the cancellation is what counts now
        raise


class Link(Protocol):
    """A connection within a transaction."""

    async def execute(self, statement: Executable, values: Values = None) -> CursorResult[Any]:
        """The statement's result, fetched or ready to be."""
        ...

    async def use(self, work: Callable[[Connection], T]) -> T:
        """What `work` makes of the connection, for what is no plain statement."""
        ...

    def scrub(self) -> None:
        """What is erased here has to leave every file with the commit."""
        ...


class Database(Protocol):
    """Where transactions happen."""

    def transaction(self) -> AbstractAsyncContextManager[Link]:
        """Committed, on the disk, at the end; rolled back on any exception."""
        ...

    async def close(self) -> None:
        """Let go of it."""
        ...


@contextmanager
def _interruptions() -> Iterator[None]:
    """A lost server, a deadlock, a wait that was too long: told apart from what is wrong with the work itself."""
    try:
        yield
    except DBAPIError as error:
        if error.connection_invalidated or isinstance(error, OperationalError):
            raise Interrupted(str(error.orig)) from error
        raise


class Server:
    """A database server; each transaction borrows a connection."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Link]:
        """Committed at the end; rolled back on any exception."""
        with _interruptions():
            async with self._engine.connect() as connection:
                await unbroken(connection.begin().start())
                try:
                    yield ServerLink(connection)
                    await unbroken(connection.commit())
                except BaseException:
                    await unbroken(connection.rollback())
                    raise

    async def close(self) -> None:
        """Let go of all connections."""
        await unbroken(self._engine.dispose())


class ServerLink:
    """A server's connection within a transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def execute(self, statement: Executable, values: Values = None) -> CursorResult[Any]:
        """The statement's result."""
        return await unbroken(self._connection.execute(statement, values))

    async def use(self, work: Callable[[Connection], T]) -> T:
        """What `work` makes of the connection."""
        return await unbroken(self._connection.run_sync(work))

    def scrub(self) -> None:
        """Nothing to do from here: the server's own vacuum overwrites what was erased."""
