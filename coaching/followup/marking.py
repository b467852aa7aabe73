"""The marks of a note: what each aspect found in it, with the learner's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Protocol

from rapidfuzz import fuzz

from coaching.followup.details import Judge, invented, sentences, true_detail
from coaching.followup.met import Met
from coaching.followup.phrases import first_of
from coaching.followup.rubric import Aspect, NoteRubric, Tongue, Verdict
from coaching.moves import SELLING, Move
from coaching.reading import Message, Reading, Sense
from coaching.scenario import Scenario
from coaching.understanding.words import fold

QUESTIONS = (Move.OPEN_QUESTION, Move.FOLLOW_UP, Move.CLOSED_QUESTION)
FORCING = frozenset({Move.HARD_CLOSE, Move.PUSH_CARD})  # these sell whatever the wares are
SURE = 0.8  # confidence from which a selling move in a note is one
COPY_FROM = 90  # of 100: the note is something they said
OPENING_WORDS = 6  # a greeting stands among these
QUOTED = 110  # characters of a note that are quoted back, at most
PRICE = re.compile(r"[$€£]\s?\d[\d .,]*|\d[\d .,]*\s?(?:\$|€|£|%)")
VOIDS = {Sense.EMPTY: Verdict.EMPTY, Sense.NOISE: Verdict.NOISE, Sense.FOREIGN: Verdict.FOREIGN}


class NoteJudge(Judge, Protocol):
    """What marking asks of understanding."""

    def read(self, message: Message, scenario: Scenario | None = None) -> Reading:
        """What a message does."""
        ...


@dataclass(frozen=True)
class NoteFinding:
    """One aspect: what was found, what it earned, the words it is about, and what they said that it goes back to."""

    aspect: Aspect
    verdict: Verdict
    points: int
    most: int
    quote: str = ""  # a literal part of the note
    source: str = ""  # a line of theirs


@dataclass(frozen=True)
class NoteMarks:
    """The marks of one note, 0–100: the sum of its findings, and no more than the ceiling of what went wrong."""

    score: int
    words: int
    findings: tuple[NoteFinding, ...]

    def of(self, aspect: Aspect) -> NoteFinding | None:
        """What was found there."""
        return next((one for one in self.findings if one.aspect is aspect), None)


@dataclass(frozen=True)
class Said:
    """One sentence of the note, what it does, and the words in it that sell."""

    text: str
    reading: Reading
    sells: str


def mark_note(note: str, met: Met, judge: NoteJudge, rubric: NoteRubric) -> NoteMarks:
    """The marks of that note to that person. The same note gets the same marks, always."""
    whole = judge.read(Message(note, met.lang, met.sells))
    void = _void(note, met, whole)
    if void:
        return NoteMarks(0, whole.words, (NoteFinding(Aspect.WHOLE, void, 0, 100, _short(note)),))
    tongue = rubric.tongues[met.lang]
    said = tuple(_said(one, met, judge, tongue) for one in sentences(note))
    sold = next((one.sells for one in said if one.sells), "")
    detail, gift = _detail(said, met, judge, rubric), _gift(said, tongue, rubric)
    if sold:
        gift = replace(gift, points=gift.points // 2)
    findings = [detail, gift]
    if sold or detail.points or gift.points:
        most = rubric.points[Aspect.RESTRAINT]
        verdict = Verdict.SELLS if sold else Verdict.HELD
        findings.append(NoteFinding(Aspect.RESTRAINT, verdict, 0 if sold else most, most, sold))
    findings += [_length(note, whole.words, rubric), _tone(note, met, tongue, rubric)]
    ceiling = min(rubric.ceiling.get(one.verdict, 100) for one in findings)
    if not detail.points:
        ceiling = min(ceiling, rubric.without_detail)
    return NoteMarks(min(ceiling, sum(one.points for one in findings)), whole.words, tuple(findings))


def _said(sentence: str, met: Met, judge: NoteJudge, tongue: Tongue) -> Said:
    reading = judge.read(Message(sentence, met.lang, met.sells))
    return Said(sentence, reading, _sells(sentence, reading, met, judge, tongue))


def _sells(sentence: str, reading: Reading, met: Met, judge: NoteJudge, tongue: Tongue) -> str:
    """The words of the sentence that sell; empty where none do. To praise somebody else's wares is to help."""
    price = PRICE.search(sentence)
    wares = price.group().strip() if price else first_of(sentence, tongue.wares)
    if wares:
        return wares
    is_own = bool(judge.of_trade(sentence, met.sells, met.lang)) and not first_of(sentence, tongue.offers)
    sure = [one for one in reading.evidence if one.move in SELLING and one.confidence >= SURE]
    return _short(next((one.quote for one in sure if is_own or one.move in FORCING), ""))


