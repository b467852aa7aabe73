"""`bot.py sample` and `bot.py why`: what an author asks of a scenario."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.authoring.files import ROOT
from tests.commands.running import Outcome, bot

TEMPLATE = ROOT / "scenarios" / "_template.yaml"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    file = tmp_path / "my_attendee.yaml"
    file.write_bytes(TEMPLATE.read_bytes())
    return file


def sampled(*texts: str, mine: Path, given: str = "", anew: bool = False) -> Outcome:
    return bot("sample", mine, *texts, "--lang", "en", data=mine.parent, given=given, anew=anew)


def test_a_question_finds_its_topic_with_the_nearest_examples(mine: Path) -> None:
    done = sampled("So what time do you get up?", mine=mine, anew=True)

    assert (done.code, done.err) == (0, "")
    assert re.search(r"topic nights, \d+ % sure", done.out)
    assert "What time do you get up?" in done.out


def test_a_question_on_nothing_says_so_and_shows_what_was_nearest(mine: Path) -> None:
    done = sampled("Which planets have you visited with your elephants?", mine=mine)

    assert "No topic is near enough" in done.out
    assert re.search(r"(bread|nights): ", done.out)


def test_help_finds_the_need_it_meets(mine: Path) -> None:
    assert "need apprentice" in sampled("I can introduce you to a baking school", mine=mine).out


def test_without_a_text_lines_are_read(mine: Path) -> None:
    done = sampled(mine=mine, given="What do you do?\n\nDo you work nights?\n")

    assert done.out.count("“") == 2
    assert done.out.index("topic bread") < done.out.index("topic nights")


@pytest.mark.parametrize("command", ["sample", "why"])
def test_nobody_of_that_name_is_told(command: str, tmp_path: Path) -> None:
    done = bot(command, "nobody_at_all", "Hello", data=tmp_path)

    assert (done.code, done.out) == (1, "")
    assert "nobody_at_all" in done.err


def test_every_line_is_traced_to_its_place_in_the_files(mine: Path) -> None:
    done = bot("why", mine, "Good evening!", "Do you work nights?", "--lang", "en", data=mine.parent, anew=True)

    assert (done.code, done.err) == (0, "")
    source = mine.read_text(encoding="utf-8").splitlines()
    places = re.findall(rf"{re.escape(str(mine))}:(\d+)  (\S+)", done.out)
    assert [keys for _, keys in places] == ["opening", "topics.nights.answers.polite"]
    assert all("en:" in source[int(line) - 1] for line, _ in places)
    assert re.search(r"_common\.yaml:\d+  lines\.greeting", done.out)


def test_what_was_read_and_why_trust_moved_are_told(mine: Path) -> None:
    done = bot("why", mine, "--lang", "en", data=mine.parent, given="Do you work nights?\nYou idiot!\nBye\n")

    assert "closed_question (“Do you work nights”)" in done.out
    assert re.search(r"about: nights \d+ %", done.out)
    assert "tells the fact alone_at_night" in done.out
    assert "+1  A closed question" in done.out
    assert "−25  The tone hurt" in done.out


def test_an_attendee_of_the_folder_is_accounted_for_too(tmp_path: Path) -> None:
    done = bot("why", "club_regular", "Bonsoir!", "--lang", "fr", data=tmp_path)

    assert (done.code, done.err) == (0, "")
    assert "scenarios/club_regular.yaml:" in done.out
