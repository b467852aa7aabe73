"""Which parameters each method takes and of what kind, from the public documentation; anything else is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from aiohttp import web

from tests.bot_api.refusals import bad_request

Value = str | int | bool | dict[str, object] | list[object]


class Kind(Enum):
    """The kinds of parameters there are."""

    INTEGER = "integer"
    TEXT = "text"
    BOOLEAN = "boolean"
    OBJECT = "object"
    LIST = "list"
    FILE = "file"  # uploaded, or the id or address of one


I, T, B, O, L, F = Kind.INTEGER, Kind.TEXT, Kind.BOOLEAN, Kind.OBJECT, Kind.LIST, Kind.FILE  # noqa: E741 - columns

MARKUP = {"reply_markup": O, "business_connection_id": T}
TEXT = {"text": T, "parse_mode": T, "entities": L, "link_preview_options": O}
CAPTION = {"caption": T, "parse_mode": T, "caption_entities": L}
ABOVE = {"show_caption_above_media": B}
SENDING = {
    "chat_id": I,
    "disable_notification": B,
    "protect_content": B,
    "reply_parameters": O,
    "message_thread_id": I,
    "direct_messages_topic_id": I,
    "message_effect_id": T,
    "allow_paid_broadcast": B,
    "suggested_post_parameters": O,
    **MARKUP,
}
TARGET = {"chat_id": I, "message_id": I, "inline_message_id": T}
LISTING = {"scope": O, "language_code": T}


def _takes(*required: str, **kinds: Kind) -> tuple[Mapping[str, Kind], frozenset[str]]:
    return kinds, frozenset(required)


METHODS: Mapping[str, tuple[Mapping[str, Kind], frozenset[str]]] = {
    "getMe": _takes(),
    "getUpdates": _takes(offset=I, limit=I, timeout=I, allowed_updates=L),
    "setWebhook": _takes(
        url=T,
        certificate=F,
        ip_address=T,
        max_connections=I,
        allowed_updates=L,
        drop_pending_updates=B,
        secret_token=T,
    ),
    "getWebhookInfo": _takes(),
    "deleteWebhook": _takes(drop_pending_updates=B),
    "sendMessage": _takes("chat_id", "text", **TEXT, **SENDING),
    "sendPhoto": _takes("chat_id", photo=F, has_spoiler=B, **CAPTION, **ABOVE, **SENDING),
    "sendDocument": _takes("chat_id", document=F, thumbnail=F, disable_content_type_detection=B, **CAPTION, **SENDING),
    "sendVoice": _takes("chat_id", voice=F, duration=I, **CAPTION, **SENDING),
    "sendSticker": _takes("chat_id", sticker=F, emoji=T, **SENDING),
    "sendMessageDraft": _takes(
        "chat_id", "draft_id", chat_id=I, draft_id=I, message_thread_id=I, text=T, parse_mode=T, entities=L
    ),
    "editMessageText": _takes("text", **TEXT, **TARGET, **MARKUP),
    "editMessageCaption": _takes(**CAPTION, **ABOVE, **TARGET, **MARKUP),
    "editMessageMedia": _takes("media", media=O, **TARGET, **MARKUP),
    "editMessageReplyMarkup": _takes(**TARGET, **MARKUP),
    "deleteMessage": _takes("chat_id", "message_id", chat_id=I, message_id=I),
    "deleteMessages": _takes("chat_id", "message_ids", chat_id=I, message_ids=L),
    "setMessageReaction": _takes("chat_id", "message_id", chat_id=I, message_id=I, reaction=L, is_big=B),
    "sendChatAction": _takes("chat_id", "action", chat_id=I, action=T, message_thread_id=I, business_connection_id=T),
    "answerCallbackQuery": _takes("callback_query_id", callback_query_id=T, text=T, show_alert=B, url=T, cache_time=I),
    "getChat": _takes("chat_id", chat_id=I),
    "getFile": _takes("file_id", file_id=T),
    "setMyCommands": _takes("commands", commands=L, **LISTING),
    "getMyCommands": _takes(**LISTING),
    "deleteMyCommands": _takes(**LISTING),
    "setMyName": _takes(name=T, language_code=T),
    "getMyName": _takes(language_code=T),
    "setMyDescription": _takes(description=T, language_code=T),
    "getMyDescription": _takes(language_code=T),
    "setMyShortDescription": _takes(short_description=T, language_code=T),
    "getMyShortDescription": _takes(language_code=T),
    "setChatMenuButton": _takes(chat_id=I, menu_button=O),
    "getChatMenuButton": _takes(chat_id=I),
}


@dataclass(frozen=True)
class Upload:
    """A file as the bot sent it."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Parameters:
    """The parameters of one call, each of the kind its method asks for, and the files that came with it."""

    values: Mapping[str, Value]
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """That text, empty when it wasn't given."""
        found = self.values.get(name, "")
        return found if isinstance(found, str) else ""

    def integer(self, name: str, default: int = 0) -> int:
        """That number, or the default."""
        found = self.values.get(name, default)
        return found if isinstance(found, int) else default

    def mapping(self, name: str) -> dict[str, object]:
        """That object, empty when it wasn't given."""
        found = self.values.get(name)
        return found if isinstance(found, dict) else {}

    def items(self, name: str) -> list[object]:
        """That list, empty when it wasn't given."""
        found = self.values.get(name)
        return found if isinstance(found, list) else []


async def read_parameters(request: web.Request, method: str) -> Parameters:
    """The call's parameters from its query, form or JSON; raises the refusal."""
    raw, files = await _sent(request)
    kinds, required = METHODS[method]
    attached = json.dumps(list(raw.values()), default=str)
    for name in files:
        if kinds.get(name) is not Kind.FILE and f"attach://{name}" not in attached:
            raise bad_request(f'unknown file "{name}" of {method}')
    for name in raw:
        if name not in kinds:
            raise bad_request(f'unknown parameter "{name}" of {method}')
    for name in required:
        if name not in raw and name not in files:
            raise bad_request(f"{'message text' if name == 'text' else name} is empty")
    return Parameters({name: _as(kinds[name], name, value) for name, value in raw.items()}, files)


async def _sent(request: web.Request) -> tuple[dict[str, object], dict[str, Upload]]:
    """The values of a call as they were written, and its files."""
    raw: dict[str, object] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        try:
            sent = await request.json()
        except ValueError as why:
            raise bad_request("can't parse JSON object") from why
        if not isinstance(sent, dict):
            raise bad_request("can't parse JSON object")
        raw.update(sent)
    elif request.can_read_body:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = Upload(value.filename, value.file.read())
            elif isinstance(value, str):
                raw[name] = value
    return raw, files


def _as(kind: Kind, name: str, value: object) -> Value:
    if kind in {Kind.TEXT, Kind.FILE} and isinstance(value, str):
        return value
    if kind is Kind.INTEGER:
        return _integer(name, value)
    if kind is Kind.BOOLEAN and (isinstance(value, bool) or value in {"true", "false", "True", "False"}):
        return value in {True, "true", "True"}
    if kind in {Kind.OBJECT, Kind.LIST}:
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except ValueError as why:
                raise bad_request(f"can't parse {name} JSON object") from why
        if isinstance(value, dict if kind is Kind.OBJECT else list):
            return value
    raise bad_request(f'parameter "{name}" must be of kind {kind.value}')


def _integer(name: str, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lstrip("-").isdigit():
        return int(value)
    raise bad_request("chat not found" if name == "chat_id" else f'parameter "{name}" must be an integer')
