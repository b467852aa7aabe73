"""The drills as delivered, and short ways to mark an answer."""

from __future__ import annotations

from functools import cache

from coaching.authoring.drills import read_drills
from coaching.drills import Drill, DrillMarks, Item, mark_drill
from coaching.language import Language
from tests.content import ROOT, understanding

SCENARIOS = ROOT / "scenarios"


@cache
def drills() -> dict[str, Drill]:
    found, problems = read_drills(SCENARIOS)
    assert problems == ()
    return {drill.id: drill for drill in found}


def first(kind: str, lang: str) -> Item:
    return drills()[kind].items[Language(lang)][0]


def marked(kind: str, lang: str, text: str) -> DrillMarks:
    """The marks of that answer to the kind's first item."""
    return mark_drill(drills()[kind], first(kind, lang), text, understanding())
