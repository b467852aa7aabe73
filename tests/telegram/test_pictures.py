"""Pictures on their way to a phone: kept as what is to be drawn, drawn when sent, never in the way of the words."""

from __future__ import annotations

import re
import sys

import pytest

from coaching.faces.telegram.picturing import read_board, written
from coaching.faces.words import read_words
from coaching.ladder import rungs
from coaching.language import Language
from coaching.pictures.board import Board, Look, Theme
from coaching.pictures.progress import progress_board, steps_of
from coaching.pictures.scorecard import marks_of, scorecard_board
from coaching.store import DatabaseStore
from tests.bot_api.faults import Fault
from tests.bot_api.server import BotApi
from tests.content import library
from tests.telegram.bots import running
from tests.telegram.test_debriefing import KIND, PUSHY, debrief
from tests.telegram.walks import SLIPPING, slip, walk_up

FR = read_words(Language.FR)


def boards() -> list[Board]:
    ladder = rungs(tuple(library().values()), [])
    return [
        scorecard_board(marks_of(debrief([*KIND, *PUSHY])), FR, Look(theme=Theme.DARK)),
        progress_board([], FR, steps_of(ladder, Language.FR)),
    ]


@pytest.mark.parametrize("board", boards(), ids=["scorecard", "progress"])
def test_a_board_is_read_as_it_was_written(board: Board) -> None:
    assert read_board(written(board)) == board


async def test_the_debrief_comes_with_its_picture_which_says_what_it_is_and_leaves_the_rest_to_the_text(
    api: BotApi, store: DatabaseStore
) -> None:
    async with running(api, store):
        sophie = api.person()
        await walk_up(sophie)
        await slip(sophie)

    picture = next(message for message in sophie.heard if message.kind == "photo")
    assert picture.file
    assert picture.file.content.startswith(b"\x89PNG")
    assert re.fullmatch(r"Votre conversation avec Étienne.: \d+ sur 100\.", picture.text)


@pytest.mark.parametrize("fault", [Fault.SERVER, Fault.DROPPED_BEFORE, Fault.FLOOD])
async def test_a_failing_line_costs_no_picture_and_no_debrief(api: BotApi, store: DatabaseStore, fault: Fault) -> None:
    async with running(api, store):
        sophie = api.person()
        await walk_up(sophie)
        api.state.faults.next_time(fault, "sendPhoto", sophie.id)
        await slip(sophie)

    kinds = [message.kind for message in sophie.heard[-2:]]
    assert kinds == ["photo", "text"]
    assert api.state.too_soon == []


async def test_without_the_picture_library_the_words_stand_alone(
    api: BotApi, store: DatabaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("coaching.pictures")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "PIL", None)  # as where it isn't installed
    async with running(api, store):
        sophie = api.person()
        await walk_up(sophie)
        await sophie.ask(SLIPPING[Language.FR][0])
        await slip(sophie)
        await sophie.ask("/progres")

    assert {message.kind for message in sophie.heard} == {"text"}
    assert "Votre chemin" in sophie.heard[-1].text
