"""Outgoing messages as the Bot API takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coaching.faces.telegram.markup import LONGEST, shown, split
from coaching.services.records import Kind, Outgoing

LONGEST_ANSWER = 200  # characters of the answer to a tap
EFFECT, CONFETTI = "message_effect_id", "5046509860389126442"  # 🎉, one of the six open to every bot


@dataclass(frozen=True)
class Button:
    """One button and what a tap on it brings back, at most 64 bytes."""

    label: str
    data: str
    style: str = ""  # "primary", "success", "danger"; older messengers show none
    copied: str = ""  # what a tap copies, at most 256 characters, in place of bringing anything back
    url: str = ""  # where a tap leads, likewise


Rows = tuple[tuple[Button, ...], ...]


def message(chat_id: int, marked: str, rows: Rows = (), kind: Kind = Kind.REPLY) -> Outgoing:
    """A message of marked text, at most 4096 long, with rows of buttons under it."""
    payload: dict[str, object] = {
        "chat_id": chat_id,
        "text": marked,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},  # what is echoed must not call up a stranger's page
    }
    if rows:
        payload["reply_markup"] = markup(rows)
    return Outgoing(chat_id, "sendMessage", payload, kind)


def later(told: Sequence[Outgoing], when: datetime) -> tuple[Outgoing, ...]:
    """Those messages, not before then."""
    return tuple(replace(one, not_before=when) for one in told)


def celebrated(told: Sequence[Outgoing]) -> tuple[Outgoing, ...]:
    """Those messages, the first with confetti. Where the effect is refused, it goes without."""
    first, *rest = told
    return replace(first, payload={**first.payload, EFFECT: CONFETTI}), *rest


def edited(told: Outgoing, message_id: int) -> Outgoing:
    """That message in place of another one, its buttons too. Doing it twice is doing it once."""
    return replace(told, method="editMessageText", payload={**told.payload, "message_id": message_id})


def pages(chat_id: int, blocks: Sequence[str], rows: Rows = (), kind: Kind = Kind.REPLY) -> tuple[Outgoing, ...]:
    """Blocks of marked text, a blank line between them, in as few messages as hold them; the buttons under the last."""
    texts: list[str] = []
    for part in (part for block in blocks for part in split(block)):
        if texts and shown(texts[-1]) + 2 + shown(part) <= LONGEST:
            texts[-1] = f"{texts[-1]}\n\n{part}"
        elif part:
            texts.append(part)
    return tuple(
        message(chat_id, text, rows if number == len(texts) else (), kind) for number, text in enumerate(texts, 1)
    )


def answer_to_press(chat_id: int, query_id: str, text: str = "") -> Outgoing:
    """The end of a tap's spinner, perhaps with a word."""
    payload: dict[str, object] = {"callback_query_id": query_id}
    if text:
        payload["text"] = text[:LONGEST_ANSWER]
    return Outgoing(chat_id, "answerCallbackQuery", payload, Kind.PASSING)


def with_buttons(chat_id: int, message_id: int, rows: Rows = ()) -> Outgoing:
    """The same message with these buttons alone. Doing it twice is doing it once."""
    payload: dict[str, object] = {"chat_id": chat_id, "message_id": message_id}
    if rows:
        payload["reply_markup"] = markup(rows)
    return Outgoing(chat_id, "editMessageReplyMarkup", payload)


def markup(rows: Rows) -> dict[str, object]:
    """Rows of buttons as they stand under a message."""
    return {"inline_keyboard": [[_described(button) for button in row] for row in rows]}


def _described(button: Button) -> dict[str, object]:
    told: dict[str, object] = {"text": button.label}
    if button.copied:
        return told | {"copy_text": {"text": button.copied}}
    if button.url:
        return told | {"url": button.url}
    told["callback_data"] = button.data
    return told | {"style": button.style} if button.style else told
