"""kill -9 at random moments: no turn lost, doubled or unanswered; a reply may come twice, a turn never."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

from coaching.services.records import KeptTurn
from coaching.store import DatabaseStore, Keys
from tests.bot_api.chats import Button, Posted
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.telegram.processes import KEY, Lives
from tests.telegram.walks import walk_up

KILLS, PEOPLE, SEED = 50, 8, 20261122
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


class Chatterbox:
    """Somebody who keeps talking: says something, waits for words not heard in this conversation, goes on."""

    def __init__(self, person: Person, dice: random.Random) -> None:
        self.person = person
        self.said: list[int] = []  # ids of the updates with what they said
        self._dice = dice
        self._since = 0  # where the present conversation begins in what they heard

    async def talk(self, enough: asyncio.Event) -> None:
        await walk_up(self.person)
        while not enough.is_set():
            await asyncio.sleep(self._dice.uniform(0, 0.3))
            if again := self._again():
                self._since = len(self.person.heard)
                await self.person.tap(*again)
                known = set[str]()
            else:
                known = self._heard()
                self.said.append(await self.person.say(self._dice.choice(SAYINGS)))
            while self._heard() <= known:
                await self.person.changed()

    def nudges(self) -> int:
        """How often they were told that nobody is there; a copy of the same message counts once."""
        return len({shown(m) for m in self.person.heard if "avec personne" in m.text})

    def _heard(self) -> set[str]:
        return {shown(message) for message in self.person.heard[self._since :]}

    def _again(self) -> tuple[Posted, Button] | None:
        newest = self.person.heard[-1]
        button = newest.button("Passer") or newest.button("Rejouer") or newest.button("photogra")
        return (newest, button) if button else None


def shown(message: Posted) -> str:
    """What tells one message from another: its words and its buttons."""
    return f"{message.text}{[button.data for button in message.buttons()]}"


async def test_fifty_kills_lose_no_turn_double_none_and_leave_none_unanswered(
    api: BotApi, lives: Lives, tmp_path: Path
) -> None:
    dice = random.Random(SEED)
    talkers = [Chatterbox(api.person(f"P{n}"), random.Random(SEED + n)) for n in range(PEOPLE)]
    enough = asyncio.Event()
    talking = [asyncio.create_task(talker.talk(enough)) for talker in talkers]

    for _ in range(KILLS):
        await lives.begin()
        await asyncio.sleep(dice.uniform(0, 0.8))
        await lives.kill()
    await lives.begin()
    enough.set()
    await asyncio.gather(*talking)
    assert await lives.stop() == 0

    turns = {talker: await turns_of(tmp_path, talker.person) for talker in talkers}
    assert sum(map(len, turns.values())) > KILLS
    for talker in talkers:
        applied = [turn.update_id for turn in turns[talker]]
        assert len(applied) == len(set(applied)), "a turn was doubled"
        assert set(applied) <= set(talker.said)
        assert len(talker.said) == len(applied) + talker.nudges(), "a turn was lost"
        assert applied == sorted(applied, key=lambda update: talker.said.index(update or 0)), "the order was lost"
        heard = {message.text for message in talker.person.heard}
        for turn in turns[talker]:
            assert any(turn.reply.replace("*", "") in text for text in heard), "a turn was left unanswered"


async def turns_of(data: Path, person: Person) -> tuple[KeptTurn, ...]:
    store = await DatabaseStore.open(f"sqlite:///{data / 'jasette.sqlite3'}", Keys(KEY), reading=True)
    try:
        async with store.transaction() as tx:
            learner = await tx.learners.of_user(person.id)
            assert learner
            return tuple(turn for rehearsal in await tx.rehearsals.all(learner) for turn in rehearsal.turns)
    finally:
        await store.close()
