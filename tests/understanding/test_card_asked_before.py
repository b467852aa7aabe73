"""A card that was asked for a moment ago is given, not pushed, also when something was said in between."""

from __future__ import annotations

import pytest

from coaching.language import Language
from coaching.moves import Move
from coaching.reading import Message, Speaker, Utterance
from tests.content import library, understanding

ASKED = {
    Language.FR: ("Dites, vous auriez une carte?", "Elle s'appelle Louise.", "Louise, je retiens."),
    Language.EN: ("Would you have a card?", "Her name is Jean.", "Jean, at the corner. I've got that."),
}


@pytest.mark.parametrize(
    ("lang", "text"),
    [(Language.FR, "tenez, voici ma carte"), (Language.EN, "sure, here's my card"), (Language.EN, "here you go")],
)
def test_a_card_asked_for_before_the_last_line_is_given(lang: Language, text: str) -> None:
    asks, says, nods = ASKED[lang]
    context = (Utterance(Speaker.ATTENDEE, asks), Utterance(Speaker.LEARNER, says), Utterance(Speaker.ATTENDEE, nods))

    reading = understanding().read(Message(text, lang, "bookkeeping", context))

    assert reading.gives_contact
    assert not reading.does(Move.PUSH_CARD)


@pytest.mark.parametrize("lang", list(Language))
def test_whatever_the_words_an_attendee_asks_for_the_card_with_it_is_given_then(lang: Language) -> None:
    requests = [scenario.card_request for scenario in library().values() if scenario.card_request]
    asking = [line for request in requests for line in request.says.of(lang)]
    gives = {Language.FR: "tenez, voici ma carte", Language.EN: "sure, here's my card"}[lang]

    readings = [
        understanding().read(Message(gives, lang, "", (Utterance(Speaker.ATTENDEE, line, asks_card=True),)))
        for line in asking
    ]

    assert readings
    assert [line for line, each in zip(asking, readings, strict=True) if each.does(Move.PUSH_CARD)] == []
