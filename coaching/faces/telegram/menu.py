"""The command menu and the texts of the bot's page, in both languages; told to Telegram only when they changed."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from hashlib import sha256

from coaching.faces.telegram.commands import NAMES, Command
from coaching.faces.telegram.gateway import (
    Gateway,
    Json,
    OtherPollerError,
    TokenRefusedError,
    UnreachableError,
    WebhookSetError,
)
from coaching.faces.telegram.polling import rest
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.services.ports import Store

LOG = logging.getLogger(__name__)
NOTE = "menu"
TRIES = 8  # with pauses that grow to half a minute
# What a client in a third language sees is English, as is what we answer it.
AUDIENCES = (("", Language.EN), ("fr", Language.FR), ("en", Language.EN))
PRIVATE = "all_private_chats"
# No command works in a group; without a list of its own, a group would show the default one.
WITHOUT = ("all_group_chats", "default")
TEXTS = (("setMyDescription", "description"), ("setMyShortDescription", "short_description"))


async def hang_menu(gateway: Gateway, store: Store, bot: str) -> None:
    """Bring Telegram's copies up to date, for that bot. A failure is logged and costs nothing but the menu."""
    pause = 1.0
    for _ in range(TRIES):
        try:
            await _bring_up_to_date(gateway, store, bot)
        except UnreachableError as error:
            LOG.warning("the command menu can't be brought up to date yet: %s", error)
            pause = await rest(max(pause, error.wait))
        except (OtherPollerError, TokenRefusedError, WebhookSetError) as error:
            LOG.warning("the command menu could not be brought up to date: %s", error)
            return
        except Exception:
            LOG.exception("the command menu could not be noted, trying again")
            pause = await rest(pause)
        else:
            return


async def _bring_up_to_date(gateway: Gateway, store: Store, bot: str) -> None:
    wanted = tuple(_calls())
    print_ = sha256(json.dumps([bot, wanted]).encode()).hexdigest()
    async with store.transaction() as tx:
        if await tx.notes.read(NOTE) == print_:
            return
    for method, parameters in wanted:
        await gateway.ask(method, parameters)
    async with store.transaction() as tx:
        await tx.notes.write(NOTE, print_)


def _calls() -> Iterator[tuple[str, Json]]:
    """All that has to be told."""
    for code, lang in AUDIENCES:
        words, audience = read_words(lang), {"language_code": code} if code else {}
        menu = [{"command": NAMES[one][lang], "description": words(f"telegram.commands.{one}")} for one in Command]
        yield "setMyCommands", {"commands": menu, "scope": {"type": PRIVATE}, **audience}
        for scope in WITHOUT:
            yield "deleteMyCommands", {"scope": {"type": scope}, **audience}
        for method, name in TEXTS:
            yield method, {name: words(f"telegram.{name}"), **audience}
