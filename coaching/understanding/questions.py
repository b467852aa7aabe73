"""Questions in French and English, marked or not: whether a clause asks, openly or for one fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from coaching.language import Language
from coaching.understanding import english, french
from coaching.understanding.clauses import Clause
from coaching.understanding.cues import Hit
from coaching.understanding.lexicon import Lexicon

MARKED, UNMARKED = 0.9, 0.75  # how sure a form is with and without its question mark


class Form(Enum):
    """How a question may be answered."""

    OPEN = "open"  # by telling
    CLOSED = "closed"  # by yes, no or one fact


@dataclass(frozen=True)
class Question:
    """A question found in a clause."""

    form: Form
    confidence: float
    back: bool = False  # only turns the attendee's own question round: "et vous?"
    by_mark: bool = False  # only a mark makes it one
    bare: bool = False  # a fragment with a mark: "Deux départs?"


def question(clause: Clause, hits: Sequence[Hit], lexicon: Lexicon) -> Question | None:
    """The question the clause asks, if it asks one."""
    names = {hit.name for hit in hits}
    words = _without_lead(clause.words, lexicon)
    if not words or "no_question" in names:
        return None
    return _by_phrase(clause, names, hits, words, lexicon) or _by_form(clause, names, words, lexicon)


def _by_phrase(
    clause: Clause, names: set[str], hits: Sequence[Hit], words: tuple[str, ...], lexicon: Lexicon
) -> Question | None:
    """A question by a set phrase: "et vous", "racontez", "c'est quoi"."""
    if "ask_back" in names and len(clause.words) <= 6:
        return Question(Form.OPEN, MARKED, back=True)
    if "tell" in names:
        return Question(Form.OPEN, 0.85)
    if "fact_form" in names:
        return Question(Form.CLOSED, 0.85)
    start = len(clause.words) - len(words)
    if any(hit.name == "open_form" and (clause.asks or hit.start <= start + 2) for hit in hits):
        return Question(Form.OPEN, 0.85)
    alone = len(words) == 1 and words[0] in lexicon.set("open_words")
    return Question(Form.OPEN, 0.8) if alone else None


def _by_form(clause: Clause, names: set[str], words: tuple[str, ...], lexicon: Lexicon) -> Question | None:
    """A question by its grammar, or only by its mark."""
    if "tag_only" in names and len(words) <= 3:
        return None
    find = french.asks if lexicon.lang is Language.FR else english.asks
    is_open = find(clause, words, lexicon)
    if is_open is not None:
        return Question(Form.OPEN if is_open else Form.CLOSED, MARKED if clause.asks else UNMARKED)
    if "closed_form" in names:
        return Question(Form.CLOSED, 0.85)
    if not clause.asks:
        return None
    bare = len(words) <= 4 and not any(word in lexicon.set("openers") for word in words)
    return Question(Form.CLOSED, 0.6 if bare else UNMARKED, by_mark=True, bare=bare)


def _without_lead(words: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """The words from the clause's own beginning on: without "ah", "et", or a "vous" that only calls ("vous, vous…")."""
    pronouns = lexicon.set("second") | lexicon.set("first")
    openers = lexicon.set("subjects") | lexicon.set("question_words")
    at = 0
    while at < len(words) - 1 and words[at] in lexicon.skipped:
        if words[at] in pronouns and words[at + 1] not in openers:
            break
        at += 1
    return words[at:]
