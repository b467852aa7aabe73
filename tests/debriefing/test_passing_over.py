"""Questions of theirs that were let go by, and what they said last."""

from __future__ import annotations

import pytest

from coaching.app import App
from coaching.debriefing.passing_over import last_statement, passed_over
from coaching.language import Language
from coaching.rehearsal import Profile, play
from coaching.settings import Settings


@pytest.fixture(scope="module")
def app() -> App:
    return App(Settings())


def test_questions_without_an_answer_are_noticed_and_the_last_one_quoted(app: App) -> None:
    silent = ["Bonsoir.", "C'est quoi votre métier?", "Comment ça s'apprend?", "Qu'est-ce que vous aimez là-dedans?"]
    scenario = app.scenarios["buffet_loner"]
    conversation = play(scenario, Profile(Language.FR), 4, silent, app.understanding)
    asked = [line for turn in conversation.turns for line in [turn.reply] if line.rstrip("* ").endswith("?")]

    found = passed_over(conversation)

    assert bool(found) == (len(asked) >= 2)
    if found:
        assert found.endswith("?")
        assert any(found in reply for reply in asked)


def test_a_word_about_oneself_is_an_answer(app: App) -> None:
    scenario = app.scenarios["coworking_newcomer"]  # who asks from the first line
    answered = play(scenario, Profile(Language.FR), 1, ["Je couds des robes de mariée, à Morges."], app.understanding)

    assert passed_over(answered) == ""


def test_what_was_said_last_leaves_out_gestures_and_questions() -> None:
    assert last_statement("*il sourit* J'ai tout gardé. Et vous, ça va?") == "J'ai tout gardé."
    assert last_statement("Pourquoi pas?") == ""
    assert last_statement("Oui. " + "très " * 60 + "long.") == ""
