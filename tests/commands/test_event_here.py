"""A real event prepared in the terminal: the plan, the mission, and the pocket card once something was said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from coaching.event.exchanges import exchanges_in
from coaching.event.pocket import pocket_card
from coaching.language import Language
from coaching.rehearsal import Profile, begin, take_turn
from tests.commands.test_practice import Terminal
from tests.content import library, understanding

OPENER = "What do you most like to photograph?"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    folder = tmp_path / "pocket"
    folder.mkdir()
    arguments = ("practice", "defensive_photographer", "--event", "--lang", "en", "--sells", "books", "--seed", "4")
    opened = Terminal(tmp_path, *arguments, at=folder, NO_COLOR="1")
    yield opened
    opened.close()


def answer(shown: Terminal, *lines: str) -> str:
    """What was shown up to the last of the questions these lines answer."""
    seen = ""
    for line in lines:
        seen += shown.until("> ")
        shown.type(f"{line}\n")
    return seen


def test_an_event_is_planned_rehearsed_for_and_carried_in_a_pocket(terminal: Terminal, tmp_path: Path) -> None:
    asked = answer(terminal, "whenever", "yesterday's 2001-01-01", "in 10 days", "2", "one good talk", "8")
    plan = terminal.until("how nervous are you")
    answer(terminal, "")
    for said in ("Evening! Don't worry, I've nothing to sell tonight.", OPENER, "/end"):
        terminal.until("You  ")
        terminal.type(f"{said}\n")
    answer(terminal, "", "8")
    again = answer(terminal, "", "yes")
    terminal.until(f"Kept here: {tmp_path / 'pocket'}")
    (kept,) = (tmp_path / "pocket").iterdir()

    assert "I didn't get the day" in asked
    assert "That day is behind us" in asked
    assert "10 days to go" in plan
    assert "one good talk" in plan
    assert len(re.findall(r"rehearsal with", plan)) == 5  # a nervous one's
    assert "One small thing, for real" in plan
    assert plan.count("reminds you of nothing") == 1
    assert "Your pocket card" not in plan.replace("Your pocket card is made of your own words", "")
    assert "Still after-work drinks" in again
    assert "reminds you of nothing" not in again
    assert "exercise (" in again  # the weakest dimension is known now
    assert OPENER in again
    assert kept.suffix == ".png"
    assert kept.read_bytes().startswith(b"\x89PNG")


def test_a_card_is_made_of_what_worked_and_of_nothing_that_cost_trust() -> None:
    scenario, reader = library()["defensive_photographer"], understanding()
    conversation = begin(scenario, Profile(Language.EN, sells="wedding cakes"), 4)
    for text in ("You should buy my wedding cakes, shall we sign today?", OPENER):
        conversation = take_turn(conversation, text, scenario, reader)
    answered = [conversation.opening, *(turn.reply for turn in conversation.turns)]

    exchanges = exchanges_in(conversation, 80, answered, lambda line: line == conversation.opening)

    assert [one.asked_trade for one in exchanges] == [True, False]
    assert [one.last for one in exchanges] == [False, True]
    assert [one.line for one in exchanges] == answered[:-1]
    assert exchanges[0].gained < 0 < exchanges[1].gained
    assert pocket_card(exchanges).openers == (OPENER,)
