"""All that stands around a rehearsal in the terminal: what understands, what marks, the words, the lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from coaching.drills import Drill, Marker
from coaching.event.missions import Mission
from coaching.faces.terminal.lines import Lines
from coaching.faces.terminal.paint import Paint
from coaching.faces.words import Words
from coaching.followup.marking import NoteJudge
from coaching.followup.rubric import NoteRubric
from coaching.prescribing import Prescription
from coaching.rehearsal import Reader
from coaching.scorecard.rubric import Rubric

MOST = 10  # of a rating


class Listener(Reader, Marker, NoteJudge, Protocol):
    """What rehearsals, drills and notes ask of understanding."""


@dataclass(frozen=True)
class Room:
    """All a rehearsal needs around it."""

    understanding: Listener
    rubric: Rubric
    words: Words
    paint: Paint
    lines: Lines
    show: Callable[[str], None]
    prescriptions: tuple[Prescription, ...] = ()
    drills: Callable[[], Sequence[Drill]] = tuple
    missions: Callable[[], Sequence[Mission]] = tuple
    note_rubric: Callable[[], NoteRubric | None] = lambda: None
    now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone()

    def next_said(self) -> str | None:
        """What the learner says next in a conversation; None when they are gone."""
        if not self.lines.is_live:
            return self.lines.next()
        self.show("")
        return self.lines.next(self.paint.bold(f"{self.words('terminal.you')}  "))

    def ask(self, question: str) -> str | None:
        """What somebody answers to a question; None when they are gone."""
        self.show(self.paint.prose(question))
        return self.lines.next("> ")

    def ask_number(self, question: str, again: str, least: int, most: int) -> int | None:
        """A number within bounds, asked for twice at most; None when they would rather not say, or are gone."""
        for asked in (question, again):
            said = (self.ask(asked) or "").strip()
            if not said:
                return None
            if said.isascii() and said.isdigit() and least <= int(said) <= most:
                return int(said)
        return None

    def rate(self, key: str, **slots: object) -> int | None:
        """A rating of 0–10, or None; asked only of somebody who is there."""
        if not self.lines.is_live:
            return None
        self.show("")
        return self.ask_number(self.words(key, **slots), self.words("nerves.out_of_range"), 0, MOST)
