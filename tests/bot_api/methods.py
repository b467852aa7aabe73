"""Each method of the Bot API as the server does it; a method refuses what Telegram refuses."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from tests.bot_api.chats import Answer, Button, Chat, Json, Keyboard, Posted
from tests.bot_api.entities import Entity, parse_html, units
from tests.bot_api.parameters import Parameters
from tests.bot_api.refusals import Refusal, bad_request, conflict
from tests.bot_api.state import State
from tests.bot_api.webhook import Hook

LONGEST_TEXT, LONGEST_DATA, MOST_BUTTONS, LONGEST_ANSWER = 4096, 64, 100, 200
ACTIONS = {"typing", "upload_photo", "record_voice", "upload_voice", "upload_document", "choose_sticker"}
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat"}
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


@dataclass(frozen=True)
class Told:
    """A result with a word about it."""

    result: object
    description: str


Method = Callable[[State, Parameters], Awaitable[object]]


async def get_me(state: State, given: Parameters) -> object:  # noqa: ARG001 - every method has this shape
    """The bot itself."""
    return state.bot


async def get_updates(state: State, given: Parameters) -> object:
    """Long polling."""
    if state.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    _allow(state, given)
    limit = given.integer("limit", 100)
    if not 1 <= limit <= 100:
        limit = 100
    return await state.updates.get(given.integer("offset"), limit, min(given.integer("timeout"), 50))


async def set_webhook(state: State, given: Parameters) -> object:
    """True: updates go to that address from now on."""
    hook = Hook(
        url=given.text("url"),
        secret_token=given.text("secret_token"),
        max_connections=min(max(given.integer("max_connections", 40), 1), 100),
        ip_address=given.text("ip_address"),
        certificate="certificate" in given.files,
    )
    if not hook.url:
        return await delete_webhook(state, given)
    _allow(state, given)
    drop = given.values.get("drop_pending_updates") is True
    if state.webhook.hook == hook and not hook.certificate and not drop:
        return Told(True, "Webhook is already set")
    if drop:
        await state.updates.drop()
    await state.webhook.set(hook)
    return Told(True, "Webhook was set")


async def get_webhook_info(state: State, given: Parameters) -> object:  # noqa: ARG001 - every method has this shape
    """Where it is, if there is one, and what went wrong there last."""
    hook, delivery = state.webhook.hook, state.webhook.delivery
    told: Json = {
        "url": state.webhook.url,
        "has_custom_certificate": bool(hook and hook.certificate),
        "pending_update_count": state.updates.waiting,
    }
    if hook:
        told |= {"max_connections": hook.max_connections, "ip_address": hook.ip_address or "<unknown>"}
    if delivery and delivery.last_error:
        told["last_error_date"], told["last_error_message"] = delivery.last_error
    if state.updates.allowed:
        told["allowed_updates"] = sorted(state.updates.allowed)
    return told


async def delete_webhook(state: State, given: Parameters) -> object:
    """True: there is none any more."""
    was = "Webhook was deleted" if state.webhook.url else "Webhook is already deleted"
    await state.webhook.remove()
    if given.values.get("drop_pending_updates") is True:
        await state.updates.drop()
    return Told(True, was)


async def send_message(state: State, given: Parameters) -> object:
    """A new message."""
    chat = _chat(state, given)
    shown, entities = _text(given)
    _flood(state, chat)
    message = Posted(
        message_id=chat.next_message_id(),
        by_bot=True,
        text=shown,
        source=given.text("text"),
        entities=entities,
        keyboard=_keyboard(given),
        at=asyncio.get_running_loop().time(),
    )
    chat.post(message)
    await state.said(chat)
    return _described(state, chat, message)


async def edit_message_text(state: State, given: Parameters) -> object:
    """Another text in place of the old one."""
    chat, old = _message(state, given)
    shown, entities = _text(given)
    new = replace(old, text=shown, source=given.text("text"), entities=entities, keyboard=_keyboard(given))
    return await _edit(state, chat, old, new)


async def edit_message_reply_markup(state: State, given: Parameters) -> object:
    """Other buttons under the same text."""
    chat, old = _message(state, given)
    return await _edit(state, chat, old, replace(old, keyboard=_keyboard(given)))


async def send_chat_action(state: State, given: Parameters) -> object:
    """That the bot is typing, seen for a moment."""
    chat = _chat(state, given)
    if given.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.actions.append(given.text("action"))
    await state.said(chat)
    return True


async def answer_callback_query(state: State, given: Parameters) -> object:
    """The end of a tap's spinner; once only, and not too late."""
    if units(given.text("text")) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    press = state.presses.pop(given.text("callback_query_id"), None)
    if not press:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    state.answers.append(Answer(press.query_id, given.text("text"), given.values.get("show_alert") is True))
    await state.said(state.chats[press.chat_id])
    return True


