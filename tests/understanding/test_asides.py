"""Sense, language, echo, trade, contact, apology, and what an attendee's line does."""

from __future__ import annotations

import pytest

from coaching.language import Language
from coaching.reading import Heard, Sense
from tests.understanding.reader import read, understanding


@pytest.mark.parametrize(
    ("says", "lang", "sense"),
    [
        ("", "fr", Sense.EMPTY),
        ("   \n", "en", Sense.EMPTY),
        ("...", "fr", Sense.EMPTY),
        ("?!", "en", Sense.EMPTY),
        ("ok", "fr", Sense.BARE),
        ("haha", "en", Sense.BARE),
        ("👍", "fr", Sense.BARE),
        ("asdfgh qsdfgh", "fr", Sense.NOISE),
        ("sdkfjhskdjfh", "en", Sense.NOISE),
        ("réseautage entraide écoute comment pourquoi", "fr", Sense.NOISE),
        ("Great question! Question? How? And you? And you?", "en", Sense.NOISE),
        ("Hola, buenas noches, soy contable y trabajo aquí", None, Sense.FOREIGN),
        ("Guten Abend, ich bin Buchhalter und wohne hier", None, Sense.FOREIGN),
        ("здравствуйте, как у вас дела", None, Sense.FOREIGN),
        ("What do you do for a living?", "fr", Sense.FOREIGN),
        ("Qu'est-ce que vous faites dans la vie?", "en", Sense.FOREIGN),
        ("What do you do for a living?", None, Sense.PLAIN),
        ("vous vous y prenez comment", "fr", Sense.PLAIN),
        ("c koi ta job", "fr", Sense.PLAIN),
        ("Chrysanthèmes", "fr", Sense.PLAIN),
    ],
)
def test_a_message_is_told_from_what_nobody_could_answer(says: str, lang: str | None, sense: Sense) -> None:
    assert read(says, lang).sense is sense


@pytest.mark.parametrize(
    ("says", "lang"),
    [
        ("jsuis dans la compta", Language.FR),
        ("slt ca va", Language.FR),
        ("Comment faites-vous ?", Language.FR),
        ("whats ur story", Language.EN),
        ("I keep bees", Language.EN),
        ("hello there", Language.EN),
    ],
)
def test_the_language_is_detected_when_it_is_not_given(says: str, lang: Language) -> None:
    assert read(says).lang is lang


@pytest.mark.parametrize(
    ("says", "lang", "echo"),
    [
        ("Comment vous apprivoisez la lumière?", "fr", "la lumière"),
        ("Pis l'hiver, c'est plus tranquille?", "fr", ""),
        ("How do you survive the winter?", "en", "the winter"),
        ("Why?", "en", ""),
        ("Je travaille ici.", "fr", ""),
    ],
)
def test_an_echo_is_the_learners_own_noun_or_nothing(says: str, lang: str, echo: str) -> None:
    assert read(says, lang).echo == echo


@pytest.mark.parametrize(
    ("says", "lang", "after", "trade"),
    [
        ("Je fais de la tenue de livres", "fr", "", "de la tenue de livres"),
        ("Bonsoir, je suis traductrice", "fr", "", "traductrice"),
        ("de la tenue de livres", "fr", "Et vous, vous faites quoi?", "de la tenue de livres"),
        ("je suis content d'être ici", "fr", "", ""),
        ("I'm a plumber", "en", "", "a plumber"),
        ("I'm so glad to be here", "en", "", ""),
        ("What do you do?", "en", "", ""),
    ],
)
def test_the_trade_is_taken_as_said_and_left_out_in_doubt(says: str, lang: str, after: str, trade: str) -> None:
    assert read(says, lang, after=after).trade == trade


@pytest.mark.parametrize(
    ("says", "lang"),
    [
        ("Bon, pardon, je retombe dans mes travers de vendeur.", "fr"),
        ("Excusez-moi, j'ai été trop insistante.", "fr"),
        ("Sorry, force of habit.", "en"),
        ("Sorry, I didn't mean to pitch.", "en"),
    ],
)
def test_stepping_back_from_a_slip_is_an_apology(says: str, lang: str) -> None:
    assert read(says, lang).apology


@pytest.mark.parametrize("says", ["Pardon, c'est libre ici?", "Je suis désolé pour votre père."])
def test_a_pardon_for_anything_else_is_none(says: str) -> None:
    assert not read(says, "fr").apology


@pytest.mark.parametrize(("says", "lang"), [("Pourquoi?", "fr"), ("comment ça?", "fr"), ("tell me more", "en")])
def test_a_question_that_leans_on_the_line_before_is_elliptical(says: str, lang: str) -> None:
    assert read(says, lang).elliptical


def test_a_card_handed_over_gives_contact_asked_for_or_not() -> None:
    assert read("Voici ma carte.", "fr", after="Vous avez une carte?").gives_contact
    assert read("Here, take my card.", "en").gives_contact
    assert not read("Je peux avoir votre carte?", "fr").gives_contact


@pytest.mark.parametrize(
    ("line", "lang", "heard"),
    [
        ("Et vous, vous faites quoi?", Language.FR, Heard(asks=True, asks_trade=True)),
        ("What do you do?", Language.EN, Heard(asks=True, asks_trade=True)),
        ("Vous avez une carte?", Language.FR, Heard(asks=True, asks_card=True)),
        ("J'en ai pas besoin, hein. J'ai quelqu'un.", Language.FR, Heard(refuses=True)),
        ("I'm not interested, thanks.", Language.EN, Heard(refuses=True)),
        ("Tenez, ma carte.", Language.FR, Heard(gives_card=True)),
        ("*il hausse les épaules* Le mercredi, c'est tranquille.", Language.FR, Heard()),
    ],
)
def test_an_attendees_line_is_heard_for_what_the_answer_hangs_on(line: str, lang: Language, heard: Heard) -> None:
    assert understanding().hear(line, lang) == heard


def test_the_length_is_counted_in_words() -> None:
    assert read("Bonsoir, ça va bien?", "fr").words == 4
    assert read("mot " * 2000, "fr").words == 2000
