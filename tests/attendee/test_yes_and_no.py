"""A plain yes or no to what the attendee asked or offered."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from coaching.language import Language, Lines
from coaching.moves import Move
from coaching.reading import Assent, Reading, Sense
from coaching.rehearsal import Conversation, Profile, begin, deeds, take_reading, take_turn
from coaching.scenario import Answer, CardState, Condition, Ending, Openness, Result, Scenario, Topic
from coaching.scorecard.cards import cards_of
from coaching.scorecard.conduct import acts_of
from tests.builders import BAKER, a_mind, a_reading, both, hear, sources
from tests.content import rubric, understanding

COME = Lines(("Come to the bar.",), ("Come to the bar.",), if_yes=both("After you."), if_no=both("More for me."))
BAR = Topic("bar", both("the bar"), MappingProxyType({Openness.GUARDED: Answer(COME)}))
TABLE = Topic("table", both("a seat"), MappingProxyType({Openness.GUARDED: Answer(both("Shall we sit down?"))}))
HOST = replace(BAKER, topics=(BAR, TABLE), beliefs=(), hook=(), asks_back=MappingProxyType({}))
YES = a_reading(Move.SMALL_TALK, sense=Sense.BARE, assent=Assent.YES)
NO = a_reading(Move.SMALL_TALK, sense=Sense.BARE, assent=Assent.NO)


def told(*readings: Reading, scenario: Scenario = HOST, mind: dict[str, Any] | None = None) -> Conversation:
    """The conversation after these messages."""
    conversation = begin(scenario, Profile(Language.EN), 1)
    conversation = replace(conversation, beginning=replace(conversation.beginning, **(mind or {})))
    for number, reading in enumerate(readings):
        conversation = take_reading(conversation, f"message {number}", reading, scenario)
    return conversation


def asked_for_the_card(*after: Reading) -> Conversation:
    """The conversation in which help made the baker ask for the card, and what is said then."""
    at_ease = {"trust": 65, "beliefs": frozenset(), "knows": frozenset({"oven_fails"})}
    scenario = replace(BAKER, hook=(), beliefs=())
    return told(a_reading(Move.OFFER_HELP, need="oven_mender"), *after, scenario=scenario, mind=at_ease)


def test_a_yes_and_a_no_to_an_invitation_each_get_the_reply_its_author_wrote() -> None:
    invited = a_reading(Move.OPEN_QUESTION, topic="bar")

    assert told(invited, YES).turns[-1].reply == "After you."
    assert told(invited, NO).turns[-1].reply == "More for me."


def test_a_yes_and_a_no_to_a_question_that_closes_an_answer_get_a_common_reply() -> None:
    asked = a_reading(Move.OPEN_QUESTION, topic="table")

    assert told(asked, YES).turns[-1].reply.startswith("Good then")
    assert told(asked, NO).turns[-1].reply.startswith("Never mind")


def test_a_yes_to_the_opening_gets_the_reply_its_author_wrote() -> None:
    assert told(YES, scenario=replace(HOST, opening=COME)).turns[-1].reply == "After you."


def test_a_yes_to_nothing_is_met_as_before() -> None:
    assert list(sources(hear(a_mind(), YES))) == ["lines.fills_silence"]


def test_a_yes_does_not_wear_their_patience_out_as_silence_does() -> None:
    waiting = a_mind(HOST, waits="Come to the bar.", silent=2)

    assert hear(waiting, YES, scenario=HOST).mind.silent == 0
    assert hear(waiting, replace(YES, assent=None), scenario=HOST).mind.silent == 3


def test_an_invitation_is_not_followed_by_another_question() -> None:
    scenario = replace(HOST, asks_back=BAKER.asks_back)
    mind = a_mind(scenario, trust=60, turns=4)
    asked = a_reading(Move.OPEN_QUESTION, topic="bar")

    said = {source for seed in range(30) for source in sources(hear(mind, asked, scenario=scenario, seed=seed))}
    assert said == {"topics.bar.guarded"}


def test_a_plain_yes_gives_the_card_they_asked_for() -> None:
    given = asked_for_the_card(YES)

    assert asked_for_the_card().mind.card is CardState.ASKED
    assert given.mind.card is CardState.GIVEN
    assert given.turns[-1].ended == "thanks_you"


def test_a_plain_no_is_taken_kindly_and_the_card_may_still_be_given_later() -> None:
    refused = asked_for_the_card(NO)
    later = asked_for_the_card(NO, a_reading(Move.OPEN_QUESTION), a_reading(Move.PUSH_CARD, gives_contact=True))

    assert refused.turns[-1].reply.startswith("Never mind")
    assert later.mind.card is CardState.GIVEN


def test_a_yes_to_something_else_gives_no_card() -> None:
    assert asked_for_the_card(a_reading(Move.OPEN_QUESTION), YES).mind.card is CardState.ASKED


def test_a_card_given_with_a_goodbye_is_given_all_the_same() -> None:
    goodbye = a_reading(Move.GRACEFUL_EXIT, gives_contact=True, words=12)

    assert asked_for_the_card(goodbye).turns[-1].ended == "thanks_you"
    assert asked_for_the_card(replace(goodbye, gives_contact=False)).turns[-1].ended == "goodbye"


def test_an_ending_for_a_card_given_in_leaving_comes_before_one_for_a_card_given() -> None:
    both_at_once = Condition(after=frozenset({Move.GRACEFUL_EXIT}), card=frozenset({CardState.GIVEN}))
    ending = Ending("card_and_goodbye", Result.WON, both_at_once, both("Safe home."), both("Well done."))
    scenario = replace(BAKER, endings=(*BAKER.endings, ending))
    goodbye = a_reading(Move.GRACEFUL_EXIT, gives_contact=True, words=12)

    left = hear(a_mind(trust=80, card=CardState.ASKED), goodbye, scenario=scenario).ending
    stayed = hear(a_mind(trust=80, card=CardState.ASKED), a_reading(gives_contact=True), scenario=scenario).ending
    assert (left and left.id, stayed and stayed.id) == ("card_and_goodbye", "thanks_you")


@pytest.mark.parametrize("waited", [0, 1, 6])
def test_a_card_asked_for_is_exchanged_however_late_and_never_pushed(waited: int) -> None:
    talk = [a_reading(Move.REFLECTION) for _ in range(waited)]
    pushed = a_reading(Move.PUSH_CARD, Move.PERSIST, gives_contact=True)
    given = asked_for_the_card(*talk, pushed)
    cards = cards_of(acts_of(deeds(given, understanding()), rubric().figures))

    assert (cards.earned, cards.exchanged, cards.pushed) == (1, 1, 0)
    assert given.turns[-1].mind.trust >= given.turns[-2].mind.trust


@pytest.mark.parametrize("says", ["Bien sûr.", "oui", "Volontiers !", "tenez", "Avec plaisir, bonne soirée à vous !"])
def test_a_yes_in_words_gives_the_card(says: str) -> None:
    scenario = replace(BAKER, hook=(), beliefs=())
    conversation = replace(begin(scenario, Profile(Language.FR), 1), beginning=a_mind(scenario, trust=65))
    help_ = a_reading(Move.OFFER_HELP, need="oven_mender")
    conversation = replace(conversation, beginning=replace(conversation.beginning, knows=frozenset({"oven_fails"})))
    conversation = take_reading(conversation, "…", help_, scenario)

    assert take_turn(conversation, says, scenario, understanding()).mind.card is CardState.GIVEN


def test_why_not_is_a_yes_and_no_question() -> None:
    why_not = a_reading(Move.OPEN_QUESTION, assent=Assent.YES, elliptical=True)

    assert told(a_reading(Move.OPEN_QUESTION, topic="bar"), why_not).turns[-1].reply == "After you."
