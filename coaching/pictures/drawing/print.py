"""Sheets as the pages of a PDF: the same strokes as in a picture, as lines and letters that can be selected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from coaching.pictures.board import Shape, Tone
from coaching.pictures.drawing.layout import Sheet
from coaching.pictures.drawing.lettering import BOLD, REGULAR, Lettering
from coaching.pictures.drawing.paint import EDGE, HALO, Palette, baseline, dashes
from coaching.pictures.drawing.strokes import Arc, Letters, Line, Point, Sign, Slab, corners

SCALE = 0.275  # points to a pixel: body text of 11 points
A4 = 595.276, 841.89  # points
PAGE_SIZE = round(A4[0] / SCALE), round(A4[1] / SCALE)  # pixels
PAGE_MARGIN = 210  # pixels: 2 cm
FACES = {False: "Inter", True: "Inter-Bold"}


@dataclass(frozen=True)
class Imprint:
    """What a reader's program says of the document."""

    title: str
    lang: str
    made: datetime
    subject: str = ""


def pdf(pages: list[Sheet], palette: Palette, imprint: Imprint) -> bytes:
    """The pages in these colours, numbered when there are several."""
    for name, path in ((FACES[False], REGULAR), (FACES[True], BOLD)):
        if name not in getRegisteredFontNames():
            registerFont(TTFont(name, path))
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1, lang=imprint.lang)
    stamp = imprint.made.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    canvas.setDateFormatter(lambda *_now: stamp)
    canvas.setTitle(imprint.title)
    canvas.setSubject(imprint.subject)
    canvas.setAuthor("Jasette")
    canvas.setCreator("Jasette")
    for number, page in enumerate(pages, start=1):
        press = _Press(canvas, palette, page.height)
        for stroke in page.strokes:
            press.stroke(stroke)
        if len(pages) > 1:
            top = page.height - PAGE_MARGIN / 2
            press.stroke(
                Lettering().line_at(f"{number} / {len(pages)}", Lettering().small, page.width / 2, top, Tone.QUIET)
            )
        canvas.showPage()
    canvas.save()
    return file.getvalue()


class _Press:
    """One page; a PDF counts from below."""

    def __init__(self, canvas: Canvas, palette: Palette, height: int) -> None:
        self.canvas, self.palette, self.height = canvas, palette, height

    def stroke(self, stroke: Letters | Slab | Line | Arc | Sign) -> None:
        match stroke:
            case Letters():
                self._letters(stroke)
            case Slab():
                self._slab(stroke)
            case Line():
                self._line(stroke)
            case Arc():
                self._arc(stroke)
            case Sign():
                self._sign(stroke)

    def _at(self, point: Point) -> Point:
        return point[0] * SCALE, (self.height - point[1]) * SCALE

    def _ink(self, tone: Tone, thickness: float = 0) -> None:
        self.canvas.setFillColor(self.palette[tone])
        self.canvas.setStrokeColor(self.palette[tone])
        self.canvas.setLineWidth(thickness * SCALE)
        self.canvas.setLineCap(1)
        self.canvas.setLineJoin(1)

    def _letters(self, letters: Letters) -> None:
        self._ink(letters.tone)
        self.canvas.setFont(FACES[letters.hand.bold], letters.hand.size * SCALE)
        x, y = self._at((letters.left, baseline(letters)))
        self.canvas.drawString(x, y, letters.text)

    def _slab(self, slab: Slab) -> None:
        self._ink(slab.tone, slab.edge)
        inset = slab.edge / 2
        x, y = self._at((slab.box.left + inset, slab.box.bottom - inset))
        width = (slab.box.right - slab.box.left - 2 * inset) * SCALE
        height = (slab.box.bottom - slab.box.top - 2 * inset) * SCALE
        radius = min(slab.radius * SCALE, width / 2, height / 2)
        self.canvas.roundRect(x, y, width, height, radius, stroke=bool(slab.edge), fill=not slab.edge)

    def _line(self, line: Line) -> None:
        self._ink(line.tone, line.thickness)
        for part in dashes(line.points) if line.is_dashed else [line.points]:
            self._path(part)

    def _path(self, points: tuple[Point, ...], *, closed: bool = False, fill: bool = False, edge: bool = True) -> None:
        path = self.canvas.beginPath()
        path.moveTo(*self._at(points[0]))
        for point in points[1:]:
            path.lineTo(*self._at(point))
        if closed:
            path.close()
        self.canvas.drawPath(path, stroke=edge, fill=fill)

    def _arc(self, arc: Arc) -> None:
        if arc.share <= 0:
            return
        self._ink(arc.tone, arc.thickness)
        self.canvas.setLineCap(0)
        middle = (arc.radius - arc.thickness / 2) * SCALE
        x, y = self._at(arc.centre)
        self.canvas.arc(x - middle, y - middle, x + middle, y + middle, 90, -360 * arc.share)

    def _sign(self, sign: Sign) -> None:
        thickness = max(3, sign.radius * 0.3)
        points = corners(sign)
        match sign.shape:
            case Shape.DISC:
                self._disc(sign.centre, sign.radius + HALO / 2, Tone.PAPER)
                self._disc(sign.centre, sign.radius, sign.tone)
            case Shape.CIRCLE:
                self._disc(sign.centre, sign.radius, sign.tone)
                self._disc(sign.centre, sign.radius - thickness, Tone.PAPER)
            case Shape.TICK:
                self._ink(sign.tone, thickness)
                self._path(points)
            case Shape.DASHES:
                self._ink(sign.tone, 3)
                for part in dashes(points, sign.radius * 0.5, sign.radius * 0.5):
                    self._path(part)
            case Shape.SQUARE:
                self._ink(Tone.PAPER)
                self._path(points, closed=True, fill=True, edge=False)
                self._ink(sign.tone, EDGE)
                self._path(points, closed=True)
            case _:
                self._ink(Tone.PAPER, 2 * HALO)
                self._path(points, closed=True)
                self._ink(sign.tone)
                self._path(points, closed=True, fill=True, edge=False)

    def _disc(self, centre: Point, radius: float, tone: Tone) -> None:
        self._ink(tone)
        self.canvas.circle(*self._at(centre), radius * SCALE, stroke=0, fill=1)
