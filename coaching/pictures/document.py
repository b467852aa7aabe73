"""A debrief as a document to keep or to give to a coach: the picture's shapes, then the text, on pages of A4."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coaching.language import Language
from coaching.pictures.board import Block, Board, Heading, Text, Theme, Title
from coaching.pictures.drawing.layout import sheets
from coaching.pictures.drawing.lettering import Lettering
from coaching.pictures.drawing.palette import PALETTES


@dataclass(frozen=True)
class Part:
    """A heading with its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


def debrief_document(
    title: str,
    parts: tuple[Part, ...],
    lang: Language,
    made: datetime,
    board: Board | None = None,
) -> bytes:
    """A PDF with text that can be selected and searched, of the board's shapes and then the parts.

    Always dark on white, as paper is; `made` is the date it bears. The same values give the same bytes.
    """
    # Printing is rarer than drawing, and what prints takes 10 MB: it is loaded when it is first asked for.
    from coaching.pictures.drawing.print import PAGE_MARGIN, PAGE_SIZE, Imprint, pdf  # noqa: PLC0415

    blocks: list[Block] = list(board.blocks) if board else [Title(title)]
    for part in parts:
        blocks += [Heading(part.heading)] if part.heading else []
        blocks += [Text(paragraph) for paragraph in part.paragraphs if paragraph.strip()]
    lettering = Lettering(board.look.size) if board else Lettering()
    pages = sheets(blocks, *PAGE_SIZE, PAGE_MARGIN, lettering)
    return pdf(pages, PALETTES[Theme.LIGHT], Imprint(title, lang.value, made, board.alt if board else ""))
