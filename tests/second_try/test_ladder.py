from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coaching.faces.words import read_words
from coaching.faces.words.telling import ladder_told
from coaching.ladder import Reason, rungs
from coaching.language import Language
from tests.content import library

EVERYBODY = tuple(library().values())
EASY, WARY, TOUGH = "buffet_loner", "defensive_photographer", "carpet_seller"


@dataclass(frozen=True)
class Past:
    scenario: str
    score: int
    nerves_before: int | None = None
    nerves_after: int | None = None


def test_a_newcomer_meets_somebody_easy_first_and_nobody_is_locked() -> None:
    found = rungs(EVERYBODY, [])

    assert found.reason is Reason.FIRST
    assert found.next == found.rungs[0]
    assert found.next.scenario.difficulty == 1
    heights = [rung.scenario.difficulty for rung in found.rungs]
    assert heights == sorted(heights)
    assert {rung.scenario.id for rung in found.rungs} == set(library())


@pytest.mark.parametrize(
    ("past", "reason", "step"),
    [
        (Past(WARY, 80), Reason.UP, 1),
        (Past(WARY, 50), Reason.AGAIN, 0),
        (Past(WARY, 50, 7, 3), Reason.CALMER, 1),
        (Past(WARY, 50, 7, 8), Reason.DOWN, -1),
        (Past(WARY, 10), Reason.DOWN, -1),
        (Past(WARY, 10, 8, 2), Reason.DOWN, -1),
    ],
)
def test_the_next_rung_is_one_small_step_from_the_last(past: Past, reason: Reason, step: int) -> None:
    found = rungs(EVERYBODY, [past])
    places = [rung.scenario.id for rung in found.rungs]

    assert found.reason is reason
    assert places.index(found.next.scenario.id) - places.index(WARY) == step


def test_there_is_nothing_below_the_first_rung() -> None:
    first = rungs(EVERYBODY, []).next.scenario.id

    found = rungs(EVERYBODY, [Past(first, 5)])

    assert (found.next.scenario.id, found.reason) == (first, Reason.GENTLEST)


def test_who_is_sent_below_is_told_of_no_step_up() -> None:
    usual = [rung.scenario.id for rung in rungs(EVERYBODY, []).rungs]

    found = rungs(EVERYBODY, [Past(name, 90) for name in usual[1:]])

    assert (found.next.scenario.id, found.reason) == (usual[0], Reason.LEFT)


def test_whoever_made_the_learner_nervous_comes_later() -> None:
    usual = [rung.scenario.id for rung in rungs(EVERYBODY, []).rungs]
    nervous = [rung.scenario.id for rung in rungs(EVERYBODY, [Past(WARY, 70, 10, 6)]).rungs]
    calm = [rung.scenario.id for rung in rungs(EVERYBODY, [Past(WARY, 70, 0, 0)]).rungs]

    assert calm.index(WARY) < usual.index(WARY) < nervous.index(WARY)
    assert nervous.index(WARY) < nervous.index(TOUGH)


def test_once_everybody_was_met_with_success_the_toughest_is_left_for_the_fun_of_it() -> None:
    found = rungs(EVERYBODY, [Past(name, 90) for name in library()])

    assert (found.reason, found.next) == (Reason.TOP, found.rungs[-1])


def test_what_was_played_stands_on_its_rung() -> None:
    found = rungs(EVERYBODY, [Past(EASY, 40), Past(EASY, 70), Past("gone_since", 90)])
    easy = next(rung for rung in found.rungs if rung.scenario.id == EASY)

    assert (easy.met, easy.best) == (2, 70)


ratings = some.none() | some.integers(0, 10)
pasts = some.lists(
    some.builds(Past, some.sampled_from([*library(), "gone_since"]), some.integers(0, 100), ratings, ratings),
    max_size=12,
)


@given(pasts)
def test_whatever_was_played_one_of_all_the_rungs_is_proposed_with_a_reason(history: list[Past]) -> None:
    found = rungs(EVERYBODY, history)

    assert found.next in found.rungs
    assert len(found.rungs) == len(EVERYBODY)
    for lang in Language:
        assert found.next.scenario.name.first(lang) in ladder_told(found, read_words(lang))


def test_without_anybody_there_is_no_ladder() -> None:
    with pytest.raises(ValueError, match=r"\(\)"):
        rungs((), [])
