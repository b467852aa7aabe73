"""What a coach would tell of a scorecard in one screen: the best moment, the one slip, one thing to try."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from coaching.language import Language, Lines
from coaching.scorecard.card import Finding, Kind, Scorecard
from coaching.scorecard.conduct import normalised
from coaching.scorecard.rubric import Dimension, Mode, PatternId, Rubric, RuleId

# Among strengths of equal worth, the one from which most is learned comes first.
_LESSON = (Dimension.GENEROSITY, Dimension.CURIOSITY, Dimension.LISTENING, Dimension.RESTRAINT)

# A closed question, a word about oneself are fair ways to begin; they are nobody's best moment.
_WELL_DONE = frozenset(
    {
        *(RuleId.OPEN_QUESTION, RuleId.FOLLOW_UP, RuleId.OFFER_HELP, RuleId.HELP_THAT_FITS, RuleId.WELCOME),
        *(RuleId.REFLECTION, RuleId.VALIDATION, RuleId.REASSURANCE, RuleId.DISCLOSURE_AND_QUESTION),
        *(RuleId.STEP_BACK, RuleId.POLITE_DECLINE, RuleId.GRACEFUL_EXIT, RuleId.ASK_CONTACT),
    }
)
# Worth praise within a conversation; where there was none, they are a manner.
_ON_THEIR_WAY = frozenset({RuleId.FOLLOW_UP, RuleId.VALIDATION, RuleId.GRACEFUL_EXIT})
_SPOILT: Mapping[PatternId, frozenset[RuleId]] = MappingProxyType(
    {
        PatternId.FLATTERY: frozenset({RuleId.VALIDATION}),
        # What a seller asks, says back or offers is part of the sale, however well it was put.
        PatternId.SALES_TALK: frozenset(RuleId) - {RuleId.STEP_BACK, RuleId.GRACEFUL_EXIT},
        PatternId.ELSEWHERE: frozenset(
            {RuleId.OPEN_QUESTION, RuleId.FOLLOW_UP, RuleId.VALIDATION, RuleId.DISCLOSURE_AND_QUESTION}
        ),
        PatternId.INTERROGATION: frozenset({RuleId.FOLLOW_UP}),
        PatternId.NOISE: frozenset(RuleId),
        PatternId.INSULT: frozenset({RuleId.FOLLOW_UP, RuleId.VALIDATION, RuleId.REFLECTION}),
    }
)
# What goes wrong in a whole conversation without any one message being a slip.
_TOLD_AS_SLIP = frozenset(
    {
        *(PatternId.NOISE, PatternId.SILENCE, PatternId.TOO_LITTLE, PatternId.INTERROGATION, PatternId.FLATTERY),
        *(PatternId.ELSEWHERE, PatternId.ONE_SIDED),
    }
)


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
        opening=_one_of(_opening(scorecard, rubric), scorecard, lang),
        best=_best(scorecard, rubric, slip),
        slip=slip,
        next_step=_one_of(rubric.coach.next_step[next_id], scorecard, lang),
        next_id=next_id,
    )


def _one_of(lines: Lines, scorecard: Scorecard, lang: Language) -> str:
    """One of the wordings: not always the same for who comes back, always the same for the same marks."""
    wordings = lines.of(lang)
    return wordings[(scorecard.score + len(scorecard.findings)) % len(wordings)] if wordings else ""


def _opening(scorecard: Scorecard, rubric: Rubric) -> Lines:
    """The first sentence. Praise for the whole of a conversation needs more than the right manner."""
    least = min(scorecard.dimensions[one] for one in Dimension if one is not Dimension.RESTRAINT)
    is_whole = scorecard.score >= rubric.figures.well_begun and least >= rubric.figures.well_begun // 2
    if scorecard.mode is Mode.NETWORKING and not is_whole:
        return rubric.coach.begun
    return rubric.coach.opening[scorecard.mode]


def _best(scorecard: Scorecard, rubric: Rubric, slip: Finding | None) -> Finding | None:
    """The strength worth most to the score. Among equals the earlier one, which made the others possible.

    Nothing is praised in a message that sold. Where the whole went wrong, only what was well done by itself is.
    """
    findings = scorecard.findings
    sold = {one.turn for one in findings if one.kind is Kind.SLIP and one.dimension is Dimension.RESTRAINT}
    strengths = [one for one in findings if one.kind is Kind.STRENGTH and one.turn not in sold]
    if slip is not None:  # the same words can't be both
        strengths = [one for one in strengths if normalised(one.quote) != normalised(slip.quote)]
    fit = [one for one in strengths if one.rule in _WELL_DONE and one.rule not in _overdone(scorecard)]
    if scorecard.mode is Mode.NONE:
        fit = [one for one in fit if one.rule not in _ON_THEIR_WAY]
    if not fit and scorecard.mode in (Mode.NETWORKING, Mode.HYBRID):
        fit = strengths
    return max(fit, key=lambda finding: _worth(finding, rubric), default=None)


def _overdone(scorecard: Scorecard) -> frozenset[RuleId | PatternId]:
    """What a pattern has made of a strength: praise in flattery, offers in a sales talk."""
    told = {one.rule for one in scorecard.findings if one.kind is Kind.PATTERN}
    return frozenset().union(*(rules for pattern, rules in _SPOILT.items() if pattern in told))


def _slip(scorecard: Scorecard, rubric: Rubric) -> Finding | None:
    """The gravest slip, the first time it was made, as it was then that things turned.

    What was stepped back from is the learner's own merit by now, so others come first. Where no message did wrong by
    itself, the pattern they make is told.
    """
    slips = [finding for finding in scorecard.findings if finding.kind is Kind.SLIP]
    mended = _mended(scorecard)
    open_slips = [finding for finding in slips if finding.turn not in mended]
    pattern = next((finding for finding in scorecard.findings if finding.rule in _TOLD_AS_SLIP), None)
    if pattern is not None and pattern.rule is PatternId.INTERROGATION:  # each question alone was none
        slips, open_slips = (
            [one for one in those if one.rule not in (RuleId.SALES_PROBE, RuleId.DRY_RUN)]
            for those in (slips, open_slips)
        )
    return min(open_slips or slips, key=lambda finding: _gravity(finding, rubric), default=pattern)


def _gravity(finding: Finding, rubric: Rubric) -> int:
    """What it costs the first time, by weight; how often it was done before tells nothing of how grave it is."""
    rule = rubric.rules.get(finding.rule) if isinstance(finding.rule, RuleId) else None
    return rule.points[0] * rubric.weights[rule.dimension] if rule else 0


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
    if pattern is PatternId.TOO_LITTLE and any(one.rule is RuleId.REPEATED for one in scorecard.findings):
        return RuleId.REPEATED.value  # much was said, but the same
    if pattern is not None and pattern.value in steps:
        return pattern.value
    if slip is not None and slip.rule.value in steps and scorecard.mode is not Mode.NONE:
        return slip.rule.value
    return min(Dimension, key=lambda dimension: scorecard.dimensions[dimension]).value
