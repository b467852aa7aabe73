from __future__ import annotations

import re
from pathlib import Path

import pytest

from coaching.authoring.check import check
from coaching.authoring.examples import with_understanding
from coaching.authoring.render import line
from coaching.authoring.starter import write_starter
from coaching.language import Language
from coaching.plausibility.survey import CROWD
from tests.authoring.files import BAKER, ROOT
from tests.content import understanding

PAGES = {"ecrire-un-scenario": "shy_florist", "writing-a-scenario": "quiet_beekeeper"}
LANGUAGES = {"ecrire-un-scenario": Language.FR, "writing-a-scenario": Language.EN}
BLOCKS = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TOLD = re.compile(r"^(scenarios/\S+?:\d+:\d+: .*)$", re.MULTILINE)


def page_of(name: str) -> str:
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def with_part(source: str, block: str) -> str:
    """The file once its parts of the block's keys are replaced by the block: what the page asks of its reader."""
    theirs = set(re.findall(r"^(\w+):", block, re.MULTILINE))
    kept: list[str] = []
    place, skips = 0, False
    for one in source.splitlines():
        key = re.match(r"(\w+):", one)
        if key or not one.startswith((" ", "-")):
            skips = key is not None and key[1] in theirs
            place = len(kept) if skips and not place else place
        kept += [] if skips else [one]
    return "\n".join([*kept[:place], *block.splitlines(), *kept[place:], ""])


@pytest.mark.parametrize(("page", "attendee"), PAGES.items())
def test_the_attendee_of_a_tutorial_can_be_met_just_as_the_page_writes_it(
    page: str, attendee: str, tmp_path: Path
) -> None:
    file = tmp_path / f"{attendee}.yaml"
    file.write_text("\n".join(BLOCKS.findall(page_of(page))), encoding="utf-8")

    problems = check([file], with_understanding(understanding()))

    assert [line(problem, Language.EN) for problem in problems] == []


@pytest.mark.parametrize("path", [ROOT / "scenarios" / "_template.yaml", BAKER], ids=["template", "baker"])
def test_what_one_copies_has_no_problem_and_plays_as_it_says(path: Path) -> None:
    problems = check([path], with_understanding(understanding()))

    assert [line(problem, Language.EN) for problem in problems] == []


@pytest.mark.parametrize(("name", "attendee"), PAGES.items())
def test_a_tutorial_followed_to_the_letter_goes_as_it_says(name: str, attendee: str, tmp_path: Path) -> None:
    page, lang = page_of(name), LANGUAGES[name]
    file = tmp_path / f"{attendee}.yaml"
    write_starter(attendee, file, lang)
    told = []
    for block in BLOCKS.findall(page):
        file.write_text(with_part(file.read_text(encoding="utf-8"), block), encoding="utf-8")
        problems = check([file], with_understanding(understanding()))
        told += [line(one, lang).replace(str(tmp_path), "scenarios") for one in problems]

    # The one time the page says that check won't be pleased, it says with which words; at the end all can be met.
    assert told == TOLD.findall(page)
    assert check([file], with_understanding(understanding()), learners=CROWD) == ()
