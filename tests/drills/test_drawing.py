"""Which item comes next."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from coaching.drills import Item, draw
from coaching.language import Language

ITEMS = [Item(f"it{number}", Language.EN, "Given.", ("One.", "Two.")) for number in range(5)]


def drawn(count: int, seed: int, done: list[str] | None = None) -> list[str]:
    dice, ids = Random(seed), list(done or [])
    for _ in range(count):
        ids.append(draw(ITEMS, ids, dice).id)
    return ids[len(done or []) :]


@given(st.integers())
def test_every_item_comes_before_any_comes_again(seed: int) -> None:
    ids = drawn(15, seed)

    for start in (0, 5, 10):
        assert len(set(ids[start : start + 5])) == 5


@given(st.integers())
def test_the_last_one_of_a_round_is_not_the_first_of_the_next(seed: int) -> None:
    ids = drawn(20, seed)

    assert all(one != other for one, other in pairwise(ids))


def test_the_same_seed_draws_the_same_and_another_seed_otherwise() -> None:
    assert drawn(5, 7) == drawn(5, 7)
    assert len({tuple(drawn(5, seed)) for seed in range(20)}) > 1


def test_items_that_came_since_are_drawn_first() -> None:
    assert draw(ITEMS, ["it0", "it1", "it2", "it4"], Random(3)).id == "it3"


def test_what_was_done_elsewhere_does_not_count() -> None:
    assert set(drawn(5, 1, done=["another", "another"])) == {item.id for item in ITEMS}


def test_a_single_item_may_come_again() -> None:
    assert draw(ITEMS[:1], ["it0"], Random(1)).id == "it0"
