"""Words and phrases of a language found in a text as it was typed, whatever its accents, capitals and apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from coaching.understanding.words import fold

_APOSTROPHES = re.compile("[’‘`ʼ′´]")


def first_of(text: str, phrases: Iterable[str]) -> str:
    """The earliest of these phrases in the text, as it stands there; empty where there is none."""
    found = next(spans(text, tuple(phrases)), None)
    return text[found[0] : found[1]] if found else ""


def spans(text: str, phrases: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where these phrases stand in the text, in order."""
    plain, places = _folded(text)
    for match in _pattern(phrases).finditer(plain):
        yield places[match.start()], places[match.end() - 1] + 1


def is_one(word: str, phrases: tuple[str, ...]) -> bool:
    """Whether the whole word is one of these."""
    return _pattern(phrases).fullmatch(fold(word)) is not None


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of them, the longest first; * stands for the rest of a word."""
    longest = sorted(phrases, key=len, reverse=True)
    written = (re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in longest)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)")


def _folded(text: str) -> tuple[str, list[int]]:
    """The text folded letter by letter, and where each letter of it stood."""
    signs: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        for plain in fold(_APOSTROPHES.sub("'", sign)) or ("" if not sign.isspace() else " "):
            signs.append(plain)
            places.append(at)
    return "".join(signs), places
