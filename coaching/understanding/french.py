"""The forms a question takes in French: question words first or in place, inversion, est-ce que, the particle -tu."""

from __future__ import annotations

from coaching.understanding.clauses import Clause
from coaching.understanding.lexicon import Lexicon

Words = tuple[str, ...]


def asks(clause: Clause, words: Words, lexicon: Lexicon) -> bool | None:
    """Whether the clause is an open question (True), a closed one (False) or none that shows (None).

    `words` are the clause's without "ah", "et", "mais" at its head.
    """
    for at in range(min(len(words) - 1, 5)):
        if _stands_first(at, clause, words, lexicon):
            return _is_open(words[at], words[at + 1 :], lexicon)
    for at in range(2, len(words)):
        if _stands_in_place(at, clause, words, lexicon):
            return _is_open(words[at], words[at + 1 :], lexicon)
    inverts = any(_inverts(at, clause, words, lexicon) for at in range(1, min(len(words), 14)))
    return False if inverts or words[:3] == ("est", "ce", "que") else None


def _stands_first(at: int, clause: Clause, words: Words, lexicon: Lexicon) -> bool:
    """Whether a question word stands there, at the head of its question."""
    word, rest = words[at], words[at + 1 :]
    if word not in lexicon.set("question_words") or (word.startswith("quel") and clause.mark == "!"):
        return False
    if at:
        before = words[at - 1]
        leads_in = before in lexicon.set("before_question_words")
        if before in lexicon.set("holds") and not (at == 1 and leads_in):
            return False
        if not (leads_in or clause.asks or word in ("pourquoi", "comment")):
            return False
    return _asks_here(at, word, rest, clause, words, lexicon)


def _asks_here(at: int, word: str, rest: Words, clause: Clause, words: Words, lexicon: Lexicon) -> bool:
    """Whether an ambiguous word asks: "que faites-vous", "qui décide", "où est", not "vous qui exigez"."""
    inverted = len(rest) > 1 and rest[1] in lexicon.set("inverted")
    skipped = len(clause.words) - len(words)
    called = bool(skipped) and clause.words[skipped - 1] in lexicon.set("second")  # "vous qui…"
    by_word = {
        "quoi": clause.asks or (at == 1 and words[0] == "a"),
        "que": at == 0 and (inverted or clause.asks),
        "quand": clause.asks and (len(rest) < 3 or inverted or rest[:3] == ("est", "ce", "que")),
        "ou": at <= 1 and (clause.asks or rest[0] in lexicon.set("auxiliaries")),
        "qui": not called and (clause.asks or at == 0),
    }
    return by_word.get(word, True)


def _stands_in_place(at: int, clause: Clause, words: Words, lexicon: Lexicon) -> bool:
    """Whether a question word stands where its answer would: "vous faites quoi", "tu vivais ça comment"."""
    word = words[at]
    if word not in lexicon.set("in_place") or words[at - 1] in lexicon.set("not_before_in_place"):
        return False
    if not any(each in lexicon.set("asked_about") for each in words[:at]):
        return False
    if word.startswith("quel") and words[at - 1] in lexicon.set("before_question_words"):
        return True  # "ça commence à quelle heure pour vous"
    if word in ("ou", "qui", "quand"):
        return at == len(words) - 1
    near_the_end = at >= len(words) - (6 if clause.asks or word in ("quoi", "combien") else 2)
    return near_the_end or (word == "quoi" and at <= 3)


def _inverts(at: int, clause: Clause, words: Words, lexicon: Lexicon) -> bool:
    """Whether a subject or the particle -tu follows its verb there: "avez-vous", "t'as-tu", "c'est-tu"."""
    word, verb = words[at], words[at - 1]
    held = lexicon.set("holds")
    glued = any(token.glued and token.word == word for token in clause.tokens)
    if glued and at == 1 and word == "vous" and clause.mark in (".", "!"):
        return False  # "reposez-vous." is an order
    if glued and word in lexicon.set("inverted") and verb not in lexicon.set("openers") | held | lexicon.set("orders"):
        return True
    if word in ("tu", "vous") and at <= 2 and verb in lexicon.set("asked_verbs"):
        before = words[at - 2] if at > 1 else ""
        return before not in lexicon.set("subjects") or (clause.asks and before == "ce")
    return word == "tu" and at >= 2 and words[at - 2] in lexicon.set("openers") and verb not in held


def _is_open(word: str, rest: Words, lexicon: Lexicon) -> bool:
    return word in lexicon.set("open_words") or (word in ("quel", "quelle", "quels", "quelles") and "plus" in rest[:6])
