"""The words a finding quotes: a literal part of the message, and never a scrap of it where there is more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coaching.moves import Move
from coaching.scorecard.deed import Deed

ENOUGH = 3  # words; fewer say nothing to who reads them an hour later
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+(?=\s|$)|\n|$)", re.DOTALL)
_CLAUSE = re.compile(r"[^,;:.!?…\n]+[,;:.!?…]*")
_END = re.compile(r"\s?[?!…]+|[.](?=\s|$)")  # what closes a sentence, a French space before it
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


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch itself if it says enough, else its clause, its sentence, the whole message."""
    start, end = _whole_words(text, start, end)
    for pieces in (_CLAUSE, _SENTENCE):
        if _says_enough(text[start:end]):
            return start, _to_its_mark(text, end)
        start, end = _covering(pieces.finditer(text), start, end)
    return (start, _to_its_mark(text, end)) if _says_enough(text[start:end]) else (0, len(text))


def _says_enough(quote: str) -> bool:
    return len(_WORD.findall(quote)) >= ENOUGH


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
    quote = text[start:end]
    return quote.strip(_LOOSE) or quote.strip()
