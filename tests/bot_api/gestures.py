"""What is no message: the sign of typing, the answer to a tap, a look at a chat or a file."""

from __future__ import annotations

import asyncio

from tests.bot_api.chats import Answer
from tests.bot_api.entities import units
from tests.bot_api.files import BIGGEST_DOWNLOAD
from tests.bot_api.parameters import Parameters
from tests.bot_api.posting import chat_of
from tests.bot_api.refusals import bad_request
from tests.bot_api.state import State

LONGEST_ANSWER = 200
SEEN_FOR = 5.0  # seconds a sign is shown, unless a message comes first
ACTIONS = frozenset(
    """
    cancel typing record_video upload_video record_audio record_voice upload_audio upload_voice upload_photo
    upload_document choose_sticker pick_up_location find_location record_video_note upload_video_note
    """.split()
)


async def send_chat_action(state: State, given: Parameters) -> object:
    """That the bot is typing, seen for a moment."""
    chat = chat_of(state, given)
    action = given.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.actions.append(action)
    chat.acting_until = 0.0 if action == "cancel" else asyncio.get_running_loop().time() + SEEN_FOR
    await state.said(chat)
    return True


async def answer_callback_query(state: State, given: Parameters) -> object:
    """The end of a tap's spinner; once only, and not too late."""
    if units(given.text("text")) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    press = state.presses.pop(given.text("callback_query_id"), None)
    if not press or asyncio.get_running_loop().time() > press.at + state.presses_live:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    state.answers.append(Answer(press.query_id, given.text("text"), given.values.get("show_alert") is True))
    await state.said(state.chats[press.chat_id])
    return True


async def get_chat(state: State, given: Parameters) -> object:
    """What the bot may know of a chat."""
    return chat_of(state, given).described()


async def get_file(state: State, given: Parameters) -> object:
    """Where a file can be fetched."""
    stored = state.files.by_id.get(given.text("file_id"))
    if not stored:
        raise bad_request("invalid file_id")
    if len(stored.content) > BIGGEST_DOWNLOAD or stored.file_id in state.files.too_big_to_download:
        raise bad_request("file is too big")
    return stored.described() | {"file_path": stored.path}
