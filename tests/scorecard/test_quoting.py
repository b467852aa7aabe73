from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.moves import Move
from coaching.reading import Evidence
from coaching.scorecard.quoting import LEAST, quote_of, sentence_around
from tests.scorecard.learners import a_deed


def quoted(text: str, evidence: str) -> str:
    return quote_of(a_deed(1, text, Move.PITCH, quotes=[Evidence(Move.PITCH, evidence, 0.9)]), Move.PITCH)


@pytest.mark.parametrize(
    ("text", "evidence", "quote"),
    [
        ("Tenez, voilà ma carte. Bonsoir à tous!", "carte", "Tenez, voilà ma carte"),
        ("C'est beau. On vend des toits, les meilleurs.", "On vend des toits", "On vend des toits, les meilleurs"),
        ("Comment est-ce arrivé chez vous? Moi, non.", "Comment est-ce arrivé", "Comment est-ce arrivé chez vous?"),
        ("ok", "ok", "ok"),
        ("Pourquoi? Dites-moi.", "Pourquoi", "Pourquoi? Dites-moi"),
    ],
)
def test_a_scrap_is_widened_to_what_says_something(text: str, evidence: str, quote: str) -> None:
    assert quoted(text, evidence) == quote


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=80), st.text(max_size=20))
def test_any_quote_is_a_literal_part_of_the_message(text: str, evidence: str) -> None:
    quote = quoted(text, evidence)

    assert quote in text
    assert len(quote.split()) >= min(LEAST, len(text.split())) or not any(c.isalnum() for c in text) or "." in text


def test_a_sentence_too_long_is_not_quoted_for_a_few_words_in_it() -> None:
    long = "et puis " * 30 + "voilà ma carte"

    assert sentence_around(long, "voilà ma carte") == "voilà ma carte"
    assert sentence_around("Ah bon? Voilà ma carte, tenez. Bonsoir.", "ma carte") == "Voilà ma carte, tenez"
