"""What people who had not read an author's examples asked: read behind the author's own, checked, kept with a copy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copy

import pytest
import yaml
from jsonschema import Draft202012Validator

from coaching.app import App
from coaching.authoring.anywhere import read_anywhere
from coaching.authoring.check import check
from coaching.authoring.heard import joined, parted
from coaching.authoring.library import copy_of, read_copy, read_library
from coaching.authoring.load import LARGEST
from coaching.authoring.problems import Problem
from coaching.authoring.render import line
from coaching.authoring.schema import schema
from coaching.language import Language, Lines
from coaching.services.events import Begun, Running
from coaching.settings import Settings
from tests.authoring.files import BAKER, FOLDER, ROOT, baker, codes, common

HEARD = """# What people asked.
format: 1
topics:
  bread:
    fr:
      - "c quoi ta miche preferee"
      - "Vous faites des baguettes, j'imagine ?"
    en:
      - "which loaf is yours then"
off_topic:
  fr:
    - "vous suivez le hockey ?"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the baker, what they share, and room for what was heard."""
    for path in (BAKER, FOLDER / "_common.yaml"):
        copy(path, tmp_path)
    (tmp_path / "heard").mkdir()
    return tmp_path


def hearing(folder: Path, text: str) -> Path:
    path = folder / "heard" / "baker.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_was_heard_stands_behind_the_authors_own(folder: Path) -> None:
    hearing(folder, HEARD)

    scenarios, problems = read_library(folder)

    assert problems == ()
    bread, help_ = scenarios["baker"].topics
    own, own_help = baker().topics
    assert bread.asked_with == Lines(
        (*own.asked_with.fr, "c quoi ta miche preferee", "Vous faites des baguettes, j'imagine ?"),
        (*own.asked_with.en, "which loaf is yours then"),
    )
    assert help_ == own_help
    assert scenarios["baker"].off_topic == Lines(("vous suivez le hockey ?",), ())


def test_the_attendee_is_otherwise_as_the_author_wrote_it(folder: Path) -> None:
    alone = read_library(folder)[0]["baker"]
    hearing(folder, HEARD)
    scenario = read_library(folder)[0]["baker"]

    topics = tuple(
        replace(its, asked_with=own.asked_with) for its, own in zip(scenario.topics, alone.topics, strict=True)
    )

    assert alone == baker()
    assert replace(scenario, topics=topics, off_topic=alone.off_topic) == alone


def test_a_question_the_author_wrote_too_is_not_doubled(folder: Path) -> None:
    own = baker().topics[0].asked_with.fr
    asked = "\n".join(f'      - "{text}"' for text in (own[1], "pis le pain ?", "pis le pain ?"))
    hearing(folder, f"format: 1\ntopics:\n  bread:\n    fr:\n{asked}\n")

    assert read_library(folder)[0]["baker"].topics[0].asked_with.fr == (*own, "pis le pain ?")


def test_a_file_in_any_folder_has_what_was_heard_beside_it(folder: Path) -> None:
    (folder / "_common.yaml").unlink()
    hearing(folder, HEARD)

    draft, problems = read_anywhere(folder / "baker.yaml", FOLDER)

    assert problems == ()
    assert draft is not None
    assert "which loaf is yours then" in draft.scenario.topics[0].asked_with.en


def test_an_unknown_topic_is_told_at_its_place_with_the_one_meant(folder: Path) -> None:
    path = hearing(folder, HEARD.replace("bread:", "braed:"))
    known = BAKER.read_text(encoding="utf-8").split("\n").index("  bread:") + 1

    scenarios, (problem,) = read_library(folder)

    assert scenarios == {}
    assert line(problem, Language.EN) == (
        f"{path}:4:3: error: the topic “braed” is not defined. "
        f"Did you mean “bread” (line {known}, {folder / 'baker.yaml'})?  [unknown-topic]"
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("format: 1\n", "", "missing-key", (2, 1)),
        ("format: 1", "format: 2", "bad-format", (2, 9)),
        ("format: 1", "format: 1\nneeds: {}", "unknown-key", (3, 1)),
        ("    en:", "    de:", "unknown-key", (8, 5)),
        ('"which loaf is yours then"', '["which loaf is yours then"]', "wrong-type", (9, 9)),
        ("off_topic:\n  fr:", "off_topic:", "wrong-type", (10, 1)),
        ('"vous suivez le hockey ?"', "Hockey : vous suivez ?", "unquoted", (12, 7)),
        ("vous suivez le hockey ?", "", "empty-text", (12, 7)),
        ('"which loaf is yours then"', '"which loaf', "syntax", (12, 8)),
        ("topics:", "---\ntopics:", "not-allowed", (3, 1)),
        ("which", "wh\x07ich", "not-text", (9, 12)),
    ],
)
def test_what_is_wrong_in_it_is_told_in_its_own_file(
    folder: Path, old: str, new: str, code: str, at: tuple[int, int]
) -> None:
    assert HEARD.count(old) == 1
    path = hearing(folder, HEARD.replace(old, new))

    scenarios, problems = read_library(folder)

    assert scenarios == {}
    assert [(one.path, one.code, (one.line, one.column)) for one in problems] == [(str(path), code, at)]


def test_it_has_room_of_its_own_and_no_more(folder: Path) -> None:
    most = LARGEST - len(HEARD.encode())
    hearing(folder, HEARD + "#" * most)
    assert list(read_library(folder)[0]) == ["baker"]

    path = hearing(folder, HEARD + "#" * (most + 1))
    scenarios, (problem,) = read_library(folder)

    assert scenarios == {}
    assert (problem.code, problem.path) == ("too-large", str(path))


def test_what_is_there_and_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "heard" / "baker.yaml").mkdir()

    scenarios, (problem,) = read_library(folder)

    assert scenarios == {}
    assert (problem.code, Path(problem.path)) == ("unreadable", folder / "heard" / "baker.yaml")


def test_problems_of_both_files_are_told_at_once(folder: Path) -> None:
    file = folder / "baker.yaml"
    file.write_text(BAKER.read_text(encoding="utf-8").replace("difficulty: 1", "difficulty: 9"), encoding="utf-8")
    hearing(folder, HEARD.replace("format: 1", "format: 9"))

    found = check([folder])

    assert [(Path(one.path), one.code) for one in found] == [
        (file, "bad-number"),
        (folder / "heard" / "baker.yaml", "bad-format"),
    ]


def shared(folder: Path, text: str) -> Problem:
    hearing(folder, text)
    (problem,) = check([folder])
    return problem


def test_a_question_heard_of_another_topic_than_the_authors_is_told(folder: Path) -> None:
    source = BAKER.read_text(encoding="utf-8").split("\n")
    asked = baker().topics[1].asked_with.en[0]
    at = next(number for number, text in enumerate(source, start=1) if f'"{asked}"' in text)

    problem = shared(folder, HEARD.replace("which loaf is yours then", asked.upper()))

    assert (problem.code, problem.line, problem.column) == ("shared-question", 9, 9)
    assert Path(problem.path) == folder / "heard" / "baker.yaml"
    assert dict(problem.values) == {"topic": "help", "line": f"{at}, {folder / 'baker.yaml'}"}


def test_a_question_heard_of_two_topics_is_told(folder: Path) -> None:
    twice = '  help:\n    en:\n      - "Which loaf is yours, then?"\noff_topic:'

    problem = shared(folder, HEARD.replace("off_topic:", twice))

    assert (problem.code, problem.line, dict(problem.values)) == (
        "shared-question",
        12,
        {"topic": "bread", "line": "9"},
    )


def test_the_file_itself_or_its_folder_can_be_checked(folder: Path) -> None:
    path = hearing(folder, HEARD)
    assert check([path]) == ()

    hearing(folder, HEARD.replace("bread:", "wine:"))

    assert codes(check([path])) == codes(check([path.parent])) == ["unknown-topic"]
    assert check([path, folder / "baker.yaml", folder]) == check([folder])


def test_what_was_heard_of_nobody_is_told(folder: Path) -> None:
    hearing(folder, HEARD).rename(folder / "heard" / "nobody.yaml")

    (problem,) = check([folder])

    assert (problem.code, Path(problem.path)) == ("unreadable", folder / "nobody.yaml")


def test_a_copy_holds_both_and_reads_as_the_files_did(folder: Path) -> None:
    hearing(folder, HEARD)
    scenario = read_library(folder)[0]["baker"]

    kept = copy_of(folder / "baker.yaml")
    hearing(folder, HEARD.replace("which loaf", "what bun"))

    assert [type(one) for one in yaml.safe_load_all(kept)] == [dict, dict]
    assert read_copy(kept, "baker.yaml", common()) == scenario
    assert read_library(folder)[0]["baker"] != scenario


def test_a_copy_of_one_document_still_reads() -> None:
    assert read_copy(BAKER.read_text(encoding="utf-8"), "baker.yaml", common()) == baker()


@pytest.mark.parametrize("heard", [None, HEARD, "", "# Heard.\n---\n" + HEARD])
@pytest.mark.parametrize("above", ["", "---\n", "# The baker.\n---\n", "%YAML 1.1\n# The baker.\n\n---\n"])
def test_a_copy_falls_into_the_texts_it_was_made_from(above: str, heard: str | None) -> None:
    text = above + BAKER.read_text(encoding="utf-8")

    assert parted(joined(text, heard)) == (text, heard)


async def test_a_kept_rehearsal_goes_on_with_the_examples_it_began_with(folder: Path) -> None:
    path = hearing(folder, HEARD)
    settings = Settings(data=folder / "data", scenarios=folder)
    async with App(settings).store() as store, store.transaction() as tx:
        learner = await tx.learners.add(7, 7, Language.FR)
        begun = await App(settings).practice.begin(tx, learner, "baker")
        assert isinstance(begun, Begun)

    path.unlink()
    async with App(settings).store() as store, store.transaction() as tx:
        running = await App(settings).practice.running(tx, learner)

    assert isinstance(running, Running)
    assert running.scenario == begun.scenario
    assert "which loaf is yours then" in running.scenario.topics[0].asked_with.en


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios").glob("[a-z]*.yaml")), ids=lambda path: path.stem)
def test_of_every_attendee_something_was_heard_and_it_is_valid_under_the_schema(path: Path) -> None:
    heard = yaml.safe_load((path.parent / "heard" / path.name).read_text(encoding="utf-8"))

    errors = Draft202012Validator(schema() | {"$ref": "#/$defs/heard"}).iter_errors(heard)

    assert [error.message for error in errors] == []
    written = yaml.safe_load(path.read_text(encoding="utf-8"))["topics"]
    assert heard["topics"].keys() <= written.keys()
    for name, said in heard["topics"].items():
        for lang, asked in said.items():
            assert not set(asked) & set(written[name]["asked_with"][lang]), (name, lang)
