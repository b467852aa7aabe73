"""Asking Telegram for what arrived: each batch is committed before the next question confirms it."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from coaching.faces.telegram.gateway import (
    Gateway,
    OtherPollerError,
    TokenRefusedError,
    UnreachableError,
    WebhookSetError,
)
from coaching.faces.telegram.intake import Intake
from coaching.faces.telegram.trouble import Trouble
from coaching.services.ports import Interrupted

LOG = logging.getLogger(__name__)
WAIT = 30  # seconds a poll waits for the first update
SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 30.0  # seconds between polls that failed


class Polling:
    """Polls for ever."""

    def __init__(self, gateway: Gateway, intake: Intake, wait: int = WAIT, trouble: Trouble | None = None) -> None:
        """`wait` is how long a poll waits, in seconds."""
        self._gateway = gateway
        self._intake = intake
        self._wait = wait
        self._trouble = trouble or Trouble()
        self._offset = 0

    async def run(self) -> None:
        """Until cancelled. Raises TokenRefusedError."""
        pause = 0.0
        while True:
            try:
                batch = await self._gateway.updates(self._offset, self._wait)
                # With nothing to confirm, ask from the start: after an idle week the ids begin anywhere, lower too.
                self._offset = await self._intake.keep(batch) + 1 if batch else 0
            except TokenRefusedError:
                raise
            except WebhookSetError:
                LOG.warning("a webhook was set for this bot; it is taken away, what waits for it is kept")
                pause = await rest(pause)
                await self._take_webhook_away()
            except OtherPollerError:
                LOG.warning(
                    "another copy of this bot is asking Telegram for the same messages: please stop one of them"
                )
                pause = await rest(max(pause, 2.0))
            except UnreachableError as error:
                LOG.warning("Telegram can't be reached, trying again: %s", error)
                pause = await rest(max(pause, error.wait))
            except Interrupted as error:
                # Nothing was confirmed: Telegram delivers the batch again.
                self._trouble.came(error)
                pause = await rest(pause)
            except Exception:
                LOG.exception("what arrived could not be stored, trying again")
                pause = await rest(pause)
            else:
                pause = 0.0

    async def _take_webhook_away(self) -> None:
        with contextlib.suppress(UnreachableError):
            await self._gateway.ask("deleteWebhook", {"drop_pending_updates": False})


async def rest(pause: float) -> float:
    """Pause, and the length of the next pause should this go on. Seconds."""
    seconds = max(pause, SHORTEST_PAUSE)
    await asyncio.sleep(seconds)
    return min(LONGEST_PAUSE, seconds * 2)
