"""Blocks laid out in a column of a given width. The same pieces make a picture and the pages of a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coaching.pictures.board import Bars, Block, Chart, Chips, Floor, Heading, Panel, Ring, Sparks, Text, Title
from coaching.pictures.drawing.chart import chart
from coaching.pictures.drawing.chips import chips
from coaching.pictures.drawing.floor import floor
from coaching.pictures.drawing.lettering import Lettering
from coaching.pictures.drawing.pieces import Piece, shifted
from coaching.pictures.drawing.rows import bars, sparks
from coaching.pictures.drawing.strokes import Stroke
from coaching.pictures.drawing.texts import heading, panel, ring, text, title


@dataclass(frozen=True)
class Sheet:
    """Strokes on paper of that size, in pixels."""

    width: int
    height: int
    strokes: tuple[Stroke, ...]


def pieces(block: Block, width: float, by: Lettering) -> list[Piece]:  # noqa: C901, PLR0911 - a line for each shape
    """A block as pieces no wider than that."""
    match block:
        case Title():
            return title(block, width, by)
        case Heading():
            return heading(block, width, by)
        case Text():
            return text(block, width, by)
        case Panel():
            return panel(block, width, by)
        case Ring():
            return ring(block, width, by)
        case Bars():
            return bars(block, width, by)
        case Sparks():
            return sparks(block, width, by)
        case Chart():
            return chart(block, width, by)
        case Chips():
            return chips(block, width, by)
        case Floor():
            return floor(block, width, by)


def sheet(blocks: Iterable[Block], width: int, margin: int, by: Lettering) -> Sheet:
    """Everything on one sheet, as high as it needs."""
    inside = width - 2 * margin
    strokes: list[Stroke] = []
    down = float(margin)
    for block in blocks:
        for piece in pieces(block, inside, by):
            strokes += shifted(piece.strokes, margin, down)
            down += piece.height
    return Sheet(width, round(down + margin * 0.4), tuple(strokes))


def sheets(blocks: Iterable[Block], width: int, height: int, margin: int, by: Lettering) -> list[Sheet]:
    """Everything on as many sheets of that size as it needs; what is glued together stays together."""
    inside = width - 2 * margin
    pages: list[list[Stroke]] = [[]]
    down = float(margin)
    for group in _glued(piece for block in blocks for piece in pieces(block, inside, by)):
        if down + sum(piece.height for piece in group) > height - margin and pages[-1]:
            pages.append([])
            down = margin
        for piece in group:
            if down + piece.height > height - margin and pages[-1]:  # glued to more than a page holds
                pages.append([])
                down = margin
            pages[-1] += shifted(piece.strokes, margin, down)
            down += piece.height
    return [Sheet(width, height, tuple(page)) for page in pages]


def _glued(all_pieces: Iterable[Piece]) -> Iterable[list[Piece]]:
    group: list[Piece] = []
    for piece in all_pieces:
        group.append(piece)
        if not piece.is_glued:
            yield group
            group = []
    if group:
        yield group
