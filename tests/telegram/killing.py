"""kill -9 at random moments under load, and the account afterwards: no turn lost, doubled, disordered or unanswered."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from coaching.services.records import KeptRehearsal
from coaching.store import DatabaseStore, Keys
from tests.bot_api.chats import Button, Posted
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.bot_api.webhook import Patience
from tests.postgres import a_database
from tests.telegram.balancer import balanced
from tests.telegram.bots import HOOK_SECRET, free_port
from tests.telegram.processes import KEY, Lives
from tests.telegram.walks import walk_up

PATIENCE = 300.0  # seconds; a bot that dies every half second on a busy machine answers when it can
UNDER_WAY = re.compile(r"sending again what was under way: (\d+)")
SAYINGS = [
    "Bonsoir! Rassurez-vous, je n'ai rien à vendre.",
    "Qu'est-ce que vous aimez photographier?",
    "Comment avez-vous commencé?",
    "Et l'hiver, comment ça se passe pour vous?",
    "Qu'est-ce qui est le plus dur dans ce métier?",
    "Ah oui?",
    "Je comprends, ça ne doit pas être facile.",
    "Racontez-moi votre plus belle soirée.",
]


class Mode(StrEnum):
    """How the bot runs."""

    POLLING = "polling"
    WEBHOOK = "webhook"
    REPLICAS = "two replicas"
    POLLING_REPLICAS = "two polling replicas"


@dataclass(frozen=True)
class Toll:
    """What was counted: turns kept, and replies sent again since nobody knew whether they had gone out."""

    turns: int
    sent_again: int


class Chatterbox:
    """Somebody who keeps talking: says something, waits for words not heard in this conversation, goes on."""

    def __init__(self, person: Person, dice: random.Random) -> None:
        self.person = person
        person.patience = PATIENCE
        self.said: list[int] = []  # ids of the updates with what they said
        self._dice = dice
        self._since = 0  # where the present conversation begins in what they heard

    async def talk(self, enough: asyncio.Event) -> None:
        await walk_up(self.person)
        while not (enough.is_set() and self.said):  # whoever was kept waiting has their say after the last kill
            await asyncio.sleep(self._dice.uniform(0, 0.3))
            known = self._heard()
            if again := self._again():
                self._since = len(self.person.heard)
                await self.person.tap(*again)
                known = set[str]()
            elif " — " in self.person.heard[-1].text:  # the attendee has spoken: it is our turn
                self.said.append(await self.person.say(self._dice.choice(SAYINGS)))
            while self._heard() <= known:
                await self.person.changed()

    def _heard(self) -> set[str]:
        return {shown(message) for message in self.person.heard[self._since :]}

    def _again(self) -> tuple[Posted, Button] | None:
        newest = self.person.heard[-1]
        button = newest.button("Passer") or newest.button("Rejouer") or newest.button("photogra")
        return (newest, button) if button else None


def shown(message: Posted) -> str:
    """What tells one message from another: its words and its buttons."""
    return f"{message.text}{[button.data for button in message.buttons()]}"


async def survive(api: BotApi, data: Path, mode: Mode, kills: int, people: int, seed: int) -> Toll:
    """Let that many people talk to a bot that dies that often, and hold what is kept against what was said."""
    dice = random.Random(seed)
    talkers = [Chatterbox(api.person(f"P{n}"), random.Random(seed + n)) for n in range(people)]
    enough = asyncio.Event()
    async with _lives(api, data, mode) as (lives, database):
        for life in lives[1:]:
            await life.begin()
        async with asyncio.TaskGroup() as tasks:  # whoever is left without an answer ends it at once
            for talker in talkers:
                tasks.create_task(talker.talk(enough))
            for number in range(kills):
                life = lives[number % len(lives)]
                if not life.is_alive:
                    await life.begin()
                await asyncio.sleep(dice.uniform(0, 0.8))
                await life.kill()
            for life in lives:
                if not life.is_alive:
                    await life.begin()
            enough.set()
        for life in lives:
            assert await life.stop() == 0
        kept = {talker: await rehearsals_of(database, talker.person) for talker in talkers}
        again = sum(int(found) for life in lives for found in UNDER_WAY.findall(life.log.read_text("utf-8")))
    for talker in talkers:
        check(talker, kept[talker])
    return Toll(sum(len(one.turns) for rehearsals in kept.values() for one in rehearsals), again)


def check(talker: Chatterbox, rehearsals: tuple[KeptRehearsal, ...]) -> None:
    """Every message applied once, in order, and answered. One said after the attendee had left is no turn."""
    turns = [turn for rehearsal in rehearsals for turn in rehearsal.turns]
    applied = [turn.update_id or 0 for turn in turns]
    last_words = {one.turns[-1].update_id for one in rehearsals if one.ended and one.turns}
    assert len(applied) == len(set(applied)), "a turn was doubled"
    assert set(applied) <= set(talker.said)
    for lost in set(talker.said) - set(applied):
        assert max((one for one in applied if one < lost), default=0) in last_words, _account(talker, lost, rehearsals)
    assert applied == sorted(applied, key=talker.said.index), "the order was lost"
    heard = {message.text for message in talker.person.heard}
    for turn in turns:
        assert any(turn.reply.replace("*", "") in text for text in heard), "a turn was left unanswered"


def _account(talker: Chatterbox, lost: int, rehearsals: tuple[KeptRehearsal, ...]) -> str:
    """What was kept around a message that is no turn, and what stood in the chat."""
    kept = [(one.number, one.ended_by, [turn.update_id for turn in one.turns]) for one in rehearsals]
    chat = "\n".join(
        f"{m.at:.2f} {'bot' if m.by_bot else 'me'}: {shown(m)[:200]}" for m in talker.person.chat.transcript
    )
    return f"the turn of update {lost} was lost\nsaid {talker.said}\nkept {kept}\n{chat}"


@asynccontextmanager
async def _lives(api: BotApi, data: Path, mode: Mode) -> AsyncIterator[tuple[list[Lives], str]]:
    """The processes of that mode, none begun, and the database they share."""
    api.state.webhook.patience = Patience(first=0.1, longest=0.4)  # seconds: a test needn't wait as long as Telegram
    database, shared = f"sqlite:///{data / 'jasette.sqlite3'}", dict[str, str]()
    async with AsyncExitStack() as stack:
        ports = [free_port() for _ in range(2 if "replicas" in mode else 1)]
        if len(ports) > 1:
            database = stack.enter_context(a_database())
            shared["DATABASE_URL"] = database
        if mode in {Mode.WEBHOOK, Mode.REPLICAS}:
            address = await stack.enter_async_context(balanced(ports)) if len(ports) > 1 else ports[0]
            shared |= {"WEBHOOK_URL": f"http://127.0.0.1:{address}/telegram", "WEBHOOK_SECRET": HOOK_SECRET}
        lives = []
        for number, port in enumerate(ports):
            own = {**shared, "WEBHOOK_PORT": str(port), "JASETTE_LISTEN": "127.0.0.1"}
            life = Lives(api, data, own, port if "WEBHOOK_URL" in shared else 0, f"log{number}.txt")
            stack.push_async_callback(life.close)
            lives.append(life)
        yield lives, database


async def rehearsals_of(database: str, person: Person) -> tuple[KeptRehearsal, ...]:
    """What is kept of them."""
    store = await DatabaseStore.open(database, Keys(KEY), reading=True)
    try:
        async with store.transaction() as tx:
            learner = await tx.learners.of_user(person.id)
            assert learner
            return await tx.rehearsals.all(learner)
    finally:
        await store.close()
