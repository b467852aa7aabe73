from __future__ import annotations

import re
from dataclasses import replace

import pytest

from coaching.authoring.rubric import DEFAULT, RubricError, read_rubric, rubric_from
from coaching.language import Language
from coaching.scorecard.marking import mark
from coaching.scorecard.rubric import Dimension, Pattern, PatternId, Rubric, Rule, RuleId
from tests.scorecard.learners import RUBRIC, learners

TEXT = DEFAULT.read_text(encoding="utf-8")
ENTRIES: tuple[Rule | Pattern, ...] = (*RUBRIC.rules.values(), *RUBRIC.patterns.values())


def slips_of(text: str) -> tuple[str, ...]:
    with pytest.raises(RubricError) as told:
        rubric_from(text, "rubric.yaml")
    return told.value.slips


def line_of(words: str) -> int:
    return TEXT[: TEXT.index(words)].count("\n") + 1


def test_the_rubric_that_comes_with_the_program_says_why_and_whence_of_every_rule_and_pattern() -> None:
    rubric = read_rubric()

    assert set(rubric.rules) == set(RuleId)
    assert set(rubric.patterns) == set(PatternId)
    for entry in ENTRIES:
        assert entry.why
        assert entry.source
        assert all(entry.name.of(lang) and entry.advice.of(lang) for lang in Language)


def test_an_earning_ladder_never_rises_and_a_cost_never_eases() -> None:
    for rule in RUBRIC.rules.values():
        assert list(rule.points) == sorted(rule.points, reverse=True)


def test_the_french_advice_says_vous() -> None:
    for entry in ENTRIES:
        for wording in entry.advice.fr:
            assert not re.search(r"\b(tu|te|toi|ton|tes)\b", wording), wording


def test_a_misspelt_name_is_told_with_its_place_and_the_one_meant() -> None:
    slips = slips_of(TEXT.replace("  follow_up:\n", "  folow_up:\n", 1))

    assert any(f"rubric.yaml:{line_of('  follow_up:')}:3: " in slip and "follow_up" in slip for slip in slips)


def test_every_slip_is_told_at_once_in_the_order_of_the_file() -> None:
    broken = TEXT.replace("weight: 30", "weight: lots").replace("points: [8]", "points: []").replace("format: 1", "")

    slips = slips_of(broken)

    lines = [int(slip.split(":")[1]) for slip in slips]
    assert len(slips) == 3
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("weight: 30", "weight: 300"),
        ("points: [8]", "points: [8, -8]"),
        ("points: [8]", "points: 8"),
        ("dimension: generosity", "dimension: charity"),
        ("« {quote} »", "« {quoted} »"),
        ("taking_part: [0, 20,", "taking_part: [50, 20,"),
        ("value: 50,", "value: half,"),
        ("{pitch: 4,", "{pich: 4,"),
        ("Four open questions", '" Four'),
        ('why: "Worth less than a reflection', 'why: "" # "'),
    ],
)
def test_a_rubric_that_is_wrong_anywhere_is_refused_whole(written: str, instead: str) -> None:
    assert written in TEXT

    for slip in slips_of(TEXT.replace(written, instead, 1)):
        assert re.match(r"rubric\.yaml:\d+:\d+: .+\. .+[.?]$", slip, re.DOTALL)


def test_an_empty_file_is_refused() -> None:
    assert len(slips_of("# nothing yet\n")) == 1


def test_a_coach_can_weight_what_an_assignment_is_about() -> None:
    only_help: Rubric = replace(RUBRIC, weights={d: int(d is Dimension.GENEROSITY) for d in Dimension})
    networker = next(learner for learner in learners() if learner.id == "fr-networker")

    card = mark(networker.deeds(), only_help, Language.FR)

    assert card.score == card.dimensions[Dimension.GENEROSITY]
