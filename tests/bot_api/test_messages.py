"""Pictures, files, edits, reactions and floods at the tests' Bot API, as Telegram treats them."""

from __future__ import annotations

import json
import struct
from collections.abc import AsyncIterator, Mapping

import aiohttp
import pytest
from telegram.constants import ReactionEmoji

from tests.bot_api.files import BIGGEST_PHOTO
from tests.bot_api.people import Person
from tests.bot_api.reactions import REACTIONS, SELECTOR
from tests.bot_api.server import BotApi
from tests.bot_api.stored import size_of
from tests.bot_api.test_bot_api import call, keyboard


def png(width: int = 40, height: int = 30, weight: int = 0) -> bytes:
    """The beginning of a picture, which is all the server looks at."""
    header = struct.pack(">II", width, height) + b"\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header + b"\0" * weight


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
def sophie(api: BotApi) -> Person:
    sophie = api.person()
    sophie.chat.started = True
    return sophie


async def upload(
    api: BotApi, method: str, files: Mapping[str, tuple[str, bytes]], **parameters: object
) -> Mapping[str, object]:
    form = aiohttp.FormData()
    for name, value in parameters.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    for name, (filename, content) in files.items():
        form.add_field(name, content, filename=filename)
    address = f"{api.base_url}{api.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(address, data=form) as answer:
        told = await answer.json()
        assert isinstance(told, dict)
        return told


async def fetched(api: BotApi, file_id: object) -> bytes:
    found = (await call(api, "getFile", file_id=file_id))["result"]
    assert isinstance(found, dict)
    async with aiohttp.ClientSession() as session:
        answer = await session.get(f"{api.file_url}{api.token}/{found['file_path']}")
        return await answer.read()


async def test_a_picture_stands_in_the_chat_with_its_caption_and_can_be_fetched(api: BotApi, sophie: Person) -> None:
    told = await upload(
        api,
        "sendPhoto",
        {"photo": ("marks.png", png())},
        chat_id=sophie.id,
        caption="<b>71</b> sur 100",
        parse_mode="HTML",
        reply_markup=keyboard(text="Rejouer", callback_data="a"),
    )

    message = told["result"]
    assert isinstance(message, dict)
    assert (message["caption"], message["photo"][0]["width"]) == ("71 sur 100", 40)
    assert sophie.heard[0].marked("bold") == ("71",)
    assert sophie.heard[0].button("Rejouer")
    assert await fetched(api, message["photo"][0]["file_id"]) == png()


async def test_a_picture_already_sent_goes_again_by_its_id(api: BotApi, sophie: Person) -> None:
    await upload(api, "sendPhoto", {"photo": ("marks.png", png())}, chat_id=sophie.id)
    first = sophie.heard[0].file
    assert first

    assert (await call(api, "sendPhoto", chat_id=sophie.id, photo=first.file_id))["ok"]

    assert sophie.heard[1].file == first
    assert "file of type Photo" in str(
        (await call(api, "sendDocument", chat_id=sophie.id, document=first.file_id))["description"]
    )


@pytest.mark.parametrize(
    ("content", "caption", "refusal"),
    [
        (b"", "", "file must be non-empty"),
        (b"no picture at all", "", "IMAGE_PROCESS_FAILED"),
        (png(9000, 2000), "", "PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "", "PHOTO_INVALID_DIMENSIONS"),
        (png(weight=BIGGEST_PHOTO), "", "PHOTO_SAVE_FILE_INVALID"),
        (png(), "é" * 1025, "message caption is too long"),
        (png(), "<b>", "can't parse entities"),
    ],
)
async def test_a_picture_telegram_refuses_is_refused(
    api: BotApi, sophie: Person, content: bytes, caption: str, refusal: str
) -> None:
    told = await upload(
        api, "sendPhoto", {"photo": ("a.png", content)}, chat_id=sophie.id, caption=caption, parse_mode="HTML"
    )

    assert refusal in str(told["description"])
    assert sophie.heard == []


async def test_a_call_without_its_file_or_with_a_strange_one_is_refused(api: BotApi, sophie: Person) -> None:
    assert "there is no photo" in str((await call(api, "sendPhoto", chat_id=sophie.id))["description"])
    assert "wrong file identifier" in str((await call(api, "sendPhoto", chat_id=sophie.id, photo="x"))["description"])
    stray = await upload(api, "sendMessage", {"photo": ("a.png", png())}, chat_id=sophie.id, text="x")
    assert "unknown file" in str(stray["description"])


async def test_a_document_may_hold_anything(api: BotApi, sophie: Person) -> None:
    told = await upload(api, "sendDocument", {"document": ("data.json", b"{}")}, chat_id=sophie.id)

    message = told["result"]
    assert isinstance(message, dict)
    assert message["document"]["mime_type"] == "application/json"


async def test_the_size_of_a_jpeg_is_read_past_its_preamble() -> None:
    start = b"\xff\xd8" + b"\xff\xe0\x00\x04ab"
    assert size_of(start + b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 30, 40) + b"\x01\x01\x11\x00") == (40, 30)
    assert size_of(start) is None


async def test_media_captions_and_texts_are_edited_each_by_its_own_method(api: BotApi, sophie: Person) -> None:
    await upload(api, "sendPhoto", {"photo": ("a.png", png())}, chat_id=sophie.id, caption="x")
    await call(api, "sendMessage", chat_id=sophie.id, text="x")

    def where(number: int) -> dict[str, object]:
        return {"chat_id": sophie.id, "message_id": number}

    assert (await call(api, "editMessageCaption", **where(1), caption="y"))["ok"]
    assert "not modified" in str((await call(api, "editMessageCaption", **where(1), caption="y"))["description"])
    assert "no text in the message" in str((await call(api, "editMessageText", **where(1), text="y"))["description"])
    assert "no caption" in str((await call(api, "editMessageCaption", **where(2), caption="y"))["description"])
    told = await upload(
        api,
        "editMessageMedia",
        {"new": ("b.png", png(50, 50))},
        **where(1),
        media={"type": "photo", "media": "attach://new", "caption": "z"},
    )
    assert told["ok"]
    shown = sophie.chat.posted[1]
    assert shown.file
    assert (shown.text, shown.file.size, shown.edited) == ("z", (50, 50), True)


