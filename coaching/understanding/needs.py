"""Which needs of an attendee the help a message offers would meet, by the author's examples of such help.

An offer is compared by what it means and by its words, since a need is often told by one of them ("un imprimeur"), and
with help that anybody could offer to anybody (`phrases/anyones_help.yaml`): it has to be nearer to the need.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from coaching.language import Language
from coaching.moves import Move
from coaching.reading import Match
from coaching.scenario import Scenario
from coaching.understanding.acts import Facts
from coaching.understanding.by_words import Words
from coaching.understanding.encoder import Encoder, Near
from coaching.understanding.lexicon import Lexicon
from coaching.understanding.message import Made
from coaching.understanding.retrieval import MOST_PARTS, matches

NEED_FROM = 0.35
# A logistic sum of cosines and of the likeness of words, fitted to every attendee's examples, each held against the
# others of its attendee, with offers made to other attendees as those that meet nothing.
BEST, CLOSE, CENTRE, ANYONES, WORDS, BIAS = 3.9, 1.8, 10.1, -6.5, 4.2, -8.3
ANYONE = ""  # the name help goes by that anybody could offer


def examples(scenario: Scenario, lang: Language, anyones: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """All an offer is compared with, in one language: by need, and what meets nobody's."""
    return {need.id: need.helped_with.of(lang) for need in scenario.needs} | {ANYONE: tuple(anyones)}


class Needs:
    """The needs of one scenario in one language."""

    def __init__(
        self, scenario: Scenario, lang: Language, lexicon: Lexicon, encoder: Encoder, anyones: Sequence[str]
    ) -> None:
        helped_with = examples(scenario, lang, anyones)
        self._shelf = encoder.shelf(helped_with)
        self._words = Words(
            {need: texts for need, texts in helped_with.items() if need != ANYONE},
            lexicon,
            ignored=lexicon.set("offering"),  # "je connais", "my cousin": said of any help
        )

    def met(self, found: Sequence[Facts], pieces: Sequence[str], made: Made) -> tuple[Match, ...]:
        """The needs the help offered would meet, best first; none when the message offers none."""
        if Move.OFFER_HELP not in made:
            return ()
        offers = [at for at, one in enumerate(found) if not (one.question and not one.has("offer"))]
        by_words = defaultdict(float, self._words.rank([word for at in offers for word in found[at].clause.words]))
        for one in found:
            for need, score in self._words.rank(one.clause.words).items():
                by_words[need] = max(by_words[need], score)
        best: defaultdict[str, float] = defaultdict(float)
        for text in _told(found, pieces, offers):
            near = self._shelf.near(text)
            anyones = near.get(ANYONE)
            for need, its in near.items():
                if need != ANYONE:
                    best[need] = max(best[need], _likely(its, anyones, by_words[need]))
        return matches(best, NEED_FROM)


def _told(found: Sequence[Facts], pieces: Sequence[str], offers: Sequence[int]) -> list[str]:
    """What of the message is compared: each of its sentences that may offer, and all of them together."""
    sentences: defaultdict[int, list[str]] = defaultdict(list)
    for at in offers:
        sentences[found[at].clause.sentence].append(pieces[at])
    told = [" ".join(its) for its in sentences.values()]
    return [*told[-MOST_PARTS:], " ".join(told)] if len(told) > 1 else told


def _likely(near: Near, anyones: Near | None, words: float) -> float:
    """How likely the help meets that need, 0–1."""
    alike = BEST * near.best + CLOSE * near.close + CENTRE * near.centre + WORDS * words
    return 1 / (1 + math.exp(-(alike + (ANYONES * anyones.best if anyones else 0.0) + BIAS)))
