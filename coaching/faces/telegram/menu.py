"""The command menu and the texts of the bot's page, in both languages; told to Telegram only where they changed."""

from __future__ import annotations

import logging

from coaching.faces.telegram.commands import NAMES, Command
from coaching.faces.telegram.gateway import (
    Gateway,
    OtherPollerError,
    TokenRefusedError,
    UnreachableError,
    WebhookSetError,
)
from coaching.faces.words import read_words
from coaching.language import Language

LOG = logging.getLogger(__name__)
# What a client in a third language sees is English, as is what we answer it.
AUDIENCES = (("", Language.EN), ("fr", Language.FR), ("en", Language.EN))
TEXTS = (("Description", "description"), ("ShortDescription", "short_description"))


async def hang_menu(gateway: Gateway) -> None:
    """Bring Telegram's copies up to date. A failure is logged and costs nothing but the menu."""
    try:
        for code, lang in AUDIENCES:
            await _commands(gateway, code, lang)
            await _texts(gateway, code, lang)
    except (UnreachableError, OtherPollerError, TokenRefusedError, WebhookSetError) as error:
        LOG.warning("the command menu could not be brought up to date: %s", error)


async def _commands(gateway: Gateway, code: str, lang: Language) -> None:
    words = read_words(lang)
    wanted = [
        {"command": NAMES[command][lang], "description": words(f"telegram.commands.{command}")} for command in Command
    ]
    audience = {"language_code": code} if code else {}
    if await gateway.ask("getMyCommands", audience) != wanted:
        await gateway.ask("setMyCommands", {"commands": wanted, **audience})


async def _texts(gateway: Gateway, code: str, lang: Language) -> None:
    words, audience = read_words(lang), {"language_code": code} if code else {}
    for method, name in TEXTS:
        wanted = words(f"telegram.{name}")
        if await gateway.ask(f"getMy{method}", audience) != {name: wanted}:
            await gateway.ask(f"setMy{method}", {name: wanted, **audience})
