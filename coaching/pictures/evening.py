"""What one carries home from an evening as a picture: the marks, whom one talked with, the cards."""

from __future__ import annotations

from collections.abc import Iterator

from coaching.evening.evening import Evening
from coaching.evening.place import Venue
from coaching.evening.summing_up import Outcome
from coaching.faces.words import Words
from coaching.faces.words.evenings import Told, name_of, outcome_told
from coaching.pictures.board import (
    Bar,
    Bars,
    Block,
    Board,
    Chip,
    Chips,
    Heading,
    Look,
    Panel,
    Ring,
    Shape,
    Title,
    Tone,
)


def evening_board(evening: Evening, outcome: Outcome, venue: Venue, words: Words, view: Look | None = None) -> Board:
    """The picture of an evening that is over."""
    told = {one.about: one for one in outcome_told(evening, outcome, venue, words)}
    mode = words(f"evening.outcome.mode.{outcome.mode}")
    title = words("evening.outcome.title")
    bars = tuple(Bar(name_of(one.who, evening, venue), one.trust, str(one.trust)) for one in outcome.talks)
    attempt = told.get(Told.TRY)
    blocks: tuple[Block, ...] = (
        Title(title),
        Ring(outcome.score, words("pictures.out_of"), mode, _parts(outcome, words)),
        Heading(words("telegram_evening.picture.trust")),
        Bars(bars),
        *((Chips(chips),) if (chips := tuple(_chips(outcome, words))) else ()),
        *((Panel(attempt.heading, words.retold(attempt.lines[0])),) if attempt else ()),
    )
    score = words("evening.outcome.score", score=outcome.score, mode=mode)
    return Board(blocks, f"{title}. {score}", view or Look())


def _parts(outcome: Outcome, words: Words) -> str:
    return words("evening.outcome.parts", **{part.value: points for part, points in outcome.parts.items()})


def _chips(outcome: Outcome, words: Words) -> Iterator[Chip]:
    ledger, remembered = outcome.ledger, len(outcome.memories)
    signs = (
        ("remembered", remembered, Shape.STAR, Tone.GOOD),
        ("asked", ledger.asked, Shape.TICK, Tone.GOOD),
        ("pocket", ledger.in_pocket, Shape.DISC, Tone.ONE),
        ("bin", ledger.in_bin, Shape.DOWN, Tone.SLIP),
    )
    for name, count, shape, tone in signs:
        if count:
            yield Chip(shape, tone, words.count(f"telegram_evening.picture.{name}", count))
