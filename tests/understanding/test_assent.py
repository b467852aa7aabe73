"""A plain yes, a plain no, and what is neither."""

from __future__ import annotations

import pytest

from coaching.authoring.phrasebook import read_phrasebook
from coaching.language import Language
from coaching.moves import Move
from coaching.reading import Assent
from coaching.understanding.assent import assent_of, assents
from coaching.understanding.lexicon import Lexicon

KNOWN = {lang: assents(Lexicon(tongue, lang)) for lang, tongue in read_phrasebook().tongues.items()}


@pytest.mark.parametrize(
    ("says", "lang", "assent"),
    [
        ("Oui !", "fr", Assent.YES),
        ("ah oui, avec plaisir, merci !", "fr", Assent.YES),
        ("pourquoi pas", "fr", Assent.YES),
        ("👍", "fr", Assent.YES),
        ("sure, here", "en", Assent.YES),
        ("I'd love to, thanks", "en", Assent.YES),
        ("Pas maintenant, merci", "fr", Assent.NO),
        ("no thanks", "en", Assent.NO),
        ("oui, mais je suis pressé", "fr", None),
        ("Non, je vends des assurances", "fr", None),
        ("merci", "fr", None),
        ("haha", "en", None),
        ("", "en", None),
    ],
)
def test_a_plain_yes_or_no_is_told_from_anything_more(says: str, lang: str, assent: Assent | None) -> None:
    assert assent_of(says, (), KNOWN[Language(lang)]) is assent


def test_beside_a_yes_one_may_take_leave_or_ask() -> None:
    assert assent_of("Volontiers, bonne soirée à vous", (Move.GRACEFUL_EXIT,), KNOWN[Language.FR]) is Assent.YES
    assert assent_of("Yes, do you come often?", (Move.CLOSED_QUESTION,), KNOWN[Language.EN]) is Assent.YES
    assert assent_of("Yes, my boiler is broken", (Move.SELF_DISCLOSURE,), KNOWN[Language.EN]) is None
