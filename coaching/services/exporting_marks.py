"""What a coach may take out of a group: how everybody stands, and the marks that were shared. Never a word of a talk.

Who makes a file of it is handed to a face as an `Exporter`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from coaching.cohorts.sharing import Level
from coaching.cohorts.target import What, total
from coaching.scorecard.rubric import Dimension
from coaching.services import boards
from coaching.services.access import NotThere
from coaching.services.boards import Line
from coaching.services.cohort_records import KeptCohort, KeptReading, SharedResult
from coaching.services.ports import Transaction
from coaching.services.records import Learner

MOST_MARKS = 2000  # pieces of shared work, the latest; a look at each is noted for its learner to see


@dataclass(frozen=True)
class Mark:
    """One piece of work that was shared."""

    alias: str
    what: What
    about: str
    ended: datetime  # in UTC
    score: int  # 0–100, corrections counted
    dimensions: Mapping[Dimension, int]


@dataclass(frozen=True)
class Stand:
    """One learner with one thing that was asked."""

    line: Line
    best: Mark | None  # of what was shared of it


@dataclass(frozen=True)
class Taken:
    """All of it, by due date and name; marks latest first."""

    cohort: KeptCohort
    stands: tuple[Stand, ...]
    marks: tuple[Mark, ...]
    own_names: Mapping[str, str]  # of coaches' own scenarios, by id
    at: datetime  # in UTC


@dataclass(frozen=True)
class Export:
    """A file: its name, its kind by the name MIME has for it, what it holds."""

    name: str
    kind: str
    content: bytes = field(repr=False)


class Exporter(Protocol):
    """Who makes such files."""

    async def export(self, tx: Transaction, actor: Learner, cohort_id: str, form: str) -> Export | NotThere:
        """The file in that form ("csv", "xlsx"), of what those coaches may see."""
        ...


async def taken(tx: Transaction, actor: Learner, cohort_id: str) -> Taken | NotThere:
    """What its coaches may see of a group at this very moment. Every learner whose marks are in it can read that."""
    board = await boards.board(tx, actor, cohort_id, most=None)
    shared = await boards.shared(tx, actor, cohort_id, most=MOST_MARKS)
    if isinstance(board, NotThere) or isinstance(shared, NotThere):
        return NotThere()
    names = {one.id: one.alias for one in await tx.cohorts.members(cohort_id)}
    marks = [(one, mark) for one in shared if (mark := _mark(one, names)) is not None]
    best: dict[tuple[str, What, str], Mark] = {}
    for one, mark in marks:
        await _note(tx, actor, cohort_id, one)
        key = one.member, mark.what, mark.about
        if key not in best or best[key].score < mark.score:
            best[key] = mark
    stands = [Stand(one, best.get((one.line.member, one.line.what, one.line.about))) for one in board.lines]
    own = {one.line.about for one in board.lines if one.line.what is What.OWN}
    own |= {mark.about for _, mark in marks if mark.what is What.OWN}
    found = [await tx.own_scenarios.of_id(own_id) for own_id in own]
    return Taken(
        cohort=board.cohort,
        stands=tuple(sorted(stands, key=lambda one: (one.line.line.due, one.line.line.alias.casefold()))),
        marks=tuple(mark for _, mark in marks),
        own_names={one.id: one.scenario for one in found if one},
        at=tx.now,
    )


def _mark(one: SharedResult, names: Mapping[str, str]) -> Mark | None:
    work = one.result
    if work.result is None or work.ended is None:
        return None
    score = total(work.result, None)
    return Mark(names.get(one.member, ""), work.what, work.about, work.ended, score, work.result.dimensions)


async def _note(tx: Transaction, actor: Learner, cohort_id: str, one: SharedResult) -> None:
    work = one.result
    await tx.sharing.note_reading(KeptReading(work.learner, actor.id, cohort_id, work.id, Level.MARKS, tx.now))
