"""Arrivals that wait until a message is read or a scenario ready: in a thread, while every other chat is answered."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor

from coaching.services.foresight import UnreadError
from coaching.services.records import Arrival
from coaching.understanding import NotReadyError

LOG = logging.getLogger(__name__)
TRIES = 5  # of one arrival; each makes one scenario ready
PATIENCE = 1.5  # seconds before whoever waits is told
REMEMBERED = 1000  # chats
READ_AT_ONCE = os.cpu_count() or 1  # messages; the network that reads them leaves the interpreter to others
MOST = 16  # that wait at once: enough to keep all processors busy


class Waiting:
    """The chats whose next arrival can't be answered yet. Held in memory: after a crash it is found out anew."""

    def __init__(self, tell: Callable[[Arrival], Awaitable[None]], ready: Callable[[], None]) -> None:
        """`tell` asks whoever wrote for a moment, `ready` is called when they can be answered."""
        self._tell = tell
        self._ready = ready
        self._tasks: dict[int, asyncio.Task[None] | Future[None]] = {}
        self._told: set[int] = set()  # arrivals whose sender was asked for a moment
        self._tried: dict[int, tuple[int, int]] = {}  # by chat: the arrival, and how often
        self._readers = ThreadPoolExecutor(READ_AT_ONCE, thread_name_prefix="reader")

    @property
    def chats(self) -> Collection[int]:
        """Those that wait now."""
        return self._tasks.keys()

    @property
    def is_full(self) -> bool:
        """Whether so many wait that no more should be looked at."""
        return len(self._tasks) >= MOST

    def take(self, arrival: Arrival, wait: NotReadyError) -> bool:
        """Have ready what it waits for; False where that was tried too often."""
        update_id, tries = self._tried.get(arrival.chat_id, (arrival.update_id, 0))
        tries = tries + 1 if update_id == arrival.update_id else 1
        if tries > TRIES:
            return False
        if len(self._tried) >= REMEMBERED:
            self._tried.clear()
        self._tried[arrival.chat_id] = arrival.update_id, tries
        self._tasks[arrival.chat_id] = asyncio.create_task(self._have_ready(arrival, wait))
        return True

    def read(self, chat_id: int, read: Callable[[], None]) -> None:
        """Have what arrives from that chat read before it is looked at."""
        reading = self._tasks[chat_id] = self._readers.submit(read)
        loop = asyncio.get_running_loop()

        def come_back(reading: Future[None]) -> None:  # from its thread
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._was_read, chat_id, reading)

        reading.add_done_callback(come_back)

    def _was_read(self, chat_id: int, reading: Future[None]) -> None:
        if error := reading.exception():
            LOG.error("a message can't be read ahead", exc_info=error)  # it is tried once more, by who answers it
        if self._tasks.get(chat_id) is reading:
            del self._tasks[chat_id]
        self._ready()

    async def _have_ready(self, arrival: Arrival, wait: NotReadyError) -> None:
        # Reading has threads of its own: it isn't held up by a scenario that takes seconds.
        threads = self._readers if isinstance(wait, UnreadError) else None
        making = asyncio.ensure_future(asyncio.get_running_loop().run_in_executor(threads, wait.make_ready))
        try:
            done, _ = await asyncio.wait([making], timeout=PATIENCE)
            if not done and wait.is_long and arrival.update_id not in self._told:
                self._told = {arrival.update_id, *(self._told if len(self._told) < REMEMBERED else ())}
                await self._tell(arrival)
            await making
        except Exception:
            LOG.exception("a scenario can't be made ready, or a message read")
        finally:
            self._tasks.pop(arrival.chat_id, None)
            self._ready()
