"""A coach and their people on the fake Bot API, with a clock that is turned: short ways through groups."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from coaching.faces.telegram.reminding import Reminding, tellers_of
from coaching.faces.telegram.shelf import House, Shelf
from coaching.faces.words import Words, read_words
from coaching.language import Language
from coaching.store import DatabaseStore, Keys
from tests.bot_api.chats import Posted
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.content import library
from tests.store.stores import Clock
from tests.telegram.bots import SECRET, practice, running
from tests.telegram.walks import SLIPPING, walk_in

MONDAY = datetime(2026, 11, 23, 15, tzinfo=UTC)  # ten in the morning in Toronto
PHOTOGRAPHER = "defensive_photographer"


@dataclass
class Day:
    """One bot, its clock, and everybody who writes to it."""

    api: BotApi
    store: DatabaseStore
    clock: Clock
    lang: Language
    taps: int = 0
    typed: int = 0
    people: dict[str, Person] = field(default_factory=dict)

    @cached_property
    def house(self) -> House:
        """What reminders are worded with."""
        return House(practice(), tuple(library().values()), Shelf())

    @property
    def words(self) -> Words:
        return read_words(self.lang)

    def person(self, name: str) -> Person:
        self.people[name] = self.api.person(name, self.lang.value)
        return self.people[name]

    async def tap(self, person: Person, label: str) -> Posted:
        """Tap the newest button with that label; the page that takes its place, or comes under it."""
        message = next(
            one for one in reversed(person.chat.posted.values()) if one.by_bot and one.button(label) is not None
        )
        button = message.button(label)
        assert button
        count, self.taps = len(person.heard), self.taps + 1

        def page() -> Posted | None:
            now = person.chat.posted[message.message_id]
            if len(person.heard) > count:
                return person.heard[-1] if person.heard[-1].keyboard else None
            is_new = now.keyboard and (now.text, now.keyboard) != (message.text, message.keyboard)
            return now if is_new else None

        await person.tap(message, button)
        await person.until(lambda: page() is not None, f"what comes after {label}")
        person.skip()
        found = page()
        assert found
        return found

    async def write(self, person: Person, text: str) -> Posted:
        """Write something; the last of what comes, which has buttons."""
        count, self.typed = len(person.heard), self.typed + 1
        await person.say(text)
        await person.until(
            lambda: len(person.heard) > count and bool(person.heard[-1].keyboard), f"an answer to {text}"
        )
        person.skip()
        return person.heard[-1]

    async def come_in(self, person: Person) -> None:
        """From nothing to the choice of whom to meet."""
        await walk_in(person, self.lang)
        person.skip()

    async def come_by(self, person: Person, link: str) -> Posted:
        """From nothing to what the link offers."""
        words = self.words
        await person.say(f"/start {link.partition('start=')[2]}")
        await person.wait_for(words("telegram.start.language")[:20])
        await person.press(words("telegram.buttons.french" if self.lang is Language.FR else "telegram.buttons.english"))
        await person.wait_for(words("telegram.trade.ask")[:20])
        count = len(person.heard)
        await person.press(words("telegram.buttons.skip"))
        join = words("coaches.offer.join")
        await person.until(lambda: any(one.button(join) for one in person.heard[count:]), "what the link offers")
        person.skip()
        return person.heard[-1]

    async def rehearse(self, person: Person) -> Posted:
        """From the page of what is asked to the debrief."""
        words = self.words
        await self.tap(person, words("joining.buttons.begin"))
        await person.press(words("telegram.buttons.skip"))
        await person.wait_for(" — ")
        for text in SLIPPING[self.lang][1:3]:  # a good question, and a pitch
            await person.ask(text)
        await person.say("/end")
        skip = words("telegram.buttons.skip")
        await person.until(lambda: person.heard[-1].button(skip) is not None, "the question how it went")
        await person.press(skip)
        await person.wait_for(words("debrief.try"))
        await person.until(lambda: bool(person.heard[-1].keyboard), "what can be done now")
        person.skip()
        return person.heard[-1]

    async def remind(self) -> None:
        """All that is due by now goes out."""
        await Reminding(self.store, tellers_of(self.house), lambda: None).once()
        waker = self.people.setdefault("waker", self.api.person("Waker", self.lang.value))
        await waker.ask("/help")


@asynccontextmanager
async def a_day(file: Path, lang: Language) -> AsyncIterator[Day]:
    clock = Clock(MONDAY)
    async with BotApi() as api:
        store = await DatabaseStore.open(f"sqlite:///{file}", Keys(SECRET), clock=clock)
        try:
            async with running(api, store):
                yield Day(api, store, clock, lang)
        finally:
            await store.close()