def _void(note: str, met: Met, reading: Reading) -> Verdict | None:
    if reading.sense in VOIDS:
        return VOIDS[reading.sense]
    said = re.findall(r"\w+", note.casefold())
    if not said:
        return Verdict.EMPTY
    if len(said) > 2 and len(set(said)) == 1:
        return Verdict.NOISE
    bare = " ".join(said)
    lines = (" ".join(re.findall(r"\w+", line.casefold())) for line in met.theirs)
    return Verdict.COPY if any(fuzz.ratio(bare, line) >= COPY_FROM for line in lines) else None


def _detail(said: tuple[Said, ...], met: Met, judge: NoteJudge, rubric: NoteRubric) -> NoteFinding:
    most = rubric.points[Aspect.DETAIL]
    told = [one.text for one in said if not one.sells]  # what brings wares near them is no memory of them
    found, false = true_detail(told, met, judge, rubric), invented(told, met, judge, rubric)
    if found and false and false not in found.quote:
        return NoteFinding(Aspect.DETAIL, Verdict.PARTLY, most // 2, most, _short(false), found.source)
    if found:
        return NoteFinding(Aspect.DETAIL, Verdict.HELD, most, most, _short(found.quote), found.source)
    verdict = Verdict.INVENTED if false else Verdict.MISSING
    return NoteFinding(Aspect.DETAIL, verdict, 0, most, _short(false))


def _gift(said: tuple[Said, ...], tongue: Tongue, rubric: NoteRubric) -> NoteFinding:
    most = rubric.points[Aspect.GIFT]
    quote = next((given for one in said if (given := _given(one, tongue))), "")
    verdict = Verdict.HELD if quote else Verdict.MISSING
    return NoteFinding(Aspect.GIFT, verdict, most if quote else 0, most, _short(quote))


def _given(one: Said, tongue: Tongue) -> str:
    """The offer or the question in a sentence; empty where there is neither."""
    asked = next((one.reading.quote(move) for move in QUESTIONS if one.reading.does(move)), "")
    is_to_them = bool(first_of(one.text, tongue.second))
    if one.text.endswith("?") and (asked or (is_to_them and not one.sells)):  # "shall we have a coffee?" asks too
        return asked or one.text
    offered = first_of(one.text, tongue.offers)
    return offered or (one.reading.quote(Move.OFFER_HELP) if is_to_them else "")


def _length(note: str, words: int, rubric: NoteRubric) -> NoteFinding:
    most = rubric.points[Aspect.LENGTH]
    if words < rubric.short_of:
        return NoteFinding(Aspect.LENGTH, Verdict.TOO_SHORT, 0, most, _short(note))
    if words > rubric.good_to:
        verdict, points = (Verdict.LONG, most // 2) if words <= rubric.long_to else (Verdict.TOO_LONG, 0)
        return NoteFinding(Aspect.LENGTH, verdict, points, most, _short(sentences(note)[-1]))
    return NoteFinding(Aspect.LENGTH, Verdict.HELD, most, most)


def _tone(note: str, met: Met, tongue: Tongue, rubric: NoteRubric) -> NoteFinding:
    most = rubric.points[Aspect.TONE]
    servile = first_of(note, tongue.servile)
    if servile:
        return NoteFinding(Aspect.TONE, Verdict.SERVILE, 0, most, servile)
    opening = " ".join(note.split()[:OPENING_WORDS])
    greets, thanks = first_of(opening, (*tongue.greetings, _folded_name(met))), first_of(note, tongue.thanks)
    if greets and thanks:
        return NoteFinding(Aspect.TONE, Verdict.HELD, most, most, thanks)
    if not greets and not thanks:
        return NoteFinding(Aspect.TONE, Verdict.COLD, 0, most, _short(note))
    verdict = Verdict.NO_THANKS if greets else Verdict.NO_GREETING
    return NoteFinding(Aspect.TONE, verdict, most * 2 // 3, most, greets or thanks)


def _folded_name(met: Met) -> str:
    return fold(met.person.split()[0]) if met.person.split() else "\0"


def _short(text: str) -> str:
    """The beginning of a text, whole words of it, literally."""
    text = text.strip()
    if len(text) <= QUOTED:
        return text
    cut = text[: QUOTED + 1].rsplit(None, 1)[0]
    return cut if len(cut) <= QUOTED else text[:QUOTED]
