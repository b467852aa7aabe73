"""A sheet as PNG. Shapes are painted at twice the size and made smaller, letters at their own size on top."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from itertools import pairwise
from math import dist

from PIL import Image, ImageDraw

from coaching.pictures.board import Shape, Tone
from coaching.pictures.drawing.layout import Sheet
from coaching.pictures.drawing.lettering import font
from coaching.pictures.drawing.strokes import Arc, Letters, Line, Point, Sign, Slab, corners

FINER = 2
EDGE = 4  # of a square
HALO = 4  # paper around a sign, so that it stands out from a line
DASH, PAUSE = 22.0, 14.0
COLOURS = 64  # two inks and their shades on paper; a quarter of the bytes

Palette = Mapping[Tone, str]


def png(sheet: Sheet, palette: Palette) -> bytes:
    """The sheet in these colours."""
    size = sheet.width * FINER, sheet.height * FINER
    image = Image.new("RGB", size, palette[Tone.PAPER])
    canvas = ImageDraw.Draw(image)
    for stroke in sheet.strokes:
        match stroke:
            case Slab():
                _slab(canvas, stroke, palette)
            case Line():
                _line(canvas, stroke, palette)
            case Arc():
                _arc(canvas, stroke, palette)
            case Sign():
                _sign(canvas, stroke, palette)
            case Letters():
                pass
    image = image.reduce(FINER)
    canvas = ImageDraw.Draw(image)
    for stroke in sheet.strokes:
        if isinstance(stroke, Letters):
            canvas.text((stroke.left, baseline(stroke)), stroke.text, palette[stroke.tone], font(stroke.hand), "ls")
    file = BytesIO()
    few = image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(file, "PNG", compress_level=6)
    return file.getvalue()


def baseline(letters: Letters) -> float:
    """Where the letters stand, for both painters: their ascent and descent in the middle of the line."""
    above, below = font(letters.hand).getmetrics()
    return round(letters.top + (letters.hand.height - above - below) / 2 + above)


def _fine(*points: Point) -> list[tuple[float, float]]:
    return [(x * FINER, y * FINER) for x, y in points]


def _slab(canvas: ImageDraw.ImageDraw, slab: Slab, palette: Palette) -> None:
    box = [(slab.box.left * FINER, slab.box.top * FINER), (slab.box.right * FINER - 1, slab.box.bottom * FINER - 1)]
    if slab.edge:
        thickness = round(slab.edge * FINER)
        canvas.rounded_rectangle(box, slab.radius * FINER, outline=palette[slab.tone], width=thickness)
    else:
        canvas.rounded_rectangle(box, slab.radius * FINER, fill=palette[slab.tone])


def _line(canvas: ImageDraw.ImageDraw, line: Line, palette: Palette) -> None:
    colour, thickness = palette[line.tone], round(line.thickness * FINER)
    for part in dashes(line.points) if line.is_dashed else [line.points]:
        canvas.line(_fine(*part), colour, thickness, joint="curve")
        for x, y in _fine(part[0], part[-1]):
            half = thickness / 2
            canvas.ellipse((x - half, y - half, x + half, y + half), colour)


def dashes(points: tuple[Point, ...], dash: float = DASH, pause: float = PAUSE) -> list[tuple[Point, ...]]:
    """A line in pieces with pauses between them, going on round its corners."""
    parts: list[list[Point]] = [[points[0]]]
    left, is_ink = dash, True
    for (x, y), (to_x, to_y) in pairwise(points):
        length = done = dist((x, y), (to_x, to_y))
        while done > 0:
            step = min(left, done)
            done, left = done - step, left - step
            share = 1 - done / length
            here = x + (to_x - x) * share, y + (to_y - y) * share
            if is_ink:
                parts[-1].append(here)
            if left <= 0:
                is_ink = not is_ink
                left = dash if is_ink else pause
                if is_ink:
                    parts.append([here])
    return [tuple(part) for part in parts if len(part) > 1]


def _arc(canvas: ImageDraw.ImageDraw, arc: Arc, palette: Palette) -> None:
    if arc.share <= 0:
        return
    (x, y), r = (one * FINER for one in arc.centre), arc.radius * FINER
    box = (x - r, y - r, x + r, y + r)
    canvas.arc(box, -90, -90 + 360 * arc.share, palette[arc.tone], round(arc.thickness * FINER))


def _sign(canvas: ImageDraw.ImageDraw, sign: Sign, palette: Palette) -> None:
    ink, paper = palette[sign.tone], palette[Tone.PAPER]
    thickness = round(max(3, sign.radius * 0.3) * FINER)
    points = _fine(*corners(sign))
    (x, y), r = (one * FINER for one in sign.centre), sign.radius * FINER
    halo = HALO * FINER
    match sign.shape:
        case Shape.DISC:
            halo //= 2
            canvas.ellipse((x - r - halo, y - r - halo, x + r + halo, y + r + halo), paper)
            canvas.ellipse((x - r, y - r, x + r, y + r), ink)
        case Shape.CIRCLE:
            canvas.ellipse((x - r, y - r, x + r, y + r), paper, ink, thickness)
        case Shape.TICK:
            canvas.line(points, ink, thickness, joint="curve")
        case Shape.DASHES:
            for part in dashes(corners(sign), sign.radius * 0.5, sign.radius * 0.5):
                canvas.line(_fine(*part), ink, 3 * FINER)
        case Shape.SQUARE:
            canvas.polygon(points, paper, ink, round(EDGE * FINER))
        case _:
            canvas.line([*points, points[0], points[1]], paper, 2 * halo, joint="curve")
            canvas.polygon(points, ink)
