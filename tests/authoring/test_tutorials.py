from __future__ import annotations

import re
from pathlib import Path

import pytest

from coaching.authoring.check import check
from coaching.authoring.examples import with_understanding
from coaching.authoring.render import line
from coaching.language import Language
from tests.authoring.files import BAKER, ROOT
from tests.content import understanding

PAGES = {"ecrire-un-scenario": "shy_florist", "writing-a-scenario": "quiet_beekeeper"}


@pytest.mark.parametrize(("page", "attendee"), PAGES.items())
def test_the_attendee_of_a_tutorial_can_be_met_just_as_the_page_writes_it(
    page: str, attendee: str, tmp_path: Path
) -> None:
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    file = tmp_path / f"{attendee}.yaml"
    file.write_text("\n".join(re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)), encoding="utf-8")

    problems = check([file], with_understanding(understanding()))

    assert [line(problem, Language.EN) for problem in problems] == []


@pytest.mark.parametrize("path", [ROOT / "scenarios" / "_template.yaml", BAKER], ids=["template", "baker"])
def test_what_one_copies_has_no_problem_and_plays_as_it_says(path: Path) -> None:
    problems = check([path], with_understanding(understanding()))

    assert [line(problem, Language.EN) for problem in problems] == []
