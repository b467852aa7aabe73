"""Somebody with a phone: says things, taps buttons, reads what comes."""

from __future__ import annotations

import asyncio
import itertools
import re
import time
from collections.abc import Callable
from dataclasses import replace

from tests.bot_api.chats import Answer, Button, Chat, Json, Posted, Press
from tests.bot_api.describing import content_of, described_file
from tests.bot_api.parameters import Upload
from tests.bot_api.state import State
from tests.bot_api.stored import StoredFile

PATIENCE = 20.0  # seconds after which a test gives up waiting; never reached when all is well
QUERIES = itertools.count(9_000_000_001)


class Person:
    """One user in one chat. Reads the bot's messages one by one, in order."""

    def __init__(self, state: State, chat: Chat, first_name: str, language_code: str) -> None:
        self._state = state
        self.chat = chat
        self.first_name = first_name
        self.language_code = language_code  # of their phone
        self.read = 0  # how many of the bot's messages they have read
        self.patience = PATIENCE

    @property
    def id(self) -> int:
        """Their Telegram id, which is the chat's too."""
        return self.chat.chat_id

    @property
    def _is(self) -> Json:
        """As an update describes them."""
        told: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return told | ({"language_code": self.language_code} if self.language_code else {})

    @property
    def heard(self) -> list[Posted]:
        """All the bot wrote so far."""
        return [message for message in self.chat.transcript if message.by_bot]

    async def say(self, text: str) -> int:
        """Send a text; the update's id."""
        content: Json = {"text": text}
        if text.startswith("/"):
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        return await self.send(content, text, "text")

    async def send(self, content: Json, text: str = "", kind: str = "other", file: StoredFile | None = None) -> int:
        """Send a message of any content (a photo, a voice note); the update's id."""
        self.chat.started = True
        now = asyncio.get_running_loop().time()
        message = Posted(self.chat.next_message_id(), by_bot=False, text=text, at=now, kind=kind, file=file)
        self.chat.post(message)
        return await self._state.updates.add("message", self._envelope(message.message_id) | content)

    async def send_file(self, kind: str, name: str, content: bytes, caption: str = "", **more: object) -> int:
        """Send a photo, voice note, sticker or document, which the bot can fetch; the update's id."""
        stored = self._state.files.keep(kind, Upload(name, content))
        told = described_file(stored, **more) | ({"caption": caption} if caption else {})
        return await self.send(told, caption, kind, stored)

    async def send_location(self, latitude: float, longitude: float) -> int:
        """Say where they are; the update's id."""
        place: Json = {"latitude": latitude, "longitude": longitude}
        return await self.send({"location": place}, f"{latitude:.4f}, {longitude:.4f}", "location")

    async def send_contact(self, first_name: str, phone_number: str) -> int:
        """Pass on somebody's number; the update's id."""
        card: Json = {"first_name": first_name, "phone_number": phone_number}
        return await self.send({"contact": card}, f"{first_name} · {phone_number}", "contact")

    async def edit(self, text: str, message_id: int = 0) -> int:
        """Change a text they sent, the last one unless its number is given; the update's id."""
        mine = [message for message in self.chat.transcript if not message.by_bot and message.kind == "text"]
        old = self.chat.posted[message_id or mine[-1].message_id]
        self.chat.posted[old.message_id] = replace(old, text=text, edited=True, reworded=True)
        edited = self._envelope(old.message_id) | {"text": text, "edit_date": int(time.time())}
        return await self._state.updates.add("edited_message", edited)

    async def press(self, label: str) -> str:
        """Tap the newest button whose label holds these words; the query's id."""
        for message in reversed(self.chat.posted.values()):
            button = message.button(label) if message.by_bot else None
            if button:
                return await self.tap(message, button)
        raise AssertionError(f"no button “{label}” in {[b.label for m in self.heard for b in m.buttons()]}")

    async def tap(self, message: Posted, button: Button) -> str:
        """Tap this very button, even one that is gone from the screen; the query's id."""
        query = str(next(QUERIES))
        self._state.presses[query] = Press(query, self.id, asyncio.get_running_loop().time())
        await self._state.updates.add(
            "callback_query",
            {
                "id": query,
                "from": self._is,
                "message": self._envelope(message.message_id) | content_of(message) | {"from": self._state.bot},
                "chat_instance": str(self.id),
                "data": button.data,
            },
        )
        return query

    async def tap_data(self, message: Posted, data: str) -> str:
        """Send back data of one's own making, as any client can; the query's id."""
        return await self.tap(message, Button("", data))

    async def say_in(self, group: Chat, text: str) -> int:
        """Say something in a group; the update's id."""
        message = {"message_id": group.next_message_id(), "text": text, "date": int(time.time())}
        return await self._state.updates.add("message", message | {"from": self._is, "chat": group.described()})

    async def bring_bot_to(self, group: Chat) -> int:
        """Add the bot to a group; the update's id."""
        return await self._membership("left", "member", group)

    async def block(self) -> int:
        """Block the bot; the update's id."""
        self.chat.blocked = True
        return await self._membership("member", "kicked")

    async def unblock(self) -> int:
        """Let the bot write again; the update's id."""
        self.chat.blocked = False
        return await self._membership("kicked", "member")

    async def next(self) -> Posted:
        """The next message of the bot not read yet."""
        await self.until(lambda: len(self.heard) > self.read, "another message")
        self.read += 1
        return self.heard[self.read - 1]

    async def wait_for(self, pattern: str) -> Posted:
        """Read on to the first message that holds this pattern."""
        while True:
            message = await self.next()
            if re.search(pattern, message.text):
                return message

    async def wait_for_all(self, texts: list[str]) -> None:
        """Until each of these texts stands in some message of the bot."""
        await self.until(lambda: all(any(t in m.text for m in self.heard) for t in texts), f"all of {texts}")

    async def changed(self) -> None:
        """Until the bot says or does anything, to anybody."""
        async with asyncio.timeout(self.patience), self._state.changed:
            await self._state.changed.wait()

    async def ask(self, text: str) -> Posted:
        """Say something and read the bot's next message."""
        self.skip()
        await self.say(text)
        return await self.next()

    async def answered(self, query: str) -> Answer:
        """What the bot answered to a tap."""
        await self.until(lambda: any(a.query_id == query for a in self._state.answers), "a tap to be answered")
        return next(answer for answer in self._state.answers if answer.query_id == query)

    def skip(self) -> None:
        """Take all that came so far as read."""
        self.read = len(self.heard)

    async def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds in the chat."""
        try:
            async with asyncio.timeout(self.patience), self._state.changed:
                await self._state.changed.wait_for(holds)
        except TimeoutError:
            said = "\n".join(f"{'bot' if m.by_bot else 'me'}: {m.text[:200]}" for m in self.chat.transcript[-6:])
            raise AssertionError(f"waited in vain for {what}; the chat's end:\n{said}") from None

    async def _membership(self, old: str, new: str, chat: Chat | None = None) -> int:
        bot = {name: self._state.bot[name] for name in ("id", "is_bot", "first_name", "username")}
        return await self._state.updates.add(
            "my_chat_member",
            {
                "chat": (chat or self.chat).described(),
                "from": self._is,
                "date": int(time.time()),
                "old_chat_member": {"user": bot, "status": old},
                "new_chat_member": {"user": bot, "status": new, "until_date": 0},
            },
        )

    def _envelope(self, message_id: int) -> Json:
        return {"message_id": message_id, "from": self._is, "chat": self.chat.described(), "date": int(time.time())}
