"""An assignment while it is put together: kept with the keyboard in ids and figures, never in anybody's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from zoneinfo import ZoneInfo

from coaching.cohorts.target import AIMS, WEIGHED, Aim, Target, What, doubled, doubled_in
from coaching.scorecard.rubric import Dimension, Rubric
from coaching.services.assignments import Wish
from coaching.services.cohort_records import KeptAssignment

NONE = "-"
# What can be aimed for, by the name a button carries.
TARGETS: Mapping[str, Target | None] = MappingProxyType(
    {
        "none": None,
        "total-60": Target(Aim.TOTAL, 60),
        "total-75": Target(Aim.TOTAL, 75),
        **{f"{one.value}-60": Target(Aim.DIMENSION, 60, one) for one in Dimension},
        "needs-1": Target(Aim.NEEDS, 1),
        "needs-2": Target(Aim.NEEDS, 2),
        "no_pitch": Target(Aim.NO_PITCH),
    }
)
AS_IT_IS = "kept"  # a target or weights that were made elsewhere
AS_EVER = "none"  # no target, or the rubric's own weights


@dataclass(frozen=True)
class Draft:
    """What is known of it so far."""

    cohort: str
    what: What = What.SCENARIO
    about: str = NONE
    member: str = NONE  # NONE: the whole group
    day: date | None = None
    attempts: int = 1
    target: str = AS_EVER
    double: str = AS_EVER  # the dimension that counts twice
    assignment: str = NONE  # the one it changes

    @property
    def is_new(self) -> bool:
        """Whether it stands nowhere yet."""
        return self.assignment == NONE

    def written(self) -> str:
        """As the stage keeps it."""
        day = self.day.isoformat() if self.day else NONE
        return " ".join(
            (
                self.cohort,
                self.what.value,
                self.about,
                self.member,
                day,
                str(self.attempts),
                self.target,
                self.double,
                self.assignment,
            )
        )

    def wish(self, note: str, known: KeptAssignment | None, rubric: Rubric) -> Wish | None:
        """What is asked for; None while the day isn't known. What is kept elsewhere stays as it is there."""
        if self.day is None:
            return None
        target = known.target if known and self.target == AS_IT_IS else TARGETS.get(self.target)
        weights = known.weights if known and self.double == AS_IT_IS else None
        if self.double in set(Dimension):
            weights = doubled(Dimension(self.double), rubric)
        return Wish(
            what=self.what,
            about=self.about,
            day=self.day,
            attempts=self.attempts,
            target=target,
            weights=weights,
            note=note or (known.note if known else ""),
            member=None if self.member == NONE else self.member,
        )


def read_draft(written: str) -> Draft | None:
    """The draft the stage kept; None for anything else."""
    parts = written.split(" ")
    if len(parts) != 9 or parts[1] not in set(What) or not parts[5].isdecimal():
        return None
    day = None if parts[4] == NONE else date.fromisoformat(parts[4])
    return Draft(parts[0], What(parts[1]), parts[2], parts[3], day, int(parts[5]), parts[6], parts[7], parts[8])


def draft_of(assignment: KeptAssignment, rubric: Rubric) -> Draft:
    """An assignment that stands, to be changed."""
    twice = doubled_in(assignment.weights, rubric) if assignment.weights else AS_EVER
    return Draft(
        cohort=assignment.cohort,
        what=assignment.what,
        about=assignment.about,
        member=assignment.member or NONE,
        day=assignment.due.astimezone(ZoneInfo(assignment.zone)).date(),
        attempts=assignment.attempts,
        target=next((name for name, one in TARGETS.items() if one == assignment.target), AS_IT_IS),
        double=twice or AS_IT_IS,
        assignment=assignment.id,
    )


def targets_for(what: What) -> tuple[str, ...]:
    """Those that go with it."""
    return tuple(name for name, target in TARGETS.items() if target is None or target.aim in AIMS[what])


def doubles_for(what: What) -> tuple[str, ...]:
    """What can count twice there; nothing where the score has no dimensions of its own."""
    return (AS_EVER, *(one.value for one in Dimension)) if what in WEIGHED else ()
