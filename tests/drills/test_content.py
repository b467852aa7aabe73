"""The drills as delivered: enough of them, and marked as their writers meant."""

from __future__ import annotations

import pytest

from coaching.authoring.drill_items import MODELS
from coaching.authoring.drills import LEAST_ITEMS
from coaching.drills import Void, mark_drill
from coaching.language import Language
from tests.content import understanding
from tests.drills.content import drills

KINDS = (
    "pitch_to_question what_do_you_do not_needed follow_up decline_card leave_kindly offer_help reflect open_it_up"
    " welcome_in"
).split()
GOOD = 80  # score of an answer its writer holds for good
ASIDE_FROM_TRADE = ("pitch_to_question", "what_do_you_do", "not_needed")


def test_ten_kinds_are_delivered() -> None:
    assert set(drills()) == set(KINDS)


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_a_dozen_items_in_each_language(kind: str, lang: Language) -> None:
    items = drills()[kind].items[lang]

    assert len(items) >= LEAST_ITEMS
    assert len({item.id for item in items}) == len(items)
    assert all(len(set(item.models)) >= MODELS for item in items)
    assert all(item.sells for item in items if kind in ASIDE_FROM_TRADE)


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("kind", KINDS)
def test_every_model_answer_is_marked_as_good(kind: str, lang: Language) -> None:
    drill = drills()[kind]

    scores = {
        (item.id, model): mark_drill(drill, item, model, understanding()).score
        for item in drill.items[lang]
        for model in item.models
    }

    assert {told: score for told, score in scores.items() if score < GOOD} == {}


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("kind", KINDS)
def test_the_given_line_again_earns_nothing(kind: str, lang: Language) -> None:
    drill = drills()[kind]

    for item in drill.items[lang]:
        assert mark_drill(drill, item, item.given, understanding()).void is Void.COPY
        for again in (item.given, item.given.upper(), f"{item.given}!!"):
            assert mark_drill(drill, item, again, understanding()).score == 0


@pytest.mark.parametrize("lang", Language)
def test_a_pitch_said_in_other_words_earns_little(lang: Language) -> None:
    drill = drills()["pitch_to_question"]
    pitch = {
        Language.FR: "J'ai exactement ce qu'il vous faut, à moitié prix cette semaine, je passe vous montrer ça lundi.",
        Language.EN: "I have exactly what you need, half price this week, and I can come by on Monday to show you.",
    }

    assert all(mark_drill(drill, item, pitch[lang], understanding()).score < 40 for item in drill.items[lang])


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_coach_says_is_written_in_both_languages(kind: str) -> None:
    drill = drills()[kind]

    for lang in Language:
        said = [drill.name, drill.task, drill.why, *drill.void.values(), drill.beside_selling]
        said += [text for check in drill.checks for text in (check.name, check.held, check.missed)]
        said += [text for check in drill.checks for text in (check.instead or {}).values()]
        assert all(text.of(lang) for text in said)
    assert sum(check.points for check in drill.checks) == 100
