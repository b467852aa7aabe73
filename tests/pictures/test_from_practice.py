"""Pictures of what was really rehearsed: a debrief, a history, a ladder, a second try."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from coaching.comparison import compare, fork
from coaching.faces.words import read_words
from coaching.ladder import rungs
from coaching.language import Language
from coaching.pictures import Look, draw
from coaching.pictures.board import Chart, Chips, Sparks
from coaching.pictures.compare import comparison_board, try_of
from coaching.pictures.drawing.lettering import readable
from coaching.pictures.printed import printed_debrief
from coaching.pictures.progress import progress_board, steps_of
from coaching.pictures.scorecard import marks_of, scorecard_board
from coaching.progress import Past
from coaching.rehearsal import take_turn
from coaching.services.events import Debrief
from tests.content import library, understanding
from tests.pictures.test_document import text_of
from tests.pictures.values import PASTS, boards
from tests.second_try.conversations import ASKED, SOLD, branch, talk
from tests.services.practices import SHY, a_room
from tests.test_progress import a_past


async def test_a_debrief_is_drawn_and_printed_with_its_marks_its_trust_and_every_quote() -> None:
    async with a_room() as room:
        await room.begin()
        for text in SHY:
            spoken = await room.say(text)
        async with room.store.transaction() as tx:
            told = await room.practice.end(tx, room.learner)
    assert isinstance(told, Debrief)

    paper = text_of(printed_debrief(told, read_words(Language.FR), datetime(2026, 11, 22, tzinfo=UTC)))
    marks = marks_of(told)
    board = scorecard_board(marks, read_words(Language.FR))

    assert marks.trust == (
        spoken.conversation.beginning.trust,
        *(turn.mind.trust for turn in spoken.conversation.turns),
    )
    assert (marks.name, marks.score, marks.goal) == ("Étienne", told.scorecard.score, told.told.next_step)
    assert told.told.best is not None
    assert marks.best == told.told.best.turn
    assert f"{told.scorecard.score} sur 100" in draw(board).alt
    for said in (told.told.best.quote, told.told.next_step, *(one.quote for one in told.scorecard.findings)):
        assert readable(said).replace("\u00a0", " ") in paper, said


def test_a_history_is_drawn_rehearsal_by_rehearsal() -> None:
    pasts: list[Past] = [a_past(1, curiosity=30), a_past(2, curiosity=70)]

    board = progress_board(pasts, read_words(Language.EN))

    sparks = next(block for block in board.blocks if isinstance(block, Sparks)).sparks
    assert (sparks[0].points, sparks[0].figure) == ((30, 70), "30 → 70")
    assert not any(isinstance(block, Chart) for block in board.blocks), "nothing was rated, so nothing is drawn"


@pytest.mark.parametrize("lang", Language)
def test_the_ladder_shows_everybody_and_who_comes_next(lang: Language) -> None:
    ladder = rungs(tuple(library().values()), [a_past(1)])

    steps = steps_of(ladder, lang)
    board = progress_board(PASTS, read_words(lang), steps)

    chips = next(block for block in board.blocks if isinstance(block, Chips)).chips
    assert [one.name for one in steps] == [rung.scenario.name.first(lang) for rung in ladder.rungs]
    assert [one.bold for one in chips] == [rung is ladder.next for rung in ladder.rungs]


@pytest.mark.parametrize("lang", Language)
def test_a_second_try_is_drawn_beside_the_first(lang: Language) -> None:
    photographer = library()["defensive_photographer"]
    first = talk(SOLD[lang], lang)
    second = fork(first, 2)
    for text in ASKED[lang][1:]:
        second = take_turn(second, text, photographer, understanding())
    tries = branch(first), branch(second)
    found = compare(*tries)

    drawn = [try_of(one.conversation, one.scorecard) for one in tries]
    board = comparison_board(photographer.name.first(lang), drawn[0], drawn[1], found.parts_at, read_words(lang))

    chart = next(block for block in board.blocks if isinstance(block, Chart))
    assert chart.parts_at == 1
    assert [series.points[-1] for series in chart.series] == list(found.trust)
    assert chart.series[1].points[0] is None
    assert chart.series[1].points[1] == chart.series[0].points[1]


def test_several_are_drawn_at_once_without_touching_one_another() -> None:
    all_boards = [board for lang in Language for _, board in boards(read_words(lang), Look())]
    alone = [draw(board).png for board in all_boards]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda board: draw(board).png, all_boards * 2))

    assert together == alone * 2
