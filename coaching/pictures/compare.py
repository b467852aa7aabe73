"""Two tries at one conversation as a picture: their marks, and how trust went once they part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coaching.faces.words import Words
from coaching.pictures.board import Bar, Bars, Block, Board, Chart, Heading, Look, Ring, Series, Text, Title
from coaching.rehearsal import Conversation
from coaching.scorecard.card import Scorecard
from coaching.scorecard.rubric import Dimension


@dataclass(frozen=True)
class Try:
    """One of the two."""

    score: int
    dimensions: Mapping[Dimension, int]
    trust: tuple[int, ...]  # before the first message, then after each, 0–100


def try_of(conversation: Conversation, scorecard: Scorecard) -> Try:
    """What a rehearsal and its marks hold of it."""
    trust = (conversation.beginning.trust, *(turn.mind.trust for turn in conversation.turns))
    return Try(scorecard.score, scorecard.dimensions, trust)


def comparison_board(
    name: str, first: Try, second: Try, parts_at: int, words: Words, look: Look | None = None
) -> Board:
    """The picture of two tries with that attendee; `parts_at` is the first turn that differs, from 1."""
    title = words("pictures.compare.title", name=name)
    names = words("pictures.compare.first"), words("pictures.compare.second")
    shared = min(max(parts_at, 1), len(first.trust), len(second.trust)) - 1
    own = tuple(None if at < shared else one for at, one in enumerate(second.trust))
    blocks: tuple[Block, ...] = (
        Title(title),
        Ring(
            second.score, words("pictures.out_of"), _moved(first.score, second.score), words("pictures.compare.score")
        ),
        *_bars(first, second, words),
        Heading(words("pictures.compare.trust")),
        Chart(
            (Series(names[0], first.trust), Series(names[1], own)),
            top=100,
            first=0,
            parts_at=shared,
            parts_name=words("pictures.compare.parts", turn=parts_at),
        ),
    )
    alt = words(
        "pictures.compare.alt",
        name=name,
        turn=parts_at,
        score=first.score,
        new_score=second.score,
        trust=first.trust[-1],
        new_trust=second.trust[-1],
    )
    return Board(blocks, alt, look or Look())


def _bars(first: Try, second: Try, words: Words) -> tuple[Block, ...]:
    bars = [
        Bar(
            words(f"debrief.dimension.{one}"),
            points,
            _moved(first.dimensions[one], points),
            earlier=first.dimensions[one],
        )
        for one, points in second.dimensions.items()
    ]
    return (Bars(tuple(bars)), Text(words("pictures.compare.notch"), quiet=True)) if bars else ()


def _moved(before: int, after: int) -> str:
    return f"{before} → {after}"
