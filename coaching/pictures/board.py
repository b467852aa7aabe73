"""What can be in a picture: a few shapes in a column. Nothing here knows where they stand or how they are painted."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Theme(StrEnum):
    """Ink on paper, or the reverse."""

    LIGHT = "light"
    DARK = "dark"


class TextSize(StrEnum):
    """How large letters are."""

    NORMAL = "normal"
    LARGE = "large"


@dataclass(frozen=True)
class Look:
    """What the reader chose."""

    theme: Theme = Theme.LIGHT
    size: TextSize = TextSize.NORMAL


class Tone(StrEnum):
    """What a colour is for; each theme has its own."""

    PAPER = "paper"
    PANEL = "panel"  # paper of another shade
    INK = "ink"
    QUIET = "quiet"
    RAIL = "rail"  # what is not filled; decoration only
    ONE = "one"  # the first series
    TWO = "two"
    GOOD = "good"
    SLIP = "slip"


class Shape(StrEnum):
    """A sign that is told from the others without its colour."""

    DISC = "disc"
    CIRCLE = "circle"
    SQUARE = "square"  # hollow
    STAR = "star"
    DOWN = "down"
    DIAMOND = "diamond"
    ARROW = "arrow"
    TICK = "tick"
    DASHES = "dashes"  # upright: where two tries part


@dataclass(frozen=True)
class Title:
    """What the picture is about."""

    text: str


@dataclass(frozen=True)
class Heading:
    """What the next shapes are about."""

    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Panel:
    """Something to take along."""

    heading: str
    text: str


@dataclass(frozen=True)
class Ring:
    """A figure out of 100 with what is said about it."""

    points: int
    below: str  # under the figure
    head: str
    text: str = ""


@dataclass(frozen=True)
class Bar:
    """A figure out of 100."""

    label: str
    points: int
    figure: str  # as it is written
    word: str = ""
    earlier: int | None = None  # notched on the rail


@dataclass(frozen=True)
class Bars:
    """Bars under one another."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Spark:
    """A figure out of 100 over time."""

    label: str
    points: tuple[int, ...]
    figure: str


@dataclass(frozen=True)
class Sparks:
    """Small lines under one another, on one scale."""

    sparks: tuple[Spark, ...]


@dataclass(frozen=True)
class Series:
    """Points from left to right; None where nothing is known."""

    name: str
    points: tuple[float | None, ...]


@dataclass(frozen=True)
class Mark:
    """A sign at a point of the first series, explained in the legend. `height` where it stands beside the line."""

    shape: Shape
    tone: Tone
    at: int  # index of the point
    name: str
    height: float | None = None


@dataclass(frozen=True)
class Chart:
    """One or two lines on one scale."""

    series: tuple[Series, ...]
    top: int  # the scale goes from 0 to here
    first: int  # the number written under the first point
    marks: tuple[Mark, ...] = ()
    parts_at: int | None = None  # index of the last point both series share
    parts_name: str = ""


@dataclass(frozen=True)
class Chip:
    """A few words in a frame, with a sign."""

    shape: Shape
    tone: Tone
    text: str
    bold: bool = False


@dataclass(frozen=True)
class Chips:
    """Chips side by side, as many as fit."""

    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class Person:
    """Somebody in a room, explained elsewhere under their label."""

    label: str  # a number
    shape: Shape
    tone: Tone


@dataclass(frozen=True)
class Spot:
    """A part of a room."""

    label: str  # a letter
    x: int  # per cent from the left
    y: int  # per cent from the far wall
    people: tuple[Person, ...] = ()
    is_here: bool = False  # where the reader stands


@dataclass(frozen=True)
class Floor:
    """A room from above."""

    spots: tuple[Spot, ...]


Block = Floor | Title | Heading | Text | Panel | Ring | Bars | Sparks | Chart | Chips


@dataclass(frozen=True)
class Board:
    """A picture to be drawn, and what it says to somebody who can't see it."""

    blocks: tuple[Block, ...]
    alt: str
    look: Look = field(default_factory=Look)
