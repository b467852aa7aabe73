"""A hundred learners with each attendee in each language: none gets stuck, none hears a line twice.

Most are made of readings, which is fast; a handful type, whatever comes to their mind.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest
import yaml

from coaching.language import Language
from coaching.plausibility.learners import SCRIPTED, at_random
from coaching.plausibility.survey import heard_twice, ran_dry, rehearse
from coaching.rehearsal import LONGEST, Conversation, Profile, begin, take_turn
from coaching.scenario import Scenario
from tests.content import ROOT, library, understanding

LEARNERS = Path(__file__).parent / "learners"
ATTENDEES = sorted(path.stem for path in (ROOT / "scenarios").glob("[a-z]*.yaml"))
CROWD = 100  # made of readings, per attendee and language
TYPING = 3  # who type

each_attendee = pytest.mark.parametrize("scenario_id", ATTENDEES)
each_language = pytest.mark.parametrize("lang", list(Language))


@cache
def messages(lang: Language) -> tuple[str, ...]:
    return tuple(yaml.safe_load((LEARNERS / f"messages_{lang}.yaml").read_text(encoding="utf8"))["messages"])


def typed(scenario: Scenario, lang: Language, seed: int) -> Conversation:
    dice = Random(seed)
    conversation = begin(scenario, Profile(lang, "Alex", "tenue de livres"), seed)
    while not conversation.is_over:
        conversation = take_turn(conversation, dice.choice(messages(lang)), scenario, understanding())
    return conversation


def assert_went_well(conversation: Conversation, scenario: Scenario, who: str) -> None:
    marks = [*conversation.opening_said, *(mark for turn in conversation.turns for mark in turn.said)]

    # The bound ends whatever goes on and on: who is well written ends by an ending of their own, long before.
    assert conversation.is_over
    assert len(conversation.turns) < LONGEST, f"{who} goes on and on"
    assert not ran_dry(conversation, scenario), f"{who}: nothing was left to say"
    assert all(turn.reply.strip() for turn in conversation.turns), f"{who}: left without a reply"
    assert len(marks) == len(set(marks)), f"{who}: a wording came twice"
    assert heard_twice(conversation) == set(), who


def test_all_who_can_be_met_are_tried() -> None:
    assert sorted(library()) == ATTENDEES


@each_language
@each_attendee
def test_learners_of_any_kind_reach_an_end_and_hear_no_line_twice(scenario_id: str, lang: Language) -> None:
    scenario = library()[scenario_id]

    for name, learner in SCRIPTED.items():
        assert_went_well(rehearse(learner, scenario, lang, 1), scenario, name)
    for seed in range(CROWD):
        assert_went_well(rehearse(at_random(seed), scenario, lang, seed), scenario, f"seed {seed}")


@each_language
@each_attendee
def test_learners_who_type_reach_an_end_and_hear_no_line_twice(scenario_id: str, lang: Language) -> None:
    scenario = library()[scenario_id]

    for seed in range(TYPING):
        assert_went_well(typed(scenario, lang, seed), scenario, f"seed {seed}")
