"""What a score comes to when a coach finds that a finding should weigh otherwise. A coach never lowers a mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from coaching.scorecard.card import Finding, Scorecard
from coaching.scorecard.rubric import Dimension, PatternId, Rubric


class Decision(StrEnum):
    """What a coach thinks of a finding."""

    ACCEPT = "accept"  # it is right
    ADJUST = "adjust"  # it is right, and weighs otherwise
    REJECT = "reject"  # it is wrong


def adjusted_score(card: Scorecard, finding: Finding, points: int, rubric: Rubric) -> int:
    """The score of those marks with that many points for the finding, never below what it was.

    For a pattern, the points are those of the score itself, as it cost them.
    """
    changed = replace(finding, points=points)
    findings = [changed if one == finding else one for one in card.findings]
    dimensions = {one: max(0, min(100, card.bases[one] + _points(findings, one))) for one in card.bases}
    weights = card.weights or rubric.weights
    # The difference alone counts: a rubric changed since then corrects nothing by itself.
    gained = _weighted(dimensions, weights) - _weighted(card.dimensions, weights)
    if isinstance(finding.rule, PatternId):
        gained = points - finding.points
    return max(card.score, min(100, card.score + gained, _ceiling(card, finding, rubric)))


def _ceiling(card: Scorecard, finding: Finding, rubric: Rubric) -> int:
    """What the other patterns leave; the one that is adjusted holds no longer by itself."""
    others = [one.rule for one in card.findings if isinstance(one.rule, PatternId) and one != finding]
    return min([rubric.patterns[one].ceiling for one in others], default=100)


def _points(findings: list[Finding], dimension: Dimension) -> int:
    return sum(one.points for one in findings if one.dimension is dimension)


def _weighted(dimensions: Mapping[Dimension, int], weights: Mapping[Dimension, int]) -> int:
    parts = sum(weights.values()) or 1
    return (2 * sum(weights.get(one, 0) * points for one, points in dimensions.items()) + parts) // (2 * parts)
