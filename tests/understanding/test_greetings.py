"""A greeting opens a conversation: whatever an attendee says first, nobody is heard to leave or to sneer by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching.authoring.library import read_library
from coaching.language import Language
from coaching.moves import Move
from coaching.reading import Message, Speaker, Utterance
from tests.understanding.reader import understanding

SCENARIOS, _ = read_library(Path(__file__).resolve().parents[2] / "scenarios")
COLD = {Move.ABRUPT_EXIT, Move.GRACEFUL_EXIT, Move.DISMISSIVE, Move.POLITE_DECLINE, Move.PERSIST}


@pytest.mark.parametrize("scenario_id", sorted(SCENARIOS))
@pytest.mark.parametrize(
    ("lang", "says"),
    [
        *(
            ("fr", says)
            for says in ("bonsoir", "Bonsoir!", "salut", "bonjour", "coucou", "allo", "salut ca va", "enchanté")
        ),
        *(("en", says) for says in ("hi", "evening", "Good evening", "hello", "hey", "hiya", "hi there")),
    ],
)
def test_a_greeting_shuts_no_door(scenario_id: str, lang: str, says: str) -> None:
    for opening in SCENARIOS[scenario_id].opening.of(Language(lang)):
        said = (Utterance(Speaker.ATTENDEE, opening),)
        assert COLD.isdisjoint(understanding().read(Message(says, Language(lang), "", said)).moves), opening
