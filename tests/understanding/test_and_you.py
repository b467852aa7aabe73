"""What "and you?" asks for: the trade that was just told, the question just asked, what was told of oneself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from coaching.authoring.library import read_library
from coaching.language import Language
from coaching.reading import Message, Speaker, Utterance
from coaching.scenario import Scenario
from tests.understanding.reader import understanding

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"


@cache
def tuner() -> Scenario:
    scenarios, _ = read_library(SCENARIOS)
    return scenarios["buffet_loner"]


def first_topic(says: str, after: str, lang: Language = Language.FR) -> str:
    before = (Utterance(Speaker.ATTENDEE, after),)
    return understanding().read(Message(says, lang, "", before), tuner()).topics[0].id


@pytest.mark.parametrize(
    ("says", "after", "topic"),
    [
        ("et vous?", "Le pain est là-bas, si vous cherchez le pain.", "work"),
        ("Je fais du pain, et vous?", "Le pain est là-bas, si vous cherchez le pain.", "work"),
        ("J'ai deux enfants, et vous?", "Moi, je ne fais que regarder les carottes.", "family"),
        ("oui. et vous?", "C'est votre première fois, ici ?", "last_time"),
    ],
)
def test_and_you_turns_round_what_was_told_or_asked(says: str, after: str, topic: str) -> None:
    assert first_topic(says, after) == topic


def test_and_you_after_an_exchange_of_how_one_is_asks_for_no_trade() -> None:
    before = (Utterance(Speaker.ATTENDEE, "Bonsoir."),)
    found = understanding().read(Message("ça va, et vous?", Language.FR, "", before), tuner()).topics
    assert "work" not in [match.id for match in found[:1]]
