"""A load balancer: each connection goes to the next of several ports of loopback that answers."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Sequence


@contextlib.asynccontextmanager
async def balanced(ports: Sequence[int]) -> AsyncIterator[int]:
    """The port to come to."""
    turn = itertools.cycle(range(len(ports)))
    busy: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = next(turn)
        for port in [*ports[first:], *ports[:first]]:
            with contextlib.suppress(OSError):
                behind, before = await asyncio.open_connection("127.0.0.1", port)
                await asyncio.gather(_pass_on(reader, before), _pass_on(behind, writer))
                return
        writer.close()

    def accepted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(connected(reader, writer))
        busy.add(task)
        task.add_done_callback(busy.discard)

    server = await asyncio.start_server(accepted, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in list(busy):
            task.cancel()
        await asyncio.gather(*busy, return_exceptions=True)


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """All that comes, until either side ends; then both do."""
    try:
        while chunk := await reader.read(65_536):
            writer.write(chunk)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()
