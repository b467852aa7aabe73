"""In a group: once, on arrival, that it works in private, and the way there. Nothing else is ever said there."""

from __future__ import annotations

import re
from dataclasses import replace

from coaching.faces.telegram.markup import escaped
from coaching.faces.telegram.messages import message
from coaching.faces.telegram.updates import Grouped, Update
from coaching.faces.words import read_words
from coaching.services import learners
from coaching.services.records import Outgoing

USERNAME = re.compile(r"[A-Za-z0-9_]{4,32}")


def brought_in(update: Update, event: Grouped) -> tuple[Outgoing, ...]:
    """What is said then, in the language of whoever did it; an administrator may do it without a name."""
    if not update.chat_id:
        return ()
    words = read_words(learners.guessed(update.who.language_code if update.who else ""))
    told = message(update.chat_id, escaped(words("telegram.group")))
    more: dict[str, object] = {"disable_notification": True}
    if USERNAME.fullmatch(event.bot):
        button = {"text": words("door.private"), "url": f"https://t.me/{event.bot}"}
        more["reply_markup"] = {"inline_keyboard": [[button]]}
    return (replace(told, payload={**told.payload, **more}),)
