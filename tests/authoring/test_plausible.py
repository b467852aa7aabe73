"""What `check` tells of a file once learners have tried it, and what it tells of wordings too much alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching.authoring.alike import fold
from coaching.authoring.check import check
from coaching.authoring.problems import Problem, Severity, has_errors
from tests.authoring.files import BAKER, BROKEN, FOLDER

CROWD = 60


def problems_of(path: Path, learners: int = CROWD) -> tuple[Problem, ...]:
    return check([path], usual=FOLDER, learners=learners)


def baker_in(folder: Path, old: str, new: str) -> Path:
    text = BAKER.read_text(encoding="utf-8")
    assert old in text
    (folder / "_common.yaml").write_bytes((FOLDER / "_common.yaml").read_bytes())
    file = folder / "baker.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def test_nobody_finds_anything_out_of_reach_in_the_baker() -> None:
    assert problems_of(BAKER) == ()


def test_what_is_out_of_reach_is_advice_and_keeps_nobody_from_playing() -> None:
    (problem,) = problems_of(BROKEN / "ending-out-of-reach.yaml")

    assert problem.severity is Severity.ADVICE
    assert not has_errors([problem])


def test_without_learners_nothing_is_said_to_be_out_of_reach() -> None:
    assert problems_of(BROKEN / "ending-out-of-reach.yaml", learners=0) == ()


def test_a_need_out_of_reach_stands_for_the_fact_that_hints_at_it() -> None:
    assert [problem.code for problem in problems_of(BROKEN / "need-out-of-reach.yaml")] == ["need-out-of-reach"]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        # The same words in another order, with other signs: still the same question.
        ('"votre équipe"', '"le pain VOTRE?", "votre pain, c\'est…"', []),
        ('"votre équipe"', '"Votre PAIN !"', ["shared-question"]),
        ('"votre équipe"', '"pain votre"', ["shared-question"]),
        # A word of difference in a long line is too little, in a short one it is enough.
        (
            '"*elle soupire* Un an',
            '"Je cherche un apprenti depuis un an. Personne ne veut se lever.", "Un an',
            ["similar-line"],
        ),
        ('fr: "Du pain.", en: "Bread."', 'fr: ["Du pain.", "Deux pains.", "Dur, pain."], en: "Bread."', []),
    ],
)
def test_wordings_are_compared_by_their_words(old: str, new: str, codes: list[str], tmp_path: Path) -> None:
    assert [problem.code for problem in problems_of(baker_in(tmp_path, old, new), learners=0)] == codes


def test_a_word_folded_is_the_word_alone() -> None:
    assert fold("  Ça, *l'été*… à SŒUR!") == "ca l ete a soeur"


def test_a_file_with_errors_is_not_rehearsed(tmp_path: Path) -> None:
    file = baker_in(tmp_path, "difficulty: 1", "difficulty: 9")

    assert [problem.code for problem in problems_of(file)] == ["bad-number"]
