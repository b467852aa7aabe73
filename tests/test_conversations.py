"""Plans of conversations (`tests/conversations/*.yaml`), each played twice: straight, and saved and restored each turn.

A plan says what each message must be read as (`moves`, `without`, `sense`), what it must do to the attendee (`trust`:
up, down or same; `falls`: by at least; `drops` a belief; `openness`; `topic` spoken of; `reveals` a fact; `meets` a
need) and how it ends (`ended_by`, `ending`, `asks_card`). What a plan leaves out is free.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from coaching.language import Language
from coaching.rehearsal import Conversation, Profile, Turn, begin, take_turn
from coaching.services.saving import turn_from_json, turn_to_json
from tests.content import library, understanding

PLANS = sorted((Path(__file__).parent / "conversations").glob("*.yaml"))
CASES = [(path, lang) for path in PLANS for lang in ("fr", "en")]


@pytest.mark.parametrize(("path", "lang"), CASES, ids=lambda case: case.stem if isinstance(case, Path) else case)
def test_the_conversation_goes_as_planned(path: Path, lang: str) -> None:
    plan = yaml.safe_load(path.read_text(encoding="utf8"))

    straight = converse(plan, lang, is_saved=False)
    restored = converse(plan, lang, is_saved=True)

    assert restored == straight
    assert len({line.text for line in straight.lines}) == len(straight.lines), "a line came twice"


def converse(plan: dict[str, Any], lang: str, *, is_saved: bool) -> Conversation:
    scenario, its = library()[plan["scenario"]], plan[lang]
    profile = Profile(Language(lang), its.get("name", ""), its.get("sells", ""))
    conversation = begin(scenario, profile, its.get("seed", 1))
    for wanted in its["turns"]:
        before = conversation
        text = (wanted["say"] * wanted.get("times", 1))[:4096]
        conversation = take_turn(conversation, text, scenario, understanding())
        if is_saved:
            turns = tuple(turn_from_json(turn_to_json(turn)) for turn in conversation.turns)
            conversation = replace(conversation, turns=turns)
        check(wanted, before, conversation.turns[-1])
    return conversation


def check(wanted: dict[str, Any], before: Conversation, turn: Turn) -> None:
    told = f"«{turn.text[:60]}» read as {[move.value for move in turn.reading.moves]}, answered «{turn.reply}»"
    moved = turn.mind.trust - before.mind.trust
    made = {move.value for move in turn.reading.moves}
    assert turn.reply, told
    assert made >= set(wanted.get("moves", ())), told
    assert not made & set(wanted.get("without", ())), told
    for key, found in {
        "sense": turn.reading.sense,
        "openness": turn.openness,
        "topic": turn.mind.topic,
        "reveals": turn.revealed,
        "meets": turn.met,
        "ending": turn.ended,
        "ended_by": turn.ended_by,
        "asks_card": turn.asked_card,
        "trust": "up" if moved > 0 else "down" if moved < 0 else "same",
    }.items():
        assert key not in wanted or wanted[key] == found, f"{key}: {found}; {told}"
    assert -moved >= wanted.get("falls", -100), told
    assert "drops" not in wanted or wanted["drops"] in before.mind.beliefs - turn.mind.beliefs, told
