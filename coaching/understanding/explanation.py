"""Why a message was read as it was: its clauses, what was found in each, and what each judge says of each move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coaching.moves import Move
from coaching.reading import Reading
from coaching.understanding.encoder import ORDER
from coaching.understanding.judgement import Judges
from coaching.understanding.phrasebook import Balance
from coaching.understanding.signs import SCALE, Weights

LIKELY = 0.1  # moves less likely than this are not worth a line
SIGNS = 4  # signs told of each move


@dataclass(frozen=True)
class ClauseExplained:
    """One clause, the cues found in it, and the form of its question; "" when it asks nothing."""

    text: str
    cues: tuple[str, ...]
    asks: str


@dataclass(frozen=True)
class MoveExplained:
    """One move: how sure it is, whether it was told, and how much each judge added. All but `confidence` are logits."""

    move: Move
    confidence: float
    told: bool
    encoder: float
    signs: float
    rules: float
    bias: float
    strongest: tuple[tuple[str, float], ...]  # the signs that speak loudest, for or against


@dataclass(frozen=True)
class Explanation:
    """A message explained: clause by clause, and move by move, the surest first."""

    clauses: tuple[ClauseExplained, ...] = ()
    moves: tuple[MoveExplained, ...] = ()


def explained(
    judges: Judges | None, reading: Reading, balance: Mapping[Move, Balance], weights: Weights
) -> Explanation:
    """The reading explained by what its judges said."""
    if judges is None:
        return Explanation()
    clauses = tuple(
        ClauseExplained(text.strip(), tuple(sorted(one.names)), one.question.form.value if one.question else "")
        for text, one in zip(judges.pieces, judges.found, strict=True)
    )
    sure = judges.confidences(balance)
    moves = [
        _move(move, confidence, move in reading.moves, judges, balance[move], weights)
        for move, confidence in sure.items()
        if move in reading.moves or confidence >= LIKELY
    ]
    return Explanation(clauses, tuple(sorted(moves, key=lambda one: (-one.confidence, one.move))))


def _move(
    move: Move, confidence: float, told: bool, judges: Judges, balance: Balance, weights: Weights
) -> MoveExplained:
    whole, piece, signs, rule = judges.inputs(move)
    at = ORDER[move]
    loud = [(sign, weights[sign][at] / SCALE) for sign in sorted(judges.signs) if sign in weights and weights[sign][at]]
    strongest = sorted(loud, key=lambda pair: -abs(pair[1]))[:SIGNS]
    return MoveExplained(
        move=move,
        confidence=confidence,
        told=told,
        encoder=balance.whole * whole + balance.piece * piece,
        signs=balance.signs * signs,
        rules=balance.rule * rule,
        bias=balance.bias,
        strongest=tuple(strongest),
    )
