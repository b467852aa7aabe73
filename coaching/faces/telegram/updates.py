"""What Telegram delivered, as our own frozen values. Reading never fails: what isn't understood is Unknown."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.faces.telegram.unsaid import Unspoken, is_forwarded, read_unspoken
from coaching.faces.telegram.values import Json, integer, mapping, string

PRIVATE = "private"
GROUPS = {"group", "supergroup"}


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
    quoted: str = ""  # what the tapped message quotes


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
    message_id: int = 0  # of what they wrote or changed
    written: int = 0  # when they wrote it first, in Unix seconds


def read_update(raw: Json) -> Update:
    """The update as a value; never raises, whatever came."""
    update_id = integer(raw.get("update_id"))
    try:
        return _read(update_id, raw)
    except (TypeError, ValueError, AttributeError, LookupError):
        # Should a shape nobody thought of slip through, it must not hold up everything that comes after it.
        return Update(update_id, 0, None, Unknown())


def _read(update_id: int, raw: Json) -> Update:
    if "message" in raw:
        return _message(update_id, mapping(raw["message"]))
    if "edited_message" in raw:
        message = mapping(raw["edited_message"])
        chat = mapping(message.get("chat"))
        # Who shares where they are as they go sends no correction with each step.
        who = _who(message)
        ours = _is_private(chat, who) and "location" not in message
        event: Event = Edited() if ours else Unknown()
        return Update(update_id, integer(chat.get("id")), who, event, *_of_message(message))
    if "callback_query" in raw:
        return _press(update_id, mapping(raw["callback_query"]))
    if "my_chat_member" in raw:
        return _membership(update_id, mapping(raw["my_chat_member"]))
    return Update(update_id, 0, None, Unknown())


def _message(update_id: int, message: Json) -> Update:
    chat, who = mapping(message.get("chat")), _who(message)
    chat_id = integer(chat.get("id"))
    if not chat_id or not who:
        return Update(update_id, chat_id, who, Unknown())
    if not _is_private(chat, who):
        return Update(update_id, chat_id, who, Unknown())
    if isinstance(message.get("text"), str) and not is_forwarded(message):
        return Update(update_id, chat_id, who, _spoken(string(message["text"])), *_of_message(message))
    # What is neither is a note of Telegram's (a pinned message, a new picture): nobody said anything.
    return Update(update_id, chat_id, who, read_unspoken(message) or Unknown(), *_of_message(message))


def _of_message(message: Json) -> tuple[int, int]:
    """Its number in the chat, and when it was written."""
    return integer(message.get("message_id")), integer(message.get("date"))


def _spoken(text: str) -> Event:
    if not text.startswith("/") or len(text) < 2 or text[1].isspace():
        return Said(text)
    first, *rest = text[1:].split(maxsplit=1)
    return Commanded(first.partition("@")[0].lower(), rest[0].strip() if rest else "")


def _press(update_id: int, query: Json) -> Update:
    message, who = mapping(query.get("message")), _who(query)
    chat = mapping(message.get("chat"))
    chat_id = integer(chat.get("id")) or (who.user_id if who else 0)
    query_id, data = query.get("id"), query.get("data")
    # No button of ours that is to be tapped stands anywhere but in a private chat.
    elsewhere = chat and not _is_private(chat, who)
    if elsewhere or not who or not isinstance(query_id, str) or not isinstance(data, str):
        return Update(update_id, chat_id, who, Unknown())
    tapped = integer(message.get("message_id")) or None
    return Update(update_id, chat_id, who, Pressed(string(query_id), string(data), tapped, _quoted(message)))


def _quoted(message: Json) -> str:
    """The first quotation in a message; its place is counted in UTF-16."""
    entities = message.get("entities")
    marks = [mapping(one) for one in entities] if isinstance(entities, list) else []
    quotation = next((one for one in marks if one.get("type") == "blockquote"), None)
    if quotation is None:
        return ""
    start, length = integer(quotation.get("offset")), integer(quotation.get("length"))
    whole = string(message.get("text")).encode("utf-16-le")
    return whole[2 * max(0, start) : 2 * max(0, start + length)].decode("utf-16-le", "replace")


def _membership(update_id: int, change: Json) -> Update:
    chat, now = mapping(change.get("chat")), mapping(change.get("new_chat_member"))
    chat_id, who, status = integer(chat.get("id")), _who(change), string(now.get("status"))
    if _is_private(chat, who):
        return Update(update_id, chat_id, who, Membership(blocked=status in {"kicked", "left"}))
    before = string(mapping(change.get("old_chat_member")).get("status"))
    arrived = status in {"member", "administrator"} and before in {"left", "kicked", ""}
    if not arrived or chat.get("type") not in GROUPS:
        return Update(update_id, chat_id, who, Unknown())
    return Update(update_id, chat_id, who, Grouped(string(mapping(now.get("user")).get("username"))))


def _is_private(chat: Json, who: Who | None) -> bool:
    """Whether that is the person's own chat with us, which goes by their number. Nobody else is answered there."""
    return chat.get("type") == PRIVATE and who is not None and chat.get("id") == who.user_id


def _who(content: Json) -> Who | None:
    user = mapping(content.get("from"))
    user_id = integer(user.get("id"))
    if not user_id or user.get("is_bot") is True:
        return None
    return Who(user_id, string(user.get("first_name")), string(user.get("language_code")))
