"""Which subwords the tuned encoder keeps: those of the corpus and of each language's commonest words, however typed.

A word whose subwords were left out is cut into smaller ones. Of a quarter of a million, some thirty thousand stay.
"""

from __future__ import annotations

from collections.abc import Iterable

from wordfreq import top_n_list

from benchmarks.encoder.examples import Labelled, without_accents
from benchmarks.encoder.origin import Origin

COMMONEST = 30_000  # words of each language, by the package wordfreq


def kept(origin: Origin, items: Iterable[Labelled]) -> list[int]:
    """The numbers of the subwords to keep, in order."""
    subwords = origin.subwords(range(len(origin.words)))
    numbers = {origin.begin, origin.end, origin.unknown, *subwords.of("query:", 4)}
    for text in {text for item in items for text in (*(act.text for act in item.acts), item.sells, item.attendee)}:
        for typed in {text, text.lower(), without_accents(text), without_accents(text.lower())}:
            numbers.update(subwords.of(typed, 10_000))
    for lang in ("fr", "en"):
        for word in top_n_list(lang, COMMONEST):
            for typed in {word, word.capitalize(), without_accents(word)}:
                numbers.update(subwords.of(typed, 100))
    numbers.update(number for number, word in enumerate(origin.words) if _is_sign(word))
    return sorted(numbers)


def _is_sign(word: str) -> bool:
    """A single letter of ours, a mark of punctuation or an emoji, which must never be unknown."""
    sign = word.removeprefix("\u2581")
    return len(sign) == 1 and (ord(sign) < 0x250 or 0x2000 <= ord(sign) < 0x2C00 or ord(sign) >= 0x1F000)
