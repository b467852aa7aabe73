"""Evenings in which learners do whatever comes to their mind: each comes to its end, and nobody says a thing twice."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from coaching.evening.clock import LONGEST_TURN, SHORTEST_TURN
from coaching.evening.evening import MINUTE, ActKind, Evening, EventKind
from coaching.faces.words.evenings import SPEAKING
from tests.evening.content import summed_up, whims

MANY = 40  # benchmarks/evenings.py plays five hundred
TYPED = 3  # of these in words; the others are made of readings, which is fast


def play(seed: int, *, typed: bool = True) -> list[Evening]:
    return list(whims(seed, typed=typed))


def assert_believable(course: list[Evening]) -> None:
    """The clock runs forward, never past the end, and no faster than people talk."""
    clocks = [one.clock for one in course]
    last = course[-1]

    assert clocks == sorted(clocks)
    assert last.is_over
    assert last.clock == last.minutes * MINUTE
    for before, then in pairwise(course):
        spent = then.clock - before.clock
        assert spent > 0 or then.is_over or then.acts[-1].kind in (ActKind.APPROACH, ActKind.WAIT), then.acts[-1]
        if then.acts[-1].kind is ActKind.SAY and before.talking_to and not then.is_over:
            assert SHORTEST_TURN <= spent <= LONGEST_TURN


def assert_nothing_twice(course: list[Evening]) -> None:
    """Nobody says the same words twice to the learner, whatever they say beside the conversation."""
    said = Counter(
        (event.who, event.text) for one in course for event in one.events if event.kind in SPEAKING and event.text
    )
    assert [line for line, times in said.items() if times > 1] == []


def assert_sums_up(course: list[Evening]) -> None:
    """Whatever happened can be told, and every card that was pressed on the learner is in the ledger."""
    last, texts = course[-1], [act.text for act in course[-1].acts]
    outcome = summed_up(last)
    pushed = sum(event.kind is EventKind.CARD_PUSHED for one in course for event in one.events)

    assert 0 <= outcome.score <= 100
    assert all(0 <= points <= 100 for points in outcome.parts.values())
    assert outcome.ledger.pushed_on_you == pushed
    assert all(any(one.quote in text for text in texts) for one in outcome.findings)


@pytest.mark.parametrize("seed", range(MANY))
def test_whatever_one_does_an_evening_comes_to_its_end(seed: int) -> None:
    course = play(seed, typed=seed < TYPED)

    assert_believable(course)
    assert_nothing_twice(course)
    assert_sums_up(course)
