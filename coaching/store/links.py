"""What a transaction asks of a database, and how a server is asked. SQLite's way is in sqlite.py."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sqlalchemy import Connection, Executable
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import DBAPIError, MultipleResultsFound, NoResultFound, OperationalError

from coaching.services.ports import Interrupted

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

T = TypeVar("T")
Values = Mapping[str, object] | Sequence[Mapping[str, object]] | None


async def unbroken(work: Awaitable[T]) -> T:
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


class Answer:
    """What came of a statement, fetched."""

    def __init__(self, names: Sequence[str], rows: list[tuple[Any, ...]], rowcount: int) -> None:
        self._names, self._rows, self.rowcount = names, rows, rowcount

    def all(self) -> list[tuple[Any, ...]]:
        """Every row."""
        return self._rows

    def first(self) -> tuple[Any, ...] | None:
        """The first row, if there is one."""
        return self._rows[0] if self._rows else None

    def by_name(self) -> list[dict[str, Any]]:
        """Every row by column."""
        return [dict(zip(self._names, row, strict=True)) for row in self._rows]

    def scalar_one_or_none(self) -> Any:
        """The first value of the only row, if there is one."""
        if len(self._rows) > 1:
            raise MultipleResultsFound
        return self._rows[0][0] if self._rows else None

    def scalar_one(self) -> Any:
        """The first value of the only row."""
        if not self._rows:
            raise NoResultFound
        return self.scalar_one_or_none()


def answer_of(result: CursorResult[Any]) -> Answer:
    """What SQLAlchemy came back with."""
    if not result.returns_rows:
        return Answer((), [], result.rowcount)
    names = tuple(result.keys())
    return Answer(names, [tuple(row) for row in result.all()], result.rowcount)


class Link(Protocol):
    """A connection within a transaction."""

    async def execute(self, statement: Executable, values: Values = None) -> Answer:
        """What came of the statement."""
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

    async def execute(self, statement: Executable, values: Values = None) -> Answer:
        """What came of the statement."""
        return answer_of(await unbroken(self._connection.execute(statement, values)))

    async def use(self, work: Callable[[Connection], T]) -> T:
        """What `work` makes of the connection."""
        return await unbroken(self._connection.run_sync(work))

    def scrub(self) -> None:
        """Nothing to do from here: the server's own vacuum overwrites what was erased."""
