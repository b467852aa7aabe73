"""New messages of the bot: text, pictures, files, drafts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from tests.bot_api.chats import Chat, Json, Posted
from tests.bot_api.describing import described
from tests.bot_api.keyboards import keyboard_of
from tests.bot_api.parameters import Parameters
from tests.bot_api.refusals import Refusal, bad_request
from tests.bot_api.state import State
from tests.bot_api.stored import StoredFile
from tests.bot_api.texts import caption_of, text_of

EFFECTS = {  # those open to every bot
    "5104841245755180586": "🔥",
    "5107584321108051014": "👍",
    "5104858069142078462": "👎",
    "5159385139981059251": "❤️",
    "5046509860389126442": "🎉",
    "5046589136895476101": "💩",
}


def chat_of(state: State, given: Parameters) -> Chat:
    """The chat a call is about, when it takes messages; raises the refusal."""
    chat = state.chats.get(given.integer("chat_id"))
    if not chat:
        raise bad_request("chat not found")
    if chat.deactivated:
        raise Refusal(403, "Forbidden: user is deactivated")
    if chat.blocked:
        kicked = "bot was blocked by the user" if chat.kind == "private" else "bot was kicked from the group chat"
        raise Refusal(403, f"Forbidden: {kicked}")
    if not chat.started:
        raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
    return chat


async def send_message(state: State, given: Parameters) -> object:
    """A text."""
    chat = chat_of(state, given)
    shown, entities = text_of(given)
    message = Posted(0, by_bot=True, text=shown, source=given.text("text"), entities=entities)
    return await _post(state, chat, given, message)


def sender_of(kind: str) -> Callable[[State, Parameters], Awaitable[object]]:
    """The method that sends a file of that kind with a caption."""

    async def send(state: State, given: Parameters) -> object:
        chat = chat_of(state, given)
        shown, entities = caption_of(given)
        stored = file_of(state, given, kind, given.text(kind))
        message = Posted(
            0, by_bot=True, text=shown, source=given.text("caption"), entities=entities, kind=kind, file=stored
        )
        return await _post(state, chat, given, message)

    return send


def file_of(state: State, given: Parameters, kind: str, named: str) -> StoredFile:
    """The file of that kind a call sends along, attaches, or names by id; raises the refusal."""
    upload = given.files.get(named.removeprefix("attach://") if named.startswith("attach://") else kind)
    if upload and (named.startswith("attach://") or not named):
        return state.files.keep(kind, upload)
    if not named or named.startswith("attach://"):
        raise bad_request(f"there is no {kind} in the request")
    stored = state.files.find(named)
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return stored


async def send_draft(state: State, given: Parameters) -> object:
    """A message while it is being written, which vanishes unless it is sent in the end."""
    chat = chat_of(state, given)
    if chat.kind != "private":
        raise bad_request("method is available only in private chats")
    if not given.integer("draft_id"):
        raise bad_request("RANDOM_ID_INVALID")
    chat.draft = text_of(given)[0] if given.text("text") else "…"
    await state.said(chat)
    return True


async def _post(state: State, chat: Chat, given: Parameters, message: Posted) -> Json:
    effect = given.text("message_effect_id")
    if effect and (effect not in EFFECTS or chat.kind != "private"):
        raise bad_request("EFFECT_ID_INVALID")
    keyboard = keyboard_of(given.mapping("reply_markup"))
    answered = _answered(chat, given.mapping("reply_parameters"))
    state.flood.check(chat.chat_id)
    posted = replace(
        message,
        message_id=chat.next_message_id(),
        keyboard=keyboard,
        at=asyncio.get_running_loop().time(),
        effect=EFFECTS.get(effect, ""),
        answers=answered,
        silent=given.values.get("disable_notification") is True,
        protected=given.values.get("protect_content") is True,
    )
    chat.post(posted)
    chat.draft = ""
    await state.said(chat)
    return described(state.bot, chat, posted)


def _answered(chat: Chat, reply: Mapping[str, object]) -> int:
    """The message this one answers, or 0; raises the refusal."""
    number = reply.get("message_id") if reply else None
    if not isinstance(number, int):
        return 0
    if number not in chat.posted:
        if reply.get("allow_sending_without_reply") is True:
            return 0
        raise bad_request("message to be replied not found")
    return number
