"""A message in pieces: which of its words make which move."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.moves import FAMILY, Family, Move
from coaching.reading import Reading

COSTS = frozenset({Family.SELLING, Family.HOSTILE})
GIVES = frozenset({Family.CURIOSITY, Family.GENEROSITY, Family.LISTENING})


@dataclass(frozen=True)
class Piece:
    """Some words in a row, and the move they make, if any."""

    text: str
    move: Move | None = None

    @property
    def tone(self) -> str:
        """How it is shown: what opens, what closes, what is neither."""
        return tone(self.move) if self.move else ""


def tone(move: Move) -> str:
    """What a move is to a conversation: "gives", "costs" or "plain"."""
    family = FAMILY[move]
    costs = family in COSTS or move is Move.ABRUPT_EXIT
    return "costs" if costs else "gives" if family in GIVES else "plain"


def pieces(text: str, reading: Reading) -> tuple[Piece, ...]:
    """The whole text, cut where a move's words begin and end. Of moves in the same words the surest is shown."""
    taken: list[tuple[int, int, Move]] = []
    for one in sorted(reading.evidence, key=lambda it: -it.confidence):
        start = text.find(one.quote) if one.quote else -1
        end = start + len(one.quote)
        if start >= 0 and all(end <= begun or start >= over for begun, over, _ in taken):
            taken.append((start, end, one.move))
    found: list[Piece] = []
    at = 0
    for start, end, move in sorted(taken):
        found += [Piece(text[at:start])] if at < start else []
        found.append(Piece(text[start:end], move))
        at = end
    return (*found, Piece(text[at:])) if at < len(text) else tuple(found)
