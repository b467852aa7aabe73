"""The scorecard of one conversation, and its shape in the output of `play` and `score`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coaching.language import NOTHING, Language, Lines
from coaching.moves import Move
from coaching.scorecard.deed import NeedsFound
from coaching.scorecard.rubric import Dimension, Mode, PatternId, RuleId


class Kind(StrEnum):
    """What a finding is about: one thing well done, one thing that cost, or the conversation as a whole."""

    STRENGTH = "strength"
    SLIP = "slip"
    PATTERN = "pattern"


@dataclass(frozen=True)
class Finding:
    """One mark with the words that earned it. `quote` is a literal substring of that turn's message, never a scrap."""

    kind: Kind
    turn: int
    move: Move
    quote: str
    points: int  # in `dimension`; on the score itself for a pattern
    advice: str
    rule: RuleId | PatternId
    dimension: Dimension | None = None  # None for a pattern
    name: Lines = NOTHING  # the rule's, in both languages
    effect: str = ""  # a slip's advice without what could have been said instead
    instead: str = ""  # what could have been said, in the rubric's own words
    asked_trade: bool = False  # it answers "what do you do?"


@dataclass(frozen=True)
class Cards:
    """Earned: the attendee asked for it. Exchanged: asked for and given, either way. Pushed: handed out unasked."""

    earned: int = 0
    exchanged: int = 0
    pushed: int = 0


@dataclass(frozen=True)
class Scorecard:
    """The marks of one conversation.

    Each dimension is its base plus the points of its findings, kept within 0–100; the score is their weighted mean
    plus the points of the patterns. So every point can be shown.
    """

    score: int
    mode: Mode
    dimensions: Mapping[Dimension, int]
    bases: Mapping[Dimension, int]
    cards: Cards
    findings: tuple[Finding, ...]  # by turn, patterns last
    networking_share: int  # per cent of what was done, selling being the rest; 0 when neither was done
    needs: NeedsFound | None = None
    switched: int | None = None  # the first message of another manner, where it changed for good
    switched_to: Mode | None = None  # networking or selling
    weights: Mapping[Dimension, int] = field(default_factory=dict)  # those it was made with


def to_record(scorecard: Scorecard) -> dict[str, object]:
    """The scorecard as plain values, keys in the order of `play`'s output. `needs` only where they are known."""
    record: dict[str, object] = {
        "score": scorecard.score,
        "mode": scorecard.mode.value,
        "dimensions": {dimension.value: scorecard.dimensions[dimension] for dimension in Dimension},
        "cards": {
            "earned": scorecard.cards.earned,
            "exchanged": scorecard.cards.exchanged,
            "pushed": scorecard.cards.pushed,
        },
    }
    if scorecard.needs is not None:
        needs = scorecard.needs
        record["needs"] = {"total": needs.total, "discovered": needs.discovered, "helped": needs.helped}
    record["findings"] = [
        {
            "kind": finding.kind.value,
            "turn": finding.turn,
            "move": finding.move.value,
            "quote": finding.quote,
            "points": finding.points,
            "advice": finding.advice,
            "rule": finding.rule.value,
            "name": {lang.value: finding.name.first(lang) for lang in Language},
            "dimension": finding.dimension.value if finding.dimension else None,
        }
        for finding in scorecard.findings
    ]
    record |= {
        "networking_share": scorecard.networking_share,
        "switched": scorecard.switched,
        "switched_to": scorecard.switched_to.value if scorecard.switched_to else None,
    }
    return record
