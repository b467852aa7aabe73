"""A debrief on paper: text that can be selected, the same bytes for the same values."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from coaching.faces.words import read_words
from coaching.language import Language
from coaching.pictures import Look, Part, debrief_document
from tests.pictures.values import LOOKS, MARKS, boards

MADE = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
LONG = "Un paragraphe d'une œuvre, « déjà » lu. "
PARTS = (
    Part("Votre meilleur moment", ("« C'est quoi que vous aimez le mieux photographier? » 🌱", "Ça l'a ouvert.")),
    Part("À reprendre", (LONG * 30,) * 6),
)


def a_document(lang: Language = Language.FR, look: Look | None = None, parts: tuple[Part, ...] = PARTS) -> bytes:
    board = dict(boards(read_words(lang), look or Look()))["scorecard"]
    return debrief_document("Votre conversation avec Étienne", parts, lang, MADE, board)


def text_of(document: bytes) -> str:
    """What a reader can select, on one line, without the numbers of the pages."""
    pages = " ".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages)
    return " ".join(re.sub(r"\d / \d", "", pages).split())


def test_every_word_can_be_selected() -> None:
    text = text_of(a_document())

    for said in (
        "Votre conversation avec Étienne",
        "« C’est quoi que vous aimez le mieux photographier? »",
        "Ça l’a ouvert.",
        "Sa confiance : 20 → 64 sur 100",
        "Générosité",
        MARKS.goal,
    ):
        assert said in text, said
    assert text.count("d’une œuvre, « déjà » lu.") == 180


def test_long_text_goes_on_over_numbered_pages() -> None:
    pages = PdfReader(BytesIO(a_document())).pages

    assert len(pages) >= 3
    assert [f"{number} / {len(pages)}" in page.extract_text() for number, page in enumerate(pages, 1)] == [True] * len(
        pages
    )


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_same_values_give_the_same_bytes(lang: Language, look: Look) -> None:
    assert a_document(lang, look) == a_document(lang, look)


def test_it_bears_its_title_its_date_and_its_language() -> None:
    reader = PdfReader(BytesIO(a_document()))

    assert reader.metadata is not None
    assert reader.metadata.title == "Votre conversation avec Étienne"
    assert reader.metadata.creation_date == MADE
    assert str(reader.root_object["/Lang"]) == "fr"
    assert "72 sur 100" in (reader.metadata.subject or "")


def test_a_document_needs_no_picture() -> None:
    text = text_of(debrief_document("Bilan", PARTS[:1], Language.FR, MADE))

    assert text.startswith("Bilan Votre meilleur moment")
