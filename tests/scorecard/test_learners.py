from __future__ import annotations

from itertools import product

import pytest

from coaching.scorecard.marking import mark
from tests.scorecard.learners import RUBRIC, Learner, learners


@pytest.mark.parametrize("learner", learners(), ids=lambda learner: learner.id)
def test_a_learner_is_marked_as_a_coach_would(learner: Learner) -> None:
    card = mark(learner.deeds(), RUBRIC, learner.lang)

    assert card.mode.value in learner.modes
    assert learner.at_least <= card.score <= learner.at_most


def test_a_better_learner_scores_more_in_nineteen_pairs_of_twenty() -> None:
    scores = {learner.id: mark(learner.deeds(), RUBRIC, learner.lang).score for learner in learners()}
    pairs = [(better.id, worse.id) for better, worse in product(learners(), learners()) if better.rank < worse.rank]

    wrong = [(better, worse) for better, worse in pairs if scores[better] <= scores[worse]]

    assert len(wrong) * 20 <= len(pairs), wrong


@pytest.mark.parametrize("learner", learners(), ids=lambda learner: learner.id)
def test_the_same_conversation_always_gets_the_same_marks(learner: Learner) -> None:
    assert mark(learner.deeds(), RUBRIC, learner.lang) == mark(learner.deeds(), RUBRIC, learner.lang)


@pytest.mark.parametrize("learner", learners(), ids=lambda learner: learner.id)
def test_every_quote_stands_in_its_message(learner: Learner) -> None:
    deeds = {deed.turn: deed for deed in learner.deeds()}

    for finding in mark(tuple(deeds.values()), RUBRIC, learner.lang).findings:
        assert finding.quote
        assert finding.quote in deeds[finding.turn].text
