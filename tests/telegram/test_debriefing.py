"""The debrief as it stands on a phone."""

from __future__ import annotations

from dataclasses import replace
from textwrap import wrap

import pytest

from coaching.debriefing.telling import tell
from coaching.faces.telegram.debriefing import all_marks_blocks, brief_blocks, debrief_blocks
from coaching.faces.telegram.markup import LONGEST, units
from coaching.faces.words import read_words
from coaching.faces.words.debriefing import SCREEN
from coaching.language import Language
from coaching.rehearsal import Profile, marks, play
from coaching.scorecard.rubric import Pattern, Rule
from coaching.services.events import Debrief
from tests.bot_api.entities import parse_html
from tests.content import library, rubric, understanding

COLUMNS, LINES = 42, 32  # of a phone's screen
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
    return Debrief("a", conversation, scenario, card, tell(conversation, scenario, card, rubric()))


def shown(messages: list[str]) -> str:
    return read(debrief_blocks(debrief(messages), read_words(Language.FR)))


def read(blocks: tuple[str, ...]) -> str:
    """What stands on the phone."""
    return "\n\n".join(parse_html(block)[0] for block in blocks)


def test_a_good_conversation_quotes_its_best_moment() -> None:
    text = shown(KIND)

    assert "Votre meilleur moment" in text
    best = debrief(KIND).told.best
    assert best is not None
    assert best.quote in text


def test_a_slip_is_quoted_with_what_could_have_been_said() -> None:
    text = shown(PUSHY)
    told = debrief(PUSHY).told

    assert "Le moment à reprendre" in text
    assert told.slip is not None
    assert told.slip.effect[:40] in text
    assert told.instead in text


def test_the_guess_that_was_kept_stands_beside_the_trust() -> None:
    kept = replace(debrief(KIND), guess=2)

    assert "Vous pensiez 2 sur 10" in read(debrief_blocks(kept, read_words(Language.FR)))
    assert "Vous pensiez" not in shown(KIND)


def test_it_says_one_thing_to_try_and_what_the_ending_teaches() -> None:
    over = debrief([*PUSHY, "Signez ce soir et je vous fais 20 % de rabais!", "Allez, on signe?"])
    text = shown([*PUSHY, "Signez ce soir et je vous fais 20 % de rabais!", "Allez, on signe?"])
    ending = over.scenario.ending(over.conversation.turns[-1].ended or "")

    assert over.told.next_step in text
    assert ending is not None
    assert ending.lesson.first(Language.FR) in text


@pytest.mark.parametrize("messages", [KIND, PUSHY, ["ok"], ["x" * 4096], ["🎈"] * 5, ["<b>" * 200]])
def test_it_fits_one_screen_whatever_was_said(messages: list[str]) -> None:
    assert len(shown(messages)) <= SCREEN


def test_all_the_marks_show_every_finding_on_pages_telegram_takes() -> None:
    long = debrief([*KIND, *PUSHY, *(f"Comment faites-vous pour le numéro {n}, par exemple?" * 9 for n in range(9))])

    blocks = all_marks_blocks(long, read_words(Language.FR))

    text = read(blocks)
    assert all(units(block) <= LONGEST for block in blocks)
    assert all(one.name.first(Language.FR) in text for one in long.scorecard.findings)


@pytest.mark.parametrize("lang", list(Language))
def test_the_rules_fit_one_screen_and_leave_none_out(lang: Language) -> None:
    text = read(brief_blocks(rubric(), read_words(lang)))

    assert sum(max(1, len(wrap(line, COLUMNS))) for line in text.splitlines()) <= LINES
    every: tuple[Rule | Pattern, ...] = (*rubric().patterns.values(), *rubric().rules.values())
    names = [one.name.first(lang) for one in every if _counts(one)]
    assert [name for name in names if name not in text] == []


def _counts(one: Rule | Pattern) -> bool:
    """Whether it moves the mark by more than a point."""
    return isinstance(one, Pattern) or abs(one.points[0]) > 1


def test_nothing_said_is_nothing_to_mark() -> None:
    assert "observer" in shown([])
