"""Telling Telegram where to deliver: only what has changed since, and again until it is taken."""

from __future__ import annotations

import logging
from hashlib import sha256

from coaching.faces.telegram.gateway import ALLOWED, Gateway, OtherPollerError, UnreachableError, WebhookSetError
from coaching.faces.telegram.polling import rest
from coaching.services.ports import Store

LOG = logging.getLogger(__name__)
NOTE = "webhook"
AT_ONCE = 40  # deliveries under way


async def announce(gateway: Gateway, store: Store, url: str, secret: str) -> None:
    """Until Telegram delivers there, showing that secret. Raises TokenRefusedError."""
    pause = 1.0
    while True:
        try:
            await _bring_up_to_date(gateway, store, url, secret)
        except (UnreachableError, OtherPollerError, WebhookSetError) as error:
            wait = error.wait if isinstance(error, UnreachableError) else 0.0
            LOG.warning("Telegram does not take the webhook's address yet, trying again: %s", error)
            pause = await rest(max(pause, wait))
        except Exception:
            LOG.exception("the webhook's address could not be noted, trying again")
            pause = await rest(pause)
        else:
            return


async def _bring_up_to_date(gateway: Gateway, store: Store, url: str, secret: str) -> None:
    # Telegram never tells the secret it was given, so we note which it was; its print will do.
    print_ = sha256(f"{url}\0{secret}".encode()).hexdigest()
    async with store.transaction() as tx:
        noted = await tx.notes.read(NOTE)
    if noted == print_ and await _stands(gateway, url):
        return
    wanted = {"url": url, "secret_token": secret, "allowed_updates": list(ALLOWED), "max_connections": AT_ONCE}
    await gateway.ask("setWebhook", {**wanted, "drop_pending_updates": False})
    async with store.transaction() as tx:
        await tx.notes.write(NOTE, print_)
    LOG.info("Telegram delivers to the webhook from now on")


async def _stands(gateway: Gateway, url: str) -> bool:
    """Whether Telegram delivers there already, and what we want."""
    info = await gateway.ask("getWebhookInfo")
    if not isinstance(info, dict) or info.get("url") != url:
        return False
    kinds = info.get("allowed_updates")
    return isinstance(kinds, list) and set(kinds) == set(ALLOWED)
