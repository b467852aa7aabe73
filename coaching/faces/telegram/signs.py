"""What is shown beside the messages: that somebody types, a nod at what was said, buttons that have had their day.

It is shown at once or not at all: never kept, never tried again, and worth no waiting.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from coaching.faces.telegram.gateway import Gateway, TokenRefusedError
from coaching.faces.telegram.pace import Pace
from coaching.faces.telegram.tempo import Tempo
from coaching.services.records import Outgoing

MOST = 32  # on their way at once
LONGEST = 1.0  # seconds an answer waits for the sign before it
SEEN = 4.0  # seconds a sign of typing stays, unless a message comes
TYPING, NOD = "sendChatAction", "setMessageReaction"
PASSING = frozenset({TYPING, NOD})


def typing(chat_id: int) -> Outgoing:
    """That somebody is typing there."""
    return Outgoing(chat_id, TYPING, {"chat_id": chat_id, "action": "typing"})


def nod(chat_id: int, message_id: int, emoji: str) -> Outgoing:
    """A reaction to that message."""
    reaction = [{"type": "emoji", "emoji": emoji}]
    return Outgoing(chat_id, NOD, {"chat_id": chat_id, "message_id": message_id, "reaction": reaction})


def parted(messages: Sequence[Outgoing]) -> tuple[list[Outgoing], list[Outgoing]]:
    """Those to be kept until they are sent, and those that are only shown."""
    return [one for one in messages if one.method not in PASSING], [one for one in messages if one.method in PASSING]


class Signs:
    """The signs on their way."""

    def __init__(self, gateway: Gateway, pace: Pace, tempo: Tempo | None = None) -> None:
        self._gateway = gateway
        self._pace = pace
        self._tempo = tempo or Tempo()
        self._typing: dict[int, asyncio.Task[None]] = {}
        self._showing: set[asyncio.Task[None]] = set()
        self._seen: dict[int, float] = {}  # until when somebody is seen to type

    def show(self, sign: Outgoing) -> None:
        """Show it, unless there is no time for it or somebody types there already."""
        now, chat = asyncio.get_running_loop().time(), sign.chat_id
        if self._tempo.is_busy or len(self._showing) >= MOST or self._pace.held(chat, now):
            return
        if sign.method == TYPING and (chat in self._typing or now < self._seen.get(chat, 0.0)):
            return
        task = asyncio.create_task(self._show(sign))
        self._showing.add(task)
        task.add_done_callback(self._showing.discard)
        if sign.method == TYPING:
            self._seen[chat] = now + SEEN
            self._typing[chat] = task
            task.add_done_callback(lambda _: self._typing.pop(chat, None))

    async def passed(self, chat_id: int) -> None:
        """Until the chat's typing sign has arrived: one that came after the answer would stay for seconds."""
        self._seen.pop(chat_id, None)
        showing = self._typing.get(chat_id)
        if showing:
            await asyncio.wait({showing}, timeout=LONGEST)

    async def stop(self) -> None:
        """Let go of those on their way."""
        waiting = list(self._showing)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    async def _show(self, sign: Outgoing) -> None:
        try:
            sent = await self._gateway.send(sign.method, sign.payload)
        except TokenRefusedError:
            return  # the poll meets the same and says so
        if sent.wait:
            self._pace.hold(sign.chat_id, asyncio.get_running_loop().time() + sent.wait)
