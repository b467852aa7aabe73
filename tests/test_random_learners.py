"""Two hundred rehearsals of learners who say anything at all: none gets stuck, none hears a line twice."""

from __future__ import annotations

from functools import cache
from itertools import count, islice
from pathlib import Path
from random import Random

import pytest
import yaml

from coaching.language import Language
from coaching.rehearsal import LONGEST, Conversation, Profile, begin, take_turn
from tests.content import library, understanding

LEARNERS = Path(__file__).parent / "learners"
EACH = 50  # rehearsals per attendee and language


@cache
def messages(lang: Language) -> tuple[str, ...]:
    return tuple(yaml.safe_load((LEARNERS / f"messages_{lang}.yaml").read_text(encoding="utf8"))["messages"])


def rehearse(scenario_id: str, lang: Language, seed: int) -> Conversation:
    scenario, dice = library()[scenario_id], Random(seed)
    conversation = begin(scenario, Profile(lang, "Alex", "tenue de livres"), seed)
    for _ in islice(count(), LONGEST):
        text = dice.choice(messages(lang))
        conversation = take_turn(conversation, text, scenario, understanding())
        if conversation.is_over:
            break
    return conversation


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("scenario_id", ["defensive_photographer", "pushy_card_giver"])
def test_random_learners_reach_an_end_and_hear_no_line_twice(scenario_id: str, lang: Language) -> None:
    for seed in range(EACH):
        conversation = rehearse(scenario_id, lang, seed)
        marks = [*conversation.opening_said, *(mark for turn in conversation.turns for mark in turn.said)]

        # The bound ends whatever goes on and on: who is well written ends by an ending of their own, long before.
        assert conversation.is_over
        assert len(conversation.turns) < LONGEST, f"seed {seed} goes on and on"
        assert all(turn.reply.strip() for turn in conversation.turns), f"seed {seed}: left without a reply"
        assert len(marks) == len(set(marks)), f"seed {seed}: a wording came twice"
        assert len({turn.reply for turn in conversation.turns}) == len(conversation.turns), f"seed {seed}"
