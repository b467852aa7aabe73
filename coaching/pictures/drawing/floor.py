"""A room from above: its parts as panels where they lie, and in each the people one can meet, a sign and a number."""

from __future__ import annotations

from math import hypot

from coaching.pictures.board import Floor, Shape, Spot, Tone
from coaching.pictures.drawing.lettering import Lettering
from coaching.pictures.drawing.pieces import Piece
from coaching.pictures.drawing.strokes import Box, Letters, Sign, Slab, Stroke

ACROSS = DOWN = 3  # panels side by side, and under one another
BETWEEN = 20
INSIDE = 18
ROUND = 22
AFTER = 30
Cell = tuple[int, int]


def floor(block: Floor, width: float, by: Lettering) -> list[Piece]:
    """The room, in one piece."""
    cells = _cells(block.spots)
    across = (width - (ACROSS - 1) * BETWEEN) / ACROSS
    strokes: list[Stroke] = []
    top = 0.0
    for row in range(DOWN):
        here = [(cell, spot) for cell, spot in cells.items() if cell[1] == row]
        if not here:
            continue
        high = max(_height(spot, across, by) for _, spot in here)
        for (column, _), spot in here:
            left = column * (across + BETWEEN)
            strokes += _spot(spot, Box(left, top, left + across, top + high), by)
        top += high + BETWEEN
    return [Piece(tuple(strokes), top - BETWEEN + AFTER)] if strokes else []


def _cells(spots: tuple[Spot, ...]) -> dict[Cell, Spot]:
    """Each part of the room in the free panel nearest to where it lies."""
    free = [(column, row) for row in range(DOWN) for column in range(ACROSS)]
    cells: dict[Cell, Spot] = {}
    for spot in spots[: len(free)]:
        x, y = spot.x * ACROSS / 100, spot.y * DOWN / 100
        cell = min(free, key=lambda one: hypot(one[0] + 0.5 - x, one[1] + 0.5 - y))
        free.remove(cell)
        cells[cell] = spot
    return cells


def _spot(spot: Spot, box: Box, by: Lettering) -> list[Stroke]:
    panel = Slab(box, Tone.PANEL, ROUND)
    edge = [Slab(box, Tone.ONE, ROUND, edge=4)] if spot.is_here else []
    label = by.line(spot.label, by.strong, box.left + INSIDE, box.top + INSIDE)
    strokes: list[Stroke] = [panel, *edge, label]
    if spot.is_here:
        radius = by.small.size * 0.42
        middle = box.top + INSIDE + by.strong.height / 2
        strokes.append(Sign(Shape.STAR, (label.box.right + INSIDE + radius, middle), radius, Tone.ONE))
    many, step = _in_a_row(box.right - box.left, by), _step(by)
    for at, person in enumerate(spot.people):
        left = box.left + INSIDE + (at % many) * step
        top = box.top + INSIDE + by.strong.height + (at // many) * by.small.height
        radius = by.small.size * 0.36
        strokes.append(Sign(person.shape, (left + radius, top + by.small.height / 2), radius, person.tone))
        number: Letters = by.line(person.label, by.small_strong, left + 2 * radius + 10, top)
        strokes.append(number)
    return strokes


def _height(spot: Spot, across: float, by: Lettering) -> float:
    rows = -(-len(spot.people) // _in_a_row(across, by))
    return 2 * INSIDE + by.strong.height + max(1, rows) * by.small.height


def _in_a_row(across: float, by: Lettering) -> int:
    return max(1, int((across - 2 * INSIDE) // _step(by)))


def _step(by: Lettering) -> float:
    """From one person to the next: a sign, a number of two digits, and some air."""
    return by.small.size * 0.72 + 10 + by.width("00", by.small_strong) + 18
