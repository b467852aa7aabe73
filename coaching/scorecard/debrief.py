"""What a coach would tell of a scorecard in one screen: the best moment, the one slip, one thing to try."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.language import Language, Lines
from coaching.scorecard.card import Finding, Kind, Scorecard
from coaching.scorecard.rubric import Dimension, Mode, Rubric

# Among strengths of equal worth, the one from which most is learned comes first.
_LESSON = (Dimension.GENEROSITY, Dimension.CURIOSITY, Dimension.LISTENING, Dimension.RESTRAINT)


@dataclass(frozen=True)
class Debrief:
    """One screen's worth. `best` and `slip` are None when there is nothing to quote."""

    opening: str  # the coach's first sentence, by mode
    best: Finding | None
    slip: Finding | None  # one that was not stepped back from, if there is any
    next_step: str  # one thing to try
    next_id: str  # what it is about: a pattern, a rule, else the weakest dimension


def debrief(scorecard: Scorecard, rubric: Rubric, lang: Language) -> Debrief:
    """What to tell the learner, chosen from the scorecard; the same scorecard, the same words."""
    slip = _slip(scorecard, rubric)
    next_id = _next_id(scorecard, slip, rubric)
    return Debrief(
        opening=_opening(scorecard, rubric).first(lang),
        best=_best(scorecard, rubric),
        slip=slip,
        next_step=rubric.coach.next_step[next_id].first(lang),
        next_id=next_id,
    )


def _opening(scorecard: Scorecard, rubric: Rubric) -> Lines:
    """The first sentence. Praise for the whole of a conversation needs more than the right manner."""
    if scorecard.mode is Mode.NETWORKING and scorecard.score < rubric.figures.well_begun:
        return rubric.coach.begun
    return rubric.coach.opening[scorecard.mode]


def _best(scorecard: Scorecard, rubric: Rubric) -> Finding | None:
    """The strength worth most to the score. Among equals the earlier one, which made the others possible."""
    strengths = [finding for finding in scorecard.findings if finding.kind is Kind.STRENGTH]
    return max(strengths, key=lambda finding: _worth(finding, rubric), default=None)


def _slip(scorecard: Scorecard, rubric: Rubric) -> Finding | None:
    """The slip that cost most; what was stepped back from is the learner's own merit by now, so others come first."""
    slips = [finding for finding in scorecard.findings if finding.kind is Kind.SLIP]
    mended = _mended(scorecard)
    open_slips = [finding for finding in slips if finding.turn not in mended]
    return min(open_slips or slips, key=lambda finding: _worth(finding, rubric), default=None)


def _mended(scorecard: Scorecard) -> frozenset[int]:
    """The turns whose slip the learner took back: the last one that cost restraint before each step back."""
    restraint = [finding for finding in scorecard.findings if finding.dimension is Dimension.RESTRAINT]
    return frozenset(
        max((slip.turn for slip in restraint if slip.kind is Kind.SLIP and slip.turn < step.turn), default=0)
        for step in restraint
        if step.kind is Kind.STRENGTH
    )


def _worth(finding: Finding, rubric: Rubric) -> tuple[int, int]:
    if finding.dimension is None:
        return finding.points * 100, 0
    return finding.points * rubric.weights[finding.dimension], -_LESSON.index(finding.dimension)


def _next_id(scorecard: Scorecard, slip: Finding | None, rubric: Rubric) -> str:
    """A pattern first, as it says most; then the slip, unless all went well; then the weakest dimension."""
    steps = rubric.coach.next_step
    pattern = next((finding.rule for finding in scorecard.findings if finding.kind is Kind.PATTERN), None)
    if pattern is not None and pattern.value in steps:
        return pattern.value
    if slip is not None and slip.rule.value in steps and scorecard.mode is not Mode.NONE:
        return slip.rule.value
    return min(Dimension, key=lambda dimension: scorecard.dimensions[dimension]).value
