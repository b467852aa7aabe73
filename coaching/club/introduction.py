"""The thirty seconds of the round: whether they are brief, clear, and about whom one can help, and no catalogue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from coaching.club.phrases import Ear
from coaching.language import Language
from coaching.moves import Move
from coaching.reading import Message, Reading, Sense
from coaching.scenario import Scenario

MOST_WORDS = 75  # half a minute at the pace of talk
LEAST_WORDS = 10  # below it, nobody could say what the learner does
TOO_LONG = 110  # words: nobody listens to the end
MOST_LISTED = 3  # things in a row; a fourth makes a catalogue
HARD = (Move.HARD_CLOSE, Move.PUSH_CARD, Move.SALES_PROBE, Move.PERSIST)
_AND = re.compile(r"\s*(?:[,;•]|\n\s*[-–*]|\bet\b|\band\b|&)\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_FEW = 6  # words: a longer piece is no item of a list


class Quality(StrEnum):
    """What is listened to, in the order in which it is told."""

    BRIEF = "brief"
    CLEAR = "clear"
    FOR_WHOM = "for_whom"
    NO_CATALOGUE = "no_catalogue"


POINTS = {Quality.BRIEF: 20, Quality.CLEAR: 30, Quality.FOR_WHOM: 30, Quality.NO_CATALOGUE: 20}


@dataclass(frozen=True)
class Heard:
    """One quality: what it earned of what it could, and the words it goes by."""

    quality: Quality
    points: int
    most: int
    quote: str = ""

    @property
    def held(self) -> bool:
        """Whether all of it was earned."""
        return self.points == self.most


@dataclass(frozen=True)
class IntroductionMarks:
    """The marks of one introduction, 0–100: the sum of its qualities. Nothing that can be understood earns nothing."""

    text: str
    score: int
    words: int
    heard: tuple[Heard, ...]


class Listener(Protocol):
    """What marking an introduction asks of understanding."""

    def read(self, message: Message, scenario: Scenario | None = None) -> Reading:
        """What it does."""
        ...

    def of_trade(self, text: str, sells: str, lang: Language) -> tuple[str, ...]:
        """The words of the text that belong to what the learner sells."""
        ...


def introduce_self(text: str, lang: Language, sells: str, ear: Ear, understanding: Listener) -> IntroductionMarks:
    """The marks of what the learner says in the round. The same words get the same marks, always."""
    reading = understanding.read(Message(text, lang, sells))
    words = len(text.split())
    if reading.sense in (Sense.EMPTY, Sense.NOISE, Sense.FOREIGN) or words < LEAST_WORDS // 2:
        return IntroductionMarks(text, 0, words, tuple(Heard(one, 0, most) for one, most in POINTS.items()))
    says_what = bool(reading.trade or understanding.of_trade(text, sells, lang)) or ear.hears(text, "says_what")
    helps = ear.hears(text, "says_whom_to_help")
    for_whom = ear.hears(text, "says_for_whom")
    listed = _catalogue(text, ear)
    sells_here = ear.hears(text, "sells_round") or reading.does(*HARD)
    enough = words >= LEAST_WORDS
    shares = {
        Quality.BRIEF: 1.0 if words <= MOST_WORDS and enough else 0.5 if enough and words <= TOO_LONG else 0.0,
        Quality.CLEAR: 0.5 * says_what + 0.5 * for_whom,
        Quality.FOR_WHOM: 1.0 * helps,
        Quality.NO_CATALOGUE: 0.0 if listed and sells_here else 0.5 if listed or sells_here else 1.0,
    }
    if sells_here:  # what is offered with a price is no offer to help
        shares[Quality.FOR_WHOM] /= 2
    quotes = {Quality.NO_CATALOGUE: listed, Quality.BRIEF: _last_sentence(text) if words > MOST_WORDS else ""}
    heard = tuple(Heard(one, round(most * shares[one]), most, quotes.get(one, "")) for one, most in POINTS.items())
    return IntroductionMarks(text, sum(one.points for one in heard), words, heard)


def _catalogue(text: str, ear: Ear) -> str:
    """The list in it, where more than three things stand in a row."""
    for sentence in _SENTENCE.findall(text):
        run = 0
        for piece in _AND.split(sentence):
            run = run + 1 if len(piece.split()) <= _FEW and ear.is_an_item(piece) else 0
            if run > MOST_LISTED:
                return " ".join(sentence.split())[:90]
    return ""


def _last_sentence(text: str) -> str:
    said = [one.strip() for one in _SENTENCE.findall(text) if one.strip()]
    return said[-1][:90] if said else ""
