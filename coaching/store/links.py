"""How statements reach the database.

SQLite is in our own process: a statement takes some hundredths of a millisecond, less than handing it to a thread and
back, so it runs where it is asked. A commit waits for the disk and goes to a thread. A server is asked asynchronously.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, Executable
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncConnection

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
    """One connection in one transaction at a time."""

    async def begin(self) -> None:
        """A transaction, on its way to write."""
        ...

    async def execute(self, statement: Executable, values: Values = None) -> CursorResult[Any]:
        """The statement's result, fetched or ready to be."""
        ...

    async def commit(self) -> None:
        """It all holds, on the disk."""
        ...

    async def rollback(self) -> None:
        """None of it ever was."""
        ...

    async def use(self, work: Callable[[Connection], T]) -> T:
        """What `work` makes of the connection, for what is no plain statement."""
        ...

    async def close(self) -> None:
        """Let go of the connection."""
        ...


class SqliteLink:
    """The one connection to an SQLite database."""

    def __init__(self, engine: Engine) -> None:
        """Connects. Raises what the driver raises."""
        self._engine = engine
        self._connection = engine.connect()
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="store")

    async def begin(self) -> None:
        """A transaction. No other process writes, so it waits for nobody."""
        self._connection.begin()

    async def execute(self, statement: Executable, values: Values = None) -> CursorResult[Any]:
        """The statement's result."""
        return self._connection.execute(statement, values)

    async def commit(self) -> None:
        """It all holds, on the disk."""
        await self._on_disk(self._connection.commit)

    async def rollback(self) -> None:
        """None of it ever was."""
        await self._on_disk(self._connection.rollback)

    async def use(self, work: Callable[[Connection], T]) -> T:
        """What `work` makes of the connection."""
        return await self._on_disk(lambda: work(self._connection))

    async def close(self) -> None:
        """Let go of the file."""
        await self._on_disk(self._connection.close)
        self._engine.dispose()
        self._disk.shutdown(wait=False)

    async def _on_disk(self, work: Callable[[], T]) -> T:
        async def there() -> T:
            return await asyncio.get_running_loop().run_in_executor(self._disk, work)

        return await unbroken(there())


class ServerLink:
    """A connection to a database server, borrowed for one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def begin(self) -> None:
        """A transaction."""
        await unbroken(self._connection.begin().start())

    async def execute(self, statement: Executable, values: Values = None) -> CursorResult[Any]:
        """The statement's result."""
        return await unbroken(self._connection.execute(statement, values))

    async def commit(self) -> None:
        """It all holds, on the disk."""
        await unbroken(self._connection.commit())

    async def rollback(self) -> None:
        """None of it ever was."""
        await unbroken(self._connection.rollback())

    async def use(self, work: Callable[[Connection], T]) -> T:
        """What `work` makes of the connection."""
        return await unbroken(self._connection.run_sync(work))

    async def close(self) -> None:
        """Back to the pool."""
        await unbroken(self._connection.close())
