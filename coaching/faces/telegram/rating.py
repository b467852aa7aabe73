"""A number from 0 to 10, tapped or typed."""

from __future__ import annotations

import re
from functools import cache

from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.typed import bare
from coaching.faces.words import Words, read_words
from coaching.language import Language
from coaching.services.ratings import LEAST, MOST

UPPER = 6  # numbers in the first row
SKIP = "skip"
NUMBER = re.compile(r"\d+")
CLAUSE = re.compile(r"(?<!\d)[,.]|[,.](?!\d)|[;:!?()…—\n]")
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


def rating_in(text: str) -> int | None:
    """The rating in an answer: 7, 7/10, "7 I'd say", "8, I hate this"; None where there is no number or more than one.

    Around the number stands nothing but what people hedge a number with: three children are no rating of anything.
    """
    alone = text.lower()
    for lang in Language:
        alone = alone.replace(read_words(lang)("phone.out_of"), " ")
    alone = OF_TEN.sub(" ", alone)
    found = NUMBER.findall(alone)
    if len(found) != 1 or f"-{found[0]}" in alone:
        return number_in(text)
    clause = next(one for one in CLAUSE.split(alone) if found[0] in one)
    around = set(bare(clause.replace(found[0], " ", 1)).split())
    return number_in(found[0]) if around <= _hedges() else None


@cache
def _hedges() -> frozenset[str]:
    """Both languages' at once: who is asked in the wrong one answers in their own."""
    return frozenset(one for lang in Language for one in bare(read_words(lang)("phone.hedges")).split())
