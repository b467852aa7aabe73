"""The phrase files: what they must hold, and how a slip in them is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coaching.authoring.phrasebook import FOLDER, read_phrasebook
from coaching.encoder import read_encoder
from coaching.language import Language
from coaching.understanding import Phrasebook, Tongue, Understanding

CODE = Path(__file__).resolve().parents[2] / "coaching" / "understanding"
NAMED = re.compile(r'\.has\(((?:\s*"[a-z_]+",?)+)\s*\)')


def test_every_cue_the_code_asks_for_stands_in_both_languages() -> None:
    book = read_phrasebook()
    code = "".join(path.read_text(encoding="utf-8") for path in CODE.glob("*.py"))
    asked_for = {name for names in NAMED.findall(code) for name in re.findall(r'"([a-z_]+)"', names)}

    assert asked_for
    for lang in Language:
        assert asked_for - book.tongues[lang].cues.keys() == set()


def test_both_languages_have_the_same_cues() -> None:
    book = read_phrasebook()

    assert book.tongues[Language.FR].cues.keys() == book.tongues[Language.EN].cues.keys()


@pytest.mark.parametrize("phrase", [".. card", "(my|our", "@nobody card", "(a .. b) card"])
def test_a_phrase_that_cannot_be_read_is_refused_with_its_words(phrase: str) -> None:
    tongue = Tongue({}, {}, {"card": (phrase,)})

    with pytest.raises(ValueError, match=r"card|nobody|my|bracket"):
        Understanding(Phrasebook({Language.EN: tongue}, (), {}, {}, {}), read_encoder())


def test_a_misshapen_file_is_named(tmp_path: Path) -> None:
    for name in ("trades.yaml", "foreign.yaml"):
        (tmp_path / name).write_text((FOLDER / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "fr.yaml").write_text("cues: 3\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"fr\.yaml"):
        read_phrasebook(tmp_path)
