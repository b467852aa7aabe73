from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import yaml

from coaching.authoring.notes import NoteRubricError, read_note_rubric
from coaching.followup.marking import NoteMarks, mark_note
from coaching.followup.met import Met, spoken
from coaching.followup.rubric import Aspect, NoteRubric, Verdict
from coaching.language import Language
from coaching.understanding import Understanding

HERE = Path(__file__).parent
GOOD_FROM, BAD_BELOW = 70, 55  # score


@dataclass(frozen=True)
class Sheet:
    met: Met
    good: tuple[str, ...]
    bad: tuple[tuple[str, dict[str, str]], ...]


def sheet(lang: str) -> Sheet:
    root = yaml.safe_load((HERE / f"notes_{lang}.yaml").read_text(encoding="utf-8"))
    met = Met(
        person=root["person"],
        scenario="somebody",
        lang=Language(lang),
        sells=root["sells"],
        theirs=tuple(spoken(line["attendee"]) for line in root["talk"] if "attendee" in line),
        mine=tuple(line["learner"] for line in root["talk"] if "learner" in line),
    )
    return Sheet(met, tuple(root["good"]), tuple((one["note"], one["finds"]) for one in root["bad"]))


SHEETS = {lang: sheet(lang) for lang in ("fr", "en")}
GOOD = [(lang, note) for lang, its in SHEETS.items() for note in its.good]
BAD = [(lang, note, finds) for lang, its in SHEETS.items() for note, finds in its.bad]


def found(marks: NoteMarks) -> dict[str, str]:
    return {one.aspect.value: one.verdict.value for one in marks.findings}


@pytest.mark.parametrize(("lang", "note"), GOOD)
def test_a_note_one_would_send_is_told_good(
    lang: str, note: str, understanding: Understanding, rubric: NoteRubric
) -> None:
    marks = mark_note(note, SHEETS[lang].met, understanding, rubric)

    assert marks.score >= GOOD_FROM
    assert found(marks)["detail"] == "held"


@pytest.mark.parametrize(("lang", "note", "finds"), BAD)
def test_what_is_wrong_with_a_note_is_told(
    lang: str, note: str, finds: dict[str, str], understanding: Understanding, rubric: NoteRubric
) -> None:
    marks = mark_note(note, SHEETS[lang].met, understanding, rubric)

    assert marks.score < BAD_BELOW
    assert finds.items() <= found(marks).items()


@pytest.mark.parametrize(("lang", "note"), [*GOOD, *((lang, note) for lang, note, _ in BAD)])
def test_every_finding_quotes_the_note_and_a_detail_what_was_said(
    lang: str, note: str, understanding: Understanding, rubric: NoteRubric
) -> None:
    met = SHEETS[lang].met

    marks = mark_note(note, met, understanding, rubric)

    assert [one.quote for one in marks.findings if one.quote not in note] == []
    assert [one.source for one in marks.findings if one.source and one.source not in met.sources] == []
    assert 0 <= marks.score <= sum(one.points for one in marks.findings)
    assert marks == mark_note(note, met, understanding, rubric)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_same_notes_to_somebody_who_said_nothing_of_it_hold_no_detail(
    lang: str, understanding: Understanding, rubric: NoteRubric
) -> None:
    strangers = {
        "fr": (
            "Moi c'est Odile, je donne des cours de plongée à des retraités.",
            "L'eau froide, on s'y fait, vous savez.",
        ),
        "en": ("I'm Odile, I teach scuba diving to pensioners.", "Cold water, you get used to it, you know."),
    }
    stranger = replace(SHEETS[lang].met, theirs=strangers[lang], mine=())

    verdicts = [mark_note(note, stranger, understanding, rubric).of(Aspect.DETAIL) for note in SHEETS[lang].good]

    assert [one.verdict for one in verdicts if one and one.verdict is Verdict.HELD] == []


def test_a_line_of_theirs_copied_is_no_note(understanding: Understanding, rubric: NoteRubric) -> None:
    met = SHEETS["en"].met

    marks = mark_note(met.theirs[3], met, understanding, rubric)

    assert (marks.score, found(marks)) == (0, {"whole": "copy"})


def test_a_price_beside_a_true_detail_takes_the_note_below_its_ceiling(
    understanding: Understanding, rubric: NoteRubric
) -> None:
    met, note = SHEETS["en"].met, SHEETS["en"].good[1]

    sold = mark_note(f"{note} My rates start at £40.", met, understanding, rubric)

    assert mark_note(note, met, understanding, rubric).score > rubric.ceiling[Verdict.SELLS] >= sold.score


def test_a_rubric_with_a_slip_is_refused_with_what_to_mend(tmp_path: Path) -> None:
    text = (HERE.parents[1] / "coaching" / "followup" / "note.yaml").read_text(encoding="utf-8")
    path = tmp_path / "note.yaml"
    for broken, word in (
        (text.replace("detail: 35", "detail: 30"), "add up"),
        (text.replace("  gift:", "  gifts:"), "gifts"),
        ("a: [", "note.yaml"),
    ):
        path.write_text(broken, encoding="utf-8")
        with pytest.raises(NoteRubricError, match=word):
            read_note_rubric(path)
