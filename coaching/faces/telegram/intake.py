"""What Telegram delivers, kept before Telegram is told that it arrived."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence

from coaching.faces.telegram.gateway import (
    Gateway,
    Json,
    OtherPollerError,
    TokenRefusedError,
    UnreachableError,
    WebhookSetError,
)
from coaching.faces.telegram.updates import read_update
from coaching.services.ports import Store
from coaching.services.records import Arrival

LOG = logging.getLogger(__name__)
WAIT = 30  # seconds a poll waits for the first update
SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 30.0  # seconds between polls that failed


class Intake:
    """Polls for ever; each batch is committed before the next poll confirms it."""

    def __init__(self, gateway: Gateway, store: Store, arrived: Callable[[], None], wait: int = WAIT) -> None:
        """`arrived` is called after each batch; `wait` is how long a poll waits, in seconds."""
        self._gateway = gateway
        self._store = store
        self._arrived = arrived
        self._wait = wait
        self._offset = 0

    async def run(self) -> None:
        """Until cancelled. Raises TokenRefusedError."""
        pause = 0.0
        while True:
            try:
                batch = await self._gateway.updates(self._offset, self._wait)
                await self._keep(batch)
            except TokenRefusedError:
                raise
            except WebhookSetError:
                LOG.warning("a webhook was set for this bot; it is taken away, what waits for it is kept")
                pause = await _rest(pause)
                await self._take_webhook_away()
            except OtherPollerError:
                LOG.warning(
                    "another copy of this bot is asking Telegram for the same messages: please stop one of them"
                )
                pause = await _rest(max(pause, 2.0))
            except UnreachableError as error:
                LOG.warning("Telegram can't be reached, trying again: %s", error)
                pause = await _rest(max(pause, error.wait))
            except Exception:
                # Nothing was confirmed: Telegram delivers the batch again.
                LOG.exception("what arrived could not be stored, trying again")
                pause = await _rest(pause)
            else:
                pause = 0.0

    async def _take_webhook_away(self) -> None:
        with contextlib.suppress(UnreachableError):
            await self._gateway.ask("deleteWebhook", {"drop_pending_updates": False})

    async def _keep(self, batch: Sequence[Json]) -> None:
        arrivals = [Arrival(update.update_id, update.chat_id, raw) for raw in batch if (update := read_update(raw))]
        if arrivals:
            async with self._store.transaction() as tx:
                await tx.inbox.receive(arrivals)
            self._arrived()
        # With nothing left to confirm, ask from the start: after an idle week the ids begin anywhere, lower ones too.
        self._offset = max((one.update_id for one in arrivals), default=-1) + 1


async def _rest(pause: float) -> float:
    """Pause, and the length of the next pause should this go on."""
    seconds = max(pause, SHORTEST_PAUSE)
    await asyncio.sleep(seconds)
    return min(LONGEST_PAUSE, seconds * 2)
