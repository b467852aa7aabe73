"""Bars and sparks: figures out of 100 under one another."""

from __future__ import annotations

from coaching.pictures.board import Bar, Bars, Shape, Spark, Sparks, Tone
from coaching.pictures.drawing.lettering import Lettering, readable
from coaching.pictures.drawing.pieces import Piece
from coaching.pictures.drawing.strokes import Box, Line, Sign, Slab, Stroke

RAIL = 18  # thickness of a bar
GAP = 24
AFTER = 22  # the last
BETWEEN = 20
ASIDE = 32
SHORTEST = 260  # a bar beside its words; where it would be shorter it goes beneath
SPARK = 72  # height of a spark
NOTCH = 8  # how far the notch of an earlier figure stands out


def bars(block: Bars, width: float, by: Lettering) -> list[Piece]:
    """Each bar a piece: on one line with its words, columns aligned, or beneath them where there is no room."""
    labels, words, figures = (
        max(by.width(readable(text), hand) for text in texts)
        for hand, texts in (
            (by.body, [one.label for one in block.bars]),
            (by.small, [one.word for one in block.bars]),
            (by.strong, [one.figure for one in block.bars]),
        )
    )
    room = width - labels - figures - 2 * ASIDE - (words + BETWEEN if words else 0)
    laid = []
    for bar in block.bars:
        if room >= SHORTEST:
            laid.append(_on_one_line(bar, labels + ASIDE, room, width - (words + BETWEEN if words else 0), by))
        else:
            laid.append(_beneath(bar, width, by))
    return [*laid[:-1], *(Piece(one.strokes, one.height + AFTER) for one in laid[-1:])]


def _on_one_line(bar: Bar, left: float, room: float, to: float, by: Lettering) -> Piece:
    figure = by.line_to(bar.figure, by.strong, to)
    label = by.line(bar.label, by.body)
    word = by.line(bar.word, by.small, to + BETWEEN, _drop(by), Tone.QUIET)
    top = (by.body.height - RAIL) / 2 + 2
    said = [one for one in (label, figure, word) if one.text]
    return Piece((*said, *_rail(bar, left, top, room)), by.body.height + 16)


def _beneath(bar: Bar, width: float, by: Lettering) -> Piece:
    figure = by.line_to(bar.figure, by.strong, width)
    word = by.line_to(bar.word, by.small, width - figure.width - BETWEEN, _drop(by), Tone.QUIET)
    label = by.lines(bar.label, by.body, width - figure.width - word.width - 2 * BETWEEN)
    top = by.body.height * max(len(label), 1) + 6
    said = [one for one in (word, figure) if one.text]
    return Piece((*label, *said, *_rail(bar, 0, top, width)), top + RAIL + GAP)


def _drop(by: Lettering) -> int:
    """How much lower small letters begin, to stand on one line with the large."""
    return by.body.size - by.small.size


def _rail(bar: Bar, left: float, top: float, room: float) -> list[Stroke]:
    strokes: list[Stroke] = [Slab(Box(left, top, left + room, top + RAIL), Tone.RAIL, RAIL / 2)]
    if filled := _filled(bar.points, room):
        strokes.append(Slab(Box(left, top, left + filled, top + RAIL), Tone.ONE, RAIL / 2))
    if bar.earlier is not None:
        at = left + min(max(_along(bar.earlier, room), 4), room - 4)
        notch = Box(at - 4, top - NOTCH, at + 4, top + RAIL + NOTCH)
        strokes += [Slab(_grown(notch, 4), Tone.PAPER), Slab(notch, Tone.TWO)]
    return strokes


def _filled(points: int, width: float) -> float:
    """A bar of one point is seen as a dot, one of none is not there."""
    return max(RAIL, _along(points, width)) if points > 0 else 0


def _along(points: int, width: float) -> float:
    return width * min(max(points, 0), 100) / 100


def _grown(box: Box, by: float) -> Box:
    return Box(box.left - by, box.top, box.right + by, box.bottom)


def sparks(block: Sparks, width: float, by: Lettering) -> list[Piece]:
    """Each spark a piece; their lines stand under one another."""
    labels = max(by.width(one.label, by.body) for one in block.sparks)
    figures = max(by.width(one.figure, by.strong) for one in block.sparks)
    room = Box(labels + 36, 0, width - figures - 36, max(SPARK, by.body.height))
    return [_spark(one, width, room, by, is_last=one is block.sparks[-1]) for one in block.sparks]


def _spark(spark: Spark, width: float, room: Box, by: Lettering, *, is_last: bool) -> Piece:
    height = room.bottom
    top = (height - by.body.height) / 2
    label, figure = by.line(spark.label, by.body, 0, top), by.line_to(spark.figure, by.strong, width, top)
    reach, inset = room.right - room.left - 20, 10
    many = len(spark.points)
    points = [
        (
            room.left + inset + (reach * at / (many - 1) if many > 1 else reach / 2),
            height - inset - (height - 2 * inset) * min(max(one, 0), 100) / 100,
        )
        for at, one in enumerate(spark.points)
    ]
    rails: list[Stroke] = [Line(((room.left, y), (room.right, y)), Tone.RAIL, 2) for y in (inset, height - inset)]
    lines: list[Stroke] = [Line(tuple(points), Tone.ONE, 5)] if many > 1 else []
    ends: list[Stroke] = [Sign(Shape.DISC, points[-1], 10, Tone.ONE)] if points else []
    return Piece((label, figure, *rails, *lines, *ends), height + (36 if is_last else 14))
