"""Which of a scenario's topics a message asks about, and which needs its offers meet, by the author's examples.

A topic is found by meaning: the message and each of its sentences are compared with the author's example questions,
and with what the author says they know nothing of. What makes two questions alike was learned
(`benchmarks/encoder/likeness.py`); a question that stands among the examples word for word is sure.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coaching.language import Language
from coaching.moves import Move
from coaching.reading import Match
from coaching.scenario import Scenario
from coaching.understanding.acts import Facts
from coaching.understanding.encoder import Encoder, Near, Shelf
from coaching.understanding.lexicon import Lexicon
from coaching.understanding.message import Made
from coaching.understanding.scene import stem

TOPIC_FROM = 0.58  # likeness below which a question is on none of the attendee's topics
NEED_FROM = 0.38
MOST = 4  # matches told, best first
SURE = 0.99
MOST_PARTS = 5  # parts of a message that are compared by themselves; a comparison costs some eight milliseconds
BEHIND = 0.12  # a topic further behind the best than that is never taken for what is meant
LEANING = 3  # words: "and what of it?" leans on what was said, and is near every question and none
_STATEMENT = 0.75  # what a statement weighs beside a question
_PART = 0.9  # what a question weighs beside the message it is part of, which tells more of what is meant
_GRAM = 4  # letters

NOTHING = ""  # the name of the examples they know nothing of


@dataclass(frozen=True)
class Likeness:
    """How much each comparison of a message with a topic counts: a logistic sum of cosines."""

    best: float
    close: float
    centre: float
    nothing: float
    bias: float

    def of(self, examples: Near, nothing: Near | None) -> float:
        """How likely it is that the message asks about the topic, 0–1."""
        alike = self.best * examples.best + self.close * examples.close + self.centre * examples.centre
        elsewhere = self.nothing * nothing.best if nothing else 0.0
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, alike + elsewhere + self.bias))))


# As learned, but for a little more weight on the near and on the strange, by which more is rightly put off. Where an
# author gives no examples of nothing, none is taken away.
LIKENESS = Likeness(best=7.0, close=11.0, centre=8.0, nothing=-11.0, bias=-8.5)


def examples(scenario: Scenario, lang: Language) -> dict[str, tuple[str, ...]]:
    """All a message is compared with, in one language: by topic, and what they know nothing of."""
    return {topic.id: topic.asked_with.of(lang) for topic in scenario.topics} | {NOTHING: scenario.off_topic.of(lang)}


class Topics:
    """The topics of one scenario in one language."""

    def __init__(self, scenario: Scenario, lang: Language, lexicon: Lexicon, encoder: Encoder) -> None:
        self._lexicon = lexicon
        self._shelf: Shelf = encoder.shelf(examples(scenario, lang))
        self._said: dict[tuple[str, ...], str] = {}
        for topic in scenario.topics:
            for text in topic.asked_with.of(lang):
                self._said.setdefault(lexicon.words(text), topic.id)

    def rank(self, text: str, words: Sequence[str]) -> dict[str, float]:
        """How likely the text asks about each topic, 0–1."""
        exact = self._said.get(tuple(words))
        if len(words) <= LEANING and self._lexicon.set("function_words").issuperset(words):
            return {exact: SURE} if exact else {}
        near = self._shelf.near(text)
        nothing = near.get(NOTHING)
        found = {name: LIKENESS.of(its, nothing) for name, its in near.items() if name != NOTHING}
        return found | {exact: 1.0} if exact else found

    def asked(self, found: Sequence[Facts], pieces: Sequence[str], text: str) -> tuple[Match, ...]:
        """The topics the message asks or speaks about, best first; none when nothing is near enough.

        A look that could only find what lies further behind the best than anybody follows is spared.
        """
        best: defaultdict[str, float] = defaultdict(float)
        for piece, words, weight in _looks(found, pieces, text):
            if weight < max(best.values(), default=0.0) - BEHIND:
                break
            for topic, score in self.rank(piece, words).items():
                best[topic] = max(best[topic], score * weight)
        return _matches(best, TOPIC_FROM)


def _looks(found: Sequence[Facts], pieces: Sequence[str], text: str) -> list[tuple[str, tuple[str, ...], float]]:
    """What of a message is compared, with its words and its weight, the weightiest first.

    That is each sentence, and the whole where there are more.

    No less than a sentence: "does it worry you?" is near every question once cut off from what "it" is.
    """
    sentences: defaultdict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        sentences[one.clause.sentence].append(at)
    looks = []
    for its in sentences.values():
        asked = [question for at in its if (question := found[at].question)]
        if asked and all(question.back for question in asked):
            continue
        weight = (_PART if len(sentences) > 1 else 1.0) * (1.0 if asked else _STATEMENT)
        looks.append((" ".join(pieces[at] for at in its), _words_of(found[at] for at in its), weight))
    looks = sorted(looks, key=lambda look: -look[2])[:MOST_PARTS]  # questions before statements, else as they come
    if len(sentences) > 1 and looks:
        looks.insert(0, (text, _words_of(found), 1.0 if any(one.question for one in found) else _STATEMENT))
    return looks


def _words_of(found: Iterable[Facts]) -> tuple[str, ...]:
    return tuple(word for one in found for word in one.clause.words)


@dataclass(frozen=True)
class _Example:
    subject: str
    said: tuple[str, ...]
    words: frozenset[str]
    grams: frozenset[str]
    form: frozenset[str]


class _Words:
    """Examples of one language, weighed by how telling each word is among the subjects."""

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


class Needs:
    """The needs of one scenario in one language, by the words of the offers that meet them."""

    def __init__(self, scenario: Scenario, lang: Language, lexicon: Lexicon) -> None:
        self._needs = _Words(
            {need.id: need.helped_with.of(lang) for need in scenario.needs},
            lexicon,
            ignored=lexicon.set("offering"),  # "je connais", "my cousin": said of any help
        )

    def met(self, found: Sequence[Facts], made: Made) -> tuple[Match, ...]:
        """The needs the help offered would meet, best first; none when the message offers none."""
        if Move.OFFER_HELP not in made:
            return ()
        words = [word for one in found if not (one.question and not one.has("offer")) for word in one.clause.words]
        best = defaultdict(float, self._needs.rank(words))
        for one in found:
            for need, score in self._needs.rank(one.clause.words).items():
                best[need] = max(best[need], score)
        return _matches(best, NEED_FROM)


def _matches(scores: Mapping[str, float], least: float) -> tuple[Match, ...]:
    near = sorted(((-score, subject) for subject, score in scores.items() if score >= least))
    return tuple(Match(subject, round(-score, 3)) for score, subject in near[:MOST])


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    size = len(one) + len(other)
    return 2 * len(one & other) / size if size else 0.0
