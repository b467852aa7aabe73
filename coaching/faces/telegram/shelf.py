"""What there is to practise with: the attendees, the drills and what marks them, the people with a need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from coaching.club.choosing import Chooser
from coaching.drills import Drill, Marker
from coaching.event.missions import Mission
from coaching.faces.telegram.corrections import Corrections
from coaching.faces.telegram.tempo import Tempo
from coaching.followup.marking import NoteJudge
from coaching.followup.rubric import NoteRubric
from coaching.language import Language
from coaching.prescribing import Prescription
from coaching.rehearsal import Conversation
from coaching.scenario import Scenario
from coaching.services.evenings import Evenings
from coaching.services.exporting_marks import Exporter
from coaching.services.followups import Followups
from coaching.services.inspecting import Inspector
from coaching.services.notebook import Notebook
from coaching.services.practice import Practice
from coaching.services.real_events import RealEvents
from coaching.services.records import Outgoing
from coaching.services.seasons import Seasons
from coaching.watching import watch


class Judge(Marker, NoteJudge, Protocol):
    """What marks drills and notes."""


@dataclass(frozen=True)
class Shelf:
    """What stands beside the attendees. Without a marker there are no drills, nor notes without their rubric."""

    drills: tuple[Drill, ...] = ()
    marker: Judge | None = None
    prescriptions: tuple[Prescription, ...] = ()
    notes: NoteRubric | None = None
    missions: tuple[Mission, ...] = ()
    evenings: Evenings | None = None
    seasons: Seasons | None = None  # of the club
    chooser: Chooser | None = None  # of a kind of network
    inspector: Inspector | None = None  # who looks at what coaches write; without one they can't send files
    example: Callable[[Language], str] | None = None  # a small scenario to begin with, as its author would write it
    exporter: Exporter | None = None  # who makes files of how a group stands
    web: str = ""  # where the coaches' pages are, without a slash at the end; empty where there are none


def unseen(_: Outgoing) -> None:
    """Nothing is shown where nobody looks."""


@dataclass(frozen=True)
class House:
    """All a visit can be about."""

    practice: Practice
    attendees: Sequence[Scenario]
    shelf: Shelf
    tempo: Tempo = field(default_factory=Tempo)
    show: Callable[[Outgoing], None] = unseen  # a sign, at once
    listens: int = 0  # seconds of voice at a time; 0: it can only read
    corrections: Corrections = field(default_factory=Corrections)
    _watched: dict[tuple[str, Language], Conversation | None] = field(default_factory=dict)

    @property
    def notebook(self) -> Notebook:
        """The kept rehearsals."""
        return self.practice.notebook

    @property
    def followups(self) -> Followups | None:
        """The notes of the day after; None where nothing marks them."""
        shelf = self.shelf
        if shelf.marker is None or shelf.notes is None:
            return None
        return Followups(self.notebook, shelf.marker, shelf.notes, shelf.evenings)

    @property
    def real_events(self) -> RealEvents:
        """The real events they prepare."""
        return RealEvents(self.notebook, self.attendees, self.shelf.missions, self.notebook.understanding)

    def attendee(self, name: str) -> Scenario | None:
        """The attendee of that id."""
        return next((one for one in self.attendees if one.id == name), None)

    def watched(self, scenario: Scenario, lang: Language) -> Conversation | None:
        """An old hand with that attendee, played once; None where there is no example."""
        key = scenario.id, lang
        if key not in self._watched:
            self._watched[key] = watch(scenario, lang, self.notebook.understanding)
        return self._watched[key]
