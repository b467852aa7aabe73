"""The prescriber: someone has a need, and the learner says whom of those met they would send them to, and why.

A need is written for one attendee, from what a learner can learn of them. Sending it right without knowing why is
half of it: whoever recommends tells a reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from coaching.language import Language, Lines
from coaching.scenario import Scenario

STEM = 5  # letters by which two words of the same root are known: "bottes", "bottines"
SHARED = 2  # words in common with a fact from which a reason names it
SHORTEST = 4  # letters of a word that tells anything
MOST_CHOICES = 4


@dataclass(frozen=True)
class Prescription:
    """Someone with a need, and whom it is meant for."""

    id: str
    scenario: str  # the attendee's
    facts: frozenset[str]  # what one has to know of them: any of these
    need: Lines  # who it is, what they do, what they are missing
    because: Lines  # words of a good reason


@dataclass(frozen=True)
class Question:
    """A need, and those among whom to choose."""

    prescription: Prescription
    choices: tuple[Scenario, ...]
    learned: frozenset[str]  # what the learner knows of the right one, of what matters here

    @property
    def right(self) -> Scenario:
        """The one it is meant for."""
        return next(one for one in self.choices if one.id == self.prescription.scenario)


class Verdict(StrEnum):
    """What became of it; the faces have words for each."""

    RIGHT = "right"  # the right one, and for a reason
    NO_REASON = "no_reason"  # the right one, without a word of what was learned
    OTHER = "other"  # somebody else


@dataclass(frozen=True)
class Judgement:
    """The answer judged, with what the learner had learned and could have said."""

    verdict: Verdict
    right: Scenario
    fact: Lines


def question(
    met: Sequence[tuple[Scenario, frozenset[str]]],
    prescriptions: Sequence[Prescription],
    dice: Random,
    asked: Collection[str] = (),
) -> Question | None:
    """A need that one of those met can answer, as far as the learner can know; None when there is none left.

    `met` holds each attendee with the facts learned of them; `asked` the needs already asked about.
    """
    people = {scenario.id: scenario for scenario, _ in met}
    known: dict[str, frozenset[str]] = {}
    for scenario, facts in met:
        known[scenario.id] = known.get(scenario.id, frozenset()) | facts
    fitting = [one for one in prescriptions if one.facts & known.get(one.scenario, frozenset()) and one.id not in asked]
    if not fitting:
        return None
    drawn = dice.choice(fitting)
    others = [one for name, one in people.items() if name != drawn.scenario]
    dice.shuffle(others)
    choices = [people[drawn.scenario], *others[: MOST_CHOICES - 1]]
    dice.shuffle(choices)
    return Question(drawn, tuple(choices), drawn.facts & known[drawn.scenario])


def judge(question: Question, choice: str, why: str, lang: Language) -> Judgement:
    """What becomes of sending them to that attendee for that reason."""
    right = question.right
    names = {fact.id: fact.says for fact in right.facts}
    # In the author's order, so that the same answer always shows the same fact.
    learned = [names[fact.id] for fact in right.facts if fact.id in question.learned]
    if choice != right.id:
        return Judgement(Verdict.OTHER, right, learned[0])
    named = next((fact for fact in learned if _names(why, fact.of(lang))), None)
    has_reason = named is not None or _has(why, question.prescription.because.of(lang))
    if not _adds(why, question.prescription.need.first(lang)):
        has_reason = False
    return Judgement(Verdict.RIGHT if has_reason else Verdict.NO_REASON, right, named or learned[0])


def _adds(why: str, need: str) -> bool:
    """Whether the reason says more than the need said: what counts is said of whom they are sent to."""
    return any(len(word) >= SHORTEST and word[:STEM] not in _COMMON for word in {*_words(why)} - {*_words(need)})


def _names(why: str, said: tuple[str, ...]) -> bool:
    """Whether the reason says what the fact says, in words of its own."""
    told = _stems(why) - _COMMON
    return any(len(told & _stems(one)) >= SHARED for one in said)


def _has(why: str, words: tuple[str, ...]) -> bool:
    """Whether one of those words, or all the words of one of those phrases, stands in the reason."""
    told = _stems(why, shortest=2)
    return any(wanted <= told for one in words if (wanted := _stems(one, shortest=2)))


def _stems(text: str, shortest: int = SHORTEST) -> frozenset[str]:
    return frozenset(word[:STEM] for word in _words(text) if len(word) >= shortest)


def _words(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFD", text.casefold())
    yield from re.findall(r"[a-z0-9]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))


_COMMON = _stems(
    "avec pour dans elle elles tout tous toute plus bien quand personne gens chez leur leurs cette sont fait faire "
    "être avoir même encore parce comme quelque quelqu mais aussi très toujours jamais aime aimé parler "
    "that with from they them have this what when there people person really would could their your about because "
    "been were very just good like liked someone somebody talk talking"
)


def by_attendee(prescriptions: Sequence[Prescription]) -> Mapping[str, int]:
    """How many needs there are for each attendee."""
    counts: dict[str, int] = {}
    for one in prescriptions:
        counts[one.scenario] = counts.get(one.scenario, 0) + 1
    return counts
