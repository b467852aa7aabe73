"""The debrief as it stands on a phone."""

from __future__ import annotations

import pytest

from coaching.faces.telegram.debriefing import debrief_blocks
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.rehearsal import Profile, marks, play
from coaching.scorecard.debrief import debrief as told
from coaching.services.events import Debrief
from tests.bot_api.entities import parse_html
from tests.content import library, rubric, understanding

KIND = [
    "Bonsoir! Rassurez-vous, je n'ai rien à vendre ce soir.",
    "Qu'est-ce que vous aimez le plus photographier?",
    "Et comment vous faites pour que les artisans oublient l'appareil?",
]
PUSHY = [
    "Bonsoir! Je vends des assurances <PME> & cie, les meilleures en ville, vous économiseriez 20 %!",
    "Qui s'occupe de vos assurances? Je peux vous faire une soumission demain.",
]


def debrief(messages: list[str]) -> Debrief:
    scenario = library()["defensive_photographer"]
    conversation = play(scenario, Profile(Language.FR, sells="assurances"), 1, messages, understanding())
    card = marks(conversation, scenario, understanding(), rubric())
    return Debrief("a", conversation, scenario, card, told(card, rubric(), Language.FR))


def shown(messages: list[str]) -> str:
    blocks = debrief_blocks(debrief(messages), read_words(Language.FR))
    return "\n\n".join(parse_html(block)[0] for block in blocks)


def test_a_good_conversation_quotes_its_best_moment() -> None:
    text = shown(KIND)

    assert "Votre meilleur moment" in text
    best = debrief(KIND).told.best
    assert best is not None
    assert best.quote in text


def test_a_pitch_is_quoted_with_what_to_do_instead() -> None:
    text = shown(PUSHY)

    assert "Le moment à reprendre" in text
    slip = debrief(PUSHY).told.slip
    assert slip is not None
    assert slip.advice[:40] in text


def test_it_says_one_thing_to_try_and_what_the_ending_teaches() -> None:
    over = debrief([*PUSHY, "Signez ce soir et je vous fais 20 % de rabais!", "Allez, on signe?"])
    text = shown([*PUSHY, "Signez ce soir et je vous fais 20 % de rabais!", "Allez, on signe?"])
    ending = over.scenario.ending(over.conversation.turns[-1].ended or "")

    assert over.told.next_step in text
    assert ending is not None
    assert ending.lesson.first(Language.FR) in text


@pytest.mark.parametrize("messages", [KIND, PUSHY, ["ok"], ["x" * 4096], ["🎈"] * 5, ["<b>" * 200]])
def test_it_fits_one_screen_whatever_was_said(messages: list[str]) -> None:
    assert len(shown(messages)) < 1800


def test_nothing_said_is_nothing_to_mark() -> None:
    assert "observer" in shown([])
