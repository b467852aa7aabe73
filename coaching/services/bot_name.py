"""What the bot is called, as Telegram said last: a link to it needs its name."""

from __future__ import annotations

from coaching.services.ports import Transaction

NOTE = "bot name"


async def bot_name(tx: Transaction) -> str:
    """Its name without the @; empty while it isn't known."""
    return await tx.notes.read(NOTE) or ""


async def keep_name(tx: Transaction, name: str) -> None:
    """It is called that."""
    if await tx.notes.read(NOTE) != name:
        await tx.notes.write(NOTE, name)


async def link_to(tx: Transaction, payload: str) -> str:
    """The address that opens the bot with that payload; empty while its name isn't known."""
    name = await bot_name(tx)
    return f"https://t.me/{name}?start={payload}" if name else ""


class BotName:
    """The name as this process heard it, for pages strangers ask for: those shouldn't cost the database anything."""

    def __init__(self, name: str = "") -> None:
        self._name = name

    def learn(self, name: str) -> None:
        """It is called that from now on."""
        self._name = name

    def __str__(self) -> str:
        """The name without the @; empty while it isn't known."""
        return self._name
