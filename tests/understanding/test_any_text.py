"""Whatever is typed, understanding answers, quotes literally, and answers the same again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.language import Language
from coaching.moves import in_order
from coaching.reading import Message, Speaker, Utterance
from tests.understanding.reader import understanding

SAID = st.sampled_from(
    "vous tu comment quoi ma carte tenez je ne vends rien merci bonsoir you how what my card is best 40 % ? ! ' - , . "
    "\n 😀 \ud800 e\u0301 donc parce que on signe let us book a call no thanks".split(" ")
)
TEXT = st.text(max_size=300) | st.lists(SAID, max_size=60).map(" ".join)
LANG = st.none() | st.sampled_from(Language)


@settings(max_examples=150, deadline=None)
@given(text=TEXT, before=TEXT, lang=LANG, sells=st.sampled_from(("", "assurances", "web design", "\ud800")))
def test_any_text_is_read_with_literal_quotes_moves_in_order_and_the_same_twice(
    text: str, before: str, lang: Language | None, sells: str
) -> None:
    message = Message(text, lang, sells, (Utterance(Speaker.ATTENDEE, before),))

    reading = understanding().read(message)

    assert reading == understanding().read(message)
    assert reading.moves == in_order(reading.moves)
    assert {e.move for e in reading.evidence} == set(reading.moves)
    assert all(e.quote and e.quote in text and 0 <= e.confidence <= 1 for e in reading.evidence)


@settings(max_examples=60, deadline=None)
@given(line=TEXT, lang=st.sampled_from(Language))
def test_any_line_of_an_attendee_is_heard(line: str, lang: Language) -> None:
    assert understanding().hear(line, lang) == understanding().hear(line, lang)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 4096,
        "tu " * 1365,
        "? " * 2048,
        "l'" * 2048,
        "(" * 4096,
        "-" * 4096,
        "e\u0301" * 2048,
        "je vous propose " * 256,
    ],
)
def test_four_thousand_hostile_characters_are_read(text: str) -> None:
    assert understanding().read(Message(text, Language.FR)).lang is Language.FR