async def test_an_edit_without_buttons_takes_them_away(api: BotApi, sophie: Person) -> None:
    markup = keyboard(text="a", callback_data="a")
    await call(api, "sendMessage", chat_id=sophie.id, text="x", reply_markup=markup)

    assert "not modified" in str(
        (await call(api, "editMessageText", chat_id=sophie.id, message_id=1, text="x", reply_markup=markup))[
            "description"
        ]
    )
    assert (await call(api, "editMessageText", chat_id=sophie.id, message_id=1, text="x"))["ok"]
    assert sophie.chat.posted[1].keyboard == ()


async def test_a_message_that_was_deleted_is_gone(api: BotApi, sophie: Person) -> None:
    await call(api, "sendMessage", chat_id=sophie.id, text="x")

    assert (await call(api, "deleteMessage", chat_id=sophie.id, message_id=1))["ok"]

    assert sophie.chat.posted == {}
    again = await call(api, "deleteMessage", chat_id=sophie.id, message_id=1)
    assert again["description"] == "Bad Request: message to delete not found"


async def test_one_known_emoji_is_a_reaction_and_none_takes_it_away(api: BotApi, sophie: Person) -> None:
    await sophie.say("bonjour")

    async def react(*emoji: str) -> str:
        reaction = [{"type": "emoji", "emoji": one} for one in emoji]
        told = await call(api, "setMessageReaction", chat_id=sophie.id, message_id=1, reaction=reaction)
        return str(told.get("description", "ok"))

    assert await react("👍") == "ok"
    assert sophie.chat.posted[1].reaction == "👍"
    assert await react("🥕") == "Bad Request: REACTION_INVALID"
    assert await react("👍", "🔥") == "Bad Request: REACTIONS_TOO_MANY"
    assert await react() == "ok"
    assert sophie.chat.posted[1].reaction == ""


def test_the_reactions_are_those_the_library_knows() -> None:
    assert {emoji.value.replace(SELECTOR, "") for emoji in ReactionEmoji} == REACTIONS


async def test_an_effect_and_a_style_of_telegrams_own_are_taken(api: BotApi, sophie: Person) -> None:
    markup = keyboard(text="a", callback_data="a", style="success")
    told = await call(
        api,
        "sendMessage",
        chat_id=sophie.id,
        text="x",
        message_effect_id="5046509860389126442",
        reply_markup=markup,
    )

    assert told["ok"]
    assert sophie.heard[0].effect == "🎉"
    assert [button.style for button in sophie.heard[0].buttons()] == ["success"]


async def test_a_voice_note_can_be_fetched_unless_it_is_too_big(api: BotApi, sophie: Person) -> None:
    await sophie.send_file("voice", "note.ogg", b"OggS", duration=3)
    updates = (await call(api, "getUpdates"))["result"]
    assert isinstance(updates, list)
    voice = updates[0]["message"]["voice"]

    assert voice["duration"] == 3
    assert await fetched(api, voice["file_id"]) == b"OggS"
    api.state.files.too_big_to_download.add(voice["file_id"])
    assert "file is too big" in str((await call(api, "getFile", file_id=voice["file_id"]))["description"])
    assert "invalid file_id" in str((await call(api, "getFile", file_id="x"))["description"])


async def test_a_chat_and_all_chats_together_take_so_much_and_no_more(api: BotApi, sophie: Person) -> None:
    other, now = api.person(), [100.0]
    other.chat.started = True
    api.state.flood.clock = lambda: now[0]
    api.state.flood.of_chat, api.state.flood.overall = (1, 0.5), (2, 1.0)

    async def send(person: Person) -> object:
        told = await call(api, "sendMessage", chat_id=person.id, text="x")
        return told.get("parameters", "ok")

    assert await send(sophie) == "ok"
    assert await send(sophie) == {"retry_after": 2}
    assert await send(other) == "ok"
    now[0] += 2
    assert await send(sophie) == "ok"
    assert await send(other) == "ok"
    now[0] += 1
    third = api.person()
    third.chat.started = True
    assert await send(third) == "ok"
    assert await send(third) == {"retry_after": 2}


async def test_menus_are_kept_by_scope_and_the_narrowest_is_shown(api: BotApi, sophie: Person) -> None:
    from tests.bot_api.menus import commands_for

    for_all, for_her = [{"command": "a", "description": "x"}], [{"command": "b", "description": "x"}]
    await call(api, "setMyCommands", commands=for_all, scope={"type": "all_private_chats"})
    await call(api, "setMyCommands", commands=for_her, scope={"type": "chat", "chat_id": sophie.id})

    assert commands_for(api.state, sophie.id, "fr-CA") == for_her
    assert commands_for(api.state, 1, "fr-CA") == for_all
    refused = await call(api, "setMyCommands", commands=for_all, scope={"type": "chat"})
    assert "Empty chat_id" in str(refused["description"])


async def test_a_draft_is_seen_until_the_message_comes(api: BotApi, sophie: Person) -> None:
    await call(api, "sendMessageDraft", chat_id=sophie.id, draft_id=1, text="Bon")
    assert sophie.chat.draft == "Bon"

    await call(api, "sendMessage", chat_id=sophie.id, text="Bonjour")

    assert sophie.chat.draft == ""
