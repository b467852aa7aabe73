"""How wide a text is, where it breaks, and which of its characters the type has."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from coaching.pictures.board import TextSize, Tone
from coaching.pictures.drawing.strokes import Hand, Letters

FONTS = Path(__file__).parent.parent / "fonts"
REGULAR, BOLD = FONTS / "Inter-Regular.ttf", FONTS / "Inter-Bold.ttf"
GROWTH = {TextSize.NORMAL: 1.0, TextSize.LARGE: 1.3}
NOBODYS = "\uffff"  # never a character: what any type shows for one it lacks
UNKNOWN = "□"
JOINERS = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")  # seen by nobody
UNBROKEN = "\u00a0"
APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
# French sets a space within its quotation marks and before high punctuation, which no line may break.
LOOSE = re.compile(r"(?<=«) | (?=[»:;?!])")
BREAKS = re.compile(r"(?<=\w[-–])(?=\w)")  # within a word


@lru_cache(maxsize=32)
def font(hand: Hand) -> ImageFont.FreeTypeFont:
    """The type at that size. Laid out letter by letter, which is the same on any machine."""
    path = BOLD if hand.bold else REGULAR
    return ImageFont.truetype(path, hand.size, layout_engine=ImageFont.Layout.BASIC)


def readable(text: str) -> str:
    """The text in characters the type has: pictograms left out, letters it lacks as an empty square."""
    seen = "".join(_seen(one) for one in unicodedata.normalize("NFC", text))
    # A pictogram between two words leaves two spaces.
    spaced = " ".join(part for part in seen.replace("\t", " ").split(" ") if part)
    return LOOSE.sub(UNBROKEN, APOSTROPHE.sub("’", spaced))


@lru_cache(maxsize=2048)
def _seen(character: str) -> str:
    if character in "\n\t ":
        return character
    kind = unicodedata.category(character)
    if character in JOINERS or kind in {"Cc", "Cf", "Cn", "Co", "Cs"}:
        return ""
    if _has(character):
        return character
    return UNKNOWN if kind[0] in "LN" else ""


def _has(character: str) -> bool:
    face = font(Hand(32))
    ours, lacking = face.getmask(character), face.getmask(NOBODYS)
    return (ours.size, bytes(ours)) != (lacking.size, bytes(lacking))


class Lettering:
    """The hands of one text size, with their measures in pixels."""

    def __init__(self, size: TextSize = TextSize.NORMAL) -> None:
        self.growth = GROWTH[size]
        self.title = self._hand(56, bold=True)
        self.head = self._hand(42, bold=True)
        self.body = self._hand(40)
        self.strong = self._hand(40, bold=True)
        self.small = self._hand(34)
        self.small_strong = self._hand(34, bold=True)
        self.figure = Hand(round(92 * self.growth), bold=True, leading=1.12)  # digits have no tails

    def _hand(self, size: int, *, bold: bool = False) -> Hand:
        return Hand(round(size * self.growth), bold)

    def width(self, text: str, hand: Hand) -> float:
        """How wide a line is."""
        return font(hand).getlength(text)

    def line(self, text: str, hand: Hand, left: float = 0, top: float = 0, tone: Tone = Tone.INK) -> Letters:
        """One line that begins there."""
        text = readable(text)
        return Letters(text, left, top, self.width(text, hand), hand, tone)

    def line_to(self, text: str, hand: Hand, right: float, top: float = 0, tone: Tone = Tone.INK) -> Letters:
        """One line that ends there."""
        line = self.line(text, hand, 0, top, tone)
        return Letters(line.text, right - line.width, top, line.width, hand, tone)

    def line_at(self, text: str, hand: Hand, middle: float, top: float = 0, tone: Tone = Tone.INK) -> Letters:
        """One line around that middle."""
        line = self.line(text, hand, 0, top, tone)
        return Letters(line.text, middle - line.width / 2, top, line.width, hand, tone)

    def lines(
        self, text: str, hand: Hand, width: float, left: float = 0, top: float = 0, tone: Tone = Tone.INK
    ) -> tuple[Letters, ...]:
        """The text in lines no wider than that, under one another."""
        broken = [line for part in text.split("\n") for line in self._broken(readable(part), hand, width)]
        return tuple(self.line(line, hand, left, top + at * hand.height, tone) for at, line in enumerate(broken))

    def _broken(self, text: str, hand: Hand, width: float) -> list[str]:
        lines: list[str] = []
        line = ""
        for part, follows_space in _parts(text):
            longer = f"{line} {part}" if line and follows_space else line + part
            if self.width(longer, hand) <= width:
                line = longer
                continue
            lines += [line] if line else []
            *full, line = self._cut(part, hand, width)
            lines += full
        return [*lines, line] if line else lines

    def _cut(self, word: str, hand: Hand, width: float) -> list[str]:
        """A word in pieces no wider than that, each of one character at least."""
        pieces = [""]
        for character in word:
            if pieces[-1] and self.width(pieces[-1] + character, hand) > width:
                pieces.append("")
            pieces[-1] += character
        return pieces


def _parts(text: str) -> list[tuple[str, bool]]:
    """What a line may end after, and whether a space stands before it."""
    return [(part, at == 0) for word in text.split(" ") for at, part in enumerate(BREAKS.split(word))]
