"""Whether what a transcriber answered is something somebody said. It makes things up, above all out of silence."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from coaching.own_files import read_own
from coaching.services.hearing import Heard, Trouble

PHANTOMS = Path(__file__).with_name("phantoms.yaml")
WORD = re.compile(r"[^\W_]+")
SPOKEN_A_SECOND = 30  # characters; a hurried speaker gets to 20
SPOKEN_AT_ONCE = 60  # characters that may stand in the shortest of notes
MANY = 30  # words from which on they are counted
VARIED = 0.15  # of the words differ, where somebody speaks


def judged(text: str, seconds: float) -> Heard | Trouble:
    """What was said in that many seconds, on one line, or why it is nothing."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    words = [word.casefold() for word in WORD.findall(line)]
    if not words or " ".join(words) in _phantoms():
        return Trouble.EMPTY
    if len(line) > SPOKEN_AT_ONCE + SPOKEN_A_SECOND * seconds:
        return Trouble.NONSENSE
    if len(words) >= MANY and len(set(words)) < VARIED * len(words):
        return Trouble.NONSENSE  # stuck, as a needle in its groove
    return Heard(line)


@cache
def _phantoms() -> frozenset[str]:
    """The sentences out of nothing, as words in lower case."""
    lines = read_own(PHANTOMS)
    return frozenset(" ".join(word.casefold() for word in WORD.findall(str(line))) for line in lines)
