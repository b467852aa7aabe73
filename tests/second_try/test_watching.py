from __future__ import annotations

import pytest

from coaching.faces.words import read_words
from coaching.faces.words.telling import step_told
from coaching.language import Language
from coaching.moves import Move
from coaching.scenario import Result
from coaching.watching import example_to_watch, steps, watch
from tests.builders import BAKER
from tests.content import library, understanding
from tests.second_try.conversations import branch

ATTENDEES = sorted(library())


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("attendee", ATTENDEES)
def test_everybody_can_be_watched_being_met_well(attendee: str, lang: Language) -> None:
    scenario = library()[attendee]

    conversation = watch(scenario, lang, understanding())

    assert conversation is not None
    ending = scenario.ending(conversation.turns[-1].ended or "")
    assert ending is not None
    assert ending.result is Result.WON
    assert branch(conversation).scorecard.score >= 70


@pytest.mark.parametrize("lang", Language)
def test_a_step_tells_what_is_said_what_it_does_and_what_comes_of_it(lang: Language) -> None:
    scenario = library()["defensive_photographer"]
    conversation = watch(scenario, lang, understanding())
    assert conversation is not None

    shown = steps(conversation, scenario)

    assert [one.number for one in shown] == [turn.number for turn in conversation.turns]
    assert shown[0].before == conversation.beginning.trust
    assert [one.after for one in shown[:-1]] == [one.before for one in shown[1:]]
    learned = [one.learned for one in shown if one.learned]
    assert len(learned) == len(set(learned)) > 0
    assert any(one.helped for one in shown)
    assert any(one.asks_card for one in shown)


@pytest.mark.parametrize("lang", Language)
def test_moves_are_told_in_plain_words(lang: Language) -> None:
    words = read_words(lang)
    scenario = library()["pushy_card_giver"]
    conversation = watch(scenario, lang, understanding())
    assert conversation is not None

    for one in steps(conversation, scenario):
        told = " ".join(step_told(one, words))
        assert not any(f" {move.value} " in f" {told} " and "_" in move.value for move in Move)
        assert all(words(f"watch.moves.{move}") in told for move in one.moves)


def test_the_one_the_author_chose_is_watched_before_a_longer_one() -> None:
    scenario = library()["coworking_newcomer"]
    chosen = example_to_watch(scenario, Language.EN)

    assert chosen is not None
    assert chosen.watch


def test_without_a_rehearsal_that_ends_well_there_is_nothing_to_watch() -> None:
    assert watch(BAKER, Language.EN, understanding()) is None
