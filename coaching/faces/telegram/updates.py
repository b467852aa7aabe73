"""What Telegram delivered, as our own frozen values. Reading never fails: what isn't understood is Unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Json = Mapping[str, object]
PRIVATE = "private"
GROUPS = {"group", "supergroup"}
LARGEST = 2**63 - 1  # what a database holds; Telegram's ids are smaller
UNSPOKEN = (
    "photo",
    "sticker",
    "voice",
    "video_note",
    "video",
    "audio",
    "animation",
    "document",
    "location",
    "contact",
    "poll",
    "dice",
    "venue",
    "story",
)


@dataclass(frozen=True)
class Who:
    """The person, as far as Telegram tells."""

    user_id: int
    first_name: str = ""
    language_code: str = ""


@dataclass(frozen=True)
class Said:
    """A text, as typed."""

    text: str


@dataclass(frozen=True)
class Commanded:
    """A command in lower case without its slash and without the bot's name, and what follows it."""

    name: str
    rest: str = ""


@dataclass(frozen=True)
class Pressed:
    """A tap on a button."""

    query_id: str
    data: str
    message_id: int | None = None


@dataclass(frozen=True)
class Unspoken:
    """Something that is no text, by Telegram's name for it: "photo", "voice", "sticker"."""

    kind: str


@dataclass(frozen=True)
class Edited:
    """An earlier message was changed."""


@dataclass(frozen=True)
class Membership:
    """The person stopped the bot, or came back."""

    blocked: bool


@dataclass(frozen=True)
class Grouped:
    """The bot was brought into a group. Nothing else that happens there is for us."""

    bot: str  # its username


@dataclass(frozen=True)
class Unknown:
    """Nothing to act on."""


Event = Said | Commanded | Pressed | Unspoken | Edited | Membership | Grouped | Unknown


@dataclass(frozen=True)
class Update:
    """One update: whose, in which chat (0 for none), and what happened."""

    update_id: int
    chat_id: int
    who: Who | None
    event: Event


def read_update(raw: Json) -> Update:
    """The update as a value; never raises, whatever came."""
    update_id = _integer(raw.get("update_id"))
    try:
        return _read(update_id, raw)
    except (TypeError, ValueError, AttributeError, LookupError):
        # Should a shape nobody thought of slip through, it must not hold up everything that comes after it.
        return Update(update_id, 0, None, Unknown())


def _read(update_id: int, raw: Json) -> Update:
    if "message" in raw:
        return _message(update_id, _mapping(raw["message"]))
    if "edited_message" in raw:
        message = _mapping(raw["edited_message"])
        chat = _mapping(message.get("chat"))
        event: Event = Edited() if chat.get("type") == PRIVATE else Unknown()
        return Update(update_id, _integer(chat.get("id")), _who(message), event)
    if "callback_query" in raw:
        return _press(update_id, _mapping(raw["callback_query"]))
    if "my_chat_member" in raw:
        return _membership(update_id, _mapping(raw["my_chat_member"]))
    return Update(update_id, 0, None, Unknown())


def _message(update_id: int, message: Json) -> Update:
    chat, who = _mapping(message.get("chat")), _who(message)
    chat_id, text = _integer(chat.get("id")), message.get("text")
    if not chat_id or not who:
        return Update(update_id, chat_id, who, Unknown())
    if chat.get("type") != PRIVATE:
        return Update(update_id, chat_id, who, Unknown())
    if isinstance(text, str):
        return Update(update_id, chat_id, who, _spoken(_text(text)))
    # What is none of these is a note of Telegram's (a pinned message, a new picture): nobody said anything.
    kind = next((kind for kind in UNSPOKEN if kind in message), None)
    return Update(update_id, chat_id, who, Unspoken(kind) if kind else Unknown())


def _spoken(text: str) -> Event:
    if not text.startswith("/") or len(text) < 2 or text[1].isspace():
        return Said(text)
    first, *rest = text[1:].split(maxsplit=1)
    return Commanded(first.partition("@")[0].lower(), rest[0].strip() if rest else "")


def _press(update_id: int, query: Json) -> Update:
    message, who = _mapping(query.get("message")), _who(query)
    chat = _mapping(message.get("chat"))
    chat_id = _integer(chat.get("id")) or (who.user_id if who else 0)
    query_id, data = query.get("id"), query.get("data")
    # No button of ours that is to be tapped stands anywhere but in a private chat.
    elsewhere = chat.get("type", PRIVATE) != PRIVATE
    if elsewhere or not who or not isinstance(query_id, str) or not isinstance(data, str):
        return Update(update_id, chat_id, who, Unknown())
    return Update(update_id, chat_id, who, Pressed(query_id, data, _integer(message.get("message_id")) or None))


def _membership(update_id: int, change: Json) -> Update:
    chat, now = _mapping(change.get("chat")), _mapping(change.get("new_chat_member"))
    chat_id, who, status = _integer(chat.get("id")), _who(change), _text(now.get("status"))
    if chat.get("type") == PRIVATE:
        return Update(update_id, chat_id, who, Membership(blocked=status in {"kicked", "left"}))
    before = _text(_mapping(change.get("old_chat_member")).get("status"))
    arrived = status in {"member", "administrator"} and before in {"left", "kicked", ""}
    if not arrived or chat.get("type") not in GROUPS:
        return Update(update_id, chat_id, who, Unknown())
    return Update(update_id, chat_id, who, Grouped(_text(_mapping(now.get("user")).get("username"))))


def _who(content: Json) -> Who | None:
    user = _mapping(content.get("from"))
    user_id = _integer(user.get("id"))
    if not user_id or user.get("is_bot") is True:
        return None
    return Who(user_id, _text(user.get("first_name")), _text(user.get("language_code")))


def _mapping(value: object) -> Json:
    return value if isinstance(value, Mapping) else {}


def _integer(value: object) -> int:
    fits = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST
    return value if fits and isinstance(value, int) else 0


def _text(value: object) -> str:
    """The text, with half characters no text can hold replaced; empty for anything else."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""
