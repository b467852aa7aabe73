"""What drills say to people: in both languages, and as the page for authors says."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from coaching.authoring.keys import blocks, drill_blocks
from coaching.drills import Giver
from coaching.faces.terminal.sheet import BANDS
from coaching.faces.words import read_words
from coaching.language import Language
from tests.content import ROOT


def sentences(lang: Language) -> dict[str, set[str]]:
    """Our sentences, each with its slots."""
    found = {}
    for key, said in read_words(lang).sentences().items():
        texts = [said] if isinstance(said, str) else list(said.values())
        if key.startswith("drills."):
            found[key] = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
    return found


def test_both_languages_have_the_same_sentences_with_the_same_slots() -> None:
    assert sentences(Language.FR) == sentences(Language.EN)


@pytest.mark.parametrize("lang", Language)
def test_there_are_words_for_every_giver_and_every_band(lang: Language) -> None:
    words = read_words(lang)

    assert all(words.has(f"drills.given.{giver}") for giver in Giver)
    assert all(words.has(f"drills.band.{least}") for least in BANDS)


def test_the_page_on_drills_names_every_key() -> None:
    page = (ROOT / "docs" / "drills.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[a-z_]+", page))

    keys = {key for name, block in drill_blocks().items() if name not in blocks() for key in block.keys}

    assert keys - named == set()
