"""Titles, headings, paragraphs, panels and the ring as pieces of a column."""

from __future__ import annotations

from coaching.pictures.board import Heading, Panel, Ring, Text, Title, Tone
from coaching.pictures.drawing.lettering import Lettering
from coaching.pictures.drawing.pieces import Piece, shifted
from coaching.pictures.drawing.strokes import Arc, Box, Letters, Slab, Stroke

RING = 116  # radius
THICKNESS = 20
PADDING = 32
STRIPE = 10
ABOVE = 14  # a heading


def title(block: Title, width: float, by: Lettering) -> list[Piece]:
    """A title, a piece for each line."""
    return _column(by.lines(block.text, by.title, width), 26, glued=True)


def heading(block: Heading, width: float, by: Lettering) -> list[Piece]:
    """A heading, nearer to what follows than to what was before, and never the last thing on a page."""
    first, *rest = _column(by.lines(block.text, by.head, width), 14, glued=True)
    return [Piece(shifted(first.strokes, 0, ABOVE), first.height + ABOVE, is_glued=True), *rest]


def text(block: Text, width: float, by: Lettering) -> list[Piece]:
    """A paragraph, a piece for each line, so that a page can break it."""
    hand, tone = (by.small, Tone.QUIET) if block.quiet else (by.body, Tone.INK)
    return _column(by.lines(block.text, hand, width, tone=tone), 22)


def panel(block: Panel, width: float, by: Lettering) -> list[Piece]:
    """A heading and a text on paper of another shade."""
    inside = width - 2 * PADDING - STRIPE
    left = PADDING + STRIPE
    head = by.lines(block.heading, by.strong, inside, left, PADDING, Tone.ONE)
    below = PADDING + _height(head) + 6
    body = by.lines(block.text, by.body, inside, left, below)
    height = below + _height(body) + PADDING
    slabs = (
        Slab(Box(0, 0, width, height), Tone.PANEL, 18),
        Slab(Box(0, 0, STRIPE, height), Tone.ONE, 5),
    )
    return [Piece((*slabs, *head, *body), height + 30)]


def ring(block: Ring, width: float, by: Lettering) -> list[Piece]:
    """A figure in a ring, what is said about it beside."""
    radius = RING * by.growth
    thickness = THICKNESS * by.growth
    centre = radius, radius
    rail = Arc(centre, radius, thickness, 1, Tone.RAIL)
    arc = Arc(centre, radius, thickness, min(max(block.points, 0), 100) / 100, Tone.ONE)
    together = by.figure.height + by.small.height
    top = radius - together / 2
    figure = by.line_at(str(block.points), by.figure, radius, top)
    below = by.line_at(block.below, by.small, radius, top + by.figure.height, Tone.QUIET)
    strokes: list[Stroke] = [rail, arc, figure, below]
    left = 2 * radius + 44
    head = by.lines(block.head, by.head, width - left, left)
    said = by.lines(block.text, by.small, width - left, left, _height(head) + 6, Tone.QUIET) if block.text else ()
    beside = _height(head) + (6 + _height(said) if said else 0)
    height = max(2 * radius, beside)
    return [Piece((*strokes, *shifted((*head, *said), 0, (height - beside) / 2)), height + 38)]


def _column(lines: tuple[Letters, ...], after: float, *, glued: bool = False) -> list[Piece]:
    last = len(lines) - 1
    return [
        Piece(
            shifted([line], 0, -line.top),
            line.hand.height + (after if at == last else 0),
            # The first line of a paragraph keeps the second, and the last but one the last.
            is_glued=glued or (at < last and at in {0, last - 1}),
        )
        for at, line in enumerate(lines)
    ]


def _height(lines: tuple[Letters, ...]) -> float:
    return sum(line.hand.height for line in lines)
