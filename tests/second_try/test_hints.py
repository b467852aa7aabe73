from __future__ import annotations

from dataclasses import replace

import pytest

from coaching.faces.words import read_words
from coaching.faces.words.telling import hint_told, nudge_told
from coaching.hints import OPENINGS, Hint, HintKind, hint
from coaching.language import Language
from coaching.moves import Move
from coaching.openings import OpeningKind, questions, well_asked
from coaching.reading import Message, Speaker, Utterance
from coaching.rehearsal import Conversation, Profile, begin, take_turn
from coaching.scenario import CardState
from tests.content import library, understanding
from tests.second_try.conversations import ASKED, SOLD, talk

PHOTOGRAPHER = "defensive_photographer"


def at_every_turn(attendee: str, lang: Language) -> list[Conversation]:
    scenario = library()[attendee]
    example = next(one for one in scenario.examples if one.lang == lang)
    conversations = [begin(scenario, Profile(lang), example.seed)]
    for text in example.messages:
        if not conversations[-1].is_over:
            conversations.append(take_turn(conversations[-1], text, scenario, understanding()))
    return [one for one in conversations if not one.is_over]


@pytest.mark.parametrize("lang", Language)
def test_after_a_slip_the_hint_quotes_it(lang: Language) -> None:
    found = hint(talk(SOLD[lang], lang), library()[PHOTOGRAPHER])

    assert found.kind is HintKind.MEND
    assert found.about in SOLD[lang][-1]
    assert found.about in hint_told(found, read_words(lang), "Étienne")[0]


@pytest.mark.parametrize("lang", Language)
def test_what_was_just_said_is_what_the_hint_points_at(lang: Language) -> None:
    conversation = talk(ASKED[lang][:2], lang)

    found = hint(conversation, library()[PHOTOGRAPHER])

    assert found.about
    assert found.about in conversation.turns[-1].reply
    assert not found.openings


@pytest.mark.parametrize(
    ("said", "quoted", "lang"),
    [
        ("On dit « mon entreprise ».", "On dit “mon entreprise”.", Language.FR),
        ("She says “my business”.", "She says ‘my business’.", Language.EN),
    ],
)
def test_a_quotation_within_a_quotation_has_its_own_marks(said: str, quoted: str, lang: Language) -> None:
    assert quoted in nudge_told(Hint(HintKind.DEEPEN, about=said), read_words(lang), "X")


@pytest.mark.parametrize("lang", Language)
def test_a_need_that_showed_is_named_by_what_was_learned(lang: Language) -> None:
    scenario = library()[PHOTOGRAPHER]
    conversation = talk(ASKED[lang], lang)
    mind = replace(conversation.mind, knows=conversation.mind.knows | {"blue_prints"}, wound=0, dry=0)
    told = replace(conversation, turns=(*conversation.turns[:-1], replace(conversation.turns[-1], mind=mind)))

    found = hint(told, scenario, 2)

    assert found.kind is HintKind.OFFER
    assert found.about == next(fact.says.first(lang) for fact in scenario.facts if fact.id == "blue_prints")
    assert found.openings[0].kind is OpeningKind.OFFER


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("attendee", ["defensive_photographer", "alumni_clique", "coworking_newcomer", "event_host"])
def test_asked_again_there_are_three_openings_never_used_before(attendee: str, lang: Language) -> None:
    scenario, words = library()[attendee], read_words(lang)
    for conversation in at_every_turn(attendee, lang):
        found = hint(conversation, scenario, 2)

        _, *told = hint_told(found, words, "X")

        assert len(found.openings) == OPENINGS == len(set(told))
        used = {turn.text.casefold() for turn in conversation.turns}
        assert not used & {one.text.casefold() for one in found.openings}


def test_a_question_asked_already_is_not_proposed() -> None:
    scenario = library()[PHOTOGRAPHER]
    conversation = talk(ASKED[Language.EN], Language.EN)
    asked = conversation.mind.asked

    proposed = {one.text for one in questions(conversation, scenario)}

    assert proposed
    assert not proposed & {
        text for name in asked if (at := scenario.topic(name)) for text in well_asked(at, Language.EN)
    }


def test_asked_a_third_time_it_says_kindly_the_same() -> None:
    conversation, words = talk(ASKED[Language.FR], Language.FR), read_words(Language.FR)

    twice = hint_told(hint(conversation, library()[PHOTOGRAPHER], 2), words, "Étienne")
    thrice = hint_told(hint(conversation, library()[PHOTOGRAPHER], 3), words, "Étienne")

    assert twice[1:] == thrice[1:]
    assert twice[0] != thrice[0]


@pytest.mark.parametrize("lang", Language)
def test_openings_are_well_written_sentences(lang: Language) -> None:
    for scenario in library().values():
        for topic in scenario.topics:
            for said in well_asked(topic, lang):
                assert said[0].isupper()
                assert said[-1] in "?."


# What an opening is for, it does when it is said: nobody is given a sentence that is taken for something else.
DOES = {
    OpeningKind.OFFER: Move.OFFER_HELP,
    OpeningKind.REASSURE: Move.REASSURANCE,
    OpeningKind.LEAVE: Move.GRACEFUL_EXIT,
}


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize(("kind", "move"), DOES.items())
def test_an_opening_does_what_it_is_for(kind: OpeningKind, move: Move, lang: Language) -> None:
    said = read_words(lang)(f"hints.openings.{kind}")

    assert move in understanding().read(Message(said, lang)).moves


@pytest.mark.parametrize("lang", Language)
def test_the_opening_that_mends_is_taken_for_an_apology_and_none_sells(lang: Language) -> None:
    words = read_words(lang)
    asks = (Utterance(Speaker.ATTENDEE, "Vous avez une carte?" if lang is Language.FR else "Do you have a card?"),)
    readings = {
        kind: understanding().read(Message(words(f"hints.openings.{kind}"), lang, context=asks))
        for kind in OpeningKind
        if kind is not OpeningKind.QUESTION
    }

    assert readings[OpeningKind.MEND].apology
    assert readings[OpeningKind.GIVE_CARD].gives_contact
    assert [kind for kind, reading in readings.items() if reading.is_selling] == []
    leaving = {kind for kind, reading in readings.items() if reading.does(Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT)}
    assert leaving == {OpeningKind.LEAVE}


def test_the_card_that_was_asked_for_comes_before_all() -> None:
    scenario = library()[PHOTOGRAPHER]
    conversation = talk(ASKED[Language.EN], Language.EN)
    mind = replace(conversation.mind, card=CardState.ASKED)
    waiting = replace(conversation, turns=(*conversation.turns[:-1], replace(conversation.turns[-1], mind=mind)))

    assert hint(waiting, scenario, 2).openings[0].kind is OpeningKind.GIVE_CARD
