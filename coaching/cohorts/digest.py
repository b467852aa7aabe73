"""What a coach wants to know on a Wednesday: who needs a word, who grew, what the group finds hard, one thing to do.

It is made of what coaches may see anyway: how everybody stands, and the marks they shared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from coaching.scorecard.rubric import Dimension

LATELY = 3  # results: what is older is compared with
GROWN = 10  # points by which a mean has to rise before one could notice
TRIED_ENOUGH = 3  # attempts without getting there, or getting better
SOON = timedelta(days=2)
QUIET = timedelta(days=10)  # without anything done while something is open
MOST = 5  # names in a list that is read on a phone
GOOD = 75  # a mean from which nothing has to be suggested
DIMENSIONS = tuple(Dimension)


class Stuck(StrEnum):
    """Why somebody needs a word. The first that holds is told."""

    PAST_DUE = "past_due"
    NO_RISE = "no_rise"  # tries again and again, and gets no further
    NOT_STARTED = "not_started"  # and it is due soon
    QUIET = "quiet"


@dataclass(frozen=True)
class Mark:
    """One result whose marks were shared."""

    at: datetime
    score: int  # 0–100, corrections counted
    dimensions: Mapping[Dimension, int]
    slips: tuple[str, ...] = ()


@dataclass(frozen=True)
class Task:
    """One assignment of somebody's."""

    assignment: str
    due: datetime
    attempts: int = 0
    is_begun: bool = False
    is_done: bool = False


@dataclass(frozen=True)
class Person:
    """A learner of the group, by the id of their membership."""

    member: str
    joined: datetime
    tasks: tuple[Task, ...] = ()
    marks: tuple[Mark, ...] = ()  # oldest first
    last: datetime | None = None  # when they last did anything for the group
    done: int = 0  # assignments completed beside those


@dataclass(frozen=True)
class NeedsWord:
    """Somebody who is stuck, with what and why."""

    member: str
    why: Stuck
    assignment: str | None = None
    attempts: int = 0


@dataclass(frozen=True)
class Grew:
    """Somebody who got better, and where most: in a dimension, or in the whole where that is None."""

    member: str
    dimension: Dimension | None
    before: int
    now: int


@dataclass(frozen=True)
class Hard:
    """What the group finds hard: its weakest dimension and what costs most often there or anywhere."""

    dimension: Dimension
    mean: int
    of: int  # results
    slip: str | None = None
    times: int = 0


class Suggestion(StrEnum):
    """What to do at the next meeting when no slip or dimension says it."""

    BEGIN_TOGETHER = "begin_together"  # most haven't begun
    ASK_TO_SHARE = "ask_to_share"  # they work, and show nothing
    CELEBRATE = "celebrate"  # all is well


@dataclass(frozen=True)
class Digest:
    """The week of a group. `suggestion` is a rule, a dimension, or one of Suggestion."""

    learners: int
    active: int  # did something in the last week
    done: int  # assignments completed, of all people's
    open: int
    stuck: tuple[NeedsWord, ...]
    grew: tuple[Grew, ...]
    hard: Hard | None
    suggestion: str


def digest(people: Collection[Person], now: datetime) -> Digest:
    """What those people's week says."""
    stuck = [word for person in people if (word := _stuck(person, now))]
    order = list(Stuck)
    stuck.sort(key=lambda one: (order.index(one.why), -one.attempts))
    grew = sorted((one for person in people if (one := _grew(person))), key=lambda one: one.before - one.now)
    hard = _hard([mark for person in people for mark in person.marks if now - mark.at <= 2 * timedelta(days=7)])
    tasks = [task for person in people for task in person.tasks]
    completed = sum(task.is_done for task in tasks)
    return Digest(
        learners=len(people),
        active=sum(person.last is not None and now - person.last <= timedelta(days=7) for person in people),
        done=completed + sum(person.done for person in people),
        open=len(tasks) - completed,
        stuck=tuple(stuck[:MOST]),
        grew=tuple(grew[:MOST]),
        hard=hard,
        suggestion=_suggestion(people, hard),
    )


def _stuck(person: Person, now: datetime) -> NeedsWord | None:
    open_ones = [task for task in person.tasks if not task.is_done]
    for why in Stuck:
        for task in open_ones:
            if _is(why, person, task, now):
                return NeedsWord(person.member, why, task.assignment, task.attempts)
    return None


def _is(why: Stuck, person: Person, task: Task, now: datetime) -> bool:
    match why:
        case Stuck.PAST_DUE:
            return now > task.due
        case Stuck.NO_RISE:
            return task.attempts >= TRIED_ENOUGH and not _rises(person.marks)
        case Stuck.NOT_STARTED:
            return not task.is_begun and task.due - now <= SOON
        case Stuck.QUIET:
            return now - (person.last or person.joined) >= QUIET


def _rises(marks: Sequence[Mark]) -> bool:
    """Whether the last is better than what came before; of somebody who shares nothing nobody knows."""
    lately = [mark.score for mark in marks[-TRIED_ENOUGH:]]
    return len(lately) == TRIED_ENOUGH and lately[-1] > lately[0]


def _grew(person: Person) -> Grew | None:
    lately, before = person.marks[-LATELY:], person.marks[-2 * LATELY : -LATELY]
    if len(before) < LATELY:
        return None
    gains = [Grew(person.member, None, _mean([one.score for one in before]), _mean([one.score for one in lately]))]
    for dimension in DIMENSIONS:
        was = [one.dimensions[dimension] for one in before if dimension in one.dimensions]
        now = [one.dimensions[dimension] for one in lately if dimension in one.dimensions]
        if was and now:
            gains.append(Grew(person.member, dimension, _mean(was), _mean(now)))
    best = max(gains, key=lambda one: one.now - one.before)
    return best if best.now - best.before >= GROWN else None


def _hard(marks: Collection[Mark]) -> Hard | None:
    with_marks = [mark for mark in marks if mark.dimensions]
    if not with_marks:
        return None
    means = {one: _mean([mark.dimensions.get(one, 0) for mark in with_marks]) for one in Dimension}
    weakest = min(Dimension, key=lambda one: means[one])
    # How many conversations it happened in, not how often in one of them.
    costs = Counter(slip for mark in with_marks for slip in dict.fromkeys(mark.slips))
    slip, times = min(costs.items(), key=lambda one: (-one[1], one[0]), default=(None, 0))
    return Hard(weakest, means[weakest], len(with_marks), slip, times)


def _suggestion(people: Collection[Person], hard: Hard | None) -> str:
    with_tasks = [person for person in people if person.tasks or person.done]
    waiting = [one for one in with_tasks if not one.done and not any(task.is_begun for task in one.tasks)]
    if with_tasks and 2 * len(waiting) > len(with_tasks):
        return Suggestion.BEGIN_TOGETHER
    if hard is None:
        return Suggestion.ASK_TO_SHARE if people else Suggestion.CELEBRATE
    if hard.slip is not None and 3 * hard.times >= hard.of:
        return hard.slip
    return hard.dimension.value if hard.mean < GOOD else Suggestion.CELEBRATE


def _mean(points: Collection[int]) -> int:
    return round(sum(points) / len(points))
