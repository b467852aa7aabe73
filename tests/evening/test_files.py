"""The evenings' files as people write them: what is read, and what is told."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from coaching.authoring.check import check
from coaching.authoring.evenings import check_evening_file, evening_files
from coaching.authoring.problems import Problem
from coaching.evening.place import Stand
from coaching.language import Language
from tests.content import ROOT, library
from tests.evening.content import evenings, venue

SCENARIOS = ROOT / "scenarios"
PERSON = "people/defensive_photographer.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SCENARIOS / "evenings", tmp_path / "evenings")
    return tmp_path / "evenings"


def told(path: Path) -> tuple[Problem, ...]:
    return check_evening_file(path, library())


def codes(path: Path) -> list[str]:
    return [problem.code for problem in told(path)]


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_our_own_files_are_sound() -> None:
    found = [problem for path in evening_files(SCENARIOS) for problem in told(path)]

    assert [(one.code, one.path, one.line) for one in found] == []


def test_there_are_twenty_introductions_that_fit_in_each_language() -> None:
    counts = Counter(pair.lang for pair in evenings().pairs)

    assert all(counts[lang] >= 20 for lang in Language)


@pytest.mark.parametrize("occasion", ["soiree", "five_to_seven", "coworking_day", "alumni_reception"])
def test_everybody_finds_a_place_of_their_kind_and_one_can_rest_somewhere(occasion: str) -> None:
    places = venue(occasion).occasion.places

    assert {stand for place in places for stand in place.holds} == set(Stand)
    assert any(place.is_break for place in places)


def test_a_misspelt_key_is_told_with_the_right_one(folder: Path) -> None:
    rewrite(folder / PERSON, "goodbye_kind:", "goodbye_kid:")

    (problem,) = (one for one in told(folder / PERSON) if one.code == "unknown-key")

    assert ("nearest", "goodbye_kind") in problem.values


def test_too_few_wordings_are_told(folder: Path) -> None:
    rewrite(folder / PERSON, '    - "*il fait un demi-pas vers la lumière*"\n', "")
    rewrite(folder / PERSON, '    - "*il règle quelque chose sur son appareil, sans raison*"\n', "")

    assert codes(folder / PERSON) == ["few-wordings"]


def test_a_need_or_a_fact_of_somebody_else_is_told(folder: Path) -> None:
    pairs = folder / "introductions.yaml"
    rewrite(pairs, "need: makers", "need: tape")
    rewrite(pairs, "facts: [craft, masterpiece, tools_kept]", "facts: [the_tape]")

    assert sorted(codes(pairs)) == ["unknown-fact", "unknown-need"]


def test_a_missing_language_is_told(folder: Path) -> None:
    occasion = folder / "occasions" / "soiree.yaml"
    rewrite(
        occasion, 'name: {fr: "une soirée de 75 personnes", en: "a 75-person evening do"}', 'name: {fr: "une soirée"}'
    )

    assert codes(occasion) == ["missing-language"]


def test_a_folder_of_scenarios_is_checked_with_its_evenings(folder: Path) -> None:
    rewrite(folder / PERSON, "stands: alone", "stands: upside_down")
    for path in evening_files(folder.parent):
        if path != folder / PERSON:
            path.unlink()

    assert [problem.code for problem in check([folder.parent])] == ["unknown-choice"]
