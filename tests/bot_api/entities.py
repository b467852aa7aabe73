"""HTML as Telegram reads it: the text a person sees and what is marked in it, or the refusal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from tests.bot_api.refusals import Refusal, bad_request

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*|)((?:\s+[a-zA-Z-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*)\s*>")
ADDRESS = re.compile(r"""href\s*=\s*["']?([^"'\s>]+)""")
REFERENCE = re.compile(r"&(?:#(\d+)|#x([0-9a-fA-F]+)|([a-z]+));?")


@dataclass(frozen=True)
class Entity:
    """A stretch of the shown text: kind, where it is in UTF-16 units, and the address or language it goes with."""

    kind: str
    offset: int
    length: int
    about: str = ""

    def described(self) -> dict[str, object]:
        """As the Bot API describes it."""
        told: dict[str, object] = {"type": self.kind, "offset": self.offset, "length": self.length}
        if self.about:
            told["url" if self.kind == "text_link" else "language"] = self.about
        return told


class Opened(NamedTuple):
    """A tag not closed yet."""

    tag: str
    position: int
    attributes: str


def units(text: str) -> int:
    """Length in UTF-16 code units, in which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def unparsable(what: str) -> Refusal:
    """The refusal of a text whose marks don't read."""
    return bad_request(f"can't parse entities: {what}")


def parse_html(source: str) -> tuple[str, tuple[Entity, ...]]:
    """The shown text and its entities; raises the refusal Telegram gives."""
    shown: list[str] = []
    opened: list[Opened] = []
    entities: list[Entity] = []
    at = 0
    while at < len(source):
        char = source[at]
        if char == "<":
            found = TAG.match(source, at)
            place = f"at byte offset {len(source[:at].encode())}"
            if not found:
                raise unparsable(f'Unsupported start tag "" {place}')
            _take_tag(found, place, units("".join(shown)), opened, entities)
            at = found.end()
        elif char == "&" and (reference := REFERENCE.match(source, at)):
            shown.append(_character(reference))
            at = reference.end()
        else:
            shown.append(char)
            at += 1
    if opened:
        raise unparsable(f'Can\'t find end tag corresponding to start tag "{opened[-1].tag}"')
    return "".join(shown), tuple(sorted(entities, key=lambda e: (e.offset, -e.length)))


def _take_tag(found: re.Match[str], place: str, position: int, opened: list[Opened], entities: list[Entity]) -> None:
    tag, attributes = found[2].lower(), found[3]
    if not found[1]:
        if tag not in KINDS:
            raise unparsable(f'Unsupported start tag "{tag}" {place}')
        if tag == "span" and "tg-spoiler" not in attributes:
            raise unparsable(f'Tag "span" must have class "tg-spoiler" {place}')
        opened.append(Opened(tag, position, attributes))
        return
    if not opened:
        raise unparsable(f"Unexpected end tag {place}")
    begun = opened.pop()
    if begun.tag != tag:
        raise unparsable(f'Unmatched end tag {place}, expected "</{begun.tag}>", found "</{tag}>"')
    address = ADDRESS.search(begun.attributes)
    if position > begun.position and (tag != "a" or address):
        kind = "expandable_blockquote" if tag == "blockquote" and "expandable" in begun.attributes else KINDS[tag]
        about = _unescaped(address[1]) if address else ""
        entities.append(Entity(kind, begun.position, position - begun.position, about))


def _unescaped(text: str) -> str:
    return REFERENCE.sub(_character, text)


def _character(reference: re.Match[str]) -> str:
    if reference[1] or reference[2]:
        code = int(reference[1]) if reference[1] else int(reference[2], 16)
        return chr(code) if 0 < code <= 0x10FFFF else reference[0]
    return NAMED.get(reference[3], reference[0])
