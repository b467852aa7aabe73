"""Webhooks of the tests' Bot API: what is posted where, in which order, how often, and what ends it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Self

import pytest
from aiohttp import web

from tests.bot_api.chats import Json
from tests.bot_api.faults import Fault
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.bot_api.test_bot_api import call, keyboard
from tests.bot_api.webhook import SECRET_HEADER, Patience

QUICK = Patience(answer=5.0, first=0.02, longest=0.1)


class Door:
    """A webhook that notes what comes, and answers as it was told."""

    def __init__(self) -> None:
        self.came: list[Json] = []
        self.secrets: list[str] = []
        self.answers: list[web.Response] = []  # given one by one, then 200s
        self.open = asyncio.Event()  # until it is set, nothing is answered
        self.open.set()
        self.url = ""
        self._changed = asyncio.Condition()

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/hook", self._take)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/hook"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.open.set()
        await self._runner.cleanup()

    @property
    def said(self) -> list[object]:
        """The texts and taps that came, in order."""
        return [
            message["text"] if isinstance(message := update.get("message"), dict) else "tap" for update in self.came
        ]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Until that holds of what came."""
        async with asyncio.timeout(20), self._changed:
            await self._changed.wait_for(holds)

    async def _take(self, request: web.Request) -> web.Response:
        async with self._changed:
            self.came.append(await request.json())
            self.secrets.append(request.headers.get(SECRET_HEADER, ""))
            self._changed.notify_all()
        await self.open.wait()
        return self.answers.pop(0) if self.answers else web.Response()


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with Door() as door:
        yield door


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        api.state.webhook.patience = QUICK
        yield api


@pytest.fixture
def sophie(api: BotApi) -> Person:
    return api.person()


async def test_updates_are_posted_with_the_secret_and_those_that_waited_first(
    api: BotApi, sophie: Person, door: Door
) -> None:
    await sophie.say("un")

    told = await call(api, "setWebhook", url=door.url, secret_token="s-_1")
    await sophie.say("deux")
    await door.until(lambda: len(door.came) == 2)

    assert told["description"] == "Webhook was set"
    assert door.said == ["un", "deux"]
    assert door.secrets == ["s-_1", "s-_1"]
    await api.state.updates.wait_until_confirmed()


async def test_a_chats_messages_wait_for_one_another_and_nobody_elses(api: BotApi, sophie: Person, door: Door) -> None:
    other = api.person()
    await call(api, "setWebhook", url=door.url)
    door.open.clear()

    for text in ("un", "deux"):
        await sophie.say(text)
        await other.say(f"{text} aussi")
    await door.until(lambda: len(door.came) == 2)

    assert sorted(map(str, door.said)) == ["un", "un aussi"]
    door.open.set()
    await door.until(lambda: len(door.came) == 4)


async def test_a_tap_overtakes_a_message_that_waits(api: BotApi, sophie: Person, door: Door) -> None:
    await sophie.say("bonjour")
    await call(api, "setWebhook", url=door.url)
    await door.until(lambda: bool(door.came))
    await call(api, "sendMessage", chat_id=sophie.id, text="x", reply_markup=keyboard(text="a", callback_data="a"))
    door.open.clear()

    await sophie.say("lent")
    await sophie.press("a")

    await door.until(lambda: "tap" in door.said)
    assert "tap" in door.said


async def test_what_is_refused_comes_again_and_holds_up_its_own_chat_alone(
    api: BotApi, sophie: Person, door: Door
) -> None:
    other = api.person()
    await call(api, "setWebhook", url=door.url)
    door.answers = [web.Response(status=500), web.Response(status=503), web.Response(status=302)]
    await sophie.say("un")
    await sophie.say("deux")
    await door.until(lambda: door.said.count("un") == 4)
    await other.say("moi")

    await door.until(lambda: "deux" in door.said and "moi" in door.said)

    assert door.said[:4] == ["un"] * 4
    info = (await call(api, "getWebhookInfo"))["result"]
    assert isinstance(info, dict)
    assert info["last_error_message"] == "Wrong response from the webhook: 302 Found"


