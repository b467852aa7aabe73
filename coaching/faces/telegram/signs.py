"""The sign that somebody is typing: shown while an answer is made, never after it, and worth no waiting."""

from __future__ import annotations

import asyncio

from coaching.faces.telegram.gateway import Gateway, TokenRefusedError
from coaching.faces.telegram.pace import Pace

MOST = 32  # signs on their way at once; under load nobody misses one
LONGEST = 1.0  # seconds an answer waits for its own sign


class Signs:
    """The signs on their way, by chat."""

    def __init__(self, gateway: Gateway, pace: Pace) -> None:
        self._gateway = gateway
        self._pace = pace
        self._showing: dict[int, asyncio.Task[None]] = {}

    def typing(self, chat_id: int) -> None:
        """Show it in that chat."""
        now = asyncio.get_running_loop().time()
        if chat_id in self._showing or len(self._showing) >= MOST or self._pace.held(chat_id, now):
            return
        task = asyncio.create_task(self._show(chat_id))
        self._showing[chat_id] = task
        task.add_done_callback(lambda _: self._showing.pop(chat_id, None))

    async def passed(self, chat_id: int) -> None:
        """Until the chat's sign has arrived: one that came after the answer would stay for seconds."""
        showing = self._showing.get(chat_id)
        if showing:
            await asyncio.wait({showing}, timeout=LONGEST)

    async def stop(self) -> None:
        """Let go of those on their way."""
        waiting = list(self._showing.values())
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    async def _show(self, chat_id: int) -> None:
        try:
            sent = await self._gateway.send("sendChatAction", {"chat_id": chat_id, "action": "typing"})
        except TokenRefusedError:
            return  # the poll meets the same and says so
        if sent.wait:
            self._pace.hold(chat_id, asyncio.get_running_loop().time() + sent.wait)
