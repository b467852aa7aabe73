"""The queue of updates: kept until an offset confirms them, handed to one poller at a time."""

from __future__ import annotations

import asyncio
import contextlib

from tests.bot_api.chats import Json
from tests.bot_api.faults import Faults
from tests.bot_api.refusals import conflict

OTHER = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Updates:
    """What the bot has not confirmed yet, in order."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._next_id = 481_516_000  # Telegram starts anywhere
        self._pending: dict[int, Json] = {}
        self._changed = asyncio.Condition()
        self._poller: object | None = None
        self.polled = 0  # calls so far
        self.confirmed: set[int] = set()

    async def add(self, kind: str, content: Json) -> int:
        """Queue an update of that kind; its id."""
        update_id = self._next_id
        self._next_id += 1
        await self.deliver({"update_id": update_id, kind: content})
        return update_id

    async def deliver(self, update: Json) -> None:
        """Queue this update, which may have been delivered before."""
        async with self._changed:
            self._pending[self._key(update)] = update
            self._changed.notify_all()

    async def drop(self) -> None:
        """Forget all that waits."""
        async with self._changed:
            self._pending.clear()
            self._changed.notify_all()

    async def skip_to(self, update_id: int) -> None:
        """Let the next ids start there, as Telegram does after an idle week."""
        self._next_id = update_id

    @property
    def waiting(self) -> int:
        """How many are not confirmed."""
        return len(self._pending)

    async def wait_until_confirmed(self) -> None:
        """Until the bot has taken everything."""
        async with self._changed:
            await self._changed.wait_for(lambda: not self._pending)

    async def wait_for_poll(self, after: int = 0) -> None:
        """Until the bot has asked for updates more often than `after` times."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.polled > after)

    async def get(self, offset: int, limit: int, timeout: float) -> list[Json]:
        """What is pending from the offset on, waiting for the first up to `timeout` seconds; 409 to an older poll."""
        me = self._poller = object()
        async with self._changed:
            self.polled += 1
            self._confirm(offset)
            self._changed.notify_all()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(timeout):
                    await self._changed.wait_for(lambda: self._pending or self._poller is not me)
            if self._poller is not me:
                raise conflict(OTHER)
            return [self._pending[key] for key in sorted(self._pending)][:limit]

    def _key(self, update: Json) -> int:
        update_id = update["update_id"]
        assert isinstance(update_id, int)
        return update_id

    def _confirm(self, offset: int) -> None:
        """Forget what lies below the offset; a negative one keeps that many of the newest."""
        if offset < 0:
            offset = sorted(self._pending)[offset:][0] if self._pending else 0
        for key in [key for key in self._pending if key < offset]:
            again = key not in self.confirmed and self._faults.dice.random() < self._faults.duplicates
            self.confirmed.add(key)
            if not again:  # Telegram delivers at least once
                del self._pending[key]