async def set_my_commands(state: State, given: Parameters) -> object:
    """The menu of a scope and language."""
    commands = given.items("commands")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not isinstance(command, dict) or not COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= units(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    state.commands[_listing(given)] = commands
    return True


async def get_my_commands(state: State, given: Parameters) -> object:
    """The menu of a scope and language, possibly empty."""
    return state.commands.get(_listing(given), [])


async def delete_my_commands(state: State, given: Parameters) -> object:
    """No menu for that scope and language any more."""
    state.commands.pop(_listing(given), None)
    return True


def _setting(key: str, longest: int) -> tuple[Method, Method]:
    async def store(state: State, given: Parameters) -> object:
        if units(given.text(key)) > longest:
            raise bad_request(f"{key} is too long")
        state.texts[key, _language(given)] = given.text(key)
        return True

    async def tell(state: State, given: Parameters) -> object:
        return {key: state.texts.get((key, _language(given)), "")}

    return store, tell


set_description, get_description = _setting("description", 512)
set_short_description, get_short_description = _setting("short_description", 120)

METHODS: Mapping[str, Method] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "getWebhookInfo": get_webhook_info,
    "deleteWebhook": delete_webhook,
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "sendChatAction": send_chat_action,
    "answerCallbackQuery": answer_callback_query,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": set_description,
    "getMyDescription": get_description,
    "setMyShortDescription": set_short_description,
    "getMyShortDescription": get_short_description,
}


def _allow(state: State, given: Parameters) -> None:
    """Remember the kinds of updates asked for; without a word about them, those asked for before stay."""
    if "allowed_updates" in given.values:
        state.updates.allowed = frozenset(str(kind) for kind in given.items("allowed_updates"))


def _chat(state: State, given: Parameters) -> Chat:
    chat = state.chats.get(given.integer("chat_id"))
    if not chat:
        raise bad_request("chat not found")
    if not chat.started:
        raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
    if chat.blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    return chat


def _flood(state: State, chat: Chat) -> None:
    """Refuse when the chat was told to wait, or when the learner's chat gets more than its pace allows."""
    now = asyncio.get_running_loop().time()
    if state.patience_of_chat is None:
        return
    burst, per_second = state.patience_of_chat
    tokens, last = state.buckets.get(chat.chat_id, (float(burst), now))
    tokens = min(float(burst), tokens + (now - last) * per_second)
    if tokens < 1:
        raise Refusal(429, "Too Many Requests: retry after 1", retry_after=1)
    state.buckets[chat.chat_id] = (tokens - 1, now)


def _text(given: Parameters) -> tuple[str, tuple[Entity, ...]]:
    mode, source = given.text("parse_mode"), given.text("text")
    if mode not in {"", "HTML"}:
        raise bad_request("unsupported parse_mode")
    shown, entities = parse_html(source) if mode else (source, ())
    if not shown.strip():
        raise bad_request("message text is empty")
    if units(shown) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return shown, entities


def _keyboard(given: Parameters) -> Keyboard:
    markup = given.mapping("reply_markup")
    if not markup:
        return ()
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list):
        raise bad_request("inline keyboard expected")
    keyboard = tuple(tuple(_button(button) for button in row) for row in rows if row)
    if sum(map(len, keyboard)) > MOST_BUTTONS or any(len(row) > 8 for row in keyboard):
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return keyboard


def _button(button: object) -> Button:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: text is empty")
    data, url = str(button.get("callback_data", "")), str(button.get("url", ""))
    if not url and not 1 <= len(data.encode()) <= LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return Button(str(button["text"]), data, url)


def _message(state: State, given: Parameters) -> tuple[Chat, Posted]:
    chat = _chat(state, given)
    message = chat.posted.get(given.integer("message_id"))
    if not message:
        raise bad_request("message to edit not found")
    if not message.by_bot:
        raise bad_request("message can't be edited")
    return chat, message


async def _edit(state: State, chat: Chat, old: Posted, new: Posted) -> object:
    if new == old:
        raise bad_request(SAME)
    chat.posted[old.message_id] = replace(new, edited=True)
    await state.said(chat)
    return _described(state, chat, new)


def _described(state: State, chat: Chat, message: Posted) -> Json:
    described: Json = {
        "message_id": message.message_id,
        "from": state.bot,
        "chat": chat.described(),
        "date": int(time.time()),
        "text": message.text,
    }
    if message.keyboard:
        described["reply_markup"] = {
            "inline_keyboard": [[{"text": b.label, "callback_data": b.data} for b in row] for row in message.keyboard]
        }
    return described


def _language(given: Parameters) -> str:
    language = given.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


def _listing(given: Parameters) -> tuple[str, str]:
    scope = str(given.mapping("scope").get("type", "default"))
    if scope not in SCOPES:
        raise bad_request("unsupported type of BotCommandScope")
    return scope, _language(given)
