"""Inline keyboards, checked as Telegram checks them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.bot_api.chats import Button, Json, Keyboard
from tests.bot_api.refusals import bad_request

LONGEST_DATA, MOST_BUTTONS, MOST_IN_A_ROW, LONGEST_COPIED = 64, 100, 8, 256
STYLES = {"", "default", "primary", "success", "danger"}
ADDRESS = re.compile(r"(https?|tg)://[^\s]+|[\w-]+(\.[\w-]+)+(/\S*)?")


def keyboard_of(markup: Mapping[str, object]) -> Keyboard:
    """The rows of buttons under a message, possibly none; raises the refusal."""
    rows = markup.get("inline_keyboard", []) if markup else []
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be an Array of Arrays')
    keyboard = tuple(tuple(_button(button) for button in row) for row in rows if row)
    if sum(map(len, keyboard)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in keyboard):
        raise bad_request("reply markup is too long")
    return keyboard


def described(keyboard: Keyboard) -> Json:
    """A keyboard as the Bot API describes it."""
    return {"inline_keyboard": [[_described(button) for button in row] for row in keyboard]}


def _button(button: object) -> Button:
    if not isinstance(button, dict):
        raise _unreadable("InlineKeyboardButton must be an Object")
    label, style = str(button.get("text", "")), str(button.get("style", "")).lower()
    data, url, copied = (_text(button, name) for name in ("callback_data", "url", "copy_text"))
    if not label.strip():
        raise _unreadable("text is empty")
    if style not in STYLES:
        raise _unreadable("invalid button style specified")
    if url and not ADDRESS.fullmatch(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    if len(copied) > LONGEST_COPIED:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if not url and not copied:
        if "callback_data" not in button:
            raise _unreadable("Text buttons are unallowed in the inline keyboard")
        if not 1 <= len(data.encode()) <= LONGEST_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
    return Button(label, data, url, "" if style == "default" else style, copied)


def _text(button: Mapping[str, object], name: str) -> str:
    value = button.get(name, "")
    if isinstance(value, dict):
        value = value.get("text", "")
    if not isinstance(value, str):
        raise _unreadable(f'Field "{name}" must be of type String')
    return value


def _unreadable(what: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {what}")


def _described(button: Button) -> Json:
    told: Json = {"text": button.label}
    if button.url:
        told["url"] = button.url
    elif button.copied:
        told["copy_text"] = {"text": button.copied}
    else:
        told["callback_data"] = button.data
    return told | ({"style": button.style} if button.style else {})
