"""Questions in French and English, marked or not: what form a clause has, open or closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from coaching.language import Language
from coaching.understanding.clauses import Clause
from coaching.understanding.cues import Hit
from coaching.understanding.lexicon import Lexicon


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
    if "ask_back" in names and len(clause.words) <= 6:
        return Question(Form.OPEN, 0.9, back=True)
    if "tell" in names:
        return Question(Form.OPEN, 0.85)
    if "fact_form" in names:
        return Question(Form.CLOSED, 0.85)
    if "open_form" in names:
        return Question(Form.OPEN, 0.85)
    if len(words) == 1 and words[0] in lexicon.set("open_words"):
        return Question(Form.OPEN, 0.8)
    if "tag_only" in names and len(words) <= 3:
        return None
    find = _french if lexicon.lang is Language.FR else _english
    if found := find(clause, words, lexicon):
        return found
    return Question(Form.CLOSED, 0.85) if "closed_form" in names else _by_mark(clause, words, lexicon)


def _without_lead(words: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    at = 0
    pronouns = lexicon.set("second") | lexicon.set("first")
    openers = lexicon.set("subjects") | lexicon.set("question_words")
    while at < len(words) - 1 and words[at] in lexicon.skipped:
        if words[at] in pronouns and words[at + 1] not in openers:
            break
        at += 1
    return words[at:]


def _by_mark(clause: Clause, words: tuple[str, ...], lexicon: Lexicon) -> Question | None:
    """A statement or a fragment with a question mark."""
    if not clause.asks:
        return None
    bare = len(words) <= 4 and not any(word in lexicon.set("openers") for word in words)
    return Question(Form.CLOSED, 0.6 if bare else 0.75, by_mark=True, bare=bare)


def _french(clause: Clause, words: tuple[str, ...], lexicon: Lexicon) -> Question | None:
    marked = clause.asks or 0.0
    confidence = 0.9 if marked else 0.75
    held = lexicon.set("holds")
    for at, word in enumerate(words[:5]):
        before = words[at - 1] if at else ""
        rest = words[at + 1 :]
        if word not in lexicon.set("question_words") or not rest:
            continue
        if before in held and not (at == 1 and before in lexicon.set("before_question_words")):
            continue
        if at and not (before in lexicon.set("before_question_words") or marked or word in ("pourquoi", "comment")):
            continue
        if word == "qui" and len(words) < len(clause.words) and clause.words[-len(words) - 1] in lexicon.set("second"):
            continue
        if word in ("que", "quand", "qui", "ou") and not _asks_french(word, rest, clause, lexicon, at):
            continue
        return Question(_french_form(word, rest, lexicon), confidence)
    for at in range(2, len(words)):
        word, before = words[at], words[at - 1]
        if word in lexicon.set("in_place") and before not in lexicon.set("not_before_in_place"):
            last = at >= len(words) - (6 if marked or word in ("quoi", "combien") else 2)
            last = last or (word == "quoi" and at <= 3)
            final = at == len(words) - 1
            if not last or (word in ("ou", "qui", "quand") and not final) or not _has_second(words[:at], lexicon):
                continue
            return Question(_french_form(word, words[at + 1 :], lexicon), confidence)
    if "est" in words[:3] and words[:3] == ("est", "ce", "que"):
        return Question(Form.CLOSED, confidence)
    for at in range(1, min(len(words), 14)):
        token = next((t for t in clause.tokens if t.glued and t.word == words[at]), None)
        verb = words[at - 1]
        inverts = words[at] in lexicon.set("inverted") and verb not in lexicon.set("openers") | held
        if inverts and token is not None and verb not in lexicon.set("orders"):
            return Question(Form.CLOSED, confidence)
        said_of_it = at >= 2 and words[at - 2] == "ce" and not clause.asks
        if words[at] in ("tu", "vous") and at <= 2 and verb in lexicon.set("asked_verbs") and not said_of_it:
            return Question(Form.CLOSED, confidence)
        if words[at] == "tu" and at >= 2 and words[at - 2] in lexicon.set("openers") and verb not in held:
            return Question(Form.CLOSED, confidence)
    return None


def _asks_french(word: str, rest: tuple[str, ...], clause: Clause, lexicon: Lexicon, at: int) -> bool:
    """Whether an ambiguous word asks here: "que faites-vous", "qui décide", "où est", not "que je sache"."""
    if word == "que":
        return at == 0 and (len(rest) > 1 and rest[1] in lexicon.set("inverted") or clause.asks)
    if word == "quand":
        return clause.asks and (len(rest) < 3 or rest[1] in lexicon.set("inverted") or rest[:3] == ("est", "ce", "que"))
    if word == "ou":
        return at <= 1 and (clause.asks or rest[0] in lexicon.set("auxiliaries"))
    return clause.asks or at == 0


def _french_form(word: str, rest: tuple[str, ...], lexicon: Lexicon) -> Form:
    if word in lexicon.set("open_words"):
        return Form.OPEN
    if word.startswith("quel") and "plus" in rest[:6] and not word.startswith("laquel"):
        return Form.OPEN
    return Form.CLOSED


def _has_second(words: Sequence[str], lexicon: Lexicon) -> bool:
    return any(word in lexicon.set("asked_about") for word in words)


def _english(clause: Clause, words: tuple[str, ...], lexicon: Lexicon) -> Question | None:
    confidence = 0.9 if clause.asks else 0.75
    auxiliaries, inverted, held = lexicon.set("auxiliaries"), lexicon.set("inverted"), lexicon.set("holds")
    for at, word in enumerate(words[:9]):
        rest = words[at + 1 :]
        before = words[at - 1] if at else ""
        if before in held or not rest:
            continue
        if word in lexicon.set("question_words"):
            if (
                at
                and not clause.asks
                and before not in lexicon.set("before_question_words")
                and not (rest[0] in auxiliaries)
            ):
                continue
            near = rest[:4]
            if not clause.asks and not any(each in auxiliaries for each in near) and word not in ("who", "how"):
                continue
            if word in ("when", "where", "which", "who", "whose") and not clause.asks and (at or not clause.first):
                continue
            if word == "what" and rest[0] in lexicon.set("exclaiming") and not clause.asks:
                continue
            return Question(_english_form(word, rest, lexicon), confidence)
        if word in auxiliaries and (at <= 2 or clause.asks) and before not in lexicon.set("openers"):
            subject = next((each for each in rest[:2] if each != "not"), "")
            if word in ("do", "have", "had", "has", "am") and subject not in lexicon.set("subjects"):
                continue
            if subject in inverted and (at == 0 or clause.asks or before in lexicon.set("before_question_words")):
                return Question(Form.CLOSED, confidence)
    if words[0] in lexicon.set("dropped_auxiliary") and clause.asks:
        return Question(Form.CLOSED, confidence)
    return None


def _english_form(word: str, rest: tuple[str, ...], lexicon: Lexicon) -> Form:
    if word == "how":
        return Form.CLOSED if rest[0] in lexicon.set("measures") else Form.OPEN
    if word == "why":
        return Form.OPEN
    if word == "what":
        return Form.CLOSED if rest[0] in lexicon.set("fact_nouns") else Form.OPEN
    return Form.CLOSED
