"""What a short answer to "what do you do?" is taken for."""

from __future__ import annotations

import pytest

from coaching.language import Language
from coaching.reading import Message, Speaker, Utterance
from tests.content import understanding

ASKED = {"fr": "Et vous, vous faites quoi ?", "en": "And you, what do you do?"}


def trade_in(says: str, lang: str) -> str:
    before = (Utterance(Speaker.ATTENDEE, ASKED[lang]),)
    return understanding().read(Message(says, Language(lang), context=before)).trade


@pytest.mark.parametrize("says", ["Huh?", "Sorry", "Hey", "What?", "Nothing much", "Never mind", "Good question"])
def test_an_english_interjection_is_no_trade(says: str) -> None:
    assert trade_in(says, "en") == ""


@pytest.mark.parametrize("says", ["Hein ?", "Pardon", "Hé là", "Pas grand-chose", "Bof", "Désolé", "Bonne question"])
def test_a_french_interjection_is_no_trade(says: str) -> None:
    assert trade_in(says, "fr") == ""


@pytest.mark.parametrize(
    ("says", "lang"),
    [("bookkeeping", "en"), ("a plumber", "en"), ("carpets", "en"), ("de la compta", "fr"), ("plombier", "fr")],
)
def test_a_trade_said_in_a_word_or_two_is_taken_up(says: str, lang: str) -> None:
    assert trade_in(says, lang) == says
