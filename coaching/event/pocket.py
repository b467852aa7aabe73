"""The card for a pocket: three openers that worked, what one answers to "what do you do", and a way to leave.

All of it in the learner's own words, as they said them to somebody; what they haven't found yet is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coaching.moves import QUESTIONS, Move
from coaching.reading import Reading
from coaching.scorecard.taking_up import stems

OPENERS = 3
EARLY = 3  # messages of a conversation that open it
LONGEST = 140  # characters of what is said in one breath
SENTENCES = 2
SHORTEST = 3  # words
SENTENCE = re.compile(r"[^.!?…\n]*\w[^.!?…\n]*[.!?…]*")


@dataclass(frozen=True)
class Exchange:
    """One message of the learner's, what it answered, and what came of it."""

    number: int  # within its conversation, from 1
    line: str  # what they had heard
    text: str
    reading: Reading
    gained: int  # trust
    asked_trade: bool = False  # the line asks what they do
    last: bool = False  # the conversation ended well with it


@dataclass(frozen=True)
class PocketCard:
    """What stands on it. Empty where the learner has said nothing of the kind yet."""

    openers: tuple[str, ...] = ()
    answer: str = ""
    exit: str = ""


def pocket_card(exchanges: Sequence[Exchange], sells: str = "") -> PocketCard:
    """The card from what was said, oldest first; `sells` stands in for an answer never given."""
    return PocketCard(_openers(exchanges), _answer(exchanges) or _first(sells), _exit(exchanges))


def _openers(exchanges: Sequence[Exchange]) -> tuple[str, ...]:
    """Questions of the first messages that made them trust, those first that could be asked of anybody."""
    found = [
        (_is_bound(one), -one.gained, -at, quote)
        for at, one in enumerate(exchanges)
        if one.number <= EARLY and one.gained > 0 and not one.reading.is_selling
        for quote in [_question(one)]
        if quote
    ]
    return _unlike(quote for *_, quote in sorted(found))


def _question(one: Exchange) -> str:
    """The sentence that asks, as it was typed."""
    asked = next((one.reading.quote(move) for move in Move if move in QUESTIONS and one.reading.does(move)), "")
    words = asked.strip()
    whole = next((sentence for sentence in _sentences(one.text) if words and words in sentence), words)
    return whole if len(whole) <= LONGEST and len(whole.split()) >= SHORTEST else ""


def _is_bound(one: Exchange) -> bool:
    """Whether it leans on what was just said, so that it can't be asked of somebody else."""
    return one.reading.elliptical or bool(stems(one.text) & stems(one.line)) or one.reading.does(Move.FOLLOW_UP)


def _answer(exchanges: Sequence[Exchange]) -> str:
    """What they say they do, in two sentences: of those that sold nothing the best taken, of equals the latest."""
    said = [
        (one.gained, at, _first(one.text))
        for at, one in enumerate(exchanges)
        if one.asked_trade and not one.reading.is_selling and _tells(one.text)
    ]
    return max(said, default=(0, 0, ""))[2]


def _tells(text: str) -> bool:
    """Whether it begins by saying something, and asks only afterwards."""
    first = next(iter(_sentences(text)), "")
    return len(first.split()) >= SHORTEST and not first.endswith("?")


def _exit(exchanges: Sequence[Exchange]) -> str:
    said = [one for one in exchanges if one.reading.does(Move.GRACEFUL_EXIT) and len(one.text) <= 2 * LONGEST]
    said.sort(key=lambda one: (one.last, one.gained))
    return _first(said[-1].text) if said else ""


def _first(text: str) -> str:
    """The first two sentences, literally."""
    found = list(SENTENCE.finditer(text.strip()))[:SENTENCES]
    return text.strip()[: found[-1].end()].strip() if found else ""


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(found.group().strip() for found in SENTENCE.finditer(text))


def _unlike(quotes: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for quote in quotes:
        if not any(stems(quote) == stems(other) or quote.casefold() == other.casefold() for other in kept):
            kept.append(quote)
        if len(kept) == OPENERS:
            break
    return tuple(kept)
