"""`bot.py new`: an attendee to start from."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from coaching.authoring.check import check
from coaching.authoring.examples import with_understanding
from coaching.authoring.keys import blocks
from coaching.authoring.render import line
from coaching.authoring.starter import SCHEMA, id_from, write_starter
from coaching.language import Language
from coaching.plausibility.survey import CROWD
from tests.commands.running import Outcome, bot
from tests.content import understanding


def made(name: str, folder: Path, lang: str = "en", *, anew: bool = False) -> Outcome:
    return bot("new", name, "--in", folder, "--lang", lang, data=folder, anew=anew)


@pytest.mark.parametrize("lang", list(Language))
def test_a_starter_is_sound_as_made_and_everything_in_it_can_be_met(lang: Language, tmp_path: Path) -> None:
    file = tmp_path / "brave_baker.yaml"
    write_starter("Brave baker", file, lang)

    problems = check([file], with_understanding(understanding()), learners=CROWD)

    assert [line(problem, Language.EN) for problem in problems] == []


@pytest.mark.parametrize("lang", list(Language))
def test_each_part_of_a_starter_has_its_comment(lang: Language, tmp_path: Path) -> None:
    file = tmp_path / "brave_baker.yaml"
    write_starter("Brave baker", file, lang)

    source = file.read_text(encoding="utf-8")

    parts = re.findall(r"^\n((?:#.*\n)+)?(\w+):", source, re.MULTILINE)
    commented = {key for comment, key in parts if comment}
    assert commented >= {"title", "facts", "topics", "needs", "reactions", "card_request", "rehearsals"}
    assert commented <= set(blocks()["scenario"].keys)


def test_a_new_attendee_is_made_checked_and_met_by_the_commands_it_names(tmp_path: Path) -> None:
    done = made("Élise la brave", tmp_path, anew=True)

    file = tmp_path / "elise_la_brave.yaml"
    assert (done.code, done.err) == (0, "")
    assert f"check {file}" in done.out
    assert f"practice {file}" in done.out
    assert bot("check", "--quick", file, data=tmp_path).code == 0
    assert "Robin" in bot("practice", file, "--lang", "en", data=tmp_path, given="Hello!\n").out


def test_an_editor_is_shown_the_schema_beside_the_file(tmp_path: Path) -> None:
    made("baker", tmp_path)

    first = (tmp_path / "baker.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={SCHEMA}"
    assert json.loads((tmp_path / SCHEMA).read_text(encoding="utf-8"))["$defs"]["scenario"]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "baker.yaml").write_text("mine", encoding="utf-8")

    done = made("Baker", tmp_path)

    assert (done.code, done.out) == (1, "")
    assert "baker.yaml is there already" in done.err
    assert (tmp_path / "baker.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["", "é", "12 bakers", "…", "x" * 60])
def test_a_name_no_file_can_have_is_told_and_nothing_is_made(name: str, tmp_path: Path) -> None:
    done = made(name, tmp_path)

    assert (done.code, done.out) == (1, "")
    assert len(done.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    done = bot("new", "baker", "--in", tmp_path / "file" / "below", data=tmp_path)

    assert done.code in (1, 2)
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("name", "made_of_it"),
    [
        ("Quiet beekeeper", "quiet_beekeeper"),
        ("quiet-beekeeper.yaml", "quiet_beekeeper"),
        ("../../etc/passwd", "etc_passwd"),
        ("L'œil d'Ézéchiel {id}", "l_oeil_d_ezechiel_id"),
    ],
)
def test_a_name_makes_an_id(name: str, made_of_it: str) -> None:
    assert id_from(name) == made_of_it
