"""Whoever admits to being shy, nervous, new or lost says something of themselves: no goodbye, no refusal."""

from __future__ import annotations

import pytest

from coaching.moves import QUESTIONS, SELLING, Move
from tests.understanding.reader import read

LINE = {"fr": "Bonsoir.", "en": "Nice of you to stop. It's mostly a hallway, this spot."}
LEAVES_OR_REFUSES = (Move.POLITE_DECLINE, Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT, Move.DISMISSIVE, Move.REASSURANCE)


@pytest.mark.parametrize(
    ("says", "lang"),
    [
        ("sorry im not great at these things", "en"),
        ("sorry, i'm a bit shy", "en"),
        ("i'm not good at networking sorry", "en"),
        ("sorry i never know what to say", "en"),
        ("sorry, i'm no good at this", "en"),
        ("i'm out of my comfort zone tonight", "en"),
        ("no idea what people say at these things", "en"),
        ("sorry, english isnt my first language and im shy", "en"),
        ("first time here, bit lost", "en"),
        ("desole chu gene", "fr"),
        ("je connais pas un chat ici lol", "fr"),
        ("c'est pas mon fort le reseautage", "fr"),
        ("j'ai du mal a aller vers les gens", "fr"),
        ("desole je sais pas trop comment commencer", "fr"),
        ("pardon je suis pas habitue", "fr"),
        ("j'ai le trac", "fr"),
        ("ca m'a pris 20 minutes avant d'oser", "fr"),
    ],
)
def test_admitting_shyness_says_something_of_oneself_and_leaves_nobody(says: str, lang: str) -> None:
    reading = read(says, lang, after=LINE[lang])

    assert reading.sureness(Move.SELF_DISCLOSURE) >= 0.5
    assert not reading.does(*LEAVES_OR_REFUSES, *QUESTIONS, *SELLING)


@pytest.mark.parametrize(
    ("says", "lang"),
    [
        ("sorry im awful at small talk lol. you come here often?", "en"),
        ("not good at this sorry. what do you do?", "en"),
        ("im quite shy actually. what brings you here?", "en"),
        ("chui nulle en reseautage, vous venez souvent ?", "fr"),
        ("pas trop a l'aise, desole. et vous vous faites quoi ?", "fr"),
    ],
)
def test_a_question_after_it_still_asks(says: str, lang: str) -> None:
    reading = read(says, lang, after=LINE[lang])

    assert reading.does(Move.SELF_DISCLOSURE)
    assert reading.does(*QUESTIONS)
    assert not reading.does(*LEAVES_OR_REFUSES)


@pytest.mark.parametrize(
    ("says", "lang", "move"),
    [
        ("sorry, im not great with sales calls, no thanks", "en", Move.POLITE_DECLINE),
        ("thanks but that's not my thing", "en", Move.POLITE_DECLINE),
        ("sorry, i have to run", "en", Move.ABRUPT_EXIT),
        ("sorry i'm shy but i have to go now, nice meeting you", "en", Move.GRACEFUL_EXIT),
        ("don't worry i'm not selling anything", "en", Move.REASSURANCE),
        ("don't be shy, come sit with us", "en", Move.WELCOME),
        ("non merci c'est pas mon truc", "fr", Move.POLITE_DECLINE),
        ("desole je dois filer", "fr", Move.ABRUPT_EXIT),
        ("sans pression, prenez votre temps", "fr", Move.REASSURANCE),
        ("soyez pas gene, venez vous asseoir avec nous", "fr", Move.WELCOME),
    ],
)
def test_a_refusal_a_goodbye_and_a_kindness_stay_what_they_are(says: str, lang: str, move: Move) -> None:
    assert read(says, lang, after=LINE[lang]).does(move)


@pytest.mark.parametrize(
    ("says", "lang"),
    [
        ("are you nervous about your talk?", "en"),
        ("first time here?", "en"),
        ("you seem shy lol", "en"),
        ("c'est votre premiere fois ici ?", "fr"),
        ("vous avez l'air stresse", "fr"),
    ],
)
def test_speaking_of_the_others_nerves_admits_nothing(says: str, lang: str) -> None:
    assert not read(says, lang, after=LINE[lang]).does(Move.SELF_DISCLOSURE)


@pytest.mark.parametrize(
    ("says", "lang"),
    [("I hate talking to people like you", "en"), ("i avoid people like you", "en"), ("J'ai honte pour vous.", "fr")],
)
def test_dislike_of_the_other_is_no_shyness(says: str, lang: str) -> None:
    reading = read(says, lang, after=LINE[lang])

    assert reading.does(Move.DISMISSIVE)
    assert not reading.does(Move.SELF_DISCLOSURE)
