"""The forms a question takes in English: question words, an auxiliary before its subject, a dropped auxiliary."""

from __future__ import annotations

from coaching.understanding.clauses import Clause
from coaching.understanding.lexicon import Lexicon

Words = tuple[str, ...]

_RELATIVE = frozenset({"when", "where", "which", "who", "whose"})
_NEED_A_PRONOUN = frozenset({"do", "have", "had", "has", "am"})  # "do the books", "have a drink" ask nothing
_ASK_OF_THINGS = frozenset({"is", "are", "does", "did"})  # "is winter slow for you"


def asks(clause: Clause, words: Words, lexicon: Lexicon) -> bool | None:
    """Whether the clause is an open question (True), a closed one (False) or none that shows (None).

    `words` are the clause's without "oh", "and", "well" at its head.
    """
    for at, word in enumerate(words[:9]):
        rest = words[at + 1 :]
        if not rest or (at and words[at - 1] in lexicon.set("holds")):
            continue
        if word in lexicon.set("question_words") and (clause.asks or _asks_unmarked(at, clause, words, lexicon)):
            return _is_open(word, rest, lexicon)
        if word in lexicon.set("auxiliaries") and _inverts(at, clause, words, lexicon):
            return False
    if words[0] in _ASK_OF_THINGS and len(words) >= 4 and any(word in lexicon.set("second") for word in words):
        return False
    return False if clause.asks and words[0] in lexicon.set("dropped_auxiliary") else None


def _asks_unmarked(at: int, clause: Clause, words: Words, lexicon: Lexicon) -> bool:
    """Whether a question word asks although no mark says so: "how did u learn", not "what I mean"."""
    word, rest = words[at], words[at + 1 :]
    auxiliaries = lexicon.set("auxiliaries")
    if at and words[at - 1] not in lexicon.set("before_question_words") and rest[0] not in auxiliaries:
        return False
    if word not in ("who", "how") and not any(each in auxiliaries for each in rest[:4]):
        return False
    if rest[0] in lexicon.set("subjects") or (word == "what" and rest[0] in lexicon.set("exclaiming")):
        return False
    return word not in _RELATIVE or (at == 0 and clause.first)


def _inverts(at: int, clause: Clause, words: Words, lexicon: Lexicon) -> bool:
    """Whether an auxiliary stands there before its subject."""
    before = words[at - 1] if at else ""
    if (at > 2 and not clause.asks) or before in lexicon.set("openers"):
        return False
    subject = next((each for each in words[at + 1 : at + 3] if each != "not"), "")
    if subject not in lexicon.set("subjects" if words[at] in _NEED_A_PRONOUN else "inverted"):
        return False
    return at == 0 or clause.asks or before in lexicon.set("before_question_words")


def _is_open(word: str, rest: Words, lexicon: Lexicon) -> bool:
    if word == "how":
        return rest[0] not in lexicon.set("measures")
    return word == "why" or (word == "what" and rest[0] not in lexicon.set("fact_nouns"))
