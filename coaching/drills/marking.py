"""The marks of one answer: what each check finds in it, with the learner's words and the coach's advice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz

from coaching.drills.checks import MEASURES, Answer, opening_of
from coaching.drills.drill import HOLDING_BACK, Check, Drill, Giver, Item, Measure, Void
from coaching.language import NOTHING, Language, Lines
from coaching.moves import SELLING
from coaching.reading import Message, Reading, Sense, Speaker, Utterance
from coaching.scenario import Scenario

ALIKE = 90  # of 100: from here on the answer is the given line again
VOIDS = {Sense.EMPTY: Void.EMPTY, Sense.NOISE: Void.NOISE, Sense.FOREIGN: Void.FOREIGN}


class Marker(Protocol):
    """What marking asks of understanding."""

    def read(self, message: Message, scenario: Scenario | None = None) -> Reading:
        """What the answer does."""
        ...

    def taken_up(self, text: str, line: str, lang: Language) -> tuple[str, ...]:
        """The words of the text that share a stem with a content word of the line."""
        ...

    def of_trade(self, text: str, sells: str, lang: Language) -> tuple[str, ...]:
        """The words of the text that belong to what the learner sells."""
        ...


@dataclass(frozen=True)
class DrillFinding:
    """One check: whether it held, what it earned, the words it is about, and what the coach says."""

    name: str
    held: bool
    points: int  # earned
    most: int  # that could be earned
    quote: str  # a literal part of the answer
    advice: str


@dataclass(frozen=True)
class DrillMarks:
    """The marks of one answer, 0–100: the sum of its findings."""

    score: int
    findings: tuple[DrillFinding, ...]
    void: Void | None = None


def mark_drill(drill: Drill, item: Item, text: str, understanding: Marker) -> DrillMarks:
    """The marks of that answer, in the item's language. The same answer gets the same marks, always."""
    reading = understanding.read(_message(drill, item, text))
    void = _void(text, item, reading)
    if void:
        advice = _filled(drill.void[void], item, opening_of(text))
        return DrillMarks(0, (DrillFinding("", held=False, points=0, most=100, quote="", advice=advice),), void)
    answer = Answer(
        text,
        reading,
        takes_up=understanding.taken_up(text, item.given, item.lang),
        of_trade=understanding.of_trade(text, item.sells, item.lang),
    )
    beside = drill.beside_selling if reading.is_selling and _is_avoided(drill) else NOTHING
    seen = [(check, _finding(check, item, answer, beside)) for check in drill.checks]
    has_done = any(one.held for check, one in seen if check.measure is Measure.WANTS)
    findings = tuple(one for check, one in seen if has_done or check.measure not in HOLDING_BACK or not one.held)
    return DrillMarks(sum(one.points for one in findings), findings)


def _message(drill: Drill, item: Item, text: str) -> Message:
    said = (Utterance(Speaker.ATTENDEE, item.given),) if drill.given_by is Giver.ATTENDEE else ()
    return Message(text, item.lang, item.sells, said)


def _void(text: str, item: Item, reading: Reading) -> Void | None:
    if reading.sense in VOIDS:
        return VOIDS[reading.sense]
    said = _bare(text).split()
    if len(said) > 2 and len(set(said)) == 1:  # "merci merci merci"
        return Void.NOISE
    return Void.COPY if fuzz.ratio(_bare(text), _bare(item.given)) >= ALIKE else None


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _is_avoided(drill: Drill) -> bool:
    return any(check.measure is Measure.AVOIDS and SELLING & set(check.moves) for check in drill.checks)


def _finding(check: Check, item: Item, answer: Answer, beside: Lines) -> DrillFinding:
    """What the check finds; beside something that sells, what is good earns half and is told so."""
    verdict = MEASURES[check.measure](check, answer)
    said, points, quote = (
        (check.held, check.points, verdict.quote) if verdict.held else (check.missed, 0, verdict.quote)
    )
    if verdict.held and beside and check.measure not in HOLDING_BACK:
        said, points = beside, check.points // 2
    did = None if verdict.held else answer.did(*check.instead or ())
    if did and check.instead:
        said, quote = check.instead[did], answer.quote(did)
    return DrillFinding(
        name=check.name.first(item.lang),
        held=verdict.held,
        points=points,
        most=check.points,
        quote=quote,
        advice=_filled(said, item, quote),
    )


def _filled(said: Lines, item: Item, quote: str) -> str:
    """One of the wordings, always the same for the same item, with the learner's words in it."""
    wordings = said.of(item.lang)
    chosen = wordings[sum(map(ord, item.id)) % len(wordings)]
    return chosen.replace("{quote}", " ".join(quote.split()).rstrip(" ."))
