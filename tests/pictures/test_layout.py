"""Whatever the figures and names, every word has its own room, within its frame and on the paper."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.faces.words import read_words
from coaching.language import Language
from coaching.pictures import Board, Look
from coaching.pictures.draw import MARGIN, WIDTH, laid_out
from coaching.pictures.drawing.layout import Sheet, pieces, sheets
from coaching.pictures.drawing.lettering import Lettering, font, readable
from coaching.pictures.drawing.paint import baseline
from coaching.pictures.drawing.strokes import Arc, Box, Letters, Sign, Slab
from tests.pictures.values import LOOKS, any_board, boards

THOROUGH = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ROUNDING = 1  # letters are measured and painted in whole pixels
any_language_board = st.sampled_from(Language).flatmap(lambda lang: any_board(read_words(lang)))


def letters_of(sheet: Sheet) -> list[Letters]:
    return [one for one in sheet.strokes if isinstance(one, Letters) and one.text]


def ink(letters: Letters) -> Box:
    """What is really painted of a line."""
    left, top, right, bottom = font(letters.hand).getbbox(letters.text, anchor="ls")
    return Box(left, top, right, bottom).moved(letters.left, baseline(letters))


def wider(box: Box, by: float) -> Box:
    return Box(box.left - by, box.top - by, box.right + by, box.bottom + by)


@THOROUGH
@given(any_language_board)
def test_no_words_meet(board: Board) -> None:
    for one, other in combinations(letters_of(laid_out(board)), 2):
        assert not one.box.meets(other.box), (one.text, other.text)


@THOROUGH
@given(any_language_board)
def test_words_stay_in_their_room_and_on_the_paper(board: Board) -> None:
    sheet = laid_out(board)
    paper = wider(Box(MARGIN, MARGIN, WIDTH - MARGIN, sheet.height), ROUNDING)

    for one in letters_of(sheet):
        # A line may hang over by the side bearing of its last letter, which the next word leaves free.
        assert wider(one.box, one.hand.size * 0.12).holds(ink(one)), one.text
        assert paper.holds(one.box), one.text


@THOROUGH
@given(any_language_board)
def test_words_in_a_frame_stay_in_it_and_no_sign_stands_on_a_word(board: Board) -> None:
    sheet = laid_out(board)
    signs = [one.box for one in sheet.strokes if isinstance(one, Sign)]
    frames = [one.box for one in sheet.strokes if isinstance(one, Slab)]

    for one in letters_of(sheet):
        assert not any(sign.meets(one.box) for sign in signs), one.text
        assert all(frame.holds(one.box) for frame in frames if frame.meets(one.box)), one.text


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_what_stands_in_the_ring_does_not_touch_it(lang: Language, look: Look) -> None:
    for _, board in boards(read_words(lang), look):
        sheet = laid_out(board)
        for ring in [one for one in sheet.strokes if isinstance(one, Arc)]:
            x, y = ring.centre
            for one in letters_of(sheet):
                if ring.box.holds(one.box):
                    painted = ink(one)
                    corners = [
                        (a - x, b - y) for a in (painted.left, painted.right) for b in (painted.top, painted.bottom)
                    ]
                    assert max(hypot(*corner) for corner in corners) < ring.radius - ring.thickness, one.text


def test_no_word_of_a_name_is_lost() -> None:
    by = Lettering()
    name = "Wilhelmina-Constance de la Rochefoucauld-Montbazon " + "W" * 60

    lines = by.lines(name, by.title, 500)

    assert all(line.width <= 500 for line in lines)
    assert "".join(line.text for line in lines).replace(" ", "") == name.replace(" ", "")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("C'est « oui », dit-elle : l'œuvre, là?", "C’est «\u00a0oui\u00a0», dit-elle\u00a0: l’œuvre, là?"),
        ("bravo 🌱👍🏽 merci", "bravo merci"),
        ("Łukasz Şebnem Ñandú", "Łukasz Şebnem Ñandú"),
        ("e\u0301te\u0301", "été"),
        ("山田", "□□"),
        ("a\u200bb\u0000c", "abc"),
        ("20 → 64", "20 → 64"),
    ],
)
def test_text_is_written_in_characters_the_type_has(written: str, read: str) -> None:
    assert readable(written) == read


def test_quotation_marks_never_stand_alone_on_a_line() -> None:
    by = Lettering()
    for width in range(120, 700, 20):
        lines = by.lines("Demandez « comment ça ? » à la prochaine personne : c'est tout.", by.body, width)
        if all(by.width(part, by.body) <= width for part in ("« comment", "ça ? »", "personne :")):
            assert not any(line.text.endswith("«") or line.text[0] in "»?:" for line in lines)


@THOROUGH
@given(any_language_board)
def test_pages_hold_everything_a_picture_holds(board: Board) -> None:
    by, height = Lettering(board.look.size), 3000
    pages = sheets(board.blocks, 2165, height, 200, by)
    all_pieces = [piece for block in board.blocks for piece in pieces(block, 2165 - 400, by)]

    told = [one.text for page in pages for one in page.strokes if isinstance(one, Letters)]

    assert told == [one.text for piece in all_pieces for one in piece.strokes if isinstance(one, Letters)]
    assert all(one.box.bottom <= height - 100 for page in pages for one in letters_of(page))
