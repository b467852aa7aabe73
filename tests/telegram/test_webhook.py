"""Delivered to a webhook: the same bot; the door stays shut to everybody but Telegram."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from coaching.faces.telegram.announcing import NOTE
from coaching.faces.telegram.port_taken import PortTakenError
from coaching.faces.telegram.running import Hook
from coaching.faces.telegram.webhook import LARGEST
from coaching.store import DatabaseStore
from tests.bot_api.faults import Fault
from tests.bot_api.people import PATIENCE, Person
from tests.bot_api.server import BotApi
from tests.telegram.bots import HOOK_SECRET, a_hook, opened, running
from tests.telegram.oddities import KINDS, odd
from tests.telegram.test_faults import QUESTIONS, settled, spoken, turns_of
from tests.telegram.walks import walk_up

HEADER = "X-Telegram-Bot-Api-Secret-Token"
NO_UPDATES = {
    "nothing": b"",
    "half": b"{",
    "a list": b"[]",
    "a number": b"5",
    "null": b"null",
    "not text": b"\xff\xfe",
    "an empty object": b"{}",
    "no number": b'{"update_id": "x"}',
    "a huge number": b'{"update_id": 1' + b"0" * 5000 + b"}",
    "deep lists": b"[" * 5000,
    "deep objects": b'{"a":' * 400 + b"1" + b"}" * 400,
    "deeper objects": b'{"a":' * 900 + b"1" + b"}" * 900,
    "no JSON number": b"NaN",
}
RIGHT = {HEADER: HOOK_SECRET, "Content-Type": "application/json"}


@pytest.fixture
def hook() -> Hook:
    return a_hook()


@pytest.fixture
async def bot(api: BotApi, store: DatabaseStore, hook: Hook) -> AsyncIterator[None]:
    async with running(api, store, hook=hook):
        yield


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def an_update(update_id: int = 5, user: int = 7) -> bytes:
    who = {"id": user, "is_bot": False, "first_name": "Sophie", "language_code": "fr"}
    chat = {"id": user, "type": "private"}
    message = {"message_id": 1, "date": 1, "from": who, "chat": chat, "text": "/start"}
    return json.dumps({"update_id": update_id, "message": message}).encode()


async def post(http: aiohttp.ClientSession, hook: Hook, body: bytes, headers: dict[str, str]) -> int:
    async with http.post(hook.url, data=body, headers=headers) as answer:
        await answer.read()
        return answer.status


async def noted(store: DatabaseStore) -> str | None:
    """The print of the address last told, once it is written down."""
    async with store.transaction() as tx:
        return await tx.notes.read(NOTE)


@pytest.mark.usefixtures("bot")
async def test_a_learner_is_answered_as_when_the_bot_polls(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)
    for question in QUESTIONS:
        await sophie.ask(question)

    assert [turn.text for turn in await turns_of(store, sophie)] == QUESTIONS
    assert api.state.made("getUpdates") == []


@pytest.mark.usefixtures("bot")
async def test_many_talk_at_once_and_each_in_order_though_deliveries_fail_and_repeat(
    api: BotApi, store: DatabaseStore
) -> None:
    api.state.faults.rates = {Fault.DROPPED_AFTER: 0.05, Fault.SERVER: 0.05}
    api.state.faults.duplicates = 0.3
    people = [api.person(f"P{number}") for number in range(8)]
    said: dict[int, list[int]] = {}

    async def talk(person: Person) -> None:
        await walk_up(person)
        said[person.id] = [await person.say(question) for question in QUESTIONS]

    await asyncio.gather(*map(talk, people))
    for person in people:
        turns = await settled(store, person, len(QUESTIONS))
        await person.wait_for_all([spoken(turn.reply) for turn in turns])
        assert [turn.update_id for turn in turns] == said[person.id]


async def test_the_address_is_told_to_telegram_once_and_again_when_the_secret_changes(
    api: BotApi, store: DatabaseStore, hook: Hook
) -> None:
    for _ in range(2):
        async with running(api, store, hook=hook), asyncio.timeout(PATIENCE):
            while not await noted(store):  # a bot stopped between telling and noting tells again, as it should
                await asyncio.sleep(0.01)
    assert len(api.state.made("setWebhook")) == 1
    assert api.state.updates.allowed == {"message", "edited_message", "callback_query", "my_chat_member"}

    await asyncio.sleep(1)  # Telegram refuses to be told twice within a second
    async with running(api, store, hook=replace(hook, secret="another-secret")):
        await api.person().ask("/start")

    assert api.state.webhook.hook
    assert api.state.webhook.hook.secret_token == "another-secret"


async def test_an_address_telegram_does_not_take_at_once_is_told_again(
    api: BotApi, store: DatabaseStore, hook: Hook
) -> None:
    api.state.faults.next_time(Fault.SERVER, "setWebhook")
    api.state.faults.next_time(Fault.FLOOD, "setWebhook")

    async with running(api, store, hook=hook):
        assert "Sophie" in (await api.person().ask("/start")).text


async def test_from_webhook_to_polling_and_back_nothing_is_lost(api: BotApi, store: DatabaseStore, hook: Hook) -> None:
    sophie = api.person()
    async with running(api, store, hook=hook):
        await walk_up(sophie)
    await sophie.say(QUESTIONS[0])
    async with running(api, store):
        await sophie.next()
        await sophie.ask(QUESTIONS[1])
    await sophie.say(QUESTIONS[2])
    async with running(api, store, hook=hook):
        await sophie.next()

    assert [turn.text for turn in await turns_of(store, sophie)] == QUESTIONS[:3]


def forgeries() -> list[dict[str, str]]:
    """Headers that are nearly right."""
    secrets = [HOOK_SECRET[:length] for length in range(len(HOOK_SECRET))]
    secrets += [HOOK_SECRET + "a", HOOK_SECRET.upper(), HOOK_SECRET[::-1], "é" * 20, "\x80\xff", f" x{HOOK_SECRET}"]
    return [RIGHT | {HEADER: secret} for secret in secrets] + [{"Content-Type": "application/json"}]


@pytest.mark.usefixtures("bot")
async def test_whoever_does_not_know_the_secret_is_turned_away(
    store: DatabaseStore, hook: Hook, http: aiohttp.ClientSession
) -> None:
    for headers in forgeries():
        assert await post(http, hook, an_update(), headers) == 403
    doubled = [*RIGHT.items(), (HEADER, HOOK_SECRET)]
    async with http.post(hook.url, data=an_update(), headers=doubled) as answer:
        assert answer.status == 403

    async with store.transaction() as tx:
        assert await tx.inbox.backlog() == 0
        assert await tx.learners.of_user(7) is None


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
async def test_only_a_post_is_taken(hook: Hook, http: aiohttp.ClientSession, method: str) -> None:
    async with http.request(method, hook.url, data=an_update(), headers=RIGHT) as answer:
        assert answer.status == 405


@pytest.mark.usefixtures("bot")
async def test_only_json_on_its_own_path_is_taken(hook: Hook, http: aiohttp.ClientSession) -> None:
    form = RIGHT | {"Content-Type": "application/x-www-form-urlencoded"}

    assert await post(http, hook, an_update(), form) == 415
    assert await post(http, replace(hook, url=f"{hook.url}/other"), an_update(), RIGHT) == 404
    assert await post(http, hook, an_update(), RIGHT | {"Content-Type": "application/json; charset=utf-8"}) == 200


@pytest.mark.usefixtures("bot")
async def test_what_is_too_long_is_refused_before_it_is_read_even_without_a_length(
    hook: Hook, http: aiohttp.ClientSession
) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 65_536
            yield b" " * 65_536

    for headers in (RIGHT, {**RIGHT, HEADER: "wrong"}):
        sent = 0
        try:
            async with http.post(hook.url, data=endless(), headers=headers) as answer:
                assert answer.status == (413 if headers is RIGHT else 403)
        except aiohttp.ClientError:
            pass  # the connection was closed on us while we were still sending
        assert sent < 16 * LARGEST
    assert await _told_length(hook, 100 * LARGEST) == 413


async def _told_length(hook: Hook, length: int) -> int:
    """The status of a request that says it is that long, and sends nothing more."""
    reader, writer = await asyncio.open_connection(hook.host, hook.port)
    writer.write(f"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n".encode())
    async with asyncio.timeout(PATIENCE):
        status = int((await reader.readline()).split()[1])
    writer.close()
    return status


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("body", NO_UPDATES.values(), ids=list(NO_UPDATES))
async def test_what_is_no_update_is_put_aside_and_holds_up_nobody(
    api: BotApi, hook: Hook, http: aiohttp.ClientSession, body: bytes, tmp_path: Path
) -> None:
    assert await post(http, hook, body, RIGHT) == 200
    assert await post(http, hook, body, RIGHT) == 200

    assert "Sophie" in (await api.person().ask("/start")).text
    assert _dead(tmp_path / "bot.sqlite3") == 1


def _dead(database: Path) -> int:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM inbox WHERE state = 'dead'").fetchone()
        return int(count)


@pytest.mark.usefixtures("bot")
async def test_oddities_are_taken_and_leave_the_bot_answering(
    api: BotApi, hook: Hook, http: aiohttp.ClientSession
) -> None:
    dice = random.Random(20261122)
    sophie = api.person()
    await walk_up(sophie)
    for number in range(300):
        strange = {"update_id": number, dice.choice(KINDS): odd(dice, sophie.id)}
        assert await post(http, hook, json.dumps(strange).encode(), RIGHT) == 200

    await sophie.say("/aide")
    assert "/pratiquer" in (await sophie.wait_for("Comment ça marche")).text


async def test_a_store_that_fails_is_no_200(api: BotApi, tmp_path: Path, hook: Hook) -> None:
    async with (
        opened(tmp_path / "bot.sqlite3") as store,
        running(api, store, hook=hook),
        aiohttp.ClientSession() as http,
    ):
        await store.close()

        assert await post(http, hook, an_update(), RIGHT) == 503


async def test_a_port_somebody_else_has_is_told(api: BotApi, store: DatabaseStore) -> None:
    with pytest.raises(PortTakenError, match=str(api.port)):
        async with running(api, store, hook=a_hook(api.port)):
            pass
