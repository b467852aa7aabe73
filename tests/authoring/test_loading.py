from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.authoring.check import check
from coaching.authoring.library import Common, read_common, read_library, read_scenario
from coaching.authoring.render import report
from coaching.language import Language
from tests.authoring.files import BAKER, FOLDER, codes, read

MERGE_BOMB = "a: &a {x: 1}\n" + "\n".join(
    f"{chr(98 + n)}: &{chr(98 + n)} {{<<: [*{', *'.join(chr(97 + n) for _ in range(9))}]}}" for n in range(8)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 100_000, "too-deep"),
        ("{a: " * 50_000, "too-deep"),
        ("- " * 50_000, "too-deep"),
        ("? " * 50_000, "too-deep"),
        ("a:\n" + "\n".join(" " * n + "b:" for n in range(1, 400)), "too-deep"),
        ("facts: [" + "a, " * 30_000 + "]", "too-large"),
        ("x" * 300_000, "too-large"),
        (MERGE_BOMB, "not-allowed"),
        ("a: *nobody", "not-allowed"),
        ("a: !!python/object/apply:os.system [id]", "not-allowed"),
        ("a: !<tag:yaml.org,2002:timestamp> 99999-99-99", "not-allowed"),
        ("%YAML 1.1\n---\na: 1\n---\nb: 2", "not-allowed"),
        ("a: 1\n\0", "not-text"),
        ("a: \ud800", "not-text"),
        ("a: b: c", "syntax"),
        ("a: 'never closed", "syntax"),
        ("\t- a", "syntax"),
        ("%NOT YAML", "syntax"),
        ("- a\n- b", "wrong-type"),
        ("just words", "wrong-type"),
    ],
)
def test_a_hostile_file_is_refused_with_one_plain_problem(text: str, code: str) -> None:
    scenario, problems = read(text)

    assert scenario is None
    assert codes(problems) == [code]


@pytest.mark.parametrize("value", ["9" * 5000, "99999-99-99", "1e999", "0x" + "f" * 4000, ".inf", "0o7", "3.0", '"2"'])
def test_a_number_that_is_none_is_a_problem_at_its_place(value: str) -> None:
    text = BAKER.read_text(encoding="utf-8").replace("difficulty: 1", f"difficulty: {value}")

    _, problems = read(text)

    assert [(problem.code, problem.line, problem.column) for problem in problems] == [("bad-number", 4, 13)]


def test_an_empty_file_lacks_everything_and_says_so() -> None:
    _, problems = read("")

    assert set(codes(problems)) == {"missing-key"}
    assert len(problems) == 8


def test_a_file_with_windows_line_ends_reads_the_same() -> None:
    text = BAKER.read_text(encoding="utf-8")

    plain, _ = read(text)
    windows, problems = read(text.replace("\n", "\r\n"))

    assert problems == ()
    assert windows == plain


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_problems_and_never_an_exception(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "anyone.yaml").write_bytes(data)

    scenarios, problems = read_library(folder)

    assert scenarios == {}
    assert report(problems, Language.FR)


LINES = BAKER.read_text(encoding="utf-8").split("\n")


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_mangled_scenario_gives_problems_and_never_an_exception(data: st.DataObject) -> None:
    text = "\n".join(LINES)
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 30)))
        put = data.draw(
            st.sampled_from(["", "\n", "\t", "  ", "{", "}", "[", "]", ":", "#", '"', "*", "&", "- ", "\u2028"])
        )
        text = text[:start] + put + text[end:]

    scenario, problems = read_scenario(text, "baker.yaml", Common())
    _, common_problems = read_common(text, "_common.yaml")

    assert scenario is not None or problems
    assert report((*problems, *common_problems), Language.EN)


def test_a_thousand_unknown_names_among_a_thousand_known_are_all_told() -> None:
    facts = "\n".join(f'  fact_{n}: {{fr: "Fait {n}.", en: "Fact {n}."}}' for n in range(1000))
    knows = ", ".join(f"fakt_{n}" for n in range(1000))
    said = "says: {fr: A, en: B}\n    lesson: {fr: C, en: D}"
    ending = f"  x:\n    result: won\n    when: {{knows: [{knows}]}}\n    {said}"

    _, problems = read(f"facts:\n{facts}\nendings:\n{ending}\n")

    assert codes(problems).count("unknown-fact") == 1000


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")

    scenarios, problems = read_library(tmp_path)

    assert scenarios == {}
    assert [Path(problem.path).name for problem in problems] == ["_common.yaml", "folder.yaml", "pipe.yaml"]
    assert set(codes(problems)) == {"unreadable"}


def test_two_files_of_one_name_are_not_taken_for_one_another(tmp_path: Path) -> None:
    for name in ("the-baker", "the_baker"):
        text = BAKER.read_text(encoding="utf-8").replace("id: baker", "id: the_baker")
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "_common.yaml").write_text((FOLDER / "_common.yaml").read_text(encoding="utf-8"), encoding="utf-8")

    scenarios, problems = read_library(tmp_path)

    assert list(scenarios) == ["the_baker"]
    assert codes(problems) == ["id-mismatch"]


def test_a_terminal_is_not_moved_by_what_a_file_holds() -> None:
    _, problems = read('"\\e[31m\\u202Eevil": 1\nopening: {fr: "a\u202eb {x}", en: "b"}\n')

    told = report(problems, Language.EN)

    assert "\x1b" not in told
    assert "\u202e" not in told


def test_checking_a_folder_names_each_file_once() -> None:
    assert check([FOLDER, BAKER, FOLDER]) == ()
