"""For whoever watches the bot: is it alive, is it ready for more, and its figures. On a port of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from time import monotonic

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from coaching.faces.telegram.meters import Meters
from coaching.faces.telegram.trouble import Trouble
from coaching.services.ports import Store

ANSWER_WITHIN = 2.0  # seconds for the store
ROOM, MUCH = "room", "x" * 65_536  # characters: what a moment's messages need
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


class Health:
    """What it answers. Nothing in it is anybody's."""

    def __init__(self, store: Store, meters: Meters, is_ready: Callable[[], bool], trouble: Trouble) -> None:
        """`is_ready` is whether the bot takes what arrives."""
        self._store = store
        self._meters = meters
        self._is_ready = is_ready
        self._trouble = trouble
        self._since = monotonic()

    def app(self) -> Starlette:
        """/healthz, /readyz and /metrics."""
        paths = {"/healthz": self.healthz, "/readyz": self.readyz, "/metrics": self.metrics}
        return Starlette(routes=[Route(path, answer, methods=["GET"]) for path, answer in paths.items()])

    async def healthz(self, _: Request) -> Response:
        """200 as long as the process gets to answer at all: a supervisor need not restart it."""
        return PlainTextResponse("alive\n")

    async def readyz(self, _: Request) -> Response:
        """200 while it takes what arrives and its database answers, else 503: a balancer sends nothing here."""
        if not self._is_ready():
            return PlainTextResponse("not taking messages\n", HTTPStatus.SERVICE_UNAVAILABLE)
        if await self._waiting() is None:
            return PlainTextResponse("the database does not answer\n", HTTPStatus.SERVICE_UNAVAILABLE)
        if self._trouble.is_on and not await self._is_room():
            return PlainTextResponse("the database takes nothing\n", HTTPStatus.SERVICE_UNAVAILABLE)
        return PlainTextResponse("ready\n")

    async def metrics(self, _: Request) -> Response:
        """The figures; without those of the database while it doesn't answer."""
        waiting = await self._waiting()
        gauges = {"jasette_uptime_seconds": monotonic() - self._since}
        if waiting is not None:
            gauges |= {"jasette_inbox_waiting": waiting[0], "jasette_outbox_waiting": waiting[1]}
        return Response(self._meters.text(gauges), media_type=PROMETHEUS)

    async def _waiting(self) -> tuple[int, int] | None:
        """How much waits in the inbox and in the outbox; None when the store doesn't say in time."""
        try:
            async with asyncio.timeout(ANSWER_WITHIN), self._store.transaction() as tx:
                return await tx.inbox.backlog(), await tx.outbox.backlog()
        except Exception:  # noqa: BLE001 - whatever it is, the store can't be reached
            return None

    async def _is_room(self) -> bool:
        """Whether the store takes what is written, tried: where nothing is sent to us, nobody else would find out."""
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                for text in (MUCH, ""):
                    async with self._store.transaction() as tx:
                        await tx.notes.write(ROOM, text)
        except Exception:  # noqa: BLE001 - whatever it is, the store takes nothing
            return False
        self._trouble.over()
        return True
