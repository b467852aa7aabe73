"""A chart: one or two lines on one scale, their last figures in the margin, every sign explained beneath.

No word stands within the plot, so none can meet a line, however the points lie.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coaching.pictures.board import Chart, Series, Shape, Tone
from coaching.pictures.drawing.chips import Entry, legend
from coaching.pictures.drawing.lettering import Lettering
from coaching.pictures.drawing.pieces import Piece
from coaching.pictures.drawing.strokes import Box, Letters, Line, Point, Sign, Stroke

HEIGHT = 250  # of the scale
HEADROOM = 28  # above 100 and below 0, for dots
GUTTER = 22
SIGN = 19
ASIDE = 36  # from a sign to its point
WITH_SIGNS = ASIDE + SIGN + 4  # the headroom where there are some
CROWDED = 20  # from so many points on, only the ends have dots
TONES = (Tone.ONE, Tone.TWO)
DOTS = (Shape.DISC, Shape.SQUARE)
SIZES = (10, 18)  # a disc within a square is both series at one point


@dataclass(frozen=True)
class _Plot:
    """Where the scale stands."""

    box: Box  # from 0 to the top, from the first point to the last
    many: int
    top: int
    floor: float  # where the numbers under it begin

    def across(self, at: int) -> float:
        if self.many < 2:
            return (self.box.left + self.box.right) / 2
        return self.box.left + (self.box.right - self.box.left) * at / (self.many - 1)

    def down(self, value: float) -> float:
        share = min(max(value / self.top, 0), 1)
        return self.box.bottom - (self.box.bottom - self.box.top) * share

    def point(self, at: int, value: float) -> Point:
        return self.across(at), self.down(value)


def chart(block: Chart, width: float, by: Lettering) -> list[Piece]:
    """The plot, then its legend; a page breaks neither from the other."""
    many = max((len(one.points) for one in block.series), default=0)
    scale = (0, block.top // 2, block.top)
    left = max(by.width(str(one), by.small) for one in scale) + GUTTER
    ends = [(tone, one) for tone, series in zip(TONES, block.series, strict=False) if (one := _last(series))]
    right = max((by.width(_figure(value), by.strong) for _, (_, value) in ends), default=0) + GUTTER + SIGN
    headroom = WITH_SIGNS if block.marks else HEADROOM
    box = Box(left + SIGN + 6, headroom, width - right, headroom + HEIGHT)
    plot = _Plot(box, many, block.top, box.bottom + headroom)
    strokes: list[Stroke] = [*_scale(plot, scale, left, by)]
    if block.parts_at is not None and many:
        x = plot.across(block.parts_at)
        strokes.append(Line(((x, box.top - 16), (x, box.bottom + 16)), Tone.QUIET, 3, is_dashed=True))
    drawn = [tuple(_series(plot, series, at)) for at, series in enumerate(block.series)]
    strokes += [one for series in drawn for one in series if isinstance(one, Line)]
    strokes += [one for series in reversed(drawn) for one in series if isinstance(one, Sign)]
    strokes += _marks(plot, block)
    strokes += _ends(plot, ends, width, by)
    strokes += _numbers(plot, block, by)
    below = plot.floor + by.small.height
    entries = _entries(block)
    pieces = [Piece(tuple(strokes), below + (12 if entries else 34), is_glued=bool(entries))]
    return pieces + (legend(entries, width, by) if entries else [])


def _scale(plot: _Plot, scale: tuple[int, ...], left: float, by: Lettering) -> Iterator[Stroke]:
    for value in scale:
        y = plot.down(value)
        yield Line(((left, y), (plot.box.right + SIGN, y)), Tone.RAIL, 2)
        yield by.line_to(str(value), by.small, left - 10, y - by.small.height / 2, Tone.QUIET)


def _series(plot: _Plot, series: Series, which: int) -> Iterator[Line | Sign]:
    """A line through what is known, broken where nothing is; a point without neighbours is always a dot."""
    tone, shape = TONES[which], DOTS[which]
    runs: list[list[Point]] = [[]]
    for at, value in enumerate(series.points):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(plot.point(at, value))
    crowded = sum(len(run) for run in runs) > CROWDED
    for run in runs:
        if len(run) > 1:
            yield Line(tuple(run), tone, 6, is_dashed=which > 0)
        for point in run:
            if len(run) == 1 or not crowded or point == run[-1]:
                yield Sign(shape, point, SIZES[which], tone)


def _marks(plot: _Plot, block: Chart) -> Iterator[Stroke]:
    points = block.series[0].points if block.series else ()
    for mark in block.marks:
        value = points[mark.at] if 0 <= mark.at < len(points) else None
        if mark.height is not None:
            yield Sign(mark.shape, plot.point(mark.at, mark.height), SIGN, mark.tone)
        elif value is not None:
            x, y = plot.point(mark.at, value)
            yield Sign(mark.shape, (x, y + (ASIDE if mark.shape is Shape.DOWN else -ASIDE)), SIGN, mark.tone)


def _ends(plot: _Plot, ends: list[tuple[Tone, tuple[int, float]]], width: float, by: Lettering) -> Iterator[Letters]:
    """The last figure of each line in the margin, the higher first, pushed apart where they would meet."""
    high = by.strong.height
    ends = sorted(ends, key=lambda end: -end[1][1])
    tops = [plot.down(value) - high / 2 for _, (_, value) in ends]
    if len(tops) == 2 and tops[1] - tops[0] < high:
        middle = sum(tops) / 2
        tops = [middle - high / 2, middle + high / 2]
    # Neither above the plot nor beside the numbers under it.
    over = -min((0, *tops))
    under = max((0, *(top + high - plot.floor for top in tops)))
    for (tone, (_, value)), top in zip(ends, tops, strict=True):
        yield by.line_to(_figure(value), by.strong, width, top + over - under, tone)


def _numbers(plot: _Plot, block: Chart, by: Lettering) -> Iterator[Letters]:
    """Numbers under the points, as many as have room, the first and the last always."""
    if not plot.many:
        return
    widest = by.width(str(block.first + plot.many), by.small) + 26
    room = plot.box.right - plot.box.left
    step = next(
        one for one in (1, 2, 5, 10, 20, 50, 100, 10**9) if one >= plot.many or room / (plot.many - 1) * one >= widest
    )
    last = plot.many - 1
    ends = {0, last}
    round_ones = [at for at in range(plot.many) if (block.first + at) % step == 0]
    near = {at for at in round_ones if any(0 < plot.across(abs(at - end)) - plot.box.left < widest for end in ends)}
    for at in sorted(ends.union(round_ones) - (near - ends)):
        yield by.line_at(str(block.first + at), by.small, plot.across(at), plot.floor, Tone.QUIET)


def _entries(block: Chart) -> list[Entry]:
    entries: list[Entry] = []
    if len(block.series) > 1:
        entries += [
            Entry(DOTS[at], TONES[at], one.name, is_line=True, is_dashed=at > 0) for at, one in enumerate(block.series)
        ]
    entries += [Entry(one.shape, one.tone, one.name) for one in block.marks]
    if block.parts_at is not None:
        entries.append(Entry(Shape.DASHES, Tone.QUIET, block.parts_name))
    return entries


def _last(series: Series) -> tuple[int, float] | None:
    known = [(at, one) for at, one in enumerate(series.points) if one is not None]
    return known[-1] if known else None


def _figure(value: float) -> str:
    return f"{value:.0f}"
