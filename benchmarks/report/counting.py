"""Counting what was expected against what was found: precision, recall and F1 of labels, families and totals."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from types import MappingProxyType

from benchmarks.understanding import Count
from coaching.moves import Family, Move, members

FAMILIES: Mapping[str, frozenset[Move]] = MappingProxyType(
    {
        "question": members(Family.CURIOSITY),
        "selling": members(Family.SELLING),
        "help": frozenset({Move.OFFER_HELP}),
        "listening": members(Family.LISTENING),
        "self": members(Family.SELF),
        "social": members(Family.SOCIAL),
        "closing": members(Family.CLOSING),
        "hostile": members(Family.HOSTILE),
    }
)
"""What the goals speak of: a message belongs to a family when it makes any of its moves."""

GOALS: Mapping[str, float] = MappingProxyType(
    {"macro": 0.65, "question": 0.90, "selling": 0.85, "help": 0.80, "listening": 0.65}
)


@dataclass
class Tally:
    """What was right, invented and missed over some messages, by move and by family."""

    moves: Count = field(default_factory=Count)
    families: Count = field(default_factory=Count)
    messages: int = 0
    exact: int = 0  # messages whose labels are the same to the letter

    def add(self, expected: AbstractSet[Move], found: AbstractSet[Move]) -> None:
        """Count one message."""
        self.messages += 1
        self.exact += expected == found
        self.moves.add({str(move) for move in expected}, {str(move) for move in found})
        self.families.add(*({name for name, its in FAMILIES.items() if its & moves} for moves in (expected, found)))

    @property
    def micro(self) -> float:
        """F1 over all labels together."""
        return self.moves.f1(map(str, Move))

    @property
    def macro(self) -> float:
        """The mean F1 of the labels that were expected or found at all."""
        seen = [str(move) for move in Move if expected(self.moves, str(move)) or self.moves.invented[str(move)]]
        return statistics.mean(self.moves.f1([name]) for name in seen) if seen else 0.0

    def goal(self, name: str) -> float:
        """What a goal is held against: the macro F1, or the F1 of a family."""
        return self.macro if name == "macro" else self.families.f1([name])


def together(tallies: Iterable[Tally]) -> Tally:
    """All those tallies as one."""
    whole = Tally()
    for tally in tallies:
        whole.messages += tally.messages
        whole.exact += tally.exact
        for total, its in ((whole.moves, tally.moves), (whole.families, tally.families)):
            total.right.update(its.right)
            total.invented.update(its.invented)
            total.missed.update(its.missed)
    return whole


def expected(count: Count, name: str) -> int:
    """How many messages carry the label."""
    return count.right[name] + count.missed[name]


def precision(count: Count, name: str) -> float | None:
    """The share of right ones among those found; None when none was found."""
    found = count.right[name] + count.invented[name]
    return count.right[name] / found if found else None


def recall(count: Count, name: str) -> float | None:
    """The share of those expected that were found; None when none was expected."""
    wanted = expected(count, name)
    return count.right[name] / wanted if wanted else None
