"""What is settled and old is erased, now and then, for as long as the bot runs."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from coaching.faces.telegram.trouble import Trouble
from coaching.services.ports import Interrupted, Store

LOG = logging.getLogger(__name__)
KEPT = timedelta(days=3)  # of what is settled: longer than Telegram would deliver it again (a day)
REMEMBERED = timedelta(days=60)  # of reminders that were told: longer than any plan reaches back
BETWEEN = 3600.0  # seconds
AGAIN = 60.0  # seconds after which it is tried again


async def purge(store: Store, trouble: Trouble | None = None) -> None:
    """Until cancelled. A purge that fails can wait: nobody is answered the later for it."""
    trouble = trouble or Trouble()
    while True:
        try:
            await _purge_once(store)
            pause = BETWEEN
        except Interrupted as error:
            trouble.came(error)
            pause = AGAIN
        except Exception:
            LOG.exception("what is old could not be erased, trying again")
            pause = AGAIN
        await asyncio.sleep(pause)


async def _purge_once(store: Store) -> None:
    async with store.transaction() as tx:
        await tx.inbox.purge(tx.now - KEPT)
        await tx.outbox.purge(tx.now - KEPT)
        await tx.leases.purge(tx.now - KEPT)
        await tx.paces.purge(tx.now)
        await tx.reminders.purge(tx.now - REMEMBERED)
