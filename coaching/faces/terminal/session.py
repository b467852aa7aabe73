"""What was played since the program was opened: for the ladder, the prescriber and the charts. Nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from coaching.comparison import Branch
from coaching.faces.terminal.paint import course
from coaching.faces.terminal.room import MOST, Room
from coaching.ladder import Ladder, rungs
from coaching.scenario import Scenario
from coaching.services.real_events import Kinds

FEWEST = 2  # rehearsals from which there is something to chart


@dataclass(frozen=True)
class Played:
    """One rehearsal that came to its debrief, with what the learner said of it."""

    attendee: Scenario
    branch: Branch
    nerves_before: int | None = None
    nerves_after: int | None = None
    guess: int | None = None

    @property
    def scenario(self) -> str:
        """The attendee's id."""
        return self.attendee.id

    @property
    def score(self) -> int:
        """0–100."""
        return self.branch.scorecard.score


@dataclass(frozen=True)
class Ahead:
    """A real event they prepare."""

    day: date
    kind: Kinds
    hope: str = ""
    nerves: int | None = None  # 0–10


@dataclass
class Session:
    """Everything played so far, oldest first."""

    attendees: Sequence[Scenario]
    played: list[Played] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)  # needs of the prescriber
    ahead: Ahead | None = None

    @property
    def ladder(self) -> Ladder:
        """Whom to meet next."""
        return rungs(self.attendees, self.played)

    @property
    def met(self) -> list[tuple[Scenario, frozenset[str]]]:
        """Each attendee met with what was learned of them."""
        return [(one.attendee, one.branch.conversation.mind.knows) for one in self.played]


def show_progress(room: Room, session: Session) -> None:
    """How nerves moved, and what the learner thought beside what the attendee felt, over what was played."""
    words, paint = room.words, room.paint
    nerves = [one for one in session.played if one.nerves_before is not None or one.nerves_after is not None]
    guessed = [one for one in session.played if one.guess is not None]
    if max(len(nerves), len(guessed)) < FEWEST:
        return
    room.show("")
    room.show(paint.bold(words("nerves.title")))
    if len(nerves) >= FEWEST:
        before, after = [one.nerves_before for one in nerves], [one.nerves_after for one in nerves]
        room.show(words("nerves.chart", before=_course(room, before), after=_course(room, after)))
    if len(guessed) >= FEWEST:
        felt = [round(one.branch.trust / MOST) for one in guessed]
        room.show(
            words("nerves.gap", guesses=_course(room, [one.guess for one in guessed]), trusts=_course(room, felt))
        )
        if sum(felt) > sum(one.guess or 0 for one in guessed):
            room.show(paint.prose(words("nerves.gap_note")))
    room.show(paint.faint(words("nerves.kept")))


def _course(room: Room, ratings: Sequence[int | None]) -> str:
    """Ratings over time as small columns and as numbers; what was not rated is marked so."""
    none = room.words("nerves.unrated")
    shown = "".join(none if one is None else course([one * MOST]) for one in ratings)
    return f"{shown}  {' '.join(none if one is None else str(one) for one in ratings)}"
