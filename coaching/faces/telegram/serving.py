"""An HTTP server on a port of this machine: open as soon as it is entered, closed once its answers are out."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.types import ASGIApp

from coaching.faces.telegram.port_taken import PortTakenError

LINGER = 2  # seconds an answer under way is waited for at the end
MOST_AT_ONCE = 1000  # connections; those beyond are answered 503
HEAD_WITHIN = 15.0  # seconds at least for the head of a request to come, twice as long at most


class _Server(uvicorn.Server):
    """uvicorn's server without its hold on the signals: the bot has its own."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def serving(app: ASGIApp, host: str, port: int) -> AsyncIterator[int]:
    """The port it listens on: the one asked for, or any free one for 0. Raises PortTakenError."""
    listening = _bound(host, port)
    config = uvicorn.Config(
        app,
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_keep_alive=75,  # seconds; Telegram keeps a connection for a minute
        limit_concurrency=MOST_AT_ONCE,
        timeout_graceful_shutdown=LINGER,
    )
    logging.getLogger("uvicorn").setLevel(logging.ERROR)  # what strangers send must not fill the log
    server = _Server(config)
    running = asyncio.create_task(server.serve(sockets=[listening]))
    sweeping = asyncio.create_task(_sweep(server))
    try:
        while not server.started:
            await asyncio.sleep(0.005)
            if running.done():
                running.result()
                raise PortTakenError(host, port, "the server ended")
        yield listening.getsockname()[1]
    finally:
        sweeping.cancel()
        server.should_exit = True
        await running


async def _sweep(server: uvicorn.Server) -> None:
    """Hang up on whoever begins a request and never ends its head: uvicorn would wait for ever, and run out of room."""
    before: set[object] = set()
    while True:
        await asyncio.sleep(HEAD_WITHIN)
        now = {one for one in server.server_state.connections if _is_between_requests(one)}
        for one in now & before:
            if one.transport is not None:
                one.transport.close()
        before = set(now)


def _is_between_requests(one: object) -> bool:
    """Whether no request is being answered there, nor a next one waited for, which has a limit of its own."""
    cycle = getattr(one, "cycle", None)
    return (cycle is None or cycle.response_complete) and getattr(one, "timeout_keep_alive_task", None) is None


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With its protocol named: only then is what is written sent at once, and not when the other side confirms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise PortTakenError(host, port, error.strerror or str(error)) from None
    return listening
