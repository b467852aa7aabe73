"""HTML as Telegram reads it: the text a person sees and what is marked in it, or the refusal."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
TAG = re.compile(r"<(/?)([a-zA-Z-]*)((?:\s+[a-zA-Z-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*)\s*>")
REFERENCE = re.compile(r"&(?:#(\d+)|#x([0-9a-fA-F]+)|([a-z]+));?")


@dataclass(frozen=True)
class Entity:
    """A stretch of the shown text: kind, and where it is in UTF-16 units."""

    kind: str
    offset: int
    length: int


def units(text: str) -> int:
    """Length in UTF-16 code units, in which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def unparsable(what: str) -> Refusal:
    """The refusal of a text whose marks don't read."""
    return bad_request(f"can't parse entities: {what}")


def parse_html(source: str) -> tuple[str, tuple[Entity, ...]]:
    """The shown text and its entities; raises the refusal Telegram gives."""
    shown: list[str] = []
    opened: list[tuple[str, int]] = []
    entities: list[Entity] = []
    at = 0
    while at < len(source):
        char = source[at]
        if char == "<":
            found = TAG.match(source, at)
            if not found:
                raise unparsable(f'Unsupported start tag "" at byte offset {len(source[:at].encode())}')
            _take_tag(found, shown, opened, entities)
            at = found.end()
        elif char == "&" and (reference := REFERENCE.match(source, at)):
            shown.append(_character(reference))
            at = reference.end()
        else:
            shown.append(char)
            at += 1
    if opened:
        raise unparsable(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    return "".join(shown), tuple(sorted(entities, key=lambda e: (e.offset, -e.length)))


def _take_tag(found: re.Match[str], shown: list[str], opened: list[tuple[str, int]], entities: list[Entity]) -> None:
    tag, position = found[2].lower(), units("".join(shown))
    if tag not in KINDS:
        raise unparsable(f'Unsupported start tag "{tag}"')
    if not found[1]:
        if tag == "span" and "tg-spoiler" not in found[3]:
            raise unparsable('Tag "span" must have class "tg-spoiler"')
        opened.append((tag, position))
        return
    if not opened or opened[-1][0] != tag:
        raise unparsable(f'Unmatched end tag "{tag}"')
    _, start = opened.pop()
    if position > start:
        entities.append(Entity(KINDS[tag], start, position - start))


def _character(reference: re.Match[str]) -> str:
    if reference[1] or reference[2]:
        code = int(reference[1]) if reference[1] else int(reference[2], 16)
        return chr(code) if 0 < code <= 0x10FFFF else reference[0]
    return NAMED.get(reference[3], reference[0])
