"""Patience is seen to run out before it does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coaching.attendee.mind import fresh_mind
from coaching.moves import Move
from coaching.reading import Reading, Sense
from coaching.scenario import Scenario
from tests.builders import BAKER, a_mind, a_reading, hear, sources
from tests.content import library

NOISE = a_reading(sense=Sense.NOISE)
SIGN = "lines.loses_patience"


def seen(scenario: Scenario, reading: Reading, trust: int = 100) -> list[list[str]]:
    """What each reply is made of, until they leave."""
    mind, replies = replace(fresh_mind(scenario), trust=trust), list[list[str]]()
    for _ in range(30):
        response = hear(replace(mind, trust=trust), reading, scenario=scenario)
        mind = response.mind
        replies.append(list(sources(response)))
        if response.ending:
            return replies
    return replies


@pytest.mark.parametrize("name", library())
def test_every_attendee_shows_once_that_patience_runs_out_and_then_leaves(name: str) -> None:
    replies = seen(library()[name], NOISE)
    shown = [SIGN in its for its in replies]

    assert sum(shown) == 1
    assert shown.index(True) < len(replies) - 1
    assert replies[-1][-1].startswith("endings.")


def test_the_sign_closes_the_reply_and_nothing_is_asked_after_it() -> None:
    response = hear(a_mind(trust=60, patience=3), a_reading(Move.PITCH))

    assert list(sources(response))[-1] == SIGN


def test_patience_lost_all_at_once_is_seen_in_their_leaving() -> None:
    awful = a_reading(Move.DISMISSIVE, Move.PERSIST, Move.HARD_CLOSE)
    at_once = hear(a_mind(trust=100, patience=4), awful)
    warned = hear(a_mind(trust=100, patience=4, has_warned=True), awful)

    assert at_once.ending is not None
    assert at_once.ending.id == "had_enough"
    assert list(sources(at_once))[-2:] == [SIGN, "endings.had_enough"]
    assert SIGN not in sources(warned)


def test_a_goodbye_shows_no_impatience() -> None:
    leaves = a_reading(Move.GRACEFUL_EXIT, Move.PITCH, words=12)

    assert SIGN not in sources(hear(a_mind(trust=60, patience=3), leaves))


def test_patience_that_is_low_from_the_start_shows_only_once_it_is_tried() -> None:
    calm = hear(a_mind(BAKER, trust=60, patience=2), a_reading(Move.OPEN_QUESTION, topic="weather"))

    assert SIGN not in sources(calm)
