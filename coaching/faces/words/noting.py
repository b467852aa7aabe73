"""What a face says of a note's marks, aspect by aspect, in the words of the interface."""

from __future__ import annotations

from collections.abc import Iterator

from coaching.faces.words import Words
from coaching.followup.marking import NoteFinding, NoteMarks
from coaching.followup.rubric import Verdict

GOOD, ROUGH, WRONG = "✓", "·", "✗"


def note_told(marks: NoteMarks, words: Words) -> Iterator[tuple[str, str]]:
    """For each aspect what is said of it, and the words it is about (empty where all of the note is meant)."""
    for one in marks.findings:
        told = words("followup.line", mark=_mark(one), told=words(f"followup.aspect.{one.aspect}.{one.verdict}"))
        quote = "" if one.verdict is Verdict.HELD and not one.source else one.quote
        about = words("followup.quoted", quote=quote) if quote else ""
        if one.source:
            about = f"{about}\n{words('followup.source', source=one.source)}"
        yield told, about


def _mark(one: NoteFinding) -> str:
    if one.points == one.most:
        return GOOD
    return ROUGH if one.points else WRONG
