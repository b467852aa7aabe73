"""How somebody stands with an assignment: worked out from what they did, never set by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coaching.cohorts.target import Effort, Target, reaches, total
from coaching.scorecard.rubric import Dimension


class State(StrEnum):
    """Where it stands. Nobody fails: what is late is accepted, and said to be late."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    PAST_DUE = "past_due"  # and still open


@dataclass(frozen=True)
class Standing:
    """What somebody did for an assignment."""

    attempts: int = 0  # those that ended
    begun: datetime | None = None
    completed: datetime | None = None
    best: int | None = None  # 0–100, under the assignment's weights
    best_shared: int | None = None  # of those whose marks the coaches may see
    last: datetime | None = None  # when they last began or ended one

    def state(self, due: datetime, now: datetime) -> State:
        """Where it stands at that time."""
        if self.completed is not None:
            return State.COMPLETED
        if now > due:
            return State.PAST_DUE
        return State.NOT_STARTED if self.begun is None else State.IN_PROGRESS

    def is_late(self, due: datetime) -> bool:
        """Whether it was completed after its day."""
        return self.completed is not None and self.completed > due


def standing_of(
    efforts: Collection[Effort],
    least_attempts: int,
    target: Target | None = None,
    weights: Mapping[Dimension, int] | None = None,
) -> Standing:
    """The standing those efforts make: completed when there are enough and one of them is all that was asked."""
    done = sorted(
        ((one.ended, one.result, one.is_shared) for one in efforts if one.ended and one.result),
        key=lambda effort: effort[0],
    )
    completed: datetime | None = None
    is_reached = False
    for count, (ended, result, _) in enumerate(done, start=1):
        is_reached = is_reached or reaches(result, target, weights)
        if completed is None and is_reached and count >= least_attempts:
            completed = ended
    scores = [(total(result, weights), is_shared) for _, result, is_shared in done]
    return Standing(
        attempts=len(done),
        begun=min((one.begun for one in efforts), default=None),
        completed=completed,
        best=max((score for score, _ in scores), default=None),
        best_shared=max((score for score, is_shared in scores if is_shared), default=None),
        last=max((one.ended or one.begun for one in efforts), default=None),
    )
