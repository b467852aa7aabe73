"""The files these tests read, and what reading them gives."""

from __future__ import annotations

from pathlib import Path

from coaching.authoring.library import Common, read_common_file, read_scenario
from coaching.authoring.problems import Problem
from coaching.scenario import Scenario

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
BROKEN = TESTS / "broken"
FOLDER = TESTS / "scenarios"
BAKER = FOLDER / "baker.yaml"


def common() -> Common:
    found, problems = read_common_file(FOLDER)
    assert problems == ()
    return found


def read(text: str, name: str = "baker") -> tuple[Scenario | None, tuple[Problem, ...]]:
    return read_scenario(text, f"{name}.yaml", common())


def baker() -> Scenario:
    scenario, problems = read(BAKER.read_text(encoding="utf-8"))
    assert scenario is not None, problems
    return scenario


def baker_with(old: str, new: str) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """The baker with one thing written differently."""
    text = BAKER.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    return read(text.replace(old, new, 1))


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]
