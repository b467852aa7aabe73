"""What the bot is called, asked of Telegram at each start and kept: a link to it needs its name."""

from __future__ import annotations

import logging
import re

from coaching.faces.telegram.gateway import (
    Gateway,
    OtherPollerError,
    TokenRefusedError,
    UnreachableError,
    WebhookSetError,
)
from coaching.faces.telegram.polling import rest
from coaching.services.ports import Store, Transaction

LOG = logging.getLogger(__name__)
NOTE = "bot name"
USERNAME = re.compile(r"[A-Za-z0-9_]{4,32}")


async def learn_name(gateway: Gateway, store: Store) -> None:
    """Ask until it is known. Whatever else is refused is told by whoever polls."""
    pause = 1.0
    while True:
        try:
            told = await gateway.ask("getMe")
        except UnreachableError as error:
            pause = await rest(max(pause, error.wait))
            continue
        except (OtherPollerError, TokenRefusedError, WebhookSetError):
            return
        name = told.get("username") if isinstance(told, dict) else None
        if isinstance(name, str) and USERNAME.fullmatch(name):
            await _keep(store, name)
        return


async def link_to(tx: Transaction, payload: str) -> str:
    """The address that opens the bot with that payload; empty while its name isn't known."""
    name = await tx.notes.read(NOTE)
    return f"https://t.me/{name}?start={payload}" if name else ""


async def _keep(store: Store, name: str) -> None:
    try:
        async with store.transaction() as tx:
            if await tx.notes.read(NOTE) != name:
                await tx.notes.write(NOTE, name)
    except Exception:
        LOG.exception("the bot's name could not be kept")
