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


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Je vends des assurances, je peux vous faire un excellent prix dès demain!", "fr"),
        ("je fais des sites web, je peux vous en faire un pour pas cher", "fr"),
        ("I sell insurance, I can do you a great price tomorrow!", "en"),
    ],
)
def test_a_trade_told_to_sell_to_somebody_sells(text: str, lang: str) -> None:
    assert read(text, lang, {"en": "Evening.", "fr": "Bonsoir."}[lang]).is_selling


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("No, I'm staying. Go ahead, you were counting something.", "Don't mind me, I count things at doors."),
        ("What's a good day, for you?", "D'you know, I'm having a nice time."),
    ],
)
def test_whoever_stays_takes_no_leave(text: str, after: str) -> None:
    assert not read(text, "en", after).does(Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT)


def test_nobody_is_taken_to_have_meant_abuse() -> None:
    assert not read("dog walker. it's mostly rain", "en", "And you, what do you do?").does(Move.DISMISSIVE)
