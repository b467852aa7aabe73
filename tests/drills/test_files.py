"""Drill files as people write them: what is read, and what is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coaching.authoring.check import check
from coaching.authoring.drills import read_drills
from coaching.authoring.problems import Problem
from coaching.language import Language
from tests.drills.content import SCENARIOS, drills

MINE = """format: 1
kind: follow_up
lang: en
items:
  - id: mine
    given: "I meant to stay a year. That was in 1998."
    models: ["What made you stay?", "How did the first year go?"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SCENARIOS / "drills", tmp_path / "drills")
    return tmp_path


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.code, Path(problem.path).name) for problem in problems]


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_kinds_keep_the_order_of_their_file(folder: Path) -> None:
    kinds = (folder / "drills" / "kinds.yaml").read_text(encoding="utf-8")

    places = [kinds.index(f"\n  {name}:\n") for name in drills()]

    assert places == sorted(places)


def test_a_file_of_ones_own_adds_its_items(folder: Path) -> None:
    (folder / "drills" / "en" / "mine.yaml").write_text(MINE, encoding="utf-8")

    found, problems = read_drills(folder)

    assert problems == ()
    follow_up = next(drill for drill in found if drill.id == "follow_up")
    assert len(follow_up.items[Language.EN]) == len(drills()["follow_up"].items[Language.EN]) + 1
    assert follow_up.item(Language.EN, "mine") is not None


def test_a_broken_file_of_items_is_left_out_and_told(folder: Path) -> None:
    rewrite(folder / "drills" / "en" / "reflect.yaml", "kind: reflect", "kind: refelct")

    found, problems = read_drills(folder)

    assert told(problems) == [("unknown-drill", "reflect.yaml")]
    reflect = next(drill for drill in found if drill.id == "reflect")
    assert (len(reflect.items[Language.EN]), reflect.items[Language.FR]) == (
        0,
        drills()["reflect"].items[Language.FR],
    )


def test_without_sound_kinds_there_are_no_drills(folder: Path) -> None:
    rewrite(folder / "drills" / "kinds.yaml", "points: 35", "points: 36")

    found, problems = read_drills(folder)

    assert found == ()
    assert told(problems) == [("wrong-sum", "kinds.yaml")]


def test_a_folder_without_drills_is_told(tmp_path: Path) -> None:
    found, problems = read_drills(tmp_path)

    assert found == ()
    assert told(problems) == [("unreadable", "kinds.yaml")]


def test_check_looks_at_the_drills_of_a_folder_and_finds_nothing_in_ours(folder: Path) -> None:
    assert check([folder / "drills"]) == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  - id: fu02", "  - id: fu01", "same-item"),
        ("  - id: fu02", "  - id: Fu 2", "bad-id"),
        ("    scene:", "    scnee:", "unknown-key"),
        ("kind: follow_up", "kind: follow_upp", "unknown-drill"),
        ("lang: en", "lang: eng", "unknown-choice"),
        ("format: 1", "format: 2", "bad-format"),
        ('    given: "', '    given: "' + "word " * 80, "line-too-long"),
    ],
)
def test_a_slip_in_a_file_of_items_is_told(old: str, new: str, code: str, folder: Path) -> None:
    path = folder / "drills" / "en" / "follow_up.yaml"
    rewrite(path, old, new)

    assert told(check([path])) == [(code, "follow_up.yaml")]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("      - wants: [open_question, closed_question]", "      - wants: [open_questoin]", "unknown-move"),
        ("given_by: learner", "given_by: nobdy", "unknown-choice"),
        ("{like: no_selling, points: 40}", "{like: no_sellin, points: 40}", "unknown-check"),
        ("    task:", "    tsak:", "unknown-key"),
        ("« {quote} » : là, ça vend.", "« {citation} » : là, ça vend.", "unknown-slot"),
        ("takes_up: true", "takes_up: false", "bad-check"),
    ],
)
def test_a_slip_in_the_kinds_is_told(old: str, new: str, code: str, folder: Path) -> None:
    path = folder / "drills" / "kinds.yaml"
    rewrite(path, old, new)

    assert told(check([path])) == [(code, "kinds.yaml")]


def test_a_kind_without_enough_items_is_told_with_its_language(folder: Path) -> None:
    (folder / "drills" / "fr" / "reflect.yaml").unlink()

    (problem,) = check([folder / "drills"])

    assert problem.code == "few-items"
    assert {("kind", "reflect"), ("count", "0"), ("lang", "@fr")} <= set(problem.values)


def test_an_item_must_say_what_one_does_where_the_answer_has_to(folder: Path) -> None:
    path = folder / "drills" / "en" / "what_do_you_do.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.strip().startswith("sells:"))
    path.write_text("".join([*lines[:at], *lines[at + 1 :]]), encoding="utf-8")

    (problem,) = check([path])

    assert (problem.code, dict(problem.values)["key"]) == ("drill-missing-key", "sells")
