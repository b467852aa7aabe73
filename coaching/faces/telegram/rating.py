"""A number from 0 to 10, tapped or typed."""

from __future__ import annotations

import re

from coaching.faces.telegram.presses import Deed
from coaching.faces.words import Words
from coaching.services.ratings import LEAST, MOST

UPPER = 6  # numbers in the first row
SKIP = "skip"
FEW = 6  # words around a number that answers a question; a longer sentence is about something else
NUMBER = re.compile(r"\d+")
OF_TEN = re.compile(rf"/\s*{MOST}\b")

Choices = list[list[tuple[str, Deed, str]]]


def numbers(deed: Deed, words: Words) -> Choices:
    """Two rows of numbers, and a way past them."""
    choices = [(str(number), deed, str(number)) for number in range(LEAST, MOST + 1)]
    return [choices[:UPPER], choices[UPPER:], [(words("telegram.buttons.skip"), deed, SKIP)]]


def number_in(text: str) -> int | None:
    """The rating somebody typed; None when it is none."""
    typed = text.strip()
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 3 and int(typed) <= MOST else None


def rating_in(text: str, words: Words) -> int | None:
    """The rating in a short answer: 7, 7/10, "7 I'd say"; None where there is no number or more than one."""
    alone = OF_TEN.sub(" ", text.lower().replace(words("phone.out_of"), " "))
    found = NUMBER.findall(alone)
    is_plain = len(found) == 1 and len(alone.split()) <= FEW and f"-{found[0]}" not in alone
    return number_in(found[0] if is_plain else text)
