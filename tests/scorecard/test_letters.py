"""What stays of a text when only letters and digits count."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from coaching.scorecard.letters import letters


def test_accents_case_and_signs_go() -> None:
    assert letters("L'Été — 2 ÉLÈVES!").split() == ["l", "ete", "2", "eleves"]


@given(st.text())
def test_whatever_it_is_written_with_only_plain_letters_and_spaces_stay(text: str) -> None:
    for sign in letters(text):
        assert sign == " " or (sign.isalnum() and not unicodedata.combining(sign))


@given(st.text(alphabet=st.characters(categories=["L", "M", "N", "P"])))
def test_no_letter_is_lost(text: str) -> None:
    folded = unicodedata.normalize("NFKD", text.casefold())

    assert letters(text).replace(" ", "") == "".join(
        sign for sign in folded if sign.isalnum() and not unicodedata.combining(sign)
    )
