"""What a message holds besides words, as far as anybody here acts on it; and what is left out before it is kept.

Where somebody is, and whose number they have, is nobody's business: neither is kept for a moment, nor is what others
wrote and a learner passes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from coaching.faces.telegram.values import Json, integer, mapping, string

UNSPOKEN = (  # the first that is there names it: an animation is a document too, a venue has a location
    "photo",
    "sticker",
    "voice",
    "video_note",
    "video",
    "audio",
    "animation",
    "document",
    "venue",
    "location",
    "contact",
    "poll",
    "dice",
    "story",
    "paid_media",
    "checklist",
    "game",
)
FORWARDED = ("forward_origin", "forward_date", "forward_from", "forward_from_chat", "forward_sender_name")
PRIVATE = ("location", "venue", "contact")
WRITTEN = ("text", "caption")


@dataclass(frozen=True)
class Unspoken:
    """Something that is no text, by Telegram's name for it: "photo", "voice", "sticker"."""

    kind: str
    file_id: str = ""
    duration: int = 0  # seconds, by its own account
    size: int = 0  # bytes, the same
    mime: str = ""
    name: str = ""  # of a file
    caption: str = ""
    forwarded: bool = False  # from somebody else; a text too then
    is_own_card: bool = False  # a contact: the sender's own
    album: int = 0  # the same for all pictures sent in one go, 1 to 999999


def read_unspoken(message: Json) -> Unspoken | None:
    """What is in a message without a text of the sender's own; None where there is nothing anybody sent."""
    forwarded = is_forwarded(message)
    if forwarded and "text" in message:
        return Unspoken("text", forwarded=True)
    kind = next((kind for kind in UNSPOKEN if kind in message), None)
    if kind is None:
        return None
    content = mapping(message[kind])
    album = string(message.get("media_group_id"))
    return Unspoken(
        kind,
        file_id=string(content.get("file_id")),
        duration=integer(content.get("duration")),
        size=integer(content.get("file_size")),
        mime=string(content.get("mime_type")),
        name=string(content.get("file_name")),
        caption=string(message.get("caption")).strip(),
        forwarded=forwarded,
        is_own_card=kind == "contact" and _is_senders(message, integer(content.get("user_id"))),
        album=crc32(album.encode()) % 999_999 + 1 if album else 0,
    )


def is_forwarded(message: Json) -> bool:
    """Whether it is passed on from somebody else; what they wrote themselves and kept for later is theirs."""
    if not any(name in message for name in FORWARDED):
        return False
    origin = mapping(message.get("forward_origin"))
    author = mapping(origin.get("sender_user") or message.get("forward_from"))
    return not _is_senders(message, integer(author.get("id")))


def discreet(raw: Json) -> Json:
    """The update without what is never kept; the very same where there is none of it."""
    message = mapping(raw.get("message"))
    forwarded = is_forwarded(message)
    left_out = [name for name in (*PRIVATE, *WRITTEN) if name in message and (forwarded or name in PRIVATE)]
    if not left_out and not forwarded:
        return raw
    kept: dict[str, object] = {name: _nothing_of(message, name) for name in left_out}
    if forwarded:
        kept |= {name: {} for name in FORWARDED if name in message}
    rest = {name: value for name, value in message.items() if not name.endswith("entities") or not forwarded}
    return {**raw, "message": rest | kept}


def _nothing_of(message: Json, name: str) -> object:
    """What stays of it: that it was there, and of a contact whether it is the sender's own."""
    if name in WRITTEN:
        return ""
    user = integer(mapping(message.get(name)).get("user_id")) if name == "contact" else 0
    return {"user_id": user} if _is_senders(message, user) else {}


def _is_senders(message: Json, user: int) -> bool:
    return bool(user) and user == integer(mapping(message.get("from")).get("id"))
