"""The understanding and the rubric the product has, made once."""

from __future__ import annotations

import pytest

from coaching.authoring.notes import read_note_rubric
from coaching.authoring.phrasebook import read_phrasebook
from coaching.encoder import read_encoder
from coaching.followup.rubric import NoteRubric
from coaching.understanding import Understanding


@pytest.fixture(scope="session")
def understanding() -> Understanding:
    return Understanding(read_phrasebook(), read_encoder())


@pytest.fixture(scope="session")
def rubric() -> NoteRubric:
    return read_note_rubric()
