"""The ladder of exposure: whom to meet in which order, for this learner, and one rung proposed. None is ever locked.

Difficulty orders the rungs; somebody who made this learner nervous moves up a little. From the last rehearsal the next
step is a small one up, the same again, or a kind one down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from coaching.scenario import Scenario

WENT_WELL = 60  # score
WENT_BADLY = 35
HIGH_NERVES = 7  # of 10
CALM_NERVES = 4
_EASE = 0.5  # how far nerves move a rung, in steps of difficulty, at most


class Tried(Protocol):
    """What the ladder asks of a rehearsal that was played to its end."""

    @property
    def scenario(self) -> str:
        """The attendee's id."""
        ...

    @property
    def score(self) -> int:
        """0–100."""
        ...

    @property
    def nerves_before(self) -> int | None:
        """0–10; None when not rated."""
        ...

    @property
    def nerves_after(self) -> int | None:
        """0–10; None when not rated."""
        ...


class Reason(StrEnum):
    """Why that rung is proposed; the faces have words for each."""

    FIRST = "first"  # nothing played yet
    UP = "up"  # the last went well
    CALMER = "calmer"  # not so well, but nerves fell: a step up all the same
    AGAIN = "again"  # neither well nor badly: the same once more, or its neighbour
    DOWN = "down"  # it went badly, or nerves stayed high: an easier one
    GENTLEST = "gentlest"  # the same, and there is no easier one
    LEFT = "left"  # it went well, or calmly, and nobody above is left: somebody below, or the same once more
    TOP = "top"  # everybody was met with success


@dataclass(frozen=True)
class Rung:
    """One attendee on this learner's ladder."""

    scenario: Scenario
    met: int = 0  # rehearsals
    best: int | None = None  # score


@dataclass(frozen=True)
class Ladder:
    """The rungs from the easiest for this learner, and the one proposed."""

    rungs: tuple[Rung, ...]
    next: Rung
    reason: Reason


def rungs(scenarios: Sequence[Scenario], history: Sequence[Tried]) -> Ladder:
    """The ladder of this learner; `history` is oldest first. ValueError without scenarios."""
    if not scenarios:
        raise ValueError(scenarios)
    steps = tuple(_rung(one, history) for one in sorted(scenarios, key=lambda one: (_height(one, history), one.id)))
    at, reason = _step(steps, history)
    return Ladder(steps, steps[at], reason)


def _rung(scenario: Scenario, history: Sequence[Tried]) -> Rung:
    scores = [one.score for one in history if one.scenario == scenario.id]
    return Rung(scenario, len(scores), max(scores, default=None))


def _height(scenario: Scenario, history: Sequence[Tried]) -> float:
    """How high it stands: its difficulty, more by up to half a step where this learner was nervous, less where calm."""
    rated = [one.nerves_before for one in history if one.scenario == scenario.id and one.nerves_before is not None]
    return scenario.difficulty + ((rated[-1] - 5) / 5 * _EASE if rated else 0.0)


def _step(steps: tuple[Rung, ...], history: Sequence[Tried]) -> tuple[int, Reason]:
    places = {rung.scenario.id: at for at, rung in enumerate(steps)}
    known = [one for one in history if one.scenario in places]
    if not known:
        return 0, Reason.FIRST
    last = known[-1]
    at, reason = places[last.scenario], _reason(last)
    if reason is Reason.AGAIN:
        return at, reason
    if reason is Reason.DOWN:
        return (at - 1, reason) if at else (at, Reason.GENTLEST)
    # One step up: the next not yet done well, else the nearest left anywhere.
    left = [place for place, rung in enumerate(steps) if rung.best is None or rung.best < WENT_WELL]
    above = [place for place in left if place > at]
    if not (above or left):
        return len(steps) - 1, Reason.TOP
    return (above[0], reason) if above else (left[0], Reason.LEFT)


def _reason(last: Tried) -> Reason:
    before, after = last.nerves_before, last.nerves_after
    fell = before is not None and after is not None and after < before
    if last.score >= WENT_WELL:
        return Reason.UP
    if last.score <= WENT_BADLY or (after is not None and after >= HIGH_NERVES and not fell):
        return Reason.DOWN
    return Reason.CALMER if fell and after is not None and after <= CALM_NERVES else Reason.AGAIN
