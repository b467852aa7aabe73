"""How trust moves, and what it never does."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from coaching.moves import Move
from coaching.reading import Sense
from tests.builders import BAKER, a_mind, a_reading, hear


def test_a_pitch_lowers_trust_and_a_wary_baker_minds_it_more() -> None:
    wary = hear(a_mind(trust=50), a_reading(Move.PITCH)).mind.trust
    at_ease = hear(a_mind(trust=50, beliefs=frozenset()), a_reading(Move.PITCH)).mind.trust

    assert wary == 35
    assert at_ease == 38


def test_persisting_after_a_refusal_costs_far_more_than_the_first_pitch() -> None:
    first = hear(a_mind(trust=80, beliefs=frozenset()), a_reading(Move.PITCH))
    second = hear(first.mind, a_reading(Move.PITCH, Move.PERSIST))

    assert 80 - first.mind.trust < (first.mind.trust - second.mind.trust) / 2


def test_a_message_that_sells_in_three_ways_is_felt_as_its_worst_and_little_more() -> None:
    mind = a_mind(trust=80, beliefs=frozenset())
    after = hear(mind, a_reading(Move.PITCH, Move.SALES_PROBE, Move.HARD_CLOSE)).mind

    assert after.trust == 80 - 20 - 4 - 3


def test_reassurance_raises_trust_and_frees_them_from_their_belief() -> None:
    after = hear(a_mind(trust=20), a_reading(Move.REASSURANCE)).mind

    assert after.trust == 26
    assert not after.beliefs


def test_dry_questions_earn_less_each_time_and_then_cost() -> None:
    mind, trusts = a_mind(trust=40, beliefs=frozenset()), [40]
    for _ in range(6):
        mind = hear(mind, a_reading(Move.OPEN_QUESTION)).mind
        trusts.append(mind.trust)
    steps = [after - before for before, after in itertools.pairwise(trusts)]

    assert steps == [4, 4, 2, 0, -3, -3]


def test_a_question_that_follows_up_stays_welcome_longer_than_a_dry_one() -> None:
    mind = a_mind(trust=40, beliefs=frozenset(), dry=3)

    assert hear(mind, a_reading(Move.OPEN_QUESTION)).mind.trust == 40
    assert hear(mind, a_reading(Move.OPEN_QUESTION, Move.FOLLOW_UP)).mind.trust > 40


def test_a_run_of_compliments_ends_as_flattery() -> None:
    mind = a_mind(trust=40, beliefs=frozenset())
    for _ in range(3):
        mind = hear(mind, a_reading(Move.VALIDATION)).mind
    peak = mind.trust
    for _ in range(3):
        mind = hear(mind, a_reading(Move.VALIDATION)).mind

    assert mind.trust < peak


def test_stepping_back_mends_half_of_what_a_slip_cost() -> None:
    hurt = hear(a_mind(trust=60, beliefs=frozenset()), a_reading(Move.PITCH)).mind
    mended = hear(hurt, a_reading(Move.SMALL_TALK, apology=True)).mind

    assert hurt.trust == 48
    assert mended.trust == 48 + 6 + 1
    assert mended.wound == 0


def test_a_pitch_read_with_little_confidence_costs_half() -> None:
    mind = a_mind(trust=60, beliefs=frozenset())

    assert hear(mind, a_reading(Move.PITCH, confidence=0.3)).mind.trust == 54


def test_help_that_meets_a_hinted_need_is_worth_more_than_help_before_any_hint() -> None:
    offer = a_reading(Move.OFFER_HELP, need="oven_mender")
    blind = hear(a_mind(trust=40, beliefs=frozenset()), offer)
    hinted = hear(a_mind(trust=40, beliefs=frozenset(), knows=frozenset({"oven_fails"})), offer)

    assert (blind.mind.trust, hinted.mind.trust) == (48, 56)
    assert hinted.mind.helped == {"oven_mender"}


def test_the_same_help_twice_is_thanked_for_and_earns_next_to_nothing() -> None:
    offer = a_reading(Move.OFFER_HELP, need="oven_mender")
    first = hear(a_mind(trust=40, beliefs=frozenset()), offer).mind

    assert hear(first, offer).mind.trust == first.trust + 1


def test_help_with_a_sale_in_it_helps_nobody() -> None:
    offer = a_reading(Move.OFFER_HELP, Move.PITCH, need="oven_mender")

    assert not hear(a_mind(), offer).mind.helped


def test_a_question_answered_in_full_earns_nothing_when_asked_again() -> None:
    mind = a_mind(trust=40, beliefs=frozenset())
    once = hear(mind, a_reading(Move.OPEN_QUESTION, topic="weather")).mind
    again = hear(once, a_reading(Move.OPEN_QUESTION, topic="weather")).mind

    assert once.trust == 44
    assert again.trust == 44


moves = st.lists(st.sampled_from(list(Move)), max_size=5)
readings = st.builds(
    lambda moves, sense, topic, need, flags, words, confidence: a_reading(
        *moves,
        sense=sense,
        topic=topic,
        need=need,
        confidence=confidence,
        elliptical=flags[0],
        gives_contact=flags[1],
        apology=flags[2],
        words=words,
    ),
    moves,
    st.sampled_from(list(Sense)),
    st.sampled_from(["", "bread", "oven", "weather", "nothing_of_the_kind"]),
    st.sampled_from(["", "oven_mender", "nothing_of_the_kind"]),
    st.tuples(st.booleans(), st.booleans(), st.booleans()),
    st.integers(0, 900),
    st.floats(0, 1),
)


@given(st.lists(readings, min_size=1, max_size=30), st.integers())
def test_no_sequence_of_moves_leaves_the_bounds_of_trust_or_raises(sequence: list, seed: int) -> None:  # type: ignore[type-arg]
    mind = a_mind()
    for reading in sequence:
        response = hear(mind, reading, seed=seed)
        mind = response.mind
        assert 0 <= mind.trust <= 100
        assert 0 <= mind.patience <= BAKER.patience
        assert response.plan.beats
        assert hear(mind, reading, seed=seed) == hear(mind, reading, seed=seed)
