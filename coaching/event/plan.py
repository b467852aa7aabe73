"""Short rehearsals until a real event, made anew each time it is looked at, so that it fits what was done since.

Few and spread out: three calm ones do more than ten in a night. Somebody nervous takes smaller steps and more of them,
and the last one before the event is one that is known to go well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from coaching.ladder import HIGH_NERVES, WENT_WELL, Ladder, Rung
from coaching.scorecard.rubric import Dimension

MOST, MOST_NERVOUS = 3, 5  # rehearsals in a plan
FARTHEST = 21  # days; what is practised earlier is forgotten by then
DRILLS: Mapping[Dimension, str] = MappingProxyType(
    {
        Dimension.CURIOSITY: "follow_up",
        Dimension.GENEROSITY: "offer_help",
        Dimension.LISTENING: "reflect",
        Dimension.RESTRAINT: "pitch_to_question",
    }
)


class Task(StrEnum):
    """What a day of the plan is for; the faces have words for each."""

    REHEARSE = "rehearse"  # with that attendee
    DRILL = "drill"  # three minutes on the weakest dimension
    GENTLY = "gently"  # the last rehearsal, with somebody it goes well with
    CARD = "card"  # the pocket card, on the day itself
    AFTER = "after"  # how it really went, the day after


@dataclass(frozen=True)
class Step:
    """One day of the plan."""

    day: date
    task: Task
    attendee: str = ""  # a scenario's id
    drill: str = ""
    dimension: Dimension | None = None  # what the drill is for


@dataclass(frozen=True)
class Plan:
    """What is left to do, in order."""

    event: date
    steps: tuple[Step, ...]

    def of(self, day: date) -> tuple[Step, ...]:
        """What is for that day."""
        return tuple(step for step in self.steps if step.day == day)


def plan(
    event: date,
    today: date,
    ladder: Ladder,
    *,
    nerves: int | None = None,
    weak: Dimension | None = None,
    done_today: bool = False,
) -> Plan:
    """The steps from today to the day after the event, none once that is past. `nerves`: 0–10, looking ahead."""
    if today > event:
        return Plan(event, (Step(event + timedelta(days=1), Task.AFTER),) if today == event + timedelta(days=1) else ())
    is_nervous = (nerves or 0) >= HIGH_NERVES
    days = _days(event, today, MOST_NERVOUS if is_nervous else MOST, done_today=done_today)
    people = _people(ladder, len(days), 0 if is_nervous else 1)
    steps = [
        Step(day, Task.GENTLY if day == days[-1] else Task.REHEARSE, person.scenario.id)
        for day, person in zip(days, people, strict=True)
    ]
    drilled = _drill_day(days, event, today + timedelta(days=1 if done_today else 0))
    if weak is not None and drilled is not None:
        steps.append(Step(drilled, Task.DRILL, drill=DRILLS[weak], dimension=weak))
    steps += [Step(event, Task.CARD), Step(event + timedelta(days=1), Task.AFTER)]
    return Plan(event, tuple(sorted(steps, key=lambda step: step.day)))


def _days(event: date, today: date, most: int, *, done_today: bool) -> tuple[date, ...]:
    """Spread evenly over what is left, the last one the day before; none on the day itself."""
    first = today + timedelta(days=1 if done_today else 0)
    first = max(first, event - timedelta(days=FARTHEST))
    left = (event - first).days  # days on which one can rehearse
    count = min(left, most)
    if count <= 0:
        return ()
    if count == 1:
        return (event - timedelta(days=1),)
    return tuple(first + timedelta(days=round(at * (left - 1) / (count - 1))) for at in range(count))


def _people(ladder: Ladder, count: int, stride: int) -> tuple[Rung, ...]:
    """Whom to meet: from the rung proposed upward, and at last the highest that went well, or the easiest of all.

    `stride` 1 goes up with every rehearsal, 0 with every second one.
    """
    if not count:
        return ()
    rungs = ladder.rungs
    start = rungs.index(ladder.next)
    climbing = [rungs[min(start + (at if stride else at // 2), len(rungs) - 1)] for at in range(count - 1)]
    went_well = [rung for rung in rungs if rung.best is not None and rung.best >= WENT_WELL]
    return (*climbing, went_well[-1] if went_well else rungs[0])


def _drill_day(days: tuple[date, ...], event: date, first: date) -> date | None:
    """A day without a rehearsal, in the middle; with the middle rehearsal where every day has one."""
    free = [first + timedelta(days=at) for at in range((event - first).days)]
    free = [day for day in free if day not in days] or list(days)
    return free[len(free) // 2] if free else None
