"""One language's phrasebook made ready: spellings applied, cues compiled, lists as sets, typing slips mended."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from coaching.language import Language
from coaching.understanding.cues import WORDS_KEPT, Cues, Hit
from coaching.understanding.phrasebook import Tongue
from coaching.understanding.words import Token, fold, plain_words, tokens, words_of

SLIPS_MENDED = 60  # unknown words of a message compared with the known ones; the rest stay as typed
TEXTS_KEPT = 256  # texts whose words are remembered: a line is looked at for itself, and around the next messages
CLAUSES_KEPT = 2048  # clauses whose cues are remembered: an attendee's line is looked at more than once
WEIGHTS = "weigh_"  # lists of that name are learned weights ("sign=12"), by move, not words
_SHORTEST_SLIP = 6  # letters; shorter words have too many neighbours
AUXILIARIES = frozenset(("do", "did", "does", "have", "had", "has"))  # verbs of their own as well
_NONE: frozenset[str] = frozenset()


class Lexicon:
    """What is known of one language, ready for use. Immutable once made."""

    def __init__(self, tongue: Tongue, lang: Language) -> None:
        self.lang = lang
        self.spellings = {fold(word): tuple(fold(plain).split()) for word, plain in tongue.spellings.items()}
        sets = {name: words for name, words in tongue.sets.items() if not name.startswith(WEIGHTS)}
        self._sets = {name: frozenset(fold(word) for word in words) for name, words in sets.items()}
        self._cues = Cues(tongue.cues, sets, lambda text: plain_words(text, lang, self.spellings))
        self._cut = lru_cache(TEXTS_KEPT)(lambda text: tokens(text, lang, self.spellings))
        self._mended = lru_cache(TEXTS_KEPT)(self._mend_all)
        self._mended_word = lru_cache(WORDS_KEPT)(self._mend)
        self._found = lru_cache(CLAUSES_KEPT)(lambda words, only: self._cues.find(words, self.start(words), only))
        self.skipped = self.set("leads") | self.set("joins")  # what may stand before an act without being one
        self.opening = self.set("openers") | self.set("question_words")  # words an act may begin with
        self.leading = self.skipped - self.set("second") - self.set("first")
        self.continuing = self.set("openers") | self.set("asked_verbs")  # what follows the word a run-on goes on with
        self.running_on = self._words_running_on()
        self.known = self._cues.vocabulary.union(*self._sets.values())
        self._by_shape: dict[tuple[str, int], tuple[str, ...]] = {}
        # Nobody is taken to have meant abuse: a dog walker is no slip of typing.
        abuse = {word for phrase in tongue.cues.get("rude", ()) for word in re.findall(r"[a-z]+", fold(phrase))}
        for word in sorted(self._cues.vocabulary - abuse):
            if len(word) >= _SHORTEST_SLIP:
                shape = (word[0], len(word))
                self._by_shape[shape] = (*self._by_shape.get(shape, ()), word)

    def _words_running_on(self) -> frozenset[str]:
        """The words with which an act may begin that nothing marks ("c cool ca | t fais quoi")."""
        either = self.set("run_on_words") | self.set("question_words")
        if self.lang is Language.EN:
            return either | self.set("inverting") | AUXILIARIES
        return either | self.set("asked_subjects")

    def set(self, name: str) -> frozenset[str]:
        """The word list of that name; empty when the phrasebook has none."""
        return self._sets.get(name, _NONE)

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The text's words and signs, slips of typing in known words mended."""
        return self._mended(text)

    def _mend_all(self, text: str) -> tuple[Token, ...]:
        left = SLIPS_MENDED
        mended: list[Token] = []
        for token in self._cut(text):
            word = token.word
            if left and len(word) >= _SHORTEST_SLIP and word not in self.known and word.isalpha():
                left -= 1
                mended.append(token._replace(word=self._mended_word(word)))
            else:
                mended.append(token)
        return tuple(mended)

    def words(self, text: str) -> tuple[str, ...]:
        """The text's plain words."""
        return words_of(self._cut(text))

    def find(self, words: tuple[str, ...], only: frozenset[str] = _NONE) -> tuple[Hit, ...]:
        """Every cue among the words, or those of the names in `only`."""
        return self._found(words, only)

    def start(self, words: tuple[str, ...]) -> int:
        """Where the clause begins after "ah", "ok", "et"; 0 when it is nothing else."""
        return next((at for at, word in enumerate(words) if word not in self.leading), 0)

    def _mend(self, word: str) -> str:
        """The one known word a single slip away, or the word itself. Endings are left alone: they are grammar."""
        for length in (len(word), len(word) + 1, len(word) - 1):
            for known in self._by_shape.get((word[0], length), ()):
                if known[-2:] == word[-2:] and OSA.distance(known, word, score_cutoff=1) == 1:
                    return known
        return word
