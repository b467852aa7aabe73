"""Pictures open, say in words what they show, are the same every time, and can be read in both themes."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from coaching.faces.words import read_words
from coaching.language import Language
from coaching.pictures import Board, Look, Theme, debrief_document, draw
from coaching.pictures.board import Bars, Chart, Chips, Panel, Tone
from coaching.pictures.compare import comparison_board
from coaching.pictures.drawing.palette import PALETTES
from coaching.pictures.progress import progress_board
from coaching.pictures.scorecard import scorecard_board
from tests.pictures.values import FIRST, LOOKS, MARKS, PASTS, SECOND, STEPS, any_board, boards

READ = set(Tone) - {Tone.PAPER, Tone.PANEL, Tone.RAIL}
SIDES = 10_000  # Telegram takes no photo whose width and height are more together


def light(colour: str) -> float:
    """Relative luminance, as WCAG has it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lights = sorted((light(one), light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def written(colour: object) -> str:
    assert isinstance(colour, tuple)
    red, green, blue = colour
    return f"#{red:02X}{green:02X}{blue:02X}"


@pytest.mark.parametrize(("theme", "paper"), list(product(Theme, (Tone.PAPER, Tone.PANEL))))
def test_everything_that_is_read_stands_out_from_its_paper(theme: Theme, paper: Tone) -> None:
    palette = PALETTES[theme]

    assert min(contrast(palette[tone], palette[paper]) for tone in READ) >= 4.5


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_picture_opens_and_is_painted_in_its_theme(lang: Language, look: Look, tmp_path: Path) -> None:
    for name, board in boards(read_words(lang), look):
        picture = draw(board)

        (tmp_path / f"{name}-{lang}.png").write_bytes(picture.png)  # kept by pytest, to be looked at
        with Image.open(BytesIO(picture.png)) as image:
            assert (image.format, image.size) == ("PNG", (1080, picture.height))
            counts = image.convert("RGB").getcolors(4096)
        assert picture.width + picture.height <= SIDES
        assert counts is not None
        paper, ink = (PALETTES[look.theme][tone] for tone in (Tone.PAPER, Tone.INK))
        common = [written(colour) for many, colour in sorted(counts, reverse=True) if many > 500]
        assert contrast(common[0], paper) < 1.02
        assert any(contrast(colour, ink) < 1.02 for colour in common)


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(Language).flatmap(lambda lang: any_board(read_words(lang))))
def test_any_figures_and_names_can_be_painted_and_printed(board: Board) -> None:
    picture = draw(board)

    with Image.open(BytesIO(picture.png)) as image:
        assert image.size == (picture.width, picture.height)
    assert PdfReader(BytesIO(debrief_document("", (), Language.FR, datetime(2026, 1, 1, tzinfo=UTC), board))).pages


@pytest.mark.parametrize("lang", Language)
def test_the_same_figures_give_the_same_bytes_and_other_figures_others(lang: Language) -> None:
    first, second = (dict(boards(read_words(lang), Look())) for _ in range(2))

    drawn = {name: draw(board).png for name, board in first.items()}

    assert drawn == {name: draw(board).png for name, board in second.items()}
    assert len(set(drawn.values())) == len(drawn)
    assert draw(first["scorecard"]).png != draw(dict(boards(read_words(lang), LOOKS[-1]))["scorecard"]).png


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            Language.FR,
            (
                "Votre conversation avec Étienne\u00a0: 72 sur 100, du vrai réseautage. Curiosité 84, Générosité 40,"
                " Écoute 62, Retenue 90. En 9 messages, sa confiance est passée de 20 à 64."
            ),
        ),
        (
            Language.EN,
            (
                "Your conversation with Étienne: 72 out of 100, real networking. Curiosity 84, Generosity 40,"
                " Listening 62, Restraint 90. Over 9 messages, their trust went from 20 to 64."
            ),
        ),
    ],
)
def test_the_scorecard_says_what_it_shows(lang: Language, told: str) -> None:
    assert draw(scorecard_board(MARKS, read_words(lang))).alt == told


@pytest.mark.parametrize("lang", Language)
def test_the_progress_says_how_marks_nerves_and_liking_moved(lang: Language) -> None:
    alt = progress_board(PASTS, read_words(lang), STEPS).alt

    # Trust less the guess: 32 - 30 and 68 - 40, fifteen on average.
    for figure in ("3", "27", "74", "20", "57", "31", "73", "50", "90", "5", "15"):
        assert figure in alt.replace(".", " ").replace(",", " ").split(), figure


@pytest.mark.parametrize("lang", Language)
def test_the_comparison_says_where_the_tries_part_and_end(lang: Language) -> None:
    alt = comparison_board("Étienne", FIRST, SECOND, 4, read_words(lang)).alt

    assert all(figure in alt for figure in ("Étienne", "4", "48", "72", "20", "66"))


@pytest.mark.parametrize("lang", Language)
def test_nothing_said_and_nothing_rehearsed_have_pictures_too(lang: Language) -> None:
    words = read_words(lang)
    silent = scorecard_board(type(MARKS)(**{**vars(MARKS), "trust": (20,)}), words)
    beginner = progress_board((), words)

    for board in (silent, beginner):
        assert draw(board).height > 200
        assert board.alt
        assert not any(isinstance(block, Bars | Chart) for block in board.blocks)


def test_the_scorecard_marks_the_best_moment_and_the_slip_at_their_turns() -> None:
    board = scorecard_board(MARKS, read_words(Language.FR))

    chart = next(block for block in board.blocks if isinstance(block, Chart))
    best, slip, guess = chart.marks

    assert (best.at, slip.at, guess.at, guess.height) == (5, 2, 9, 40)
    assert len({mark.shape for mark in chart.marks}) == 3, "told apart without colour"
    assert [block.text for block in board.blocks if isinstance(block, Panel)] == [MARKS.goal]


def test_each_card_has_its_own_sign() -> None:
    cards = type(MARKS.cards)(1, 1, 1)
    board = scorecard_board(type(MARKS)(**{**vars(MARKS), "cards": cards, "needs": None}), read_words(Language.FR))

    chips = next(block for block in board.blocks if isinstance(block, Chips)).chips

    assert len({chip.shape for chip in chips}) == len(chips) == 3


def test_the_second_try_is_drawn_from_where_it_parts() -> None:
    board = comparison_board("Étienne", FIRST, SECOND, 4, read_words(Language.FR))

    chart = next(block for block in board.blocks if isinstance(block, Chart))

    assert chart.series[0].points == FIRST.trust
    assert chart.series[1].points == (None, None, None, *SECOND.trust[3:])


def test_a_corrected_score_says_what_it_was() -> None:
    board = scorecard_board(type(MARKS)(**{**vars(MARKS), "corrected": 80}), read_words(Language.FR))

    ring = board.blocks[1]

    assert getattr(ring, "points", None) == 80
    assert "72" in getattr(ring, "text", "")
    assert " 80 " in board.alt
