"""The card for a pocket as a picture: three ways to begin, what one does, a way to leave. Large, read standing."""

from __future__ import annotations

from coaching.event.pocket import PocketCard
from coaching.faces.words import Words
from coaching.faces.words.pocketing import lines_of, whose
from coaching.pictures.board import Block, Board, Look, Panel, Text, TextSize, Title


def pocket_board(card: PocketCard, about: str, words: Words, look: Look | None = None) -> Board:
    """The picture; `about` names the event. What the learner hasn't said yet is lent, and shown to be."""
    openers, answer, leave = lines_of(card, words)
    blocks: tuple[Block, ...] = (
        Title(words("event.pocket.title")),
        *((Text(about, quiet=True),) if about else ()),
        Panel(words("event.pocket.openers"), "\n".join(f"• {one}" for one in openers)),
        Panel(words("event.pocket.answer"), answer),
        Panel(words("event.pocket.exit"), leave),
        Text(whose(card, words), quiet=True),
    )
    alt = " ".join([words("event.pocket.title") + ".", *openers, answer, leave])
    return Board(blocks, alt, look or Look(size=TextSize.LARGE))
