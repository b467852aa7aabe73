from __future__ import annotations

import re
from pathlib import Path

import pytest

from coaching.authoring.check import check
from coaching.authoring.examples import playing_once, with_understanding
from coaching.authoring.problems import Problem, words
from coaching.authoring.render import mend, render, what
from coaching.language import Language
from tests.authoring.files import BROKEN, FOLDER, ROOT
from tests.content import rubric, understanding

FILES = sorted(BROKEN.glob("*.yaml"))
PLAYED = {"wrong-ending", "no-ending-reached"}
MARKED = {"poor-example"}
# What a crowd of learners finds, and only there is one sent.
REACHED = {"fact-out-of-reach", "topic-out-of-reach", "need-out-of-reach", "ending-out-of-reach"}
MET = REACHED | {"heard-twice", "out-of-words"}
CROWD = 100
EXPECTED = re.compile(r"# (?P<code>[a-z-]+): line (?P<line>\d+), columns (?P<first>\d+) to (?P<last>\d+)")


def problems_of(path: Path) -> tuple[Problem, ...]:
    play = with_understanding(understanding()) if path.stem in PLAYED else None
    score = playing_once(understanding, rubric)[1] if path.stem in MARKED else None
    return check([path], play, usual=FOLDER, learners=CROWD if path.stem in MET else 0, score=score)


def test_every_code_has_its_broken_file_and_every_broken_file_its_code() -> None:
    assert {path.stem for path in FILES} == set(words())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_file_has_the_one_problem_it_is_named_after(path: Path) -> None:
    assert [problem.code for problem in problems_of(path)] == [path.stem]


@pytest.mark.parametrize("path", [path for path in FILES if path.exists()], ids=lambda path: path.stem)
def test_a_problem_stands_at_the_line_and_columns_the_file_announces(path: Path) -> None:
    with path.open("rb") as file:
        announced = EXPECTED.fullmatch(file.readline().decode().strip())
    assert announced is not None

    (problem,) = problems_of(path)

    assert (problem.line, problem.column, problem.end_column - 1) == tuple(
        int(announced[part]) for part in ("line", "first", "last")
    )


def test_a_file_that_is_not_there_is_told_at_its_beginning() -> None:
    (problem,) = problems_of(BROKEN / "unreadable.yaml")

    assert (problem.line, problem.column) == (1, 1)


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_problem_has_its_words_in_both_languages(path: Path, lang: Language) -> None:
    (problem,) = problems_of(path)

    told = render(problem, lang).split("\n")[0]

    assert told.startswith(f"{path}:{problem.line}:{problem.column}: ")
    assert told.endswith(f"  [{path.stem}]")
    assert what(problem, lang) in told
    assert mend(problem, lang) in told
    assert not re.search(r"\s[@]\w|\(None\)|\(\)|“”|« »", told), "a value is missing or was not put into words"


def test_no_two_codes_say_the_same() -> None:
    for lang in Language:
        said = [told.says[lang] for code, told in words().items() if code != "todo"]
        assert len(set(said)) == len(said)


def test_french_and_english_take_up_the_same_values() -> None:
    slots = re.compile(r"(?<!\{)\{(\w+)\}")
    for code, told in words().items():
        for part in (told.says, told.mend, told.hint):
            assert set(slots.findall(part["fr"])) == set(slots.findall(part["en"])), code


def test_the_page_on_problems_has_a_section_for_each_code() -> None:
    page = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")

    assert re.findall(r"^### ([a-z-]+)$", page, re.MULTILINE) == list(words())
