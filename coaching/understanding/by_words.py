"""How near a text is to groups of examples by its words alone: those that tell the groups apart count most."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coaching.understanding.lexicon import Lexicon
from coaching.understanding.scene import stem

_GRAM = 4  # letters


@dataclass(frozen=True)
class _Example:
    subject: str
    said: tuple[str, ...]
    words: frozenset[str]
    grams: frozenset[str]
    form: frozenset[str]


class Words:
    """Examples of one language by subject, weighed by how telling each word is among the subjects."""

    def __init__(
        self, examples: Mapping[str, Iterable[str]], lexicon: Lexicon, ignored: frozenset[str] = frozenset()
    ) -> None:
        self._lexicon = lexicon
        self._ignored = lexicon.set("function_words") | ignored
        self._examples = tuple(
            self._example(subject, text) for subject, texts in examples.items() for text in texts if text.strip()
        )
        holders: dict[str, set[str]] = {}
        for example in self._examples:
            for word in example.words:
                holders.setdefault(word, set()).add(example.subject)
        subjects = max(1, len({example.subject for example in self._examples}))
        self._weight = {word: math.log(1 + subjects / len(its)) for word, its in holders.items()}
        self._unknown = math.log(1 + subjects)
        self._totals = [sum(self._weigh(word) for word in example.words) for example in self._examples]
        self._wordless = [at for at, example in enumerate(self._examples) if not example.words]
        self._with_word: defaultdict[str, list[int]] = defaultdict(list)
        self._with_gram: defaultdict[str, list[int]] = defaultdict(list)
        for at, example in enumerate(self._examples):
            for word in example.words:
                self._with_word[word].append(at)
            for gram in example.grams:
                self._with_gram[gram].append(at)

    def rank(self, words: Sequence[str]) -> dict[str, float]:
        """The best similarity of the words to each subject's examples, 0–1."""
        asked = self._example("", " ".join(words))
        best: defaultdict[str, float] = defaultdict(float)
        close: defaultdict[str, float] = defaultdict(float)
        if not asked.words and not asked.form:
            return {}
        mine = sum(self._weigh(word) for word in asked.words)
        for at, common in self._near(asked).items():
            example = self._examples[at]
            score = self._similarity(asked, example, mine, self._totals[at], common)
            if score > best[example.subject]:
                best[example.subject], close[example.subject] = score, best[example.subject]
            elif score > close[example.subject]:
                close[example.subject] = score
        return {subject: min(1.0, score + 0.12 * close[subject]) for subject, score in best.items() if score > 0}

    def _near(self, asked: _Example) -> dict[int, int]:
        """The examples that may be near enough, by their place, with the number of letter pieces in common."""
        if not asked.words:
            return dict.fromkeys(self._wordless, 0)
        common = Counter(at for gram in asked.grams for at in self._with_gram.get(gram, ()))
        sharing = {at for word in asked.words for at in self._with_word.get(word, ())}
        pieces = len(asked.grams)
        return {
            at: count
            for at, count in common.items()
            if at in sharing or 2 * count > 0.3 * (pieces + len(self._examples[at].grams))
        } | {at: 0 for at in sharing if at not in common}

    def _example(self, subject: str, text: str) -> _Example:
        words = self._lexicon.words(text)
        told = [w for w in words if w not in self._ignored and len(w) > 1]
        grams = {f" {w} "[n : n + _GRAM] for w in told for n in range(max(1, len(w) + 3 - _GRAM))}
        form = frozenset(words) - frozenset(told)
        return _Example(subject, words, frozenset(stem(w) for w in told), frozenset(grams), form)

    def _similarity(self, asked: _Example, example: _Example, mine: float, theirs: float, common: int) -> float:
        """How near the two are, 0–1; `mine` and `theirs` are what their words weigh, `common` the pieces they share."""
        if asked.said == example.said:
            return 1.0
        form = _dice(asked.form, example.form)
        if not asked.words:
            return form if form >= 0.6 else 0.0
        shared = sum(self._weigh(word) for word in asked.words & example.words)
        letters = 2 * common / (len(asked.grams) + len(example.grams))
        telling = min(1.0, shared / self._unknown)  # one common word held in common tells little
        meaning = 0.35 * telling * shared / min(mine, theirs) + 0.65 * 2 * shared / (mine + theirs)
        return 0.62 * meaning + 0.23 * letters + 0.15 * form

    def _weigh(self, word: str) -> float:
        return self._weight.get(word, self._unknown * 0.85)


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    size = len(one) + len(other)
    return 2 * len(one & other) / size if size else 0.0
