"""What shy people type in French, meant kindly: none of it is a slip."""

from __future__ import annotations

import pytest

from coaching.moves import SELLING, Move
from tests.understanding.reader import read

HARSH = {*SELLING, Move.DISMISSIVE, Move.ABRUPT_EXIT}


@pytest.mark.parametrize(
    ("says", "after"),
    [
        ("je suis trop nulle pour parler aux gens", "Mon fils a seize ans, et il a choisi la batterie."),
        ("oh non pauvre ti minou", "Elle est revenue avec une livre de plus pis une odeur de friture."),
        ("y a pas beaucoup de femmes", "Allez-y, posez-la, la question du truc."),
        ("c'tu tough de vendre a du monde qui veulent pas", "Dans la maison depuis vingt ans!"),
        ("vous avez besoin d'un coup de main pour les boulettes?", "Votre ligne, ce serait quoi ?"),
        ("si tu veux je peux relire ton devis", "Quand c'est réussi, personne le remarque."),
        ("je peux te montrer mes premiers devis si tu veux, sans gene", "J'ai tenu mon ventre rentré depuis lundi."),
        ("moi j'ai mis 60 francs de l'heure au debut et personne a ralé", "Le devis est ouvert, là."),
    ],
)
def test_a_kind_word_is_no_slip(says: str, after: str) -> None:
    assert not HARSH & set(read(says, "fr", after=after).moves)


def test_condolences_are_heard_as_more_than_a_greeting() -> None:
    assert read("toutes mes condoléances", "fr", after="C'est pour un copain.").does(Move.REFLECTION)
