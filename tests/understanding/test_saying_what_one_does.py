"""Saying plainly what one does is no pitch, whether it was asked just now, a while ago or not at all."""

from __future__ import annotations

import pytest

from coaching.language import Language
from coaching.moves import Move
from coaching.reading import Message, Speaker, Utterance
from tests.content import understanding


@pytest.mark.parametrize(
    "before", ["Bonsoir.", "*il hoche la tête* C'est bon à savoir.", "Pis vous, vous faites quoi?"]
)
@pytest.mark.parametrize(
    ("sells", "text"),
    [
        ("savons artisanaux", "je fais des savons artisanaux, une petite affaire à mon compte"),
        ("assurances", "je suis courtière en assurances"),
        ("tenue de livres", "moi je fais la tenue de livres pour des petites entreprises"),
    ],
)
def test_in_french(before: str, sells: str, text: str) -> None:
    reading = understanding().read(Message(text, Language.FR, sells, (Utterance(Speaker.ATTENDEE, before),)))

    assert reading.does(Move.SELF_DISCLOSURE)
    assert not reading.is_selling


@pytest.mark.parametrize("before", ["Evening.", "*he nods* Good to know.", "And you, what is it you do?"])
@pytest.mark.parametrize(
    ("sells", "text"),
    [
        ("bread", "I run a tiny bakery, mostly sourdough"),
        ("insurance", "I'm in insurance, small firms mostly"),
        ("bookkeeping", "I do the books for small shops"),
    ],
)
def test_in_english(before: str, sells: str, text: str) -> None:
    reading = understanding().read(Message(text, Language.EN, sells, (Utterance(Speaker.ATTENDEE, before),)))

    assert reading.does(Move.SELF_DISCLOSURE)
    assert not reading.is_selling
