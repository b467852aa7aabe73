"""Telegram's HTML: the one place where text becomes marked text, escaped, in pieces no longer than it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from operator import eq

LONGEST = 4096  # UTF-16 units of one message, counted once the marks are taken away
DIRECTION = re.compile(r"\*([^*\n]+)\*")
TAG = re.compile(r"</?[a-z-]+>")
SPACE = re.compile(r"\s")
TOKEN = re.compile(r"</?[a-z-]+>|&[a-z]+;|.", re.DOTALL)
BREAKS = ("\n\n", "\n", " ")  # where a text is cut, best first
Shown = tuple[str, tuple[str, ...]]  # a character as it is written, and the marks it stands in


def escaped(text: str) -> str:
    """The text so that it is shown as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def bold(text: str) -> str:
    """The text in bold."""
    return f"<b>{escaped(text)}</b>" if text else ""


def italic(text: str) -> str:
    """The text in italics."""
    return f"<i>{escaped(text)}</i>" if text else ""


def spoken(text: str) -> str:
    """A line with its stage directions, written *so*, in italics."""
    return "".join(italic(run) if is_direction else escaped(run) for run, is_direction in _runs(text))


def in_pieces(text: str, first: int = LONGEST) -> tuple[str, ...]:
    """A line as marked text, cut where it must be; the first piece leaves room, it takes `first` units at most."""
    pieces: list[str] = []
    room = first
    piece = ""
    for run, is_direction in _runs(text):
        for part in _parts(run):
            marked = italic(part) if is_direction else escaped(part)
            if piece and units(piece + marked) > room:
                pieces.append(piece)
                piece, room = "", LONGEST
            piece += marked
    pieces.append(piece)
    return tuple(p for p in pieces if p.strip()) or ("",)


def plain(marked: str) -> str:
    """Marked text without its marks, for when Telegram refuses them."""
    bare = TAG.sub("", marked)
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def shown(marked: str) -> int:
    """Length of what is seen, in the units in which Telegram counts."""
    return units(plain(marked))


def split(marked: str, longest: int = LONGEST) -> tuple[str, ...]:
    """Marked text in pieces of which no more is seen than that; what stands in marks does so on both sides of a cut."""
    if shown(marked) <= longest:
        return (marked,)
    rest, pieces = list(_shown(marked)), []
    while rest:
        cut = _cut(rest, longest)
        pieces.append(_marked(rest[:cut]).strip())
        rest = rest[cut:]
    return tuple(piece for piece in pieces if plain(piece).strip())


def units(text: str) -> int:
    """Length in UTF-16 code units, in which Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clipped(text: str, length: int) -> str:
    """The text on one line, its end left out when it is longer than that many characters."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _shown(marked: str) -> Iterator[Shown]:
    marks: tuple[str, ...] = ()
    for token in TOKEN.findall(marked):
        if not TAG.fullmatch(token):
            yield token, marks
        elif token.startswith("</"):
            marks = marks[:-1]
        else:
            marks = (*marks, token[1:-1])


def _cut(text: list[Shown], longest: int) -> int:
    """How many of the characters make the next piece: up to a good place in its second half, if there is one."""
    end = room = 0
    while end < len(text) and room + units(plain(text[end][0])) <= longest:
        room += units(plain(text[end][0]))
        end += 1
    if end == len(text):
        return end
    seen = "".join(character if len(character) == 1 else "&" for character, _ in text[:end])
    places = (seen.rfind(mark) + len(mark) for mark in BREAKS if seen.rfind(mark) > end // 2)
    return next(places, max(1, end))


def _marked(text: list[Shown]) -> str:
    written: list[str] = []
    before: tuple[str, ...] = ()
    for character, marks in [*text, ("", ())]:
        stay = len([one for one in accumulate(map(eq, before, marks), min) if one])
        written += [f"</{mark}>" for mark in reversed(before[stay:])] + [f"<{mark}>" for mark in marks[stay:]]
        written.append(character)
        before = marks
    return "".join(written)


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut into plain stretches and stage directions."""
    at = 0
    for found in DIRECTION.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[1], True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def _parts(run: str) -> Iterator[str]:
    """The stretch whole if short, else in portions that end at a space where there is one."""
    limit = 600  # escaped, a portion stays below 4096 whatever it holds
    while len(run) > limit:
        cut = max((found.end() for found in SPACE.finditer(run, limit // 2, limit)), default=limit)
        yield run[:cut]
        run = run[cut:]
    if run:
        yield run
