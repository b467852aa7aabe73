"""A message read ahead: once, the same reading, and asked for where it wasn't."""

from __future__ import annotations

import pytest

from coaching.language import Language
from coaching.reading import Message
from coaching.services.foresight import MOST, Foresight, UnreadError
from tests.content import library, understanding

HELLO = Message("Bonsoir, qu'est-ce que vous aimez photographier?", Language.FR)


def test_what_was_not_read_ahead_is_asked_for_and_then_the_very_reading() -> None:
    scenario, foresight = next(iter(library().values())), Foresight(understanding())

    with pytest.raises(UnreadError) as unread:
        foresight.read(HELLO, scenario)
    unread.value.make_ready()

    assert foresight.read(HELLO, scenario) == understanding().read(HELLO, scenario)


def test_another_message_or_attendee_is_another_reading() -> None:
    first, second, *_ = library().values()
    foresight = Foresight(understanding())
    foresight.read_ahead(HELLO, first)

    with pytest.raises(UnreadError):
        foresight.read(HELLO, second)
    with pytest.raises(UnreadError):
        foresight.read(Message("Bonsoir!", Language.FR), first)


def test_readings_nobody_asks_for_are_forgotten_the_oldest_first() -> None:
    foresight = Foresight(understanding())
    foresight.read_ahead(HELLO, None)
    for number in range(MOST - 1):
        foresight.read_ahead(Message(str(number), Language.FR), None)

    assert foresight.read(HELLO, None)

    foresight.read_ahead(HELLO, None)
    foresight.read_ahead(Message("again", Language.FR), None)
    foresight.read_ahead(Message("and again", Language.FR), None)

    with pytest.raises(UnreadError):
        foresight.read(Message("0", Language.FR), None)
    assert foresight.read(HELLO, None)
