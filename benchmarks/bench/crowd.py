"""People who talk to a bot, each of them by a script, and how long it kept them waiting."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import yaml

from coaching.faces.words import read_words
from coaching.language import Language
from tests.bot_api.chats import Chat, Posted
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi

SCRIPTS = Path(__file__).resolve().parents[1] / "learners"
PATIENCE = 120.0  # seconds; an answer that takes longer is lost
FIRST_ID = 8_000_000
HINTS = tuple(read_words(lang)("chat.buttons.hint") for lang in Language)
SKIPS = tuple(read_words(lang)("telegram.buttons.skip") for lang in Language)


@dataclass(frozen=True)
class Script:
    """What somebody says to one attendee."""

    scenario: str
    lang: Language
    sells: str
    lines: tuple[str, ...]


def read_scripts() -> tuple[Script, ...]:
    """Those of the scripted learners: ten manners, in French and in English."""
    return tuple(
        Script(one["scenario"], Language(one["lang"]), one["learner_sells"], tuple(one["messages"]))
        for lang in Language
        for one in yaml.safe_load((SCRIPTS / f"{lang}.yaml").read_text(encoding="utf-8"))
    )


class Listening(Chat):
    """A chat whose owner is told of each message, and nobody else: five hundred don't wake each other."""

    def __init__(self, chat_id: int, name: str) -> None:
        super().__init__(chat_id, name=name)
        self.came = asyncio.Queue[Posted]()

    def post(self, message: Posted) -> None:
        """Let it stand there, and tell them."""
        super().post(message)
        if message.by_bot:
            self.came.put_nowait(message)


class Talker:
    """Somebody with scripts to go through; an attendee who leaves ends one early."""

    def __init__(self, api: BotApi, number: int, scripts: Sequence[Script], *, is_echo: bool) -> None:
        self._chat = api.state.chats[FIRST_ID + number] = Listening(FIRST_ID + number, f"P{number}")
        dice = random.Random(number)
        lang = dice.choice(list(Language))
        mine = [script for script in scripts if script.lang is lang]
        self._scripts = itertools.cycle(dice.sample(mine, len(mine)))
        self._person = Person(api.state, self._chat, f"P{number}", lang.value)
        self._left: Iterator[str] = iter(())
        self._next: str | None = None
        self._is_echo = is_echo
        self._is_new = True

    @property
    def has_more(self) -> bool:
        """Whether the conversation goes on."""
        return self._next is not None

    async def walk_up(self) -> None:
        """To the next attendee's first words; nothing where somebody is talked to already."""
        if self.has_more:
            return
        script = next(self._scripts)
        if not self._is_echo:
            await self._go_to(script)
        self._left = iter(script.lines)
        self._next = next(self._left, None)

    async def _go_to(self, script: Script) -> None:
        await self._person.say(f"/start s_{script.scenario}")
        while True:
            message = await self._heard()
            labels = [button.label for button in message.buttons()]
            if any(hint in labels for hint in HINTS):
                return
            if self._is_new and "English" in labels:
                await self._person.press("Français" if script.lang is Language.FR else "English")
                await self._heard()  # asked what they sell
                await self._person.say(script.sells)
                self._is_new = False
            elif any(skip in labels for skip in SKIPS):
                await self._person.press(next(skip for skip in SKIPS if skip in labels))

    async def turn(self) -> None:
        """Say the next line and hear the answer."""
        text, self._next = self._next or "", next(self._left, None)
        await self._person.say(text)
        answer = await self._heard()
        if not self._is_echo and not any(button.label in HINTS for button in answer.buttons()):
            self._next = None  # they have left
            await self._heard()  # asked to guess how it went
        self._forget()

    async def _heard(self) -> Posted:
        async with asyncio.timeout(PATIENCE):
            return await self._chat.came.get()

    def _forget(self) -> None:
        """What was said long ago: a person would scroll, a measure need not."""
        if len(self._chat.posted) > 60:
            for number in list(self._chat.posted)[:-20]:
                del self._chat.posted[number]
            del self._chat.transcript[:-20]


@dataclass(frozen=True)
class Talked:
    """How it went: the seconds each turn took, and those all of it took."""

    latencies: tuple[float, ...]
    seconds: float


async def talk(talkers: Sequence[Talker], until: float) -> Talked:
    """Each says the next thing as soon as the last is answered, to the end of what they have to say or until then."""
    latencies: list[float] = []

    async def go_on(talker: Talker) -> None:
        while talker.has_more and perf_counter() < until:
            said = perf_counter()
            await talker.turn()
            latencies.append(perf_counter() - said)

    began = perf_counter()
    await asyncio.gather(*map(go_on, talkers))
    return Talked(tuple(latencies), perf_counter() - began)


async def arrive(talkers: Sequence[Talker], per_second: float, seconds: float) -> Talked:
    """So many turns a second, whether or not the last ones were answered; each counts from when it was due."""
    free = asyncio.Queue[Talker]()
    for talker in talkers:
        free.put_nowait(talker)
    latencies: list[float] = []

    async def say(talker: Talker, due: float) -> None:
        await talker.turn()
        latencies.append(perf_counter() - due)
        await talker.walk_up()
        free.put_nowait(talker)

    began = perf_counter()
    async with asyncio.TaskGroup() as tasks:
        for number in range(round(per_second * seconds)):
            due = began + number / per_second
            await asyncio.sleep(max(0.0, due - perf_counter()))
            tasks.create_task(say(await free.get(), due))
    return Talked(tuple(latencies), perf_counter() - began)
