"""A trouble of one's own is told, not hunted for and not offered; leave is taken in many ways."""

from __future__ import annotations

import pytest

from coaching.language import Language
from coaching.moves import SELLING, Move
from coaching.reading import Message, Reading, Speaker, Utterance
from tests.understanding.reader import understanding


def read(text: str, lang: str, after: str) -> Reading:
    return understanding().read(Message(text, Language(lang), context=(Utterance(Speaker.ATTENDEE, after),)))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("ive got a supplier thats always late, driving me mad", "en"),
        ("my supplier keeps letting me down, it's a nightmare", "en"),
        ("i havent had a new client since march", "en"),
        ("mon fournisseur est toujours en retard, ca me rend folle", "fr"),
        ("j'ai un fournisseur qui me lache tout le temps", "fr"),
    ],
)
def test_a_trouble_of_ones_own_is_told(text: str, lang: str) -> None:
    lines = {"en": "They send me what broke, and I read why.", "fr": "On m'envoie ce qui casse, pis je lis pourquoi."}
    reading = read(text, lang, lines[lang])

    assert reading.does(Move.SELF_DISCLOSURE)
    assert not reading.does(Move.OFFER_HELP, *SELLING)


@pytest.mark.parametrize("text", ["thanks, i'll let you get on", "i'll let you get on then"])
def test_letting_somebody_get_on_is_taking_leave(text: str) -> None:
    reading = read(text, "en", "There's a chair by that door. It's been empty since summer.")

    assert reading.does(Move.GRACEFUL_EXIT)
    assert not reading.does(Move.OFFER_HELP)


def test_what_one_says_in_passing_is_no_part_of_the_trade() -> None:
    assert read("i'm a translator by the way", "en", "I don't send folk on without a line.").trade == "a translator"
