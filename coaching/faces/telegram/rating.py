"""A number from 0 to 10, tapped or typed."""

from __future__ import annotations

from coaching.faces.telegram.presses import Deed
from coaching.faces.words import Words
from coaching.services.ratings import LEAST, MOST

UPPER = 6  # numbers in the first row
SKIP = "skip"

Choices = list[list[tuple[str, Deed, str]]]


def numbers(deed: Deed, words: Words) -> Choices:
    """Two rows of numbers, and a way past them."""
    choices = [(str(number), deed, str(number)) for number in range(LEAST, MOST + 1)]
    return [choices[:UPPER], choices[UPPER:], [(words("telegram.buttons.skip"), deed, SKIP)]]


def number_in(text: str) -> int | None:
    """The rating somebody typed; None when it is none."""
    typed = text.strip()
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 3 and int(typed) <= MOST else None
