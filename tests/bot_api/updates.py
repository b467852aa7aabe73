"""The queue of updates: kept until an offset confirms them, handed to one poller at a time."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.bot_api.chats import Json
from tests.bot_api.faults import Faults
from tests.bot_api.refusals import conflict

OTHER = "terminated by other getUpdates request; make sure that only one bot instance is running"
LIFETIMES = {"callback_query": 150.0, "inline_query": 30.0}  # seconds an update waits to be taken
LIFETIME = 86_400.0  # seconds, for all others
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})  # never sent by default


def content_of(update: Json) -> tuple[str, Json]:
    """The kind of an update and what it holds."""
    for kind, content in update.items():
        if kind != "update_id":
            return kind, content if isinstance(content, dict) else {}
    return "", {}


@dataclass(frozen=True)
class Pending:
    """An update nobody has taken yet, and when it is too old, in seconds of the monotonic clock."""

    update: Json
    expires: float


class Updates:
    """What the bot has not confirmed yet, in order."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._next_id = 481_516_000  # Telegram starts anywhere
        self._pending: dict[int, Pending] = {}
        self._changed = asyncio.Condition()
        self._poller: object | None = None
        self._ended_by = OTHER
        self.lifetimes = dict(LIFETIMES)
        self.allowed: frozenset[str] = frozenset()  # the kinds asked for; empty: all but ON_REQUEST
        self.listener: Callable[[Json], None] | None = None  # told of each update that is queued
        self.polled = 0  # calls so far
        self.confirmed: set[int] = set()

    async def add(self, kind: str, content: Json) -> int:
        """Queue an update of that kind, should the bot want such; its id."""
        update_id = self._next_id
        self._next_id += 1
        if kind in self.allowed or (not self.allowed and kind not in ON_REQUEST):
            await self.deliver({"update_id": update_id, kind: content})
        return update_id

    async def push(self, content: Json) -> int:
        """Queue this under the next number, of whatever kind it is and whether asked for or not; the update's id."""
        update_id = self._next_id
        self._next_id += 1
        await self.deliver({**content, "update_id": update_id})
        return update_id

    async def deliver(self, update: Json) -> None:
        """Queue this update, which may have been delivered before."""
        life = self.lifetimes.get(content_of(update)[0], LIFETIME)
        async with self._changed:
            self._pending[self.id_of(update)] = Pending(update, time.monotonic() + life)
            if self.listener:
                self.listener(update)
            self._changed.notify_all()

    async def drop(self) -> None:
        """Forget all that waits."""
        async with self._changed:
            self._pending.clear()
            self._changed.notify_all()

    async def skip_to(self, update_id: int) -> None:
        """Let the next ids start there, as Telegram does after an idle week."""
        self._next_id = update_id

    def pending(self) -> Iterable[Json]:
        """What waits, in order."""
        return [self._pending[key].update for key in sorted(self._pending)]

    def still_pending(self, update_id: int) -> Json | None:
        """That update, unless it was taken, dropped or is too old."""
        found = self._pending.get(update_id)
        if found and found.expires < time.monotonic():
            found = self._pending.pop(update_id) and None
        return found.update if found else None

    def lives(self, update_id: int, seconds: float) -> bool:
        """Whether that update will still be of use by then; one that won't is dropped."""
        found = self._pending.get(update_id)
        if found and found.expires < time.monotonic() + seconds:
            found = self._pending.pop(update_id) and None
        return found is not None

    async def taken(self, update_id: int) -> bool:
        """Whether the update is settled now that the bot took it; else it goes out once more."""
        async with self._changed:
            settled = self._settle(update_id)
            self._changed.notify_all()
        return settled

    async def end_poll(self, why: str) -> None:
        """Refuse the poll that waits, if one does."""
        async with self._changed:
            self._poller, self._ended_by = None, why
            self._changed.notify_all()

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
        self._ended_by = OTHER
        async with self._changed:
            self.polled += 1
            self._confirm(offset)
            self._changed.notify_all()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(timeout):
                    await self._changed.wait_for(lambda: self._pending or self._poller is not me)
            if self._poller is not me:
                raise conflict(self._ended_by)
            return [update for update in self.pending() if self.still_pending(self.id_of(update))][:limit]

    def id_of(self, update: Json) -> int:
        """The update's own number."""
        update_id = update["update_id"]
        assert isinstance(update_id, int)
        return update_id

    def _confirm(self, offset: int) -> None:
        """Forget what lies below the offset; a negative one keeps that many of the newest."""
        if offset < 0:
            offset = sorted(self._pending)[offset:][0] if self._pending else 0
        for key in [key for key in self._pending if key < offset]:
            self._settle(key)

    def _settle(self, update_id: int) -> bool:
        """Let go of an update; False when the dice have it delivered once more, as Telegram may."""
        again = update_id not in self.confirmed and self._faults.dice.random() < self._faults.duplicates
        self.confirmed.add(update_id)
        if not again:
            self._pending.pop(update_id, None)
        return not again
