"""The scorecard of one rehearsal as a picture: the marks, how trust went, what to try next. Not the whole debrief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coaching.faces.words import Words
from coaching.pictures.board import (
    Bar,
    Bars,
    Block,
    Board,
    Chart,
    Chip,
    Chips,
    Heading,
    Look,
    Mark,
    Panel,
    Ring,
    Series,
    Shape,
    Text,
    Title,
    Tone,
)
from coaching.scorecard.card import Cards
from coaching.scorecard.deed import NeedsFound
from coaching.scorecard.rubric import Dimension, Mode
from coaching.services.events import Debrief

LEVELS = ((25, "low"), (50, "fair"), (75, "good"), (101, "high"))  # below that mark: that word

NO_CARDS = Cards()


@dataclass(frozen=True)
class Marks:
    """What the picture of one rehearsal tells."""

    name: str  # the attendee's
    score: int  # as it was first shown
    mode: Mode
    dimensions: Mapping[Dimension, int]
    trust: tuple[int, ...]  # before the first message, then after each, 0–100
    goal: str  # one thing to try
    cards: Cards = NO_CARDS
    needs: NeedsFound | None = None
    best: int | None = None  # the turn of the best moment
    slip: int | None = None
    guess: int | None = None  # 0–10
    corrected: int | None = None  # the score after appeals that were accepted


def marks_of(debrief: Debrief) -> Marks:
    """What a debrief holds of it."""
    conversation, card, told = debrief.conversation, debrief.scorecard, debrief.told
    return Marks(
        name=debrief.scenario.name.first(conversation.profile.lang),
        score=card.score,
        mode=card.mode,
        dimensions=card.dimensions,
        trust=(conversation.beginning.trust, *(turn.mind.trust for turn in conversation.turns)),
        goal=told.next_step,
        cards=card.cards,
        needs=card.needs,
        best=told.best.turn if told.best else None,
        slip=told.slip.turn if told.slip else None,
        guess=debrief.guess,
        corrected=debrief.corrected,
    )


def scorecard_board(marks: Marks, words: Words, look: Look | None = None) -> Board:
    """The picture of one rehearsal."""
    title = words("debrief.title", name=marks.name)
    if len(marks.trust) < 2:
        nothing = words("debrief.nothing_said")
        return Board((Title(title), Text(nothing)), f"{title}. {nothing}", look or Look())
    blocks: tuple[Block, ...] = (
        Title(title),
        _ring(marks, words),
        *dimension_bars(marks.dimensions, words),
        Heading(words("pictures.scorecard.trust", before=marks.trust[0], after=marks.trust[-1])),
        trust_chart(marks, words),
        *_chips(marks, words),
        Panel(words("debrief.try"), marks.goal),
    )
    return Board(blocks, _alt(marks, words), look or Look())


def dimension_bars(dimensions: Mapping[Dimension, int], words: Words) -> tuple[Block, ...]:
    """The four marks, each with its word."""
    bars = [
        Bar(words(f"debrief.dimension.{one}"), points, str(points), words(f"pictures.level.{_level(points)}"))
        for one, points in dimensions.items()
    ]
    return (Bars(tuple(bars)),) if bars else ()


def trust_chart(marks: Marks, words: Words) -> Chart:
    """How trust went, with the best moment, the slip and what the learner guessed."""
    return Chart(
        series=(Series("", marks.trust),),
        top=100,
        first=0,
        marks=tuple(_signs(marks, words)),
    )


def _ring(marks: Marks, words: Words) -> Ring:
    is_corrected = marks.corrected is not None and marks.corrected != marks.score
    note = words("pictures.scorecard.corrected", score=marks.score) if is_corrected else ""
    return Ring(_standing(marks), words("pictures.out_of"), words(f"debrief.mode.{marks.mode}"), note)


def _standing(marks: Marks) -> int:
    return marks.score if marks.corrected is None else marks.corrected


def _level(points: int) -> str:
    return next(name for below, name in LEVELS if points < below)


def _signs(marks: Marks, words: Words) -> Iterator[Mark]:
    if marks.best is not None:
        yield Mark(Shape.STAR, Tone.GOOD, marks.best, words("pictures.scorecard.best", turn=marks.best))
    if marks.slip is not None:
        yield Mark(Shape.DOWN, Tone.SLIP, marks.slip, words("pictures.scorecard.slip", turn=marks.slip))
    if marks.guess is not None:
        name = words("pictures.scorecard.guess", guess=marks.guess)
        yield Mark(Shape.DIAMOND, Tone.TWO, len(marks.trust) - 1, name, marks.guess * 10)


def _chips(marks: Marks, words: Words) -> Iterator[Chips]:
    cards = marks.cards
    kinds = (
        ("earned", cards.earned, Shape.STAR, Tone.GOOD),
        ("exchanged", cards.exchanged, Shape.TICK, Tone.GOOD),
        ("pushed", cards.pushed, Shape.DOWN, Tone.SLIP),
    )
    chips = [
        Chip(shape, tone, words.count(f"pictures.cards.{kind}", count)) for kind, count, shape, tone in kinds if count
    ]
    if marks.needs and marks.needs.total:
        found, total = marks.needs.discovered, marks.needs.total
        shape, tone = (Shape.TICK, Tone.GOOD) if found else (Shape.CIRCLE, Tone.QUIET)
        chips.append(Chip(shape, tone, words("pictures.needs.found", count=found, total=total)))
        if marks.needs.helped:
            chips.append(Chip(Shape.TICK, Tone.GOOD, words("pictures.needs.helped", count=marks.needs.helped)))
    if chips:
        yield Chips(tuple(chips))


def _alt(marks: Marks, words: Words) -> str:
    told = ", ".join(f"{words(f'debrief.dimension.{one}')} {points}" for one, points in marks.dimensions.items())
    return words.count(
        "pictures.scorecard.alt",
        len(marks.trust) - 1,
        name=marks.name,
        score=_standing(marks),
        mode=words(f"debrief.mode.{marks.mode}"),
        marks=told,
        before=marks.trust[0],
        after=marks.trust[-1],
    )
