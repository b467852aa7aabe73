"""The text or caption of a message, checked and read as Telegram does."""

from __future__ import annotations

from collections.abc import Mapping

from tests.bot_api.entities import KINDS, Entity, parse_html, units, unparsable
from tests.bot_api.parameters import Parameters
from tests.bot_api.refusals import bad_request

LONGEST_TEXT, LONGEST_CAPTION, MOST_ENTITIES = 4096, 1024, 100
# Control characters become spaces, as at Telegram's.
CLEANED = {code: " " for code in range(32) if code != ord("\n")} | {ord("\r"): ""}


def text_of(given: Parameters) -> tuple[str, tuple[Entity, ...]]:
    """The text of a message as it is shown, and what is marked in it; raises the refusal."""
    shown, entities = _marked(given.text("text"), given.text("parse_mode"), given.items("entities"))
    if not shown.strip():
        raise bad_request("message text is empty")
    if units(shown) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return shown, entities


def caption_of(given: Parameters | Mapping[str, object]) -> tuple[str, tuple[Entity, ...]]:
    """The caption under a picture or a file, possibly empty; raises the refusal."""
    values = given.values if isinstance(given, Parameters) else given
    listed = values.get("caption_entities")
    caption, mode = str(values.get("caption") or ""), str(values.get("parse_mode") or "")
    shown, entities = _marked(caption, mode, listed if isinstance(listed, list) else [])
    if units(shown) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return shown, entities


def _marked(source: str, mode: str, listed: list[object]) -> tuple[str, tuple[Entity, ...]]:
    if any(0xD800 <= ord(char) <= 0xDFFF for char in source):
        raise bad_request("strings must be encoded in UTF-8")
    source = source.translate(CLEANED)
    if mode:
        if mode.lower() != "html":  # the others are Telegram's too; this server doesn't read them
            raise bad_request("unsupported parse_mode")
        shown, entities = parse_html(source)
    else:
        shown, entities = source, tuple(_entity(one) for one in listed)
    return shown, entities[:MOST_ENTITIES]


def _entity(listed: object) -> Entity:
    if not isinstance(listed, dict):
        raise unparsable("MessageEntity must be an Object")
    kind, offset, length = listed.get("type"), listed.get("offset"), listed.get("length")
    if kind not in {*KINDS.values(), "bot_command", "url", "mention", "hashtag", "email", "phone_number"}:
        raise unparsable("Unsupported type specified")
    if not isinstance(offset, int) or not isinstance(length, int):
        raise unparsable('Field "offset" must be of type Number')
    return Entity(str(kind), offset, length, str(listed.get("url") or listed.get("language") or ""))
