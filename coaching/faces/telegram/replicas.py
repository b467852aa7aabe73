"""Several processes on one database: each shows that it lives, takes over from the dead, and one alone polls."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from coaching.faces.telegram.trouble import Trouble
from coaching.services.ports import Interrupted, Store

LOG = logging.getLogger(__name__)
BEAT = 1.0  # seconds between two signs of life
LIFE = timedelta(seconds=5)  # without one, the others take over
POLLER = "poller"


class Replica:
    """This process among the others."""

    def __init__(self, store: Store, taken_over: Callable[[], None], trouble: Trouble | None = None) -> None:
        """`taken_over` is called when there is something to send that another was sending."""
        self._store = store
        self._taken_over = taken_over
        self._trouble = trouble or Trouble()

    async def begin(self) -> None:
        """Live from now on, and settle what the dead were sending. On a database of our own those are all others."""
        async with self._store.transaction() as tx:
            if self._store.is_shared:
                await tx.leases.live(tx.now + LIFE)
            recovered = await tx.outbox.recover()
        if recovered.again or recovered.let_go:
            LOG.info("sending again what was under way: %s, let go: %s", recovered.again, recovered.let_go)
            self._taken_over()

    async def run(self) -> None:
        """Until cancelled. On a database of our own there is nobody to tell."""
        if not self._store.is_shared:
            await asyncio.Event().wait()
        while True:
            await asyncio.sleep(BEAT)
            try:
                await self.begin()
            except Interrupted as error:
                self._trouble.came(error)
            except Exception:
                LOG.exception("the others could not be told that this process lives, trying again")

    async def end(self) -> None:
        """Nothing is held any more: the others needn't wait to take over."""
        if not self._store.is_shared:
            return
        with contextlib.suppress(Exception):
            async with self._store.transaction() as tx:
                await tx.leases.give_up()

    async def alone(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """`work`, by one process at a time: the others stand by. Until cancelled; raises what `work` raises."""
        if not self._store.is_shared:
            await work()
            return
        working: asyncio.Task[None] | None = None
        try:
            while True:
                mine = await self._is_mine()
                if mine and working is None:
                    LOG.info("this process polls; others stand by")
                    working = asyncio.create_task(work())
                elif not mine and working is not None:
                    LOG.warning("another process polls now; this one stands by")
                    await _cancelled(working)
                    working = None
                if working is None:
                    await asyncio.sleep(BEAT)
                    continue
                await asyncio.wait({working}, timeout=BEAT)
                if working.done():
                    working.result()
        finally:
            if working is not None:
                await _cancelled(working)

    async def _is_mine(self) -> bool:
        try:
            async with self._store.transaction() as tx:
                return await tx.leases.take(POLLER, tx.now + LIFE)
        except Interrupted as error:
            self._trouble.came(error)
            return False
        except Exception:
            LOG.exception("the right to poll could not be asked for, trying again")
            return False


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
