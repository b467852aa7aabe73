"""In a group the bot says once that it works in private; there and in channels, nothing else whatever happens."""

from __future__ import annotations

import pytest

from tests.bot_api.chats import Chat, Json
from tests.bot_api.server import BotApi

pytestmark = pytest.mark.usefixtures("bot")
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


def a_group(api: BotApi, chat_id: int = -1001, kind: str = "supergroup") -> Chat:
    group = api.state.chats[chat_id] = Chat(chat_id, kind=kind, name="Club", started=True)
    return group


def said_in(group: Chat) -> list[str]:
    return [message.text for message in group.transcript if message.by_bot]


def message_in(group: Chat, **content: object) -> Json:
    return {"message_id": group.next_message_id(), "date": 1, "chat": group.described(), **content}


async def test_brought_in_it_says_where_it_works_with_a_way_there(api: BotApi) -> None:
    sophie, group = api.person(), a_group(api)

    await sophie.bring_bot_to(group)
    await sophie.ask("/start")

    (told,) = [message for message in group.transcript if message.by_bot]
    assert "en privé" in told.text
    assert [(button.label, button.url) for button in told.buttons()] == [
        ("M'écrire en privé", f"https://t.me/{api.state.bot['username']}")
    ]


async def test_an_administrator_without_a_name_brings_it_in_too(api: BotApi) -> None:
    group = a_group(api)
    bot = {"user": api.state.bot}
    change = {"chat": group.described(), "from": ANONYMOUS, "date": 1}
    change |= {"old_chat_member": bot | {"status": "left"}, "new_chat_member": bot | {"status": "member"}}

    await api.state.updates.add("my_chat_member", change)
    await api.person().ask("/start")

    assert len(said_in(group)) == 1


async def test_it_stays_silent_whatever_is_said_and_done_there(api: BotApi) -> None:
    sophie, group, channel = api.person(), a_group(api), a_group(api, -1002, "channel")
    await sophie.bring_bot_to(group)
    await sophie.bring_bot_to(channel)
    who = {"id": sophie.id, "is_bot": False, "first_name": "Sophie"}
    contents: list[dict[str, object]] = [
        {"from": who, "text": "/start"},
        {"from": who, "text": "/help@jasette_test_bot"},
        {"from": who, "text": "demandez à @jasette_test_bot, merci"},
        {"from": who, "text": "bonjour", "is_topic_message": True, "message_thread_id": 7},
        {"from": ANONYMOUS, "sender_chat": group.described(), "text": "/start"},
        {"from": who, "migrate_to_chat_id": -1003},
        {"from": who, "forum_topic_created": {"name": "x", "icon_color": 1}},
        {"from": who, "new_chat_members": [{**api.state.bot}]},
        {"from": who, "photo": [{"file_id": "p"}]},
    ]
    for content in contents:
        await api.state.updates.add("message", message_in(group, **content))
    tap: Json = {"id": "77", "from": who, "message": message_in(group, text="x"), "data": "forget:1"}
    await api.state.updates.add("callback_query", tap)
    await api.state.updates.add("channel_post", message_in(channel, text="/start"))
    await api.state.updates.add("inline_query", {"id": "1", "from": who, "query": "x", "offset": ""})

    assert "Jasette" in (await sophie.ask("/start")).text  # as to somebody new
    assert len(said_in(group)) == 1
    assert said_in(channel) == []
    assert {call.chat for call in api.state.made("sendMessage")} == {group.chat_id, sophie.id}
