"""What a learner rehearsed so far as a picture: marks over time, nerves, trust beside what they guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from coaching.faces.words import Words
from coaching.ladder import Ladder
from coaching.language import Language
from coaching.pictures.board import (
    Block,
    Board,
    Chart,
    Chip,
    Chips,
    Heading,
    Look,
    Series,
    Shape,
    Spark,
    Sparks,
    Text,
    Title,
    Tone,
)
from coaching.progress import FELT
from coaching.scorecard.rubric import Dimension

NERVES = 10  # the scale of nerves and of a guess
TRUST = 100


class Rehearsed(Protocol):
    """What the picture asks of a rehearsal that ended."""

    @property
    def dimensions(self) -> Mapping[Dimension, int]:
        """The marks, 0–100."""
        ...

    @property
    def trust(self) -> int:
        """0–100, at the end."""
        ...

    @property
    def nerves_before(self) -> int | None:
        """0–10."""
        ...

    @property
    def nerves_after(self) -> int | None:
        """0–10."""
        ...

    @property
    def guess(self) -> int | None:
        """0–10: how much they thought they were liked."""
        ...


@dataclass(frozen=True)
class Step:
    """An attendee on the ladder."""

    name: str
    best: int | None = None  # score; None when they were never met
    is_next: bool = False


def steps_of(ladder: Ladder, lang: Language) -> tuple[Step, ...]:
    """The rungs of a learner's ladder, the easiest first."""
    return tuple(Step(one.scenario.name.first(lang), one.best, one is ladder.next) for one in ladder.rungs)


def progress_board(
    pasts: Sequence[Rehearsed], words: Words, steps: Sequence[Step] = (), look: Look | None = None
) -> Board:
    """The picture of a history, oldest first; before the first rehearsal too."""
    title = words("pictures.progress.title")
    ladder = tuple(_ladder(steps, words))
    if not pasts:
        empty = words("pictures.progress.empty")
        return Board((Title(title), Text(empty), *ladder), f"{title}. {empty}", look or Look())
    blocks: tuple[Block, ...] = (
        Title(title),
        Text(words.count("pictures.progress.count", len(pasts)), quiet=True),
        *_marks(pasts, words),
        *_nerves(pasts, words),
        *_liking(pasts, words),
        *ladder,
    )
    return Board(blocks, _alt(pasts, words), look or Look())


def _marks(pasts: Sequence[Rehearsed], words: Words) -> Iterator[Block]:
    yield Heading(words.count("pictures.progress.marks", len(pasts)))
    sparks = []
    for one in pasts[-1].dimensions:
        points = tuple(past.dimensions[one] for past in pasts)
        figure = str(points[0]) if len(points) == 1 else f"{points[0]} → {points[-1]}"
        sparks.append(Spark(words(f"debrief.dimension.{one}"), points, figure))
    yield Sparks(tuple(sparks))


def _nerves(pasts: Sequence[Rehearsed], words: Words) -> Iterator[Block]:
    before, after = tuple(one.nerves_before for one in pasts), tuple(one.nerves_after for one in pasts)
    if all(one is None for one in (*before, *after)):
        return
    yield Heading(words("pictures.progress.nerves"))
    yield Chart(
        (Series(words("pictures.progress.before"), before), Series(words("pictures.progress.after"), after)),
        top=NERVES,
        first=1,
    )


def _liking(pasts: Sequence[Rehearsed], words: Words) -> Iterator[Block]:
    """Trust beside what was guessed, where something was."""
    guesses = tuple(None if one.guess is None else one.guess * TRUST / NERVES for one in pasts)
    if all(one is None for one in guesses):
        return
    yield Heading(words("pictures.progress.liking"))
    yield Chart(
        (
            Series(words("pictures.progress.trust"), tuple(one.trust for one in pasts)),
            Series(words("pictures.progress.guess"), guesses),
        ),
        top=TRUST,
        first=1,
    )


def _ladder(steps: Sequence[Step], words: Words) -> Iterator[Block]:
    if not steps:
        return
    yield Heading(words("pictures.progress.ladder"))
    if any(one.best is not None for one in steps):
        yield Text(words("pictures.progress.ladder_signs"), quiet=True)
    yield Chips(tuple(_chip(one, words) for one in steps))


def _chip(step: Step, words: Words) -> Chip:
    text = step.name if step.best is None else words("pictures.progress.met", name=step.name, best=step.best)
    if step.is_next:
        return Chip(Shape.ARROW, Tone.ONE, words("pictures.progress.next", name=text), bold=True)
    return Chip(Shape.CIRCLE, Tone.QUIET, text) if step.best is None else Chip(Shape.TICK, Tone.GOOD, text)


def _alt(pasts: Sequence[Rehearsed], words: Words) -> str:
    first, last = pasts[0].dimensions, pasts[-1].dimensions
    told = ", ".join(
        words("pictures.progress.moved", name=words(f"debrief.dimension.{one}"), before=first[one], after=last[one])
        if len(pasts) > 1
        else f"{words(f'debrief.dimension.{one}')} {last[one]}"
        for one in last
    )
    said = [words.count("pictures.progress.alt", len(pasts), marks=told)]
    rated = [(one.nerves_before, one.nerves_after) for one in pasts if one.nerves_before is not None]
    nerves = next(((before, after) for before, after in reversed(rated) if after is not None), None)
    if nerves:
        said.append(words("pictures.progress.alt_nerves", before=nerves[0], after=nerves[1]))
    gaps = [one.trust - one.guess * TRUST / NERVES for one in pasts if one.guess is not None]
    if gaps:
        gap = round(sum(gaps) / len(gaps))
        key = "same" if abs(gap) < FELT else "more" if gap > 0 else "less"
        said.append(words(f"pictures.progress.alt_liking.{key}", points=abs(gap)))
    return " ".join(said)
