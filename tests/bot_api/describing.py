"""Messages as the Bot API describes them."""

from __future__ import annotations

import time

from tests.bot_api.chats import Chat, Json, Posted
from tests.bot_api.keyboards import described as described_keyboard
from tests.bot_api.stored import StoredFile


def described(bot: Json, chat: Chat, message: Posted) -> Json:
    """A message of the bot."""
    told: Json = {
        "message_id": message.message_id,
        "from": bot,
        "chat": chat.described(),
        "date": int(time.time()),
        **content_of(message),
    }
    if message.edited:
        told["edit_date"] = int(time.time())
    if message.keyboard:
        told["reply_markup"] = described_keyboard(message.keyboard)
    return told


def content_of(message: Posted) -> Json:
    """What it holds: a text, or a file with its caption."""
    entities = [entity.described() for entity in message.entities]
    if not message.file:
        return {"text": message.text} | ({"entities": entities} if entities else {})
    told = described_file(message.file)
    if message.text:
        told["caption"] = message.text
        if entities:
            told["caption_entities"] = entities
    return told


def described_file(stored: StoredFile, **more: object) -> Json:
    """A file under the name of its kind, as it stands in a message."""
    width, height = stored.size
    if stored.kind == "photo":
        return {"photo": [{**stored.described(), "width": width, "height": height}]}
    if stored.kind == "sticker":
        looks = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return {"sticker": {**stored.described(), **looks, **more}}
    return {stored.kind: {**stored.described(), "mime_type": stored.mime, "file_name": stored.name, **more}}
