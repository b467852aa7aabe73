"""What the bot is called, asked of Telegram at each start, and kept."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

from coaching.faces.telegram.gateway import (
    Gateway,
    OtherPollerError,
    TokenRefusedError,
    UnreachableError,
    WebhookSetError,
)
from coaching.faces.telegram.polling import rest
from coaching.services.bot_name import bot_name, keep_name
from coaching.services.ports import Store

LOG = logging.getLogger(__name__)
USERNAME = re.compile(r"[A-Za-z0-9_]{4,32}")


async def learn_name(gateway: Gateway, store: Store, tell: Callable[[str], None] = lambda _: None) -> None:
    """Ask until it is known. Whatever else is refused is told by whoever polls.

    `tell` is told the name: the one of before at once, then the one that Telegram says.
    """
    await _remember(store, tell)
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
            tell(name)
            await _keep(store, name)
        return


async def _remember(store: Store, tell: Callable[[str], None]) -> None:
    try:
        async with store.transaction() as tx:
            tell(await bot_name(tx))
    except Exception:
        LOG.exception("the bot's name could not be read")


async def _keep(store: Store, name: str) -> None:
    try:
        async with store.transaction() as tx:
            await keep_name(tx, name)
    except Exception:
        LOG.exception("the bot's name could not be kept")
