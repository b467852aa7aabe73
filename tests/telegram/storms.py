"""Storms of strange updates and taps on a bot at work, and what is found afterwards."""

from __future__ import annotations

import asyncio
import logging
import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from coaching.faces.words import read_words
from coaching.language import Language
from tests.bot_api.chats import Button, Chat
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.telegram.strange import Strange

WAVE = 8  # updates for each chat, which then has time to answer them: a flood would be held back
# What comes of taps, and of messages, that never were.
FORGIVEN = (
    *("query is too old", "message is not modified", "message to edit not found", "message can't be edited"),
    *("message to react not found", "there is no text in the message to edit"),
)
TOLD_FIRST = 4  # messages
SORRY = {read_words(lang)("telegram.sorry") for lang in Language}


class Errors(logging.Handler):
    """Every error that was logged."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(self.format(record))


@dataclass
class Storm:
    """A crowd, a group, and what blows at the bot from there."""

    api: BotApi
    database: Path
    seed: int
    chats: int = 50
    errors: Errors = field(default_factory=Errors)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)
        # Each name is in nobody else's, and holds a mark of ours-to-be were it not escaped.
        self.people = [self.api.person(f"Zoé{number:03d}<u>&amp;") for number in range(self.chats)]
        group = self.api.state.chats[-1001] = Chat(-1001, kind="supergroup", name="Club", started=True)
        self._strange = Strange(self._dice, self.people, group, self.api.state.bot)

    async def blow(self, updates: int, taps: int) -> None:
        """So many of each, shuffled, in waves."""
        logging.getLogger().addHandler(self.errors)
        try:
            kinds = [True] * updates + [False] * taps
            self._dice.shuffle(kinds)
            for person in self.people:
                person.chat.started = True
            for at in range(0, len(kinds), WAVE * self.chats):
                for is_update in kinds[at : at + WAVE * self.chats]:
                    await (self._update() if is_update else self._tap())
                await self.quiet()
        finally:
            logging.getLogger().removeHandler(self.errors)

    async def _update(self) -> None:
        await self.api.state.updates.push(self._strange.update())

    async def _tap(self) -> None:
        person, data = self._strange.tap()
        if person.heard:
            await person.tap(self._dice.choice(person.heard[-5:]), Button("", data))
        else:
            await self._update()

    async def quiet(self) -> None:
        """Until all of it is taken, applied and answered."""
        await self.api.state.updates.wait_until_confirmed()
        while self.ask("SELECT count(*) FROM inbox WHERE state = 'pending'") != [(0,)] or self.ask(
            "SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending')"
        ) != [(0,)]:
            await asyncio.sleep(0.02)

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """What the database says."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return connection.execute(query).fetchall()

    async def damage(self) -> list[str]:
        """What is wrong after it, in words; nothing is."""
        found = [f"an error was logged: {told[:600]}" for told in self.errors.told]
        rows = self.ask("SELECT update_id FROM inbox WHERE state = 'dead'")
        found += [f"update {number} was put aside" for (number,) in rows]
        rows = self.ask(
            "SELECT o.id FROM outbox o JOIN inbox i ON o.answers = i.update_id WHERE o.chat_id <> i.chat_id"
        )
        found += [f"message {number} answers another chat" for (number,) in rows]
        refused = [call for call in self.api.state.calls if call.outcome == "400" and (call.chat or 0) > 0]
        found += [
            f"{call.method} was refused: {call.description}; {call.text[:80]}"
            for call in refused
            if not any(why in call.description for why in FORGIVEN)
        ]
        for person in self.people:
            found += self._seen_by(person)
            found += await self._alive(person)
        return found

    def _seen_by(self, person: Person) -> list[str]:
        others = [one.first_name for one in self.people if one is not person]
        found = []
        for message in person.heard:
            found += [f"{person.first_name} was told of {name}" for name in others if name[:6] in message.text]
            found += [f"{person.first_name} was told sorry"] if message.text in SORRY else []
            found += (
                [f"a mark of theirs was taken for ours: {message.text[:80]}"] if message.marked("underline") else []
            )
        return found

    async def _alive(self, person: Person) -> list[str]:
        """Whether /start leads to a way on; a talk that waited for a guess is told first, in messages without one."""
        person.skip()
        await person.say("/start")
        answers: list[str] = []
        for _ in range(TOLD_FIRST):
            try:
                answer = await person.next()
            except AssertionError as error:
                return [f"{person.first_name} is not answered: {error}"]
            if answer.keyboard:
                return []
            answers.append(answer.text[:80])
        return [f"{person.first_name} was answered to /start: {answers}"]
