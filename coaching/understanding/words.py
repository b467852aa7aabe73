"""Text cut into plain words that remember where they stood, whatever the keyboard, region or hurry behind it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from coaching.language import Language

LIMIT = 4096  # characters looked at: the most a messenger delivers in one message

_PIECE = re.compile(r"[^\W\d_][\w\u0300-\u036f]*|\d+|\n|\S")
_APOSTROPHES = frozenset("'’‘`ʼ′´")
_HYPHENS = frozenset("-‐‑")
_STOPS = frozenset(".!?…\n‽")
_BREAKS = frozenset(',;:—–()«»"“”/*')
_SAID_SIGNS = {"%": "percent", "€": "euros", "$": "dollars", "£": "pounds"}
_LONG_RUN = re.compile(r"(.)\1\1+")
_TU_VERBS = frozenset(
    ("as", "es", "avais", "etais", "aurais", "auras", "aimes", "aime", "habites", "ecoutes", "attends", "arrives")
)
_ELISIONS = {"c": "ce", "j": "je", "d": "de", "l": "le", "m": "me", "n": "ne", "s": "se", "qu": "que"}
_SHORT_ENDS = {"re": "are", "ll": "will", "ve": "have", "m": "am", "d": "would"}
_IS_AFTER = frozenset(
    ("what", "how", "who", "where", "when", "why", "that", "it", "there", "he", "she", "here", "this", "everything")
)


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    STOP = "stop"
    BREAK = "break"
    EMOJI = "emoji"
    SIGN = "sign"


class Token(NamedTuple):
    """One plain word or sign, and where it stands in the original text. Two words may share one place."""

    word: str
    start: int
    end: int
    kind: Kind
    glued: bool = False  # tied to the word before by a hyphen


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text in small letters without accents, lone surrogates or stretched letters ("ouiii" → "oui")."""
    sound = "".join(char for char in text if not "\ud800" <= char <= "\udfff")
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", sound).casefold())
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return _LONG_RUN.sub(r"\1", bare.replace("œ", "oe").replace("æ", "ae"))


def tokens(text: str, lang: Language, spellings: Mapping[str, tuple[str, ...]]) -> tuple[Token, ...]:
    """The words and signs of the text's first `LIMIT` characters, in order."""
    pieces = [(m[0], *m.span()) for m in _PIECE.finditer(text[:LIMIT])]
    found: list[Token] = []
    glued = False
    at = 0
    while at < len(pieces):
        piece, start, end = pieces[at]
        is_word = _is_word(piece)
        if piece in _HYPHENS and _touches(pieces, at):
            glued = True
            at += 1
            continue
        if is_word and at + 2 < len(pieces) and pieces[at + 1][0] in _APOSTROPHES and _touches(pieces, at + 1):
            right = pieces[at + 2][0]
            if _is_word(right):
                joined, whole = _apostrophe(fold(piece), fold(right), lang, spellings)
                last = pieces[at + 2][2] if whole else end
                found.extend(Token(word, start, last, Kind.WORD, glued and n == 0) for n, word in enumerate(joined))
                glued = False
                at += 3 if whole else 2
                continue
        if is_word:
            word = fold(piece)
            if not (glued and word == "t" and lang is Language.FR):
                for each in spellings.get(word, (word,) if word else ()):
                    found.append(Token(each, start, end, Kind.WORD, glued))
                    glued = False
                glued = False
        elif piece.isdigit():
            found.append(Token(piece, start, end, Kind.NUMBER, glued))
            glued = False
        elif piece in _SAID_SIGNS:
            found.append(Token(_SAID_SIGNS[piece], start, end, Kind.WORD))
            glued = False
        else:
            found.append(Token(piece, start, end, _kind(piece)))
            glued = False
        at += 1
    return tuple(found)


def plain_words(text: str, lang: Language, spellings: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Only the words and numbers of the text, in order."""
    return words_of(tokens(text, lang, spellings))


def words_of(found: Sequence[Token]) -> tuple[str, ...]:
    """Only the words and numbers, in order."""
    return tuple(t.word for t in found if t.kind in (Kind.WORD, Kind.NUMBER))


def _is_word(piece: str) -> bool:
    return piece[0].isalpha() or (piece[0].isalnum() and not piece.isdigit())


def _touches(pieces: list[tuple[str, int, int]], at: int) -> bool:
    """Whether the sign at that place has a word hard on each side."""
    if at == 0 or at + 1 >= len(pieces):
        return False
    return pieces[at - 1][2] == pieces[at][1] and pieces[at][2] == pieces[at + 1][1] and pieces[at + 1][0][0].isalnum()


def _apostrophe(
    left: str, right: str, lang: Language, spellings: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, ...], bool]:
    """The plain words for left'right, and whether the right part is used up in them."""
    if (whole := spellings.get(f"{left}'{right}")) is not None:
        return whole, True
    return _elided(left, right) if lang is Language.FR else (_shortened(left, right, spellings), True)


def _elided(left: str, right: str) -> tuple[tuple[str, ...], bool]:
    """French: "j'ai" is "je ai", "t'as" is "tu as", "t'appelle" is "te appelle"."""
    if left in ("aujourd", "quelqu"):
        return (left + right,), True
    if left == "t":
        return (("tu",) if right in _TU_VERBS else ("te",)), False
    return (_ELISIONS.get(left, left + "e" if left.endswith("qu") else left),), False


def _shortened(left: str, right: str, spellings: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """English: "what's" is "what is", "don't" is "do not", "we'll" is "we will"."""
    if (glued := spellings.get(left + right)) is not None:
        return glued
    if right == "t" and left.endswith("n"):
        return {"won": "will", "can": "can", "shan": "shall", "ain": "is"}.get(left, left[:-1]), "not"
    if right == "s":
        return left, "is" if left in _IS_AFTER else "us" if left == "let" else "s"
    return left, _SHORT_ENDS.get(right, right)


def _kind(sign: str) -> Kind:
    if sign in _STOPS:
        return Kind.STOP
    if sign in _BREAKS:
        return Kind.BREAK
    if unicodedata.category(sign) in ("So", "Sk", "Cs", "Co") or "\U0001f000" <= sign <= "\U0001faff":
        return Kind.EMOJI
    return Kind.SIGN
