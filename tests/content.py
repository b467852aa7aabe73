"""The product's own content, read once for all tests: scenarios, phrases, rubric."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from coaching.authoring.drills import read_drills
from coaching.authoring.library import read_library
from coaching.authoring.phrasebook import read_phrasebook
from coaching.authoring.prescriptions import read_prescriptions
from coaching.authoring.rubric import read_rubric
from coaching.drills import Drill
from coaching.encoder import read_encoder
from coaching.prescribing import Prescription
from coaching.scenario import Scenario
from coaching.scorecard.rubric import Rubric
from coaching.understanding import Understanding

ROOT = Path(__file__).parents[1]


@cache
def library() -> dict[str, Scenario]:
    scenarios, problems = read_library(ROOT / "scenarios")
    assert not [problem for problem in problems if problem.severity == "error"]
    return scenarios


@cache
def understanding() -> Understanding:
    return Understanding(read_phrasebook(), read_encoder())


@cache
def drills() -> tuple[Drill, ...]:
    return read_drills(ROOT / "scenarios")[0]


@cache
def prescriptions() -> tuple[Prescription, ...]:
    return read_prescriptions(ROOT / "scenarios", library())[0]


@cache
def rubric() -> Rubric:
    return read_rubric()
