"""Which of a scenario's topics a message asks about, by the author's examples.

A topic is found by meaning: the message and each of its sentences are compared with the author's example questions,
and with what the author says they know nothing of. What makes two questions alike was learned
(`benchmarks/encoder/likeness.py`); a question that stands among the examples word for word is sure.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coaching.language import Language
from coaching.reading import Match
from coaching.scenario import Scenario
from coaching.understanding.acts import Facts
from coaching.understanding.encoder import Encoder, Near, Shelf
from coaching.understanding.lexicon import Lexicon
from coaching.understanding.words import plain_words

TOPIC_FROM = 0.58  # likeness below which a question is on none of the attendee's topics
MOST = 4  # matches told, best first
SURE = 0.99
MOST_PARTS = 5  # parts of a message that are compared by themselves; a comparison costs some two milliseconds
BEHIND = 0.12  # a topic further behind the best than that is never taken for what is meant
LEANING = 3  # words: "and what of it?" leans on what was said, and is near every question and none
_STATEMENT = 0.75  # what a statement weighs beside a question
_PART = 0.9  # what a question weighs beside the message it is part of, which tells more of what is meant
_BARE = 0.62  # what "and you?" weighs by itself: what an author says it asks for, where nothing else is meant
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


@dataclass(frozen=True)
class Turned:
    """What "and you?" turns round: what the attendee asked last, and whether either speaks of their trade."""

    question: str = ""
    of_trade: bool = False


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
        self._and_you = ""  # the topic an author says "and you?" asks for
        for topic in scenario.topics:
            for text in topic.asked_with.of(lang):
                words = plain_words(text, lang, lexicon.spellings)
                self._said.setdefault(words, topic.id)
                if not self._and_you and len(words) <= LEANING and lexicon.find(words, frozenset(("ask_back",))):
                    self._and_you = topic.id

    def rank(self, text: str, words: Sequence[str]) -> dict[str, float]:
        """How likely the text asks about each topic, 0–1."""
        exact = self._said.get(tuple(words))
        if len(words) <= LEANING and self._lexicon.set("function_words").issuperset(words):
            return {exact: SURE} if exact else {}
        near = self._shelf.near(text)
        nothing = near.get(NOTHING)
        found = {name: LIKENESS.of(its, nothing) for name, its in near.items() if name != NOTHING}
        return found | {exact: 1.0} if exact else found

    def asked(self, found: Sequence[Facts], pieces: Sequence[str], text: str, around: Turned) -> tuple[Match, ...]:
        """The topics the message asks or speaks about, best first; none when nothing is near enough.

        A look that could only find what lies further behind the best than anybody follows is spared.
        """
        best: defaultdict[str, float] = defaultdict(float)
        looks = _looks(found, pieces, text)
        if any(one.question and one.question.back for one in found):
            if self._and_you:
                best[self._and_you] = SURE if around.of_trade else _BARE
            if around.question:
                looks.insert(0, (around.question, self._lexicon.words(around.question), 1.0))
        for piece, words, weight in looks:
            if weight < max(best.values(), default=0.0) - BEHIND:
                break
            for topic, score in self.rank(piece, words).items():
                best[topic] = max(best[topic], score * weight)
        return matches(best, TOPIC_FROM)


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
        weight = (_PART if len(sentences) > 1 else 1.0) * (1.0 if asked else _STATEMENT)
        if asked and len(its) == 1 and asked[0].back:
            continue
        looks.append((" ".join(pieces[at] for at in its), _words_of(found[at] for at in its), weight))
    looks = sorted(looks, key=lambda look: -look[2])[:MOST_PARTS]  # questions before statements, else as they come
    if len(sentences) > 1 and looks:
        looks.insert(0, (text, _words_of(found), 1.0 if any(one.question for one in found) else _STATEMENT))
    return looks


def _words_of(found: Iterable[Facts]) -> tuple[str, ...]:
    return tuple(word for one in found for word in one.clause.words)


def matches(scores: Mapping[str, float], least: float) -> tuple[Match, ...]:
    """The subjects that score enough, best first."""
    near = sorted(((-score, subject) for subject, score in scores.items() if score >= least))
    return tuple(Match(subject, round(-score, 3)) for score, subject in near[:MOST])
