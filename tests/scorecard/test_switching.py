from __future__ import annotations

from coaching.moves import Move
from coaching.scorecard.card import Scorecard
from coaching.scorecard.rubric import Mode
from tests.scorecard.learners import a_deed, marked

OPEN = (Move.OPEN_QUESTION, Move.FOLLOW_UP)
ASKS = [
    ("How did you come to keep bees, of all things?", OPEN),
    ("What made your aunt give up the field?", OPEN),
    ("Which season frightens you most?", OPEN),
]
LISTENS = [
    ("So it was her field that began it all.", (Move.REFLECTION,)),
    ("You never meant to sell a single jar, then.", (Move.REFLECTION,)),
]
SELLS = [
    ("Our hives are the best on the market.", (Move.PITCH,)),
    ("Sign tonight and the second one is free.", (Move.HARD_CLOSE,)),
    ("Nobody beats us on delivery, ask around.", (Move.PITCH,)),
]


def card(*said: tuple[str, tuple[Move, ...]]) -> Scorecard:
    return marked(*(a_deed(turn, text, *moves) for turn, (text, moves) in enumerate(said, start=1)))


def test_networking_then_selling_switches_at_the_first_message_that_sells() -> None:
    switched = card(ASKS[0], LISTENS[0], ASKS[1], LISTENS[1], *SELLS[:2])

    assert (switched.switched, switched.switched_to) == (5, Mode.SELLING)


def test_selling_then_networking_switches_back() -> None:
    switched = card(*SELLS[:2], ASKS[0], LISTENS[0], ASKS[1], LISTENS[1], ASKS[2])

    assert (switched.switched, switched.switched_to) == (3, Mode.NETWORKING)


def test_one_slip_is_no_switch() -> None:
    assert card(ASKS[0], LISTENS[0], ASKS[1], LISTENS[1], SELLS[0]).switched is None


def test_both_by_turns_is_no_switch() -> None:
    assert card(ASKS[0], SELLS[0], LISTENS[0], SELLS[1], ASKS[1], SELLS[2]).switched is None


def test_one_manner_throughout_is_no_switch() -> None:
    assert card(*ASKS, *LISTENS).switched is None
    assert card(*SELLS).switched is None
