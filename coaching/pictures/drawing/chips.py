"""Chips and legends: a sign and a few words, as many to a row as fit, none cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coaching.pictures.board import Chips, Shape, Tone
from coaching.pictures.drawing.lettering import Lettering
from coaching.pictures.drawing.pieces import Piece, shifted
from coaching.pictures.drawing.strokes import Box, Letters, Line, Sign, Slab, Stroke

ACROSS, DOWN = 24, 12  # from a frame to its words
BETWEEN = 16


@dataclass(frozen=True)
class Entry:
    """A line of a legend. `is_line` where the sign sits on a piece of its series."""

    shape: Shape | None
    tone: Tone
    text: str
    is_line: bool = False
    is_dashed: bool = False


@dataclass(frozen=True)
class _Laid:
    strokes: tuple[Stroke, ...]
    width: float
    height: float


def chips(block: Chips, width: float, by: Lettering) -> list[Piece]:
    """Rows of framed chips, each row a piece."""
    laid = []
    for chip in block.chips:
        sign = by.small.size * 0.42
        lead = 2 * sign + 14
        hand = by.small_strong if chip.bold else by.small
        lines = by.lines(chip.text, hand, width - 2 * ACROSS - lead, ACROSS + lead, DOWN)
        height = 2 * DOWN + hand.height * len(lines)
        across = 2 * ACROSS + lead + _widest(lines)
        frame = Slab(Box(0, 0, across, height), chip.tone, min(height, hand.height + 2 * DOWN) / 2, edge=3)
        mark = Sign(chip.shape, (ACROSS + sign, DOWN + hand.height / 2), sign, chip.tone)
        laid.append(_Laid((frame, mark, *lines), across, height))
    return _rows(laid, width, BETWEEN, 38)


def legend(entries: Sequence[Entry], width: float, by: Lettering) -> list[Piece]:
    """Rows of signs explained."""
    laid = []
    for entry in entries:
        radius = by.small.size * 0.42
        lead = by.small.size * (2.0 if entry.is_line else 0.84) + 14
        lines = by.lines(entry.text, by.small, width - lead, lead)
        centre = (lead - 14) / 2, by.small.height / 2
        strokes: list[Stroke] = []
        if entry.is_line:
            ends = (3, centre[1]), (lead - 17, centre[1])
            strokes.append(Line(ends, entry.tone, 6, entry.is_dashed))
        if entry.shape:
            strokes.append(Sign(entry.shape, centre, radius, entry.tone))
        laid.append(_Laid((*strokes, *lines), lead + _widest(lines), by.small.height * len(lines)))
    return _rows(laid, width, 36, 38, row_gap=4)


def _widest(lines: Sequence[Letters]) -> float:
    return max((line.width for line in lines), default=0)


def _rows(laid: Sequence[_Laid], width: float, between: float, after: float, row_gap: float = BETWEEN) -> list[Piece]:
    rows: list[list[_Laid]] = []
    used = 0.0
    for one in laid:
        if rows and used + between + one.width <= width:
            rows[-1].append(one)
            used += between + one.width
        else:
            rows.append([one])
            used = one.width
    pieces = []
    for row in rows:
        strokes: list[Stroke] = []
        left = 0.0
        for one in row:
            strokes += shifted(one.strokes, left)
            left += one.width + between
        height = max(one.height for one in row)
        pieces.append(Piece(tuple(strokes), height + (after if row is rows[-1] else row_gap)))
    return pieces
