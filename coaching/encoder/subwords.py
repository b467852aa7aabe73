"""Text cut into the subwords the encoder knows: the likeliest cut by a unigram language model (Kudo 2018)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

LONGEST_WORD = 60  # characters of a word that are looked at
WORDS_KEPT = 20_000  # words whose cut is remembered
_START = "\u2581"  # what stands for the space before a word
_NEVER = -1e30


class Subwords:
    """Cuts text into subwords. `vocabulary` maps a subword to its number, `scores` holds its log-probability."""

    def __init__(
        self, vocabulary: Mapping[str, int], scores: Sequence[float], plain: Mapping[str, str], unknown: int
    ) -> None:
        """`plain` says what stands for a character ("Ａ" → "A"), `unknown` is the number of what nothing stands for."""
        self._vocabulary, self._scores = vocabulary, scores
        self._plain = str.maketrans(dict(plain))
        self._unknown = unknown
        self._longest = max(map(len, vocabulary))
        self._unlikely = min(scores) - 10
        self._cut = lru_cache(maxsize=WORDS_KEPT)(self._cut_word)

    def of(self, text: str, most: int) -> tuple[int, ...]:
        """The numbers of the text's first `most` subwords."""
        found: list[int] = []
        for word in text.translate(self._plain).split():
            found += self._cut(_START + word[:LONGEST_WORD])
            if len(found) >= most:
                break
        return tuple(found[:most])

    def _cut_word(self, word: str) -> tuple[int, ...]:
        """The likeliest cut, by Viterbi's algorithm: time grows with the word's length."""
        best, came = [0.0] + [_NEVER] * len(word), [(0, self._unknown)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(len(word), start + self._longest) + 1):
                number = self._vocabulary.get(word[start:end])
                if number is not None and best[start] + self._scores[number] > best[end]:
                    best[end], came[end] = best[start] + self._scores[number], (start, number)
            if best[start] + self._unlikely > best[start + 1]:
                best[start + 1], came[start + 1] = best[start] + self._unlikely, (start, self._unknown)
        found: list[int] = []
        at = len(word)
        while at:
            at, number = came[at]
            found.append(number)
        return tuple(reversed(found))
