"""A message cut into clauses, each of which does one thing: at sentence ends, emoji, commas and unmarked joins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from coaching.language import Language
from coaching.understanding.lexicon import AUXILIARIES, TEXTS_KEPT, Lexicon
from coaching.understanding.words import Kind, Token

MOST = 60  # clauses looked at; a speech longer than that is read by its beginning

_SPOKEN = (Kind.WORD, Kind.NUMBER)
_JOINING = frozenset(("ou", "qui", "que", "quand", "quoi"))  # question words that join clauses as well


@dataclass(frozen=True)
class Clause:
    """A stretch of the message that does one thing. `mark` closes its sentence: "?", "!", "." or nothing."""

    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    mark: str
    sentence: int
    first: bool  # opens its sentence
    last: bool  # closes its sentence, so that the mark is its own

    @property
    def asks(self) -> bool:
        """Whether a question mark closes it."""
        return self.last and self.mark == "?"

    def quote(self, text: str) -> str:
        """Its words as they stand in the original text."""
        return text[self.tokens[0].start : self.tokens[-1].end]


def clauses(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Clause, ...]:
    """The clauses of a message, in order, without empty ones."""
    found: list[Clause] = []
    for number, (sentence, mark) in enumerate(_sentences(tokens)):
        parts = [part for part in _parts(sentence, lexicon) if any(t.kind in _SPOKEN for t in part)]
        for at, part in enumerate(parts):
            trimmed = _trim(part)
            words = tuple(t.word for t in trimmed if t.kind in _SPOKEN)
            found.append(Clause(trimmed, words, mark, number, at == 0, at == len(parts) - 1))
    return tuple(found[:MOST])


@lru_cache(maxsize=TEXTS_KEPT)
def clauses_of(text: str, lexicon: Lexicon) -> tuple[Clause, ...]:
    """The clauses of that text."""
    return clauses(lexicon.tokens(text), lexicon)


def pieces(said: Sequence[Clause], text: str) -> tuple[str, ...]:
    """The text cut where its clauses begin: each piece keeps the signs that close it."""
    starts = [0, *(clause.tokens[0].start for clause in said[1:])]
    ends = [*starts[1:], len(text)]
    return tuple(text[start:end] for start, end in zip(starts, ends, strict=True))


def _sentences(tokens: Sequence[Token]) -> list[tuple[list[Token], str]]:
    """Sentences with the sign that closes each."""
    done: list[tuple[list[Token], str]] = []
    now: list[Token] = []
    mark = ""
    for at, token in enumerate(tokens):
        if token.kind is Kind.STOP and _inside_number(tokens, at):
            now.append(token)
            continue
        if token.kind in (Kind.STOP, Kind.EMOJI):
            if token.kind is Kind.STOP and token.word != "\n":
                mark = "?" if "?" in (mark, token.word) else "!" if "!" in (mark, token.word) else token.word
            continue_sentence = False
        else:
            continue_sentence = not (mark or _was_break(tokens, at))
            if not continue_sentence and any(t.kind in _SPOKEN for t in now):
                done.append((now, mark))
                now = []
            if not continue_sentence:
                mark = ""
            now.append(token)
    if any(t.kind in _SPOKEN for t in now):
        done.append((now, mark))
    return done


def _was_break(tokens: Sequence[Token], at: int) -> bool:
    """Whether an emoji or a line's end stands just before."""
    return at > 0 and (tokens[at - 1].kind is Kind.EMOJI or tokens[at - 1].word == "\n")


def _inside_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether the stop belongs to a figure (3.50)."""
    if at == 0 or tokens[at].word != "." or tokens[at - 1].kind is not Kind.NUMBER or at + 1 >= len(tokens):
        return False
    return tokens[at + 1].kind is Kind.NUMBER and tokens[at].end == tokens[at + 1].start


def _trim(part: Sequence[Token]) -> tuple[Token, ...]:
    first = next(n for n, t in enumerate(part) if t.kind in _SPOKEN)
    last = next(n for n in range(len(part) - 1, -1, -1) if part[n].kind in _SPOKEN)
    return tuple(part[first : last + 1])


def _parts(sentence: Sequence[Token], lexicon: Lexicon) -> list[list[Token]]:
    """The sentence cut before each new act."""
    cuts = [0]
    joins = lexicon.set("run_joins")
    for at in range(1, len(sentence)):
        here = sentence[at]
        before = sentence[at - 1]
        is_break = before.kind is Kind.BREAK
        if here.kind not in _SPOKEN or not (is_break or here.word in joins or here.word in lexicon.running_on):
            continue
        since = [t for t in sentence[cuts[-1] : at] if t.kind in _SPOKEN]
        if not since:
            continue
        rest = [t.word for t in sentence[at : at + 6] if t.kind in _SPOKEN]
        if is_break:
            if before.word != "," or _opens_act(rest, lexicon):
                cuts.append(at)
        elif before.kind in _SPOKEN and not here.glued and before.start != here.start:
            joined = here.word in joins and _opens_act(rest[1:], lexicon) and len(since) > 1
            if joined or (len(since) > 1 and _runs_on(since, rest, lexicon)):
                cuts.append(at)
    return [list(sentence[a:b]) for a, b in zip(cuts, [*cuts[1:], len(sentence)], strict=True)]


def _opens_act(rest: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the words begin an act of their own: a subject, a question word, an order, a greeting."""
    if not rest:
        return False
    if rest[0] in lexicon.opening and rest[0] not in lexicon.set("subordinate"):
        return True
    at = 0
    while at < len(rest) - 1 and rest[at] in lexicon.skipped:
        at += 1
    if rest[at] == "que" and rest[at + 2 : at + 3] != [] and rest[at + 2] in lexicon.set("inverted"):
        return True
    if rest[at] in lexicon.set("subordinate"):
        return lexicon.lang is Language.EN and rest[at + 1 : at + 2] != [] and rest[at + 1] in lexicon.set("inverting")
    return rest[at] in lexicon.opening


def _runs_on(since: Sequence[Token], rest: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a new act begins here although nothing marks it ("c cool ca t fais quoi dhab")."""
    if len(rest) < 2 or since[-1].word in lexicon.set("holds"):
        return False
    if rest[0] in lexicon.set("run_on_words") and rest[1] in lexicon.continuing:
        return True
    asks_already = any(t.word in lexicon.set("question_words") for t in since[-6:])
    if lexicon.lang is Language.EN:
        plain = rest[0] not in lexicon.set("subordinate") or rest[1] in ("do", "does", "did")
        asked = plain and rest[0] in lexicon.set("question_words") and rest[1] in lexicon.set("auxiliaries")
        after_verb = since[-1].word in lexicon.set("subjects") | lexicon.set("auxiliaries") | lexicon.set("pointers")
        return not asks_already and (asked or (not after_verb and _inverts(rest, lexicon)))
    goes_on = rest[1] in lexicon.continuing
    asked = goes_on and rest[0] in lexicon.set("question_words") and rest[0] not in _JOINING
    in_place = any(word in lexicon.set("in_place_cut") for word in rest[2:6])
    return asked or (rest[0] in lexicon.set("asked_subjects") and in_place and not asks_already)


def _inverts(rest: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether an auxiliary stands before its subject: "is there", "do you", not "have a drink", "do the books"."""
    if rest[0] in AUXILIARIES:
        return rest[1] in lexicon.set("subjects")
    near = lexicon.set("subjects") | {"your", "this", "that", "there"}
    return rest[0] in lexicon.set("inverting") and rest[1] in near
