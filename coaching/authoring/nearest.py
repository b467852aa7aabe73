"""Which of an author's examples a typed question is most like in wording, whatever understanding makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from coaching.authoring.alike import fold
from coaching.language import Language
from coaching.scenario import Scenario

COUNT = 3


@dataclass(frozen=True)
class Near:
    """An example, whose it is, and how like the question: 0–100."""

    subject: str
    example: str
    likeness: int


def examples_of(scenario: Scenario, lang: Language, subject: str) -> tuple[str, ...]:
    """What that topic is asked with, or that need is met with."""
    topic, need = scenario.topic(subject), scenario.need(subject)
    said = topic.asked_with if topic else need.helped_with if need else None
    return said.of(lang) if said else ()


def nearest_examples(
    text: str, scenario: Scenario, lang: Language, subjects: Iterable[str], count: int = COUNT
) -> tuple[Near, ...]:
    """The examples of those subjects most like the text, best first."""
    known = [(subject, example) for subject in subjects for example in examples_of(scenario, lang, subject)]
    folded = [fold(example) for _, example in known]
    found = process.extract(fold(text), folded, scorer=fuzz.token_sort_ratio, limit=count)
    return tuple(Near(*known[at], round(likeness)) for _, likeness, at in found)
