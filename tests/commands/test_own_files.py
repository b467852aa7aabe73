"""An author's file in a folder of their own: met, played and checked by its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.authoring.files import ROOT
from tests.commands.running import Outcome, bot

TEMPLATE = ROOT / "scenarios" / "_template.yaml"
SCRIPT = """
id: mine
scenario: {scenario}
lang: en
messages: ["Good evening! Which bread do you like?"]
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder without a _common.yaml of its own."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "my_attendee.yaml").write_bytes(TEMPLATE.read_bytes())
    return folder


def practised(scenario: str, mine: Path, at: Path = ROOT) -> Outcome:
    return bot("practice", scenario, "--lang", "en", data=mine, given="Good evening!\n", at=at)


def test_a_file_is_practised_with_from_another_folder(mine: Path) -> None:
    done = practised(str(mine / "my_attendee.yaml"), mine)

    assert (done.code, done.err) == (0, "")
    assert "Nora" in done.out


@pytest.mark.parametrize("name", ["my_attendee.yaml", "./my_attendee.yaml", "../mine/my_attendee.yaml"])
def test_a_files_place_is_told_from_where_one_is(name: str, mine: Path) -> None:
    done = practised(name, mine, at=mine)

    assert (done.code, done.err) == (0, "")
    assert "Nora" in done.out


def test_a_script_names_a_file_from_where_one_is_or_from_its_own_folder(mine: Path) -> None:
    script = mine / "script.yaml"
    script.write_text(SCRIPT.format(scenario="my_attendee.yaml"), encoding="utf-8")

    for at in (mine, ROOT):
        done = bot("play", script, "--json", data=mine, at=at)
        assert (done.code, done.err) == (0, "")
        assert json.loads(done.out)["scenario"] == "my_attendee"


def test_a_file_that_is_not_there_is_told_and_nobody_is_met(mine: Path) -> None:
    done = practised("nowhere/nobody.yaml", mine)

    assert (done.code, done.out) == (1, "")
    assert "nowhere/nobody.yaml" in done.err


def test_a_broken_file_says_how_to_learn_more(mine: Path) -> None:
    file = mine / "my_attendee.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("difficulty: 1", "difficulty: 7"), encoding="utf-8")

    done = practised("my_attendee.yaml", mine, at=mine)

    assert done.code == 1
    assert "bot.py check my_attendee.yaml" in done.err
    assert bot("check", "--quick", "my_attendee.yaml", data=mine, at=mine).code == 1


@pytest.mark.parametrize("name", ["x" * 5000 + ".yaml", "\n.yaml", "..yaml"])
def test_no_files_name_is_too_odd(name: str, mine: Path) -> None:
    done = practised(name, mine)

    assert done.code == 1
    assert len(done.err.splitlines()) == 1
