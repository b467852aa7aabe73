"""The words a finding quotes: a literal part of the message, and never a scrap of it where there is more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coaching.moves import Move
from coaching.scorecard.deed import Deed

LEAST = 3  # words; fewer say nothing to who reads them an hour later
ENOUGH = 5  # words; fewer are read in their sentence, unless that runs on
LONGEST = 120  # characters of a sentence that is quoted for the sake of a few words in it
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+(?=\s|$)|\n|$)", re.DOTALL)
_CLAUSE = re.compile(r"[^,;:.!?…\n]+[,;:.!?…]*")
_END = re.compile(r"\s?[?!…]+")  # what a sentence can't be read without, a French space before it
_RUNS_ON = re.compile(r"(?:et|ou|mais|car|que|qui|pis|puis|and|or|but|so|that|which|because)\b", re.IGNORECASE)
_LOOSE = " \t\n,;:"


def quote_of(deed: Deed, move: Move) -> str:
    """The words that made the move, else the message's first sentence, widened until they say something."""
    text = deed.text
    quote = deed.reading.quote(move)
    at = text.find(quote) if quote.strip() else -1
    if at < 0:
        first = _SENTENCE.search(text)
        if first is None:
            return ""
        at, quote = first.start(), first.group()
    return _trimmed(text, *_widened(text, at, at + len(quote)))


def sentence_around(text: str, quote: str) -> str:
    """The sentence of the text that the quote stands in, where it isn't too long to be quoted; else the quote."""
    at = text.find(quote)
    if at < 0 or not quote:
        return quote
    start, end = _covering(_SENTENCE.finditer(text), at, at + len(quote))
    return _trimmed(text, start, end) if end - start <= LONGEST else quote


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch itself if it says enough, else its clause, its sentence, the whole message."""
    start, end = _whole_words(text, start, end)
    for pieces in (_CLAUSE, _SENTENCE):
        wider = _covering(pieces.finditer(text), start, end)
        if not _stands_alone(text[start:end]) and (wider[1] - wider[0] <= LONGEST or _count(text[start:end]) < LEAST):
            start, end = wider
    if _count(text[start:end]) < LEAST:
        return 0, len(text)
    return start, _to_its_mark(text, end)


def _stands_alone(quote: str) -> bool:
    return _count(quote) >= ENOUGH and not _RUNS_ON.match(quote.lstrip(_LOOSE))


def _count(quote: str) -> int:
    return len(_WORD.findall(quote))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    words = [(word.start(), word.end()) for word in _WORD.finditer(text)]
    starts = [at for at, to in words if at < start < to]
    ends = [to for at, to in words if at < end < to]
    return min([start, *starts]), max([end, *ends])


def _covering(pieces: Iterator[re.Match[str]], start: int, end: int) -> tuple[int, int]:
    """From the beginning of the first piece the stretch touches to the end of the last."""
    touched = [piece for piece in pieces if piece.start() < end and piece.end() > start]
    return min([start, *(one.start() for one in touched)]), max([end, *(one.end() for one in touched)])


def _to_its_mark(text: str, end: int) -> int:
    """Past the question mark that belongs to it: without it, a question reads like a claim."""
    mark = _END.match(text, end)
    return mark.end() if mark else end


def _trimmed(text: str, start: int, end: int) -> str:
    quote = text[start:end].strip(_LOOSE) or text[start:end].strip()
    return quote[:-1] if quote.endswith(".") and not quote.endswith("..") and len(quote) > 1 else quote
