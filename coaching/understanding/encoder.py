"""What understanding asks of a trained encoder: what a message does, and how near in meaning texts are.

The encoder itself stands outside the core, in `coaching.encoder`; without one, understanding goes by its rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


@dataclass(frozen=True)
class Near:
    """How near in meaning a text is to a group of examples, as cosines: −1 to 1."""

    best: float  # to the nearest example
    close: float  # to the nearest three, on average
    centre: float  # to what the examples have in common


class Shelf(Protocol):
    """Groups of examples by name, ready to be compared with texts."""

    def near(self, text: str) -> Mapping[str, Near]:
        """How near the text is to each group. Pure: the same text is as near."""
        ...


class Encoder(Protocol):
    """A trained judge of messages. Pure: the same pieces weigh the same."""

    def weigh(self, pieces: Sequence[str], around: Around) -> Weighed:
        """How much the message, given as its consecutive pieces (one at least), speaks for each move."""
        ...

    def shelf(self, groups: Mapping[str, Sequence[str]]) -> Shelf:
        """The groups of examples, made ready; those without an example are left out."""
        ...

    @property
    def is_loaded(self) -> bool:
        """Whether all that a shelf is made with was read."""
        return True

    def load(self) -> None:
        """Read it, where it wasn't."""

    def is_quick(self, groups: Mapping[str, Sequence[str]]) -> bool:  # noqa: ARG002 - for those who need no time
        """Whether that takes no time to speak of: what they mean is known beforehand."""
        return True


ORDER = {move: at for at, move in enumerate(Move)}
