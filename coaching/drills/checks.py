"""What each check looks at in an answer, and the words it goes by."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from coaching.drills.drill import Check, Measure
from coaching.moves import Move
from coaching.reading import Reading

SENTENCE = re.compile(r"[^.!?…\n]*\w[^.!?…\n]*[.!?…]*")
SURE = 0.8  # confidence; a clumsy word of comfort is easily mistaken for mockery
QUOTED = 90  # characters of an answer that are quoted back, at most


@dataclass(frozen=True)
class Answer:
    """An answer and what is known of it."""

    text: str
    reading: Reading
    takes_up: tuple[str, ...] = ()  # its words that come from the given line
    of_trade: tuple[str, ...] = ()  # its words that say what the learner does

    def did(self, *moves: Move) -> Move | None:
        """The first of these moves it makes; contempt counts only where it surely is some."""
        return next((move for move in moves if self.reading.does(move) and self._is_sure(move)), None)

    def _is_sure(self, move: Move) -> bool:
        return move is not Move.DISMISSIVE or any(
            one.confidence >= SURE for one in self.reading.evidence if one.move is move
        )

    def quote(self, move: Move) -> str:
        """The words that made that move, or how the answer begins."""
        return self.reading.quote(move) or self.opening

    @property
    def opening(self) -> str:
        """How it begins; all of it where it is short."""
        return opening_of(self.text)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences in order."""
        return tuple(found.group().strip() for found in SENTENCE.finditer(self.text))


@dataclass(frozen=True)
class Verdict:
    """Whether a check holds, and the words it goes by."""

    held: bool
    quote: str


def opening_of(text: str) -> str:
    """The beginning of a text, whole words of it, literally."""
    text = text.strip()
    if len(text) <= QUOTED:
        return text
    cut = text[: QUOTED + 1].rsplit(None, 1)[0]
    return cut if len(cut) <= QUOTED else text[:QUOTED]


def _wants(check: Check, answer: Answer) -> Verdict:
    did = answer.did(*check.moves)
    return Verdict(True, answer.quote(did)) if did else _says(check, answer)


def _avoids(check: Check, answer: Answer) -> Verdict:
    did = answer.did(*check.moves)
    return Verdict(did is None, answer.quote(did) if did else answer.opening)


def _takes_up(_: Check, answer: Answer) -> Verdict:
    return Verdict(bool(answer.takes_up), answer.takes_up[0] if answer.takes_up else answer.opening)


def _mentions_trade(_: Check, answer: Answer) -> Verdict:
    named = answer.of_trade[0] if answer.of_trade else answer.reading.trade
    return Verdict(bool(named), named if named and named in answer.text else answer.opening)


def _says(check: Check, answer: Answer) -> Verdict:
    words = "|".join(map(re.escape, check.says.of(answer.reading.lang)))
    found = re.search(rf"\b(?:{words})\w*", answer.text, re.IGNORECASE) if words else None
    return Verdict(True, found.group()) if found else Verdict(False, answer.opening)


def _least_words(check: Check, answer: Answer) -> Verdict:
    return Verdict(answer.reading.words >= check.limit, answer.opening)


def _most_words(check: Check, answer: Answer) -> Verdict:
    held = answer.reading.words <= check.limit
    return Verdict(held, answer.opening if held else opening_of((answer.sentences or (answer.text,))[-1]))


def _most_sentences(check: Check, answer: Answer) -> Verdict:
    said = answer.sentences
    held = len(said) <= check.limit
    return Verdict(held, answer.opening if held else opening_of(said[check.limit]))


MEASURES: Mapping[Measure, Callable[[Check, Answer], Verdict]] = MappingProxyType(
    {
        Measure.WANTS: _wants,
        Measure.AVOIDS: _avoids,
        Measure.TAKES_UP: _takes_up,
        Measure.MENTIONS_TRADE: _mentions_trade,
        Measure.SAYS: _says,
        Measure.LEAST_WORDS: _least_words,
        Measure.MOST_WORDS: _most_words,
        Measure.MOST_SENTENCES: _most_sentences,
    }
)
