"""Everything the server remembers."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from tests.bot_api.chats import Answer, Chat, Json, Press
from tests.bot_api.faults import Faults
from tests.bot_api.files import Files
from tests.bot_api.flood import Flood
from tests.bot_api.updates import Updates
from tests.bot_api.webhook import Webhook

BOT_ID = 4_815_162


@dataclass(frozen=True)
class Call:
    """One call of the bot, with how it went: "ok", a code, or the fault it met."""

    method: str
    chat: int | None
    at: float  # seconds of the server's monotonic clock
    outcome: str
    text: str = ""
    description: str = ""


@dataclass
class State:
    """Chats, menus, taps, faults, and the journal of calls."""

    faults: Faults = field(default_factory=Faults)
    bot: Json = field(
        default_factory=lambda: {
            "id": BOT_ID,
            "is_bot": True,
            "first_name": "Jasette",
            "username": "jasette_test_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
    )
    chats: dict[int, Chat] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[object]] = field(default_factory=dict)  # by scope and language
    texts: dict[tuple[str, str], str] = field(default_factory=dict)  # by setting and language
    presses: dict[str, Press] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    held_until: dict[int, float] = field(default_factory=dict)  # chats told to wait
    too_soon: list[Call] = field(default_factory=list)  # sent before a chat's wait was over
    flood: Flood = field(default_factory=Flood)
    presses_live: float = 150.0  # seconds a tap can be answered
    files: Files = field(default_factory=Files)
    menu_buttons: dict[int, dict[str, object]] = field(default_factory=dict)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    updates: Updates = field(init=False)
    webhook: Webhook = field(init=False)

    def __post_init__(self) -> None:
        self.updates = Updates(self.faults)
        self.webhook = Webhook(self.updates, self.faults)

    async def said(self, chat: Chat) -> None:  # noqa: ARG002 - one condition serves all chats
        """Wake whoever waits for the bot to say something."""
        async with self.changed:
            self.changed.notify_all()

    def made(self, method: str) -> list[Call]:
        """The calls of that method so far."""
        return [call for call in self.calls if call.method == method]
