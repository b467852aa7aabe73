"""Lines drawn from numbers: where each point stands in a picture of fixed size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 320, 120
LEFT, RIGHT, TOP, BOTTOM = 28, 8, 8, 16  # the room around the line
MOST = 100


@dataclass(frozen=True)
class Dot:
    """A point, and what it stands for."""

    x: float
    y: float
    value: int


@dataclass(frozen=True)
class Drawn:
    """A line from left to right; `rules` are the heights of 0, 50 and 100."""

    dots: tuple[Dot, ...]
    path: str
    rules: tuple[tuple[int, float], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT


def drawn(values: Sequence[int]) -> Drawn:
    """The line of these values, each within 0–100."""
    step = (WIDTH - LEFT - RIGHT) / max(1, len(values) - 1)
    dots = tuple(Dot(round(LEFT + at * step, 1), _height(value), value) for at, value in enumerate(values))
    path = " ".join(f"{dot.x},{dot.y}" for dot in dots)
    return Drawn(dots, path, tuple((value, _height(value)) for value in (0, MOST // 2, MOST)))


def _height(value: int) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - max(0, min(MOST, value)) / MOST), 1)
