"""What a piece of work came to, what an assignment asks of it, and whether it is reached."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from coaching.correction import Struck
from coaching.scorecard.card import Kind, Scorecard
from coaching.scorecard.rubric import Dimension, PatternId, Rubric, RuleId

SALES = frozenset({RuleId.PITCH, RuleId.SALES_PROBE, RuleId.HARD_CLOSE, RuleId.PUSH_CARD, RuleId.PERSIST})
FULL = 100


class What(StrEnum):
    """What can be assigned."""

    SCENARIO = "scenario"
    EVENING = "evening"
    CLUB = "club"
    DRILLS = "drills"
    OWN = "own"  # a coach's own scenario


class Aim(StrEnum):
    """What a target looks at."""

    TOTAL = "total"
    DIMENSION = "dimension"
    NEEDS = "needs"  # discovered
    NO_PITCH = "no_pitch"


# What can be aimed for in what: an evening and exercises are kept as a score alone, a season without needs.
AIMS: Mapping[What, frozenset[Aim]] = MappingProxyType(
    {
        What.SCENARIO: frozenset(Aim),
        What.OWN: frozenset(Aim),
        What.CLUB: frozenset(Aim) - {Aim.NEEDS},
        What.EVENING: frozenset({Aim.TOTAL}),
        What.DRILLS: frozenset({Aim.TOTAL}),
    }
)
WEIGHED = frozenset({What.SCENARIO, What.OWN})  # whose score is the mean of its dimensions and nothing more


@dataclass(frozen=True)
class Target:
    """The least that completes an assignment in at least one attempt."""

    aim: Aim
    least: int = 0  # points of 100, or needs; nothing for NO_PITCH
    dimension: Dimension | None = None  # for DIMENSION alone


@dataclass(frozen=True)
class Result:
    """What one ended piece of work came to. What has no dimensions (drills) has none here."""

    score: int  # 0–100, as it was shown
    dimensions: Mapping[Dimension, int] = field(default_factory=dict)
    ceiling: int = FULL  # of the patterns that were found
    needs: int = 0  # discovered
    pitched: bool = False  # sold in any way that cost
    slips: tuple[str, ...] = ()  # the rules that cost, once for each time
    lift: int = 0  # points that corrections gave back


def result_of(card: Scorecard, rubric: Rubric, struck: Collection[Struck] = (), lift: int = 0) -> Result:
    """What those marks come to, without the findings that were struck since."""
    left = [one for one in card.findings if not any(gone.is_of(one) for gone in struck)]
    ceilings = [rubric.patterns[one.rule].ceiling for one in left if isinstance(one.rule, PatternId)]
    return Result(
        score=card.score,
        dimensions=dict(card.dimensions),
        ceiling=min([*ceilings, FULL]),
        needs=card.needs.discovered if card.needs else 0,
        pitched=any(one.rule in SALES for one in left),
        slips=tuple(one.rule.value for one in left if one.kind is not Kind.STRENGTH),
        lift=lift,
    )


def total(result: Result, weights: Mapping[Dimension, int] | None) -> int:
    """The score under those weights, the rubric's own where there are none. A pattern's ceiling holds under any."""
    parts = sum(weights.values()) if weights else 0
    if not weights or not parts or not result.dimensions:
        return min(FULL, result.score + result.lift)
    points = sum(weights.get(one, 0) * result.dimensions.get(one, 0) for one in Dimension)
    return min(FULL, min((2 * points + parts) // (2 * parts), result.ceiling) + result.lift)


def doubled(dimension: Dimension, rubric: Rubric) -> Mapping[Dimension, int]:
    """The rubric's own weights, with that dimension counting twice."""
    return {one: weight * (2 if one is dimension else 1) for one, weight in rubric.weights.items()}


def doubled_in(weights: Mapping[Dimension, int], rubric: Rubric) -> Dimension | None:
    """The dimension that counts twice under those weights; None where they are any others."""
    return next((one for one in Dimension if dict(weights) == doubled(one, rubric)), None)


def reaches(result: Result, target: Target | None, weights: Mapping[Dimension, int] | None = None) -> bool:
    """Whether one piece of work is all that was asked."""
    if target is None:
        return True
    match target.aim:
        case Aim.TOTAL:
            return total(result, weights) >= target.least
        case Aim.DIMENSION:
            return target.dimension is not None and result.dimensions.get(target.dimension, 0) >= target.least
        case Aim.NEEDS:
            return result.needs >= target.least
        case Aim.NO_PITCH:
            return not result.pitched


@dataclass(frozen=True)
class Effort:
    """One piece of work on an assignment."""

    begun: datetime
    ended: datetime | None = None
    result: Result | None = None  # once ended
    is_shared: bool = False  # its marks, with the coaches
