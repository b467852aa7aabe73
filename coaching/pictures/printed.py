"""A rehearsal's debrief on paper: its picture, the sentences every face says, then every mark with what earned it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from coaching.faces.words import Words
from coaching.faces.words import debriefing as told
from coaching.faces.words.marking import all_marks_told
from coaching.pictures.board import Look
from coaching.pictures.document import Part, debrief_document
from coaching.pictures.scorecard import marks_of, scorecard_board
from coaching.services.events import Debrief


def printed_debrief(debrief: Debrief, words: Words, made: datetime, look: Look | None = None) -> bytes:
    """The PDF of a debrief, in the language of the words; of the look, the size of the letters counts."""
    marks = marks_of(debrief)
    board = scorecard_board(marks, words, look)
    parts = tuple(_parts(debrief, words)) if debrief.conversation.turns else ()
    return debrief_document(words("debrief.title", name=marks.name), parts, words.lang, made, board)


def _parts(debrief: Debrief, words: Words) -> Iterator[Part]:
    paragraphs = told.debrief_told(
        debrief.conversation, debrief.scenario, debrief.scorecard, debrief.told, words, debrief.guess
    )
    for one in paragraphs:
        match one.part:
            case told.Part.FELT:
                yield Part("", one.lines)  # its heading is the title of the picture
            case told.Part.MODE:
                yield Part("", one.lines[1:])  # so is the score
            case told.Part.GOAL:
                pass  # in the picture, word for word
            case _:
                yield Part(one.heading, one.lines)
    for group in all_marks_told(debrief.scorecard, words):
        yield Part(group.heading, ("\n".join(group.entries),))  # one under the other, as in a table
