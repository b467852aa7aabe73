"""Marks made from imperfect readings: three moves in ten are missed or taken for another, and some are imagined."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random
from statistics import median

import pytest

from coaching.moves import QUESTIONS, SELLING, Move, in_order
from coaching.scorecard.card import Scorecard
from coaching.scorecard.deed import Deed
from coaching.scorecard.marking import mark
from tests.scorecard.learners import RUBRIC, Learner, learners

MISSED = 0.3
IMAGINED = 0.08
_SEEDS = range(60)
# What a missed move is taken for, half the time.
_TAKEN_FOR = {
    **dict.fromkeys(SELLING, (Move.SELF_DISCLOSURE, Move.REFLECTION, Move.CLOSED_QUESTION)),
    Move.VALIDATION: (Move.REFLECTION,),
    Move.DISMISSIVE: (Move.REFLECTION,),
    Move.OPEN_QUESTION: (Move.CLOSED_QUESTION,),
}
_IMAGINED = (Move.SELF_DISCLOSURE, Move.REFLECTION, Move.VALIDATION, Move.PITCH, Move.SALES_PROBE, Move.OFFER_HELP)


def misread(deed: Deed, dice: Random) -> Deed:
    seen: set[Move] = set()
    for move in deed.reading.moves:
        if dice.random() >= MISSED:
            seen.add(move)
        elif move in _TAKEN_FOR and dice.random() < 0.5:
            seen.add(dice.choice(_TAKEN_FOR[move]))
    if dice.random() < IMAGINED:
        seen.add(dice.choice(_IMAGINED))
    if not seen & QUESTIONS:
        seen.discard(Move.FOLLOW_UP)
    return replace(deed, reading=replace(deed.reading, moves=in_order(seen)))


@cache
def cards(learner: Learner) -> tuple[Scorecard, ...]:
    return tuple(
        mark([misread(deed, dice) for deed in learner.deeds()], RUBRIC, learner.lang)
        for dice in (Random(f"{learner.id} {seed}") for seed in _SEEDS)
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_networker_stands_above_a_hybrid_above_a_seller_even_when_misread(lang: str) -> None:
    middle = {each.style: median(card.score for card in cards(each)) for each in learners() if each.lang == lang}

    assert middle["networker"] >= middle["hybrid"] + 15
    assert middle["shy_networker"] > middle["hybrid"]
    assert middle["hybrid"] >= middle["seller"] + 15
    assert middle["networker"] >= 65


@pytest.mark.parametrize("style", ["networker", "hybrid", "seller", "flatterer", "insulter", "interrogator"])
def test_the_mode_survives_misreading_most_of_the_time(style: str) -> None:
    ours = [learner for learner in learners() if learner.style == style]

    right = [card.mode.value in learner.modes for learner in ours for card in cards(learner)]

    assert sum(right) >= 0.75 * len(right)


@pytest.mark.parametrize("style", ["seller", "soft_seller", "flatterer", "insulter", "copier"])
def test_misreading_hardly_ever_lifts_a_seller_or_a_gamer_over_forty(style: str) -> None:
    scores = sorted(card.score for learner in learners() if learner.style == style for card in cards(learner))

    assert scores[len(scores) * 95 // 100] <= 40
