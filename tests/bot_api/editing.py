"""Messages changed, marked and taken away after they were sent."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from tests.bot_api.chats import Chat, Posted
from tests.bot_api.describing import described
from tests.bot_api.keyboards import keyboard_of
from tests.bot_api.parameters import Parameters
from tests.bot_api.posting import chat_of, file_of
from tests.bot_api.reactions import is_reaction
from tests.bot_api.refusals import bad_request
from tests.bot_api.state import State
from tests.bot_api.texts import caption_of, text_of

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
DELETABLE = 48 * 3600.0  # seconds
MEDIA = {"photo", "document", "audio", "video", "animation"}


async def edit_message_text(state: State, given: Parameters) -> object:
    """Another text in place of the old one; without buttons given, those that stood there go."""
    chat, old = _own(state, given)
    if old.file:
        raise bad_request("there is no text in the message to edit")
    shown, entities = text_of(given)
    return await _edit(state, chat, given, old, replace(old, text=shown, source=given.text("text"), entities=entities))


async def edit_message_caption(state: State, given: Parameters) -> object:
    """Another caption."""
    chat, old = _own(state, given)
    if not old.file:
        raise bad_request("there is no caption in the message to edit")
    shown, entities = caption_of(given)
    new = replace(old, text=shown, source=given.text("caption"), entities=entities)
    return await _edit(state, chat, given, old, new)


async def edit_message_media(state: State, given: Parameters) -> object:
    """Another picture or file, with its caption."""
    chat, old = _own(state, given)
    media = given.mapping("media")
    kind = str(media.get("type", ""))
    if kind not in MEDIA:
        raise bad_request("can't parse InputMedia: Type is not specified" if not kind else "unsupported media type")
    shown, entities = caption_of(media)
    stored = file_of(state, given, kind, str(media.get("media", "")))
    new = replace(old, text=shown, source=str(media.get("caption") or ""), entities=entities, kind=kind, file=stored)
    return await _edit(state, chat, given, old, new)


async def edit_message_reply_markup(state: State, given: Parameters) -> object:
    """Other buttons under the same text."""
    chat, old = _own(state, given)
    return await _edit(state, chat, given, old, old)


async def delete_message(state: State, given: Parameters) -> object:
    """A message gone from the chat, within two days."""
    chat = chat_of(state, given)
    _delete(chat, given.integer("message_id"), "message to delete not found")
    await state.said(chat)
    return True


async def delete_messages(state: State, given: Parameters) -> object:
    """Several gone; those that can't be found are passed over."""
    chat = chat_of(state, given)
    numbers = given.items("message_ids")
    if not 1 <= len(numbers) <= 100:
        raise bad_request("message identifiers are not specified" if not numbers else "too many message identifiers")
    for number in numbers:
        if isinstance(number, int) and number in chat.posted:
            _delete(chat, number, "")
    await state.said(chat)
    return True


async def set_message_reaction(state: State, given: Parameters) -> object:
    """The bot's reaction to a message, one at most; none takes it away."""
    chat = chat_of(state, given)
    message = chat.posted.get(given.integer("message_id"))
    if not message:
        raise bad_request("message to react not found")
    wanted = [_reaction(one) for one in given.items("reaction")]
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    chat.posted[message.message_id] = replace(message, reaction="".join(wanted))
    await state.said(chat)
    return True


def _reaction(one: object) -> str:
    if not isinstance(one, dict):
        raise bad_request("can't parse ReactionType: expected an Object")
    if one.get("type") not in {"emoji", "custom_emoji"}:
        raise bad_request("can't parse ReactionType: invalid reaction type specified")
    if one["type"] == "custom_emoji" or not is_reaction(one.get("emoji")):
        raise bad_request("REACTION_INVALID")
    return str(one["emoji"])


def _own(state: State, given: Parameters) -> tuple[Chat, Posted]:
    """The bot's own message a call is about; raises the refusal."""
    chat = chat_of(state, given)
    message = chat.posted.get(given.integer("message_id"))
    if not message:
        raise bad_request("message to edit not found")
    if not message.by_bot:
        raise bad_request("message can't be edited")
    return chat, message


async def _edit(state: State, chat: Chat, given: Parameters, old: Posted, new: Posted) -> object:
    new = replace(new, keyboard=keyboard_of(given.mapping("reply_markup")))
    if replace(new, source=old.source) == old:
        raise bad_request(SAME)
    told = replace(new, edited=True, reworded=old.reworded or new.text != old.text)
    chat.posted[old.message_id] = told
    await state.said(chat)
    return described(state.bot, chat, told)


def _delete(chat: Chat, number: int, otherwise: str) -> None:
    message = chat.posted.get(number)
    if not message:
        raise bad_request(otherwise)
    if asyncio.get_running_loop().time() - message.at > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    del chat.posted[number]
