"""The understanding the tests of this folder share, and short ways to ask it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from coaching.authoring.phrasebook import read_phrasebook
from coaching.encoder import read_encoder
from coaching.language import Language
from coaching.moves import Move
from coaching.reading import Message, Reading, Speaker, Utterance
from coaching.understanding import Understanding

HERE = Path(__file__).parent


@cache
def understanding() -> Understanding:
    return Understanding(read_phrasebook(), read_encoder())


def read(says: str, lang: str | None = None, *, after: str = "", sells: str = "") -> Reading:
    context = (Utterance(Speaker.ATTENDEE, after),) if after else ()
    return understanding().read(Message(says, Language(lang) if lang else None, sells, context))


def asked_form(reading: Reading) -> str:
    if reading.does(Move.OPEN_QUESTION):
        return "open"
    return "closed" if reading.does(Move.CLOSED_QUESTION) else "none"
