"""Whether a note holds something true of the person it goes to, and whether it says of them what they never said.

True is what shares words that mean something with one thing they said, or comes near it in meaning. What is said to be
theirs ("votre voyage", "you told me") and stands nowhere is told as such; in doubt it counts for the learner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from coaching.followup.met import Met
from coaching.followup.phrases import is_one, spans
from coaching.followup.rubric import NoteRubric, Tongue
from coaching.language import Language
from coaching.reading import Heard

SENTENCE = re.compile(r"[^.!?…;\n]*\w[^.!?…;\n]*[.!?…;]*")
CLAUSE = re.compile(r"[:,()]|\s[-–—]\s")
CLAUSE_END = re.compile(r"[.!?…;:,\n]|\s(?:alors|donc|so|et je|and i)\s", re.IGNORECASE)
NAMED = 2.0  # a name they said, brought back, weighs as much as two other words
OWN = 0.5  # and a word of one's own half as much as one of theirs
CHANCE = 1 / 3  # of the words of a claim, what may stand in any conversation by chance
LEAST_WORDS = 3  # of a clause that says anything by itself


class Judge(Protocol):
    """What is asked of understanding here."""

    def taken_up(self, text: str, line: str, lang: Language) -> tuple[str, ...]:
        """The words of the text that share a stem with a content word of the line."""
        ...

    def of_trade(self, text: str, sells: str, lang: Language) -> tuple[str, ...]:
        """The words of the text that belong to what the learner sells."""
        ...

    def likeness(self, text: str, others: Sequence[str]) -> tuple[float, ...]:
        """How near in meaning the text is to each of the others, as cosines."""
        ...

    def hear(self, line: str, lang: Language) -> Heard:
        """What an attendee's line does."""
        ...


@dataclass(frozen=True)
class Detail:
    """A sentence of the note, and what they said that it goes back to."""

    quote: str
    source: str
    likeness: float


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, literally."""
    return tuple(found.group().strip() for found in SENTENCE.finditer(text))


def true_detail(told: Sequence[str], met: Met, judge: Judge, rubric: NoteRubric) -> Detail | None:
    """The best of what these sentences say that they said, None where there is nothing."""
    parts = [(part, sentence) for sentence in told for part in _parts(sentence)]
    found = [one for part, sentence in parts for one in _goes_back(part, sentence, met, judge, rubric)]
    return max(found, key=lambda one: one[0], default=(0.0, None))[1]


def invented(told: Sequence[str], met: Met, judge: Judge, rubric: NoteRubric) -> str:
    """What these sentences say of them that stands nowhere in what was said, literally; empty where nothing is."""
    tongue = rubric.tongues[met.lang]
    for sentence in told:
        for claim, is_report in _claims(sentence, tongue):
            words = _meaning(claim, claim, met, judge, tongue)
            trade = judge.of_trade(claim, met.sells, met.lang) if is_report else ()
            # "votre soirée" is anybody's
            if (words or trade) and not _is_found(claim, words, met, judge, rubric):
                return claim
    return ""


def _parts(sentence: str) -> tuple[str, ...]:
    """The sentence, and its clauses where it has several."""
    clauses = tuple(part.strip() for part in CLAUSE.split(sentence) if len(part.split()) >= LEAST_WORDS)
    return (sentence, *clauses) if len(clauses) > 1 else (sentence,)


def _goes_back(part: str, sentence: str, met: Met, judge: Judge, rubric: NoteRubric) -> Iterator[tuple[float, Detail]]:
    tongue = rubric.tongues[met.lang]
    mine = frozenset(word for line in met.mine for word in _meaning(part, line, met, judge, tongue))
    for source, likeness in zip(met.sources, judge.likeness(part, met.sources), strict=True):
        shared = _meaning(part, source, met, judge, tongue)
        weight = sum(NAMED if _is_name(word, source) else 1.0 for word in shared)
        if shared:  # what one said oneself about the same thing counts as well, but alone it proves nothing
            weight += OWN * len(mine - shared)
        worth = weight * rubric.word + likeness
        if worth >= rubric.enough:
            yield worth, Detail(sentence, source, likeness)


def _meaning(text: str, source: str, met: Met, judge: Judge, tongue: Tongue) -> frozenset[str]:
    """The words of the text that come from the source and mean something: no courtesy, no name, no ware of theirs."""
    words = {word.casefold(): word for word in judge.taken_up(text, source, met.lang)}
    trade = {word.casefold() for word in judge.of_trade(text, met.sells, met.lang)}
    name = {part.casefold() for part in met.person.split()}
    return frozenset(word for low, word in words.items() if low not in trade | name and not _is_anybodys(word, tongue))


def _is_anybodys(word: str, tongue: Tongue) -> bool:
    """Whether it proves nothing when it comes back: a courtesy, a word of thanks."""
    return is_one(word, tongue.anybodys) or is_one(word, tongue.thanks)


def _is_name(word: str, source: str) -> bool:
    """Whether they said it as a name: with a capital, and not at a sentence's beginning."""
    return word[:1].isupper() and re.search(rf"\w[ ,'’]+{re.escape(word)}", source) is not None


def _claims(sentence: str, tongue: Tongue) -> Iterator[tuple[str, bool]]:
    """What is said to be theirs or to have been said by them (True), to the end of the clause."""
    for openers, is_report in ((tongue.reports, True), (tongue.possessives, False)):
        for start, end in spans(sentence, openers):
            stop = CLAUSE_END.search(sentence, end)
            yield sentence[start : stop.start() if stop else len(sentence)].strip(), is_report


def _is_found(claim: str, words: frozenset[str], met: Met, judge: Judge, rubric: NoteRubric) -> bool:
    tongue = rubric.tongues[met.lang]
    lines = (*met.sources, *met.mine)
    if words:
        found = frozenset(word for line in lines for word in _meaning(claim, line, met, judge, tongue))
        return len(found & words) > len(words) * CHANCE or _nearest(claim, lines, judge) >= rubric.alike
    # Of one's own wares only what they spoke of themselves, and didn't refuse, is theirs.
    willing = tuple(line for line in met.sources if not judge.hear(line, met.lang).refuses)
    return _nearest(claim, willing, judge) >= rubric.surely_alike


def _nearest(text: str, lines: Sequence[str], judge: Judge) -> float:
    return max(judge.likeness(text, lines), default=0.0) if lines else 0.0