async def test_as_many_come_at_once_as_were_asked_for(api: BotApi, door: Door) -> None:
    await call(api, "setWebhook", url=door.url, max_connections=2)
    door.open.clear()
    for number in range(5):
        await api.person().say(str(number))
    await door.until(lambda: len(door.came) == 2)

    door.open.set()
    await api.state.updates.wait_until_confirmed()

    assert api.state.webhook.delivery
    assert api.state.webhook.delivery.most_at_once == 2


async def test_an_answer_that_is_lost_has_the_update_delivered_again(api: BotApi, sophie: Person, door: Door) -> None:
    await call(api, "setWebhook", url=door.url)
    api.state.faults.next_time(Fault.DROPPED_AFTER, "webhook")

    await sophie.say("un")
    await api.state.updates.wait_until_confirmed()

    assert door.said == ["un", "un"]


async def test_an_update_that_will_be_too_old_is_dropped_and_the_next_one_comes(
    api: BotApi, sophie: Person, door: Door
) -> None:
    await call(api, "setWebhook", url=door.url)
    api.state.updates.lifetimes["message"] = 60.0
    door.answers = [web.Response(status=503, headers={"Retry-After": "3600"})]

    await sophie.say("un")
    await sophie.say("deux")
    await api.state.updates.wait_until_confirmed()

    assert door.said == ["un", "deux"]


async def test_a_mistake_of_the_tests_own_is_not_hushed_up(api: BotApi, sophie: Person, door: Door) -> None:
    await call(api, "setWebhook", url=door.url)
    ended = api.state.webhook._task  # noqa: SLF001 - to be sure when
    assert ended
    await sophie.send({"text": object()})
    await asyncio.wait({ended}, timeout=20)

    with pytest.raises(ExceptionGroup) as raised:
        await api.state.webhook.remove()
    assert raised.group_contains(TypeError)


@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        ({"url": "nowhere"}, "Bad Request: invalid webhook URL specified"),
        ({"url": "http://example.org/hook"}, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://example.org/", "secret_token": "é"},
            "Bad Request: secret token contains unallowed characters",
        ),
        ({"url": "https://example.org/", "secret_token": "x" * 257}, "Bad Request: secret token is too long"),
    ],
)
async def test_a_webhook_telegram_refuses_is_refused(api: BotApi, parameters: dict[str, object], refusal: str) -> None:
    assert (await call(api, "setWebhook", **parameters))["description"] == refusal
    assert not api.state.webhook.url


async def test_a_webhook_and_polls_keep_each_other_away(api: BotApi, door: Door) -> None:
    poll = asyncio.create_task(call(api, "getUpdates", timeout=20))
    await api.state.updates.wait_for_poll()

    await call(api, "setWebhook", url=door.url)

    assert (await poll)["description"] == "Conflict: terminated by setWebhook request"
    assert "while webhook is active" in str((await call(api, "getUpdates"))["description"])
    assert (await call(api, "setWebhook", url=door.url))["description"] == "Webhook is already set"
    assert (await call(api, "deleteWebhook"))["description"] == "Webhook was deleted"
    assert (await call(api, "getUpdates"))["ok"]


async def test_setting_another_webhook_at_once_is_told_to_wait(api: BotApi, door: Door) -> None:
    await call(api, "setWebhook", url=door.url)

    told = await call(api, "setWebhook", url=door.url, max_connections=3)

    assert told["parameters"] == {"retry_after": 1}


async def test_kinds_nobody_asked_for_are_not_delivered(api: BotApi, sophie: Person) -> None:
    await call(api, "getUpdates", allowed_updates=["callback_query"])

    await sophie.say("un")

    assert api.state.updates.waiting == 0
