"""A board as a picture for a phone."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.pictures.board import Board
from coaching.pictures.drawing.layout import Sheet, sheet
from coaching.pictures.drawing.lettering import Lettering
from coaching.pictures.drawing.paint import png
from coaching.pictures.drawing.palette import PALETTES

WIDTH = 1080  # pixels, as wide as a phone
MARGIN = 60


@dataclass(frozen=True)
class Picture:
    """A PNG, and what it says to somebody who can't see it."""

    png: bytes
    alt: str
    width: int  # pixels
    height: int


def laid_out(board: Board) -> Sheet:
    """Where everything of a board stands."""
    return sheet(board.blocks, WIDTH, MARGIN, Lettering(board.look.size))


def draw(board: Board) -> Picture:
    """The board painted; the same board, the same bytes. It takes a tenth of a second: not for an event loop."""
    paper = laid_out(board)
    return Picture(png(paper, PALETTES[board.look.theme]), board.alt, paper.width, paper.height)
