"""What a learner shared with their coach as a picture: the score over time, and each dimension."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coaching.faces.words import Words
from coaching.pictures.board import Block, Board, Chart, Heading, Look, Series, Spark, Sparks, Title
from coaching.scorecard.rubric import Dimension

TOP = 100


def curve_board(
    name: str,
    scores: Sequence[int],
    dimensions: Sequence[Mapping[Dimension, int]],
    words: Words,
    look: Look | None = None,
) -> Board:
    """The picture, oldest first. What has no dimensions (drills) stands in the score alone."""
    title = words("coach.curve.title", name=name)
    chart = Chart((Series(words("coach.curve.score"), tuple(scores)),), top=TOP, first=1)
    with_all = [one for one in dimensions if all(dimension in one for dimension in Dimension)]
    sparks = [_spark(one, with_all, words) for one in Dimension] if with_all else []
    blocks: tuple[Block, ...] = (
        Title(title),
        Heading(words("coach.curve.score")),
        chart,
        *([Sparks(tuple(sparks))] if sparks else []),
    )
    alt = words("coach.curve.alt", name=name, count=len(scores), first=scores[0], last=scores[-1])
    return Board(blocks, alt, look or Look())


def _spark(dimension: Dimension, every: Sequence[Mapping[Dimension, int]], words: Words) -> Spark:
    points = tuple(one[dimension] for one in every)
    figure = str(points[0]) if len(points) == 1 else f"{points[0]} → {points[-1]}"
    return Spark(words(f"debrief.dimension.{dimension}"), points, figure)
