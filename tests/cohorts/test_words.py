from __future__ import annotations

from datetime import timedelta

import pytest

from coaching.cohorts.digest import Digest, Grew, Hard, NeedsWord, Stuck
from coaching.cohorts.target import doubled, doubled_in
from coaching.faces.words import read_words
from coaching.faces.words.groups import week_told, weights_told
from coaching.language import Language
from coaching.scorecard.rubric import Dimension
from coaching.services.boards import Week
from coaching.services.cohort_records import KeptCohort
from tests.content import rubric
from tests.store.stores import DAWN


@pytest.mark.parametrize("lang", list(Language))
def test_a_week_is_told_by_name_with_one_thing_to_do(lang: Language) -> None:
    words = read_words(lang)
    cohort = KeptCohort("c", "Chambre", lang, "UTC", DAWN)
    stuck = tuple(NeedsWord(f"m{at}", why, "a", 3) for at, why in enumerate(Stuck))
    grew = (Grew("m0", None, 40, 55), Grew("m1", Dimension.LISTENING, 20, 60))
    hard = Hard(Dimension.CURIOSITY, 41, 9, "pitch", 4)
    told = Digest(12, 7, 5, 9, stuck, grew, hard, "pitch")
    names = {f"m{at}": f"Nom{at}" for at in range(4)}

    lines = list(week_told(Week(cohort, told, names, DAWN + timedelta(days=3)), words, rubric(), "2 décembre"))

    assert all(any(name in line for line in lines) for name in names.values())
    assert words("coaches.suggest.pitch") in lines
    assert lines[-1] == words("coaches.digest.next", day="2 décembre")


def test_what_nobody_wrote_a_suggestion_for_has_one_all_the_same() -> None:
    words = read_words(Language.FR)
    told = Digest(1, 0, 0, 0, (), (), None, "insult")

    lines = list(week_told(Week(KeptCohort("c", "C", Language.FR, "UTC", DAWN), told, {}, DAWN), words, rubric(), "x"))

    assert words("coaches.suggest.other") in lines
    assert words("coaches.digest.nobody") in lines


@pytest.mark.parametrize("dimension", list(Dimension))
def test_what_counts_double_is_told_by_its_name_and_other_weights_by_their_figures(dimension: Dimension) -> None:
    words, weights = read_words(Language.EN), doubled(dimension, rubric())
    name = rubric().names[dimension].first(Language.EN)
    others = {Dimension.LISTENING: 30, Dimension.CURIOSITY: 70, Dimension.RESTRAINT: 0}

    assert doubled_in(weights, rubric()) is dimension
    assert weights_told(weights, words, rubric()) == words("coaches.target.double", dimension=name)
    assert doubled_in(others, rubric()) is None
    assert weights_told(others, words, rubric()).endswith("Curiosity 70, Listening 30")
