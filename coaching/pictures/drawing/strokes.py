"""What a painter can paint, where it stands and how much room it takes. Pixels, from the top left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import cos, pi, sin

from coaching.pictures.board import Shape, Tone

Point = tuple[float, float]

# Around the middle of a sign, its radius being 1.
CORNERS: Mapping[Shape, tuple[Point, ...]] = {
    Shape.SQUARE: ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)),
    Shape.DIAMOND: ((0, -1), (1, 0), (0, 1), (-1, 0)),
    Shape.DOWN: ((-1, -0.8), (1, -0.8), (0, 1)),
    Shape.ARROW: ((-0.8, -1), (1, 0), (-0.8, 1)),
    Shape.STAR: tuple((far * sin(step * pi / 5), -far * cos(step * pi / 5)) for step, far in enumerate((1, 0.45) * 5)),
    Shape.TICK: ((-0.8, 0.05), (-0.2, 0.65), (0.85, -0.6)),
    Shape.DASHES: ((0, -1), (0, 1)),
}


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def moved(self, right: float, down: float) -> Box:
        """The same rectangle elsewhere."""
        return Box(self.left + right, self.top + down, self.right + right, self.bottom + down)

    def meets(self, other: Box) -> bool:
        """Whether they share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Whether the other stands within this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


@dataclass(frozen=True)
class Hand:
    """How letters are written. `size` in pixels."""

    size: int
    bold: bool = False
    leading: float = 1.32  # a line's height by its size

    @property
    def height(self) -> int:
        """From one line to the next."""
        return round(self.size * self.leading)


@dataclass(frozen=True)
class Letters:
    """A line of text."""

    text: str
    left: float
    top: float
    width: float
    hand: Hand
    tone: Tone = Tone.INK

    @property
    def box(self) -> Box:
        """The room it takes."""
        return Box(self.left, self.top, self.left + self.width, self.top + self.hand.height)


@dataclass(frozen=True)
class Slab:
    """A rectangle with round corners: filled, or an edge around nothing."""

    box: Box
    tone: Tone
    radius: float = 0
    edge: float = 0  # its thickness; 0 for a filled one


@dataclass(frozen=True)
class Line:
    """Straight lines from point to point."""

    points: tuple[Point, ...]
    tone: Tone
    thickness: float
    is_dashed: bool = False

    @property
    def box(self) -> Box:
        """The room it takes."""
        half = self.thickness / 2
        across, down = [x for x, _ in self.points], [y for _, y in self.points]
        return Box(min(across) - half, min(down) - half, max(across) + half, max(down) + half)


@dataclass(frozen=True)
class Arc:
    """A part of a ring, clockwise from the top."""

    centre: Point
    radius: float  # to the outer edge
    thickness: float
    share: float  # 0–1
    tone: Tone

    @property
    def box(self) -> Box:
        """The room of the whole ring."""
        return _around(self.centre, self.radius)


@dataclass(frozen=True)
class Sign:
    """A small shape."""

    shape: Shape
    centre: Point
    radius: float
    tone: Tone

    @property
    def box(self) -> Box:
        """The room it takes."""
        return _around(self.centre, self.radius)


Stroke = Letters | Slab | Line | Arc | Sign


def moved(stroke: Stroke, right: float, down: float) -> Stroke:
    """The same stroke elsewhere."""
    match stroke:
        case Letters(left=left, top=top):
            return replace(stroke, left=left + right, top=top + down)
        case Slab(box=box):
            return replace(stroke, box=box.moved(right, down))
        case Line(points=points):
            return replace(stroke, points=tuple((x + right, y + down) for x, y in points))
        case Arc(centre=(x, y)) | Sign(centre=(x, y)):
            return replace(stroke, centre=(x + right, y + down))


def around(strokes: Iterable[Stroke]) -> Box:
    """The room all of them take. ValueError without any."""
    boxes = [stroke.box for stroke in strokes]
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def corners(sign: Sign) -> tuple[Point, ...]:
    """The corners of a sign that has some; none for a round one."""
    (x, y), r = sign.centre, sign.radius
    return tuple((x + r * across, y + r * down) for across, down in CORNERS.get(sign.shape, ()))


def _around(centre: Point, radius: float) -> Box:
    x, y = centre
    return Box(x - radius, y - radius, x + radius, y + radius)
