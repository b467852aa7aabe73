"""What a score comes to once a finding is struck out: what an accepted appeal is worth. The marks stay as they were."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from coaching.moves import Move
from coaching.rehearsal import Conversation, Reader, deeds
from coaching.scorecard.card import Finding, Kind
from coaching.scorecard.deed import Deed
from coaching.scorecard.marking import mark
from coaching.scorecard.rubric import Dimension, PatternId, Rubric

MOVES = frozenset(move.value for move in Move)
PATTERNS = frozenset(pattern.value for pattern in PatternId)


@dataclass(frozen=True)
class Struck:
    """A finding that no longer counts. A turn falls under a rule once, so the two name it."""

    turn: int
    rule: str  # of a RuleId or a PatternId

    def is_of(self, finding: Finding) -> bool:
        """Whether that is the finding. A pattern is told once, at whichever turn shows it best."""
        return self.rule == finding.rule.value and (self.turn == finding.turn or self.rule in PATTERNS)


def is_contestable(finding: Finding) -> bool:
    """Whether it holds anything against the learner."""
    return finding.kind is not Kind.STRENGTH


def corrected_score(
    shown: int,
    conversation: Conversation,
    struck: Struck,
    before: Collection[Struck],
    understanding: Reader,
    rubric: Rubric,
) -> int:
    """The score (0–100) without that finding, `shown` being the score without those struck `before`.

    It is the shown score with the difference added, so that a rubric changed meanwhile corrects nothing by itself.
    """
    was = _score_without(conversation, before, understanding, rubric)
    now = _score_without(conversation, (*before, struck), understanding, rubric)
    return min(100, shown + max(0, now - was))


def _score_without(
    conversation: Conversation, struck: Collection[Struck], understanding: Reader, rubric: Rubric
) -> int:
    # What was no pitch makes the conversation no sales talk either: the whole is marked again without the move.
    done = [_without(deed, struck) for deed in deeds(conversation, understanding)]
    card = mark(done, rubric, conversation.profile.lang)
    left = [finding for finding in card.findings if not any(one.is_of(finding) for one in struck)]
    dimensions = {
        dimension: max(0, min(100, card.bases[dimension] + _points(left, dimension))) for dimension in Dimension
    }
    ceilings = [rubric.patterns[one.rule].ceiling for one in left if isinstance(one.rule, PatternId)]
    return min(rubric.weighted(dimensions), *ceilings, 100)


def _points(findings: Collection[Finding], dimension: Dimension) -> int:
    return sum(finding.points for finding in findings if finding.dimension is dimension)


def _without(deed: Deed, struck: Collection[Struck]) -> Deed:
    """The message as it is read without the moves that were struck."""
    gone = {Move(one.rule) for one in struck if one.turn == deed.turn and one.rule in MOVES}
    reading = deed.reading
    moves = tuple(move for move in reading.moves if move not in gone)
    evidence = tuple(one for one in reading.evidence if one.move not in gone)
    return replace(deed, reading=replace(reading, moves=moves, evidence=evidence))
