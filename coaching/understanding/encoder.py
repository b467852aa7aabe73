"""What understanding asks of a trained encoder: how much each piece of a message speaks for each move.

The encoder itself stands outside the core, in `coaching.encoder`; without one, understanding goes by its rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from coaching.moves import Move


@dataclass(frozen=True)
class Around:
    """What stands around a message: what the learner sells, and the last line of each before it; "" when none."""

    sells: str = ""
    attendee: str = ""
    learner: str = ""


@dataclass(frozen=True)
class Weighed:
    """How much a message speaks for each move, as logits in the order of `Move`: whole, and each of its pieces."""

    whole: tuple[float, ...]
    pieces: tuple[tuple[float, ...], ...]

    def best_piece(self, move: Move) -> int:
        """The place of the piece that speaks most for the move."""
        at = ORDER[move]
        return max(range(len(self.pieces)), key=lambda place: self.pieces[place][at])


class Encoder(Protocol):
    """A trained judge of messages. Pure: the same pieces weigh the same."""

    def weigh(self, pieces: Sequence[str], around: Around) -> Weighed:
        """How much the message, given as its consecutive pieces (one at least), speaks for each move."""
        ...


ORDER = {move: at for at, move in enumerate(Move)}
