"""The card for a pocket as a picture: three ways to begin, what one does, a way to leave. Large, read standing."""

from __future__ import annotations

from coaching.event.pocket import OPENERS, PocketCard
from coaching.faces.words import Words
from coaching.pictures.board import Block, Board, Look, Panel, Text, TextSize, Title

LENT = ("one", "two", "three")


def pocket_board(card: PocketCard, about: str, words: Words, look: Look | None = None) -> Board:
    """The picture; `about` names the event. What the learner hasn't said yet is lent, and shown to be."""
    openers, answer, leave = lines_of(card, words)
    is_own = len(card.openers) == OPENERS and card.answer and card.exit
    blocks: tuple[Block, ...] = (
        Title(words("event.pocket.title")),
        *((Text(about, quiet=True),) if about else ()),
        Panel(words("event.pocket.openers"), "\n".join(f"• {one}" for one in openers)),
        Panel(words("event.pocket.answer"), answer),
        Panel(words("event.pocket.exit"), leave),
        Text(words("event.pocket.own" if is_own else "event.pocket.borrowed"), quiet=True),
    )
    alt = " ".join([words("event.pocket.title") + ".", *openers, answer, leave])
    return Board(blocks, alt, look or Look(size=TextSize.LARGE))


def lines_of(card: PocketCard, words: Words) -> tuple[tuple[str, ...], str, str]:
    """Openers, answer and exit as they stand on it, also where no picture can be drawn."""

    def lent(key: str) -> str:
        return words("event.pocket.lent", phrase=words(f"event.pocket.{key}"))

    missing = (lent(f"lent_openers.{one}") for one in LENT[: OPENERS - len(card.openers)])
    return (*card.openers, *missing), card.answer or lent("lent_answer"), card.exit or lent("lent_exit")
