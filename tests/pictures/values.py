"""What pictures are drawn from: one learner's figures, and any figures at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from coaching.faces.words import Words
from coaching.pictures import Board, Look, TextSize, Theme
from coaching.pictures.compare import Try, comparison_board
from coaching.pictures.progress import Step, progress_board
from coaching.pictures.scorecard import Marks, scorecard_board
from coaching.scorecard.card import Cards
from coaching.scorecard.deed import NeedsFound
from coaching.scorecard.rubric import Dimension, Mode

GOAL = "Posez une relance : reprenez un mot de sa réponse et demandez « comment ça ? »."


@dataclass(frozen=True)
class APast:
    """A rehearsal as far as the picture asks."""

    dimensions: Mapping[Dimension, int]
    trust: int
    nerves_before: int | None = None
    nerves_after: int | None = None
    guess: int | None = None


def dimensions(*points: int) -> dict[Dimension, int]:
    return dict(zip(Dimension, points, strict=True))


MARKS = Marks(
    name="Étienne",
    score=72,
    mode=Mode.NETWORKING,
    dimensions=dimensions(84, 40, 62, 90),
    trust=(20, 24, 14, 30, 41, 52, 58, 64, 71, 64),
    goal=GOAL,
    cards=Cards(1, 1, 0),
    needs=NeedsFound(2, 1, 1),
    best=5,
    slip=2,
    guess=4,
)
PASTS = (
    APast(dimensions(27, 20, 31, 50), 32, 8, 6, 3),
    APast(dimensions(40, 33, 30, 70), 47, 7, None, None),
    APast(dimensions(74, 57, 73, 90), 68, 5, 3, 4),
)
STEPS = (Step("Étienne", 81), Step("Maryse", 72), Step("La bande de Nadège", None, is_next=True), Step("Réal"))
FIRST = Try(48, dimensions(60, 20, 50, 55), (20, 24, 30, 41, 30, 22, 20))
SECOND = Try(72, dimensions(84, 40, 62, 100), (20, 24, 30, 41, 44, 52, 60, 66))

LOOKS = tuple(Look(theme, size) for theme in Theme for size in TextSize)


def boards(words: Words, look: Look) -> Iterator[tuple[str, Board]]:
    """Every kind of picture."""
    yield "scorecard", scorecard_board(MARKS, words, look)
    yield "progress", progress_board(PASTS, words, STEPS, look)
    yield "beginner", progress_board((), words, (Step("Étienne", is_next=True), Step("Maryse")), look)
    yield "compare", comparison_board("Étienne", FIRST, SECOND, 4, words, look)


points = st.integers(0, 100)
ratings = st.none() | st.integers(0, 10)
# Names as people have them, and as nobody has.
names = st.text(min_size=1, max_size=80) | st.sampled_from(
    [
        "Wilhelmina-Constance de la Rochefoucauld-Montbazon, de chez Papillon & Filles",
        "W" * 70,
        "Zoë 🌱 Ñandú-O'Connor",
        "山田 太郎",
        "Łukasz\nŞebnem",
    ]
)
any_dimensions = st.tuples(points, points, points, points).map(lambda some: dimensions(*some))
looks = st.sampled_from(LOOKS)


@st.composite
def any_marks(draw: st.DrawFn) -> Marks:
    trust = draw(st.lists(points, min_size=1, max_size=41))
    turns = st.none() | st.integers(1, max(1, len(trust) - 1))
    return Marks(
        name=draw(names),
        score=draw(points),
        mode=draw(st.sampled_from(Mode)),
        dimensions=draw(any_dimensions),
        trust=tuple(trust),
        goal=draw(names | st.just(GOAL * 3)),
        cards=Cards(*draw(st.tuples(*[st.integers(0, 3)] * 3))),
        needs=draw(st.none() | st.just(NeedsFound(3, 2, 1)) | st.just(NeedsFound(2, 0, 0))),
        best=draw(turns),
        slip=draw(turns),
        guess=draw(ratings),
        corrected=draw(st.none() | points),
    )


any_past = st.builds(
    APast, dimensions=any_dimensions, trust=points, nerves_before=ratings, nerves_after=ratings, guess=ratings
)
any_step = st.builds(Step, name=names, best=st.none() | points, is_next=st.booleans())


@st.composite
def any_tries(draw: st.DrawFn) -> tuple[Try, Try, int]:
    shared = draw(st.lists(points, min_size=1, max_size=20))
    tries = [Try(draw(points), draw(any_dimensions), (*shared, *draw(st.lists(points, max_size=20)))) for _ in range(2)]
    return tries[0], tries[1], len(shared)


def any_board(words: Words) -> st.SearchStrategy[Board]:
    """A picture of any figures whatever."""
    return st.one_of(
        st.builds(lambda marks, look: scorecard_board(marks, words, look), any_marks(), looks),
        st.builds(
            lambda pasts, steps, look: progress_board(pasts, words, steps, look),
            st.lists(any_past, max_size=60),
            st.lists(any_step, max_size=14),
            looks,
        ),
        st.builds(
            lambda name, tries, look: comparison_board(name, tries[0], tries[1], tries[2], words, look),
            names,
            any_tries(),
            looks,
        ),
    )
