"""A rehearsal's debrief on paper: its picture, the sentences every face says, then every mark with what earned it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from unicodedata import normalize

from coaching.faces.words import Words
from coaching.faces.words import debriefing as told
from coaching.faces.words.marking import all_marks_told
from coaching.language import Language
from coaching.pictures.board import Board, Look
from coaching.pictures.document import Part, debrief_document
from coaching.pictures.scorecard import marks_of, scorecard_board
from coaching.services.events import Debrief


@dataclass(frozen=True)
class Paper:
    """What is to be printed."""

    title: str
    lang: Language
    board: Board
    parts: tuple[Part, ...]


def paper_of(debrief: Debrief, words: Words, look: Look | None = None) -> Paper:
    """The debrief as it goes on paper, in the language of the words; of the look, the size of the letters counts."""
    marks = marks_of(debrief)
    parts = tuple(_parts(debrief, words)) if debrief.conversation.turns else ()
    return Paper(words("debrief.title", name=marks.name), words.lang, scorecard_board(marks, words, look), parts)


def printed(paper: Paper, made: datetime) -> bytes:
    """The PDF; `made` is the date it bears. It takes a tenth of a second: not for an event loop."""
    return debrief_document(paper.title, paper.parts, paper.lang, made, paper.board)


def printed_debrief(debrief: Debrief, words: Words, made: datetime, look: Look | None = None) -> bytes:
    """The PDF of a debrief, in the language of the words."""
    return printed(paper_of(debrief, words, look), made)


def file_name(debrief: Debrief, words: Words, day: date) -> str:
    """What to call that PDF anywhere: the attendee and the day, nothing of the learner's."""
    name = debrief.scenario.name.first(words.lang)
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or debrief.scenario.id.replace("_", "-")
    return words("pictures.printed.file", name=slug, day=day.isoformat())


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
