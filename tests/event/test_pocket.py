from __future__ import annotations

import pytest

from coaching.event.pocket import Exchange, pocket_card
from coaching.faces.words import read_words
from coaching.faces.words.pocketing import lines_of
from coaching.language import Language
from coaching.pictures.pocket_card import pocket_board
from coaching.reading import Message
from tests.content import understanding


def said(text: str, gained: int = 5, number: int = 1, line: str = "Bonsoir.", *, last: bool = False) -> Exchange:
    reading = understanding().read(Message(text, Language.FR, "tenue de livres"))
    asked = understanding().hear(line, Language.FR).asks_trade
    return Exchange(number, line, text, reading, gained, asked_trade=asked, last=last)


def test_openers_are_ones_own_early_questions_that_won_trust_the_free_ones_first() -> None:
    card = pocket_card(
        [
            said("Comment vous faites pour choisir vos artisans?", 9, 2, "Mon affaire, c'est les artisans."),
            said("Bonsoir! Qu'est-ce qui vous amène ici ce soir?", 4),
            said("Qu'est-ce que vous aimez dans votre métier?", 6, 3),
            said("Et vous êtes déjà venu souvent?", -2),
            said("Qu'est-ce qui vous a surpris cette année?", 8, 9),
        ]
    )

    assert card.openers == (
        "Qu'est-ce que vous aimez dans votre métier?",
        "Qu'est-ce qui vous amène ici ce soir?",
        "Comment vous faites pour choisir vos artisans?",
    )


def test_the_answer_is_what_was_said_when_asked_in_two_sentences_and_sells_nothing() -> None:
    asked = "Et vous, vous faites quoi?"
    long = "Je tiens les livres de petits commerces. Surtout des boulangers. Je travaille chez moi. Et vous?"
    pitch = "Je fais la tenue de livres la moins chère en ville, mes tarifs sont imbattables, voulez-vous un devis?"

    card = pocket_card([said(pitch, 9, 2, asked), said(long, 3, 2, asked)])

    assert card.answer == "Je tiens les livres de petits commerces. Surtout des boulangers."


def test_what_one_sells_stands_in_for_an_answer_never_given_and_the_rest_is_lent() -> None:
    words = read_words(Language.FR)
    card = pocket_card([], "tenue de livres")
    openers, answer, leave = lines_of(card, words)

    assert card.answer == answer == "tenue de livres"
    assert card.openers == ()
    assert len(openers) == 3
    assert all(one.startswith("(") for one in (*openers, leave))


def test_the_way_to_leave_is_the_one_that_ended_well() -> None:
    leave = "J'ai été ravie de parler avec vous, je vous laisse profiter de la soirée!"
    card = pocket_card([said("Bon, je dois y aller, bonne soirée!", 1, 5), said(leave, 2, 6, last=True)])

    assert card.exit == leave


@pytest.mark.parametrize("lang", list(Language))
def test_the_picture_says_in_words_all_that_stands_on_it(lang: Language) -> None:
    words = read_words(lang)
    card = pocket_card([said("Qu'est-ce qui vous amène ici ce soir?")], "books")

    board = pocket_board(card, "5 à 7", words)

    openers, answer, leave = lines_of(card, words)
    assert all(one in board.alt for one in (*openers, answer, leave))
