"""The note of the day after in the terminal: to the person just met, marked, and written again beside the first."""

from __future__ import annotations

from itertools import zip_longest

from coaching.comparison import Branch
from coaching.faces.terminal.room import Room
from coaching.faces.words.noting import note_told
from coaching.followup.marking import NoteMarks, mark_note
from coaching.followup.met import Met, met_in
from coaching.followup.rubric import NoteRubric
from coaching.scenario import Scenario

COLUMN = 38  # characters of each of two notes side by side


def write_here(room: Room, scenario: Scenario, branch: Branch) -> None:
    """Asks for the note and marks it; once more if they like. Where there is nothing to write, says why."""
    words = room.words
    met = met_in(branch.conversation, scenario, room.understanding, branch.scorecard.mode)
    room.show("")
    room.show(room.paint.bold(words("followup.title")))
    if met.silence is not None:
        room.show(room.paint.prose(words(f"followup.silence.{met.silence}", name=met.person)))
        return
    rubric = room.note_rubric()
    first = (room.ask(words("followup.ask", name=met.person)) or "").strip()
    if not first or rubric is None:
        room.show(words("followup.passed"))
        return
    before = _marked(room, met, first, rubric)
    room.show(words("followup.score", score=before.score))
    second = (room.ask(words("followup.ask_again")) or "").strip()
    if second:
        _side_by_side(room, first, second)
        after = _marked(room, met, second, rubric)
        room.show(words("followup.rescore", score=after.score, before=before.score))


def _marked(room: Room, met: Met, note: str, rubric: NoteRubric) -> NoteMarks:
    marks = mark_note(note, met, room.understanding, rubric)
    room.show("")
    for told, about in note_told(marks, room.words):
        room.show(room.paint.prose(told))
        for line in about.splitlines():
            room.show(room.paint.faint(room.paint.prose(line, 4)))
    return marks


def _side_by_side(room: Room, first: str, second: str) -> None:
    columns = (
        [room.words(f"followup.{name}"), *_wrapped(text)] for name, text in (("first", first), ("second", second))
    )
    room.show("")
    for left, right in zip_longest(*columns, fillvalue=""):
        room.show(f"  {left:<{COLUMN}}  {right}".rstrip())


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 > COLUMN:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
