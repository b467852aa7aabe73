"""A piece of a column: strokes from its own top left corner, and how far down the next piece begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coaching.pictures.drawing.strokes import Stroke, moved


@dataclass(frozen=True)
class Piece:
    """What a page never breaks. `is_glued` where it must stand on the same page as the next."""

    strokes: tuple[Stroke, ...]
    height: float
    is_glued: bool = False


def shifted(strokes: Iterable[Stroke], right: float, down: float = 0) -> tuple[Stroke, ...]:
    """The same strokes elsewhere."""
    return tuple(moved(one, right, down) for one in strokes)
