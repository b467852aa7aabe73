"""The Bot API of the tests refuses what Telegram refuses: a test that passes here would pass there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping

import aiohttp
import pytest

from tests.bot_api.entities import parse_html
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
def sophie(api: BotApi) -> Person:
    sophie = api.person()
    sophie.chat.started = True
    return sophie


async def call(api: BotApi, method: str, **parameters: object) -> Mapping[str, object]:
    address = f"{api.base_url}{api.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(address, json=parameters) as answer:
        told = await answer.json()
        assert answer.status == told.get("error_code", 200)
        assert isinstance(told, dict)
        return told


def keyboard(**button: str) -> dict[str, object]:
    return {"inline_keyboard": [[button]]}


@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "  \n"}, "message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "🎈" * 2049}, "message is too long"),
        ({"text": "1 < 2", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "<b>1", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "<b><i>1</b></i>", "parse_mode": "HTML"}, "can't parse entities"),
        (
            {"text": "é<h1>1</h1>", "parse_mode": "HTML"},
            'Bad Request: can\'t parse entities: Unsupported start tag "h1" at byte offset 2',
        ),
        ({"text": "1</b>", "parse_mode": "HTML"}, "Unexpected end tag at byte offset 1"),
        ({"text": "x", "parse_mode": "Wiki"}, "unsupported parse_mode"),
        ({"text": "x", "colour": "red"}, "unknown parameter"),
        ({"text": 3}, "must be of kind text"),
        ({"text": "x", "reply_markup": keyboard(text="a", callback_data="é" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard(text="a", callback_data="")}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard(text="", callback_data="a")}, "text is empty"),
        ({"text": "x", "reply_markup": keyboard(text="a")}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "reply_markup": keyboard(text="a", callback_data="a", style="pink")}, "invalid button style"),
        ({"text": "x", "reply_markup": keyboard(text="a", url="no address")}, "Wrong HTTP URL"),
        ({"text": "x", "reply_markup": {"inline_keyboard": {}}}, "must be an Array of Arrays"),
        ({"text": "x", "message_effect_id": "1"}, "EFFECT_ID_INVALID"),
        ({"text": "x", "reply_parameters": {"message_id": 9}}, "message to be replied not found"),
        ({"text": "\ud800"}, "strings must be encoded in UTF-8"),
    ],
)
async def test_a_message_telegram_refuses_is_refused(
    api: BotApi, sophie: Person, parameters: dict[str, object], refusal: str
) -> None:
    told = await call(api, "sendMessage", chat_id=sophie.id, **parameters)

    assert refusal in str(told["description"])
    assert sophie.heard == []


async def test_entities_are_counted_out_before_a_text_is_measured(api: BotApi, sophie: Person) -> None:
    text = "<b>" + "&lt;" * 4096 + "</b>"

    assert (await call(api, "sendMessage", chat_id=sophie.id, text=text, parse_mode="HTML"))["ok"]

    assert sophie.heard[0].text == "<" * 4096
    assert sophie.heard[0].marked("bold") == ("<" * 4096,)


def test_only_four_named_entities_are_known() -> None:
    assert parse_html("&lt;&amp;&quot;&nbsp;&#233;&")[0] == '<&"&nbsp;é&'


async def test_chats_that_take_nothing_say_why(api: BotApi) -> None:
    stranger, gone = api.person(), api.person()
    gone.chat.started = gone.chat.blocked = True

    assert (await call(api, "sendMessage", chat_id=1, text="x"))["description"] == "Bad Request: chat not found"
    assert "initiate" in str((await call(api, "sendMessage", chat_id=stranger.id, text="x"))["description"])
    assert "blocked" in str((await call(api, "sendMessage", chat_id=gone.id, text="x"))["description"])


async def test_an_edit_that_changes_nothing_is_refused(api: BotApi, sophie: Person) -> None:
    await call(api, "sendMessage", chat_id=sophie.id, text="x")

    told = await call(api, "editMessageText", chat_id=sophie.id, message_id=1, text="x")
    assert "message is not modified" in str(told["description"])
    assert (await call(api, "editMessageText", chat_id=sophie.id, message_id=1, text="y"))["ok"]
    assert "not found" in str(
        (await call(api, "editMessageText", chat_id=sophie.id, message_id=9, text="y"))["description"]
    )


async def test_a_tap_is_answered_once(api: BotApi, sophie: Person) -> None:
    await call(api, "sendMessage", chat_id=sophie.id, text="x", reply_markup=keyboard(text="a", callback_data="a"))
    query = await sophie.press("a")

    assert (await call(api, "answerCallbackQuery", callback_query_id=query))["ok"]
    assert "too old" in str((await call(api, "answerCallbackQuery", callback_query_id=query))["description"])


async def test_a_tap_not_answered_in_time_cannot_be_answered(api: BotApi, sophie: Person) -> None:
    await call(api, "sendMessage", chat_id=sophie.id, text="x", reply_markup=keyboard(text="a", callback_data="a"))
    api.state.presses_live = -1.0

    told = await call(api, "answerCallbackQuery", callback_query_id=await sophie.press("a"))

    assert told["description"] == ("Bad Request: query is too old and response timeout expired or query ID is invalid")


async def test_a_second_poll_ends_the_first(api: BotApi) -> None:
    first = asyncio.create_task(call(api, "getUpdates", timeout=20))
    await api.state.updates.wait_for_poll()

    await call(api, "getUpdates", timeout=0)

    assert "terminated by other getUpdates" in str((await first)["description"])


async def test_updates_come_until_an_offset_confirms_them(api: BotApi, sophie: Person) -> None:
    first, second = await sophie.say("un"), await sophie.say("deux")

    for _ in range(2):
        updates = (await call(api, "getUpdates"))["result"]
        assert isinstance(updates, list)
        assert [update["update_id"] for update in updates] == [first, second]
    assert len(str((await call(api, "getUpdates", offset=second))["result"]).split("update_id")) == 2
    assert (await call(api, "getUpdates", offset=second + 1))["result"] == []


async def test_menus_are_checked_and_kept_by_language(api: BotApi) -> None:
    commands = [{"command": "fin", "description": "Terminer"}]

    assert (await call(api, "setMyCommands", commands=commands, language_code="fr"))["ok"]

    assert (await call(api, "getMyCommands", language_code="fr"))["result"] == commands
    assert (await call(api, "getMyCommands"))["result"] == []
    wrong = [{"command": "Été", "description": "x"}]
    assert "BOT_COMMAND_INVALID" in str((await call(api, "setMyCommands", commands=wrong))["description"])
    assert "language code" in str((await call(api, "getMyCommands", language_code="fra"))["description"])


async def test_a_wrong_token_and_an_unknown_method_are_refused(api: BotApi) -> None:
    assert (await call(api, "sendTelepathy"))["error_code"] == 404
    api.token, known = "another", api.token
    address = f"{api.base_url}{known}/getMe"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        assert answer.status == 401
