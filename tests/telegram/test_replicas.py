"""Two bots on one PostgreSQL, as behind a load balancer: one conversation each, whoever of them answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import pytest
from sqlalchemy import text

from coaching.faces.telegram.pace import Pace
from coaching.faces.telegram.running import Hook
from coaching.services.ports import Interrupted
from coaching.store import DatabaseStore, Keys
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.bot_api.webhook import Patience
from tests.postgres import a_database
from tests.telegram.balancer import balanced
from tests.telegram.bots import SECRET, UNHURRIED, a_hook, free_port, running
from tests.telegram.test_faults import QUESTIONS, settled, spoken, turns_of
from tests.telegram.walks import walk_up

END_ALL = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
STANDING_BY = "others stand by"


@pytest.fixture
async def stores() -> AsyncIterator[tuple[DatabaseStore, DatabaseStore]]:
    with a_database() as address:
        one = await DatabaseStore.open(address, Keys(SECRET))
        other = await DatabaseStore.open(address, Keys(SECRET))
        try:
            yield one, other
        finally:
            await one.close()
            await other.close()


@asynccontextmanager
async def hooks(api: BotApi) -> AsyncIterator[tuple[Hook, Hook]]:
    """Two hooks behind one address."""
    api.state.webhook.patience = Patience(first=0.1, longest=0.4)
    ports = free_port(), free_port()
    async with balanced(ports) as address:
        public = f"http://127.0.0.1:{address}/telegram"
        yield replace(a_hook(ports[0]), url=public), replace(a_hook(ports[1]), url=public)


async def talk(person: Person, said: dict[int, list[int]]) -> None:
    await walk_up(person)
    said[person.id] = [await person.say(question) for question in QUESTIONS]


async def hold_against(store: DatabaseStore, person: Person, said: dict[int, list[int]]) -> None:
    """Every message once, in order, answered."""
    turns = await settled(store, person, len(QUESTIONS))
    await person.wait_for_all([spoken(turn.reply) for turn in turns])
    assert [turn.update_id for turn in turns] == said[person.id]
    first_shown = [next(i for i, m in enumerate(person.heard) if spoken(t.reply) in m.text) for t in turns]
    assert first_shown == sorted(first_shown)


async def test_whichever_of_them_takes_a_message_each_conversation_goes_on(
    api: BotApi, stores: tuple[DatabaseStore, DatabaseStore]
) -> None:
    api.state.faults.duplicates = 0.2
    people, said = [api.person(f"P{number}") for number in range(6)], dict[int, list[int]]()
    async with hooks(api) as (one, other), running(api, stores[0], hook=one), running(api, stores[1], hook=other):
        await asyncio.gather(*(talk(person, said) for person in people))
        for person in people:
            await hold_against(stores[0], person, said)


async def test_restarted_one_after_the_other_they_lose_nothing(
    api: BotApi, stores: tuple[DatabaseStore, DatabaseStore]
) -> None:
    people, said = [api.person(f"P{number}") for number in range(4)], dict[int, list[int]]()
    async with hooks(api) as (one, other):
        async with running(api, stores[0], hook=one):
            async with running(api, stores[1], hook=other):
                talking = asyncio.gather(*(talk(person, said) for person in people))
                await people[0].changed()
            async with running(api, stores[1], hook=other):
                await talking
        async with running(api, stores[0], hook=one):
            for person in people:
                await hold_against(stores[1], person, said)


async def test_of_two_that_poll_one_does_and_the_other_takes_over(
    api: BotApi, stores: tuple[DatabaseStore, DatabaseStore], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    sophie = api.person()
    async with running(api, stores[0], wait=1) as stop_one:
        await walk_up(sophie)
        async with running(api, stores[1], wait=1):
            await sophie.ask(QUESTIONS[0])
            assert caplog.text.count(STANDING_BY) == 1
            stop_one.set()
            await sophie.ask(QUESTIONS[1])

    assert [turn.text for turn in await turns_of(stores[0], sophie)] == QUESTIONS[:2]
    assert caplog.text.count(STANDING_BY) == 2
    assert [call for call in api.state.made("getUpdates") if call.outcome == "409"] == []


async def test_together_they_keep_one_pace(api: BotApi, stores: tuple[DatabaseStore, DatabaseStore]) -> None:
    api.state.flood.of_chat = (4, 4.0)  # one more than they send at once: on its way, a message may be held up
    sophie = api.person()
    async with hooks(api) as (one, other):
        first = running(api, stores[0], Pace(burst=3, per_chat=3.8), hook=one)
        second = running(api, stores[1], Pace(burst=3, per_chat=3.8), hook=other)
        async with first, second:
            for _ in range(9):
                await sophie.say("/aide")
            for _ in range(9):
                await sophie.next()

    assert [call.outcome for call in api.state.made("sendMessage")] == ["ok"] * 9


async def test_what_one_of_them_is_sending_the_other_leaves_alone_when_it_starts(
    api: BotApi, stores: tuple[DatabaseStore, DatabaseStore], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    sophie = api.person()
    async with hooks(api) as (one, other), running(api, stores[0], Pace(1000, UNHURRIED), hook=one):
        await walk_up(sophie)
        for question in QUESTIONS:
            await sophie.say(question)
        async with running(api, stores[1], hook=other):
            for turn in await settled(stores[0], sophie, len(QUESTIONS)):
                await sophie.wait_for_all([spoken(turn.reply)])

    assert "sending again" not in caplog.text
    assert len({message.text for message in sophie.heard}) == len(sophie.heard)


async def test_connections_the_server_ends_at_any_moment_cost_nothing(
    api: BotApi, stores: tuple[DatabaseStore, DatabaseStore]
) -> None:
    people, said = [api.person(f"P{number}") for number in range(4)], dict[int, list[int]]()
    async with hooks(api) as (one, other), running(api, stores[0], hook=one), running(api, stores[1], hook=other):
        talking = asyncio.gather(*(talk(person, said) for person in people))
        while not talking.done():
            await asyncio.sleep(0.3)
            with suppress(Interrupted):
                async with stores[0].transaction() as tx:
                    await tx._session.run(END_ALL)  # noqa: SLF001 - no way the product has
        await talking
        for person in people:
            await hold_against(stores[0], person, said)
