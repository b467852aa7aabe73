"""Pictures on their way to a phone: the outbox keeps what is to be drawn, and it is drawn when it is sent.

Drawing takes a tenth of a second and stays out of every transaction. Where no picture can be drawn the words stand
alone: nothing here is said nowhere else. So a caption only says which picture it is.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, get_args

from pydantic import TypeAdapter

from coaching.faces.telegram.gateway import Attachment
from coaching.faces.telegram.markup import clipped
from coaching.faces.telegram.visits import Visit
from coaching.faces.words import Words
from coaching.faces.words.days import day_told
from coaching.services.events import Debrief
from coaching.services.preferences import TextSize
from coaching.services.records import Learner, Outgoing

if TYPE_CHECKING:
    from coaching.club.member import Club
    from coaching.club.network import Network, SeasonMarks
    from coaching.club.season import Season
    from coaching.comparison import Branch, Comparison
    from coaching.evening.evening import Evening
    from coaching.evening.place import Venue
    from coaching.evening.summing_up import Outcome
    from coaching.event.pocket import PocketCard
    from coaching.ladder import Ladder
    from coaching.pictures.board import Block, Board
    from coaching.progress import History
    from coaching.scorecard.rubric import Dimension
    from coaching.services.journey_records import KeptEvent

NAME = "jasette.png"
LONGEST_CAPTION = 1000  # characters; Telegram takes 1024


def show_scorecard(visit: Visit, debrief: Debrief, words: Words) -> None:
    """The marks of a rehearsal as a picture."""

    def board() -> Board:
        from coaching.pictures.scorecard import marks_of, scorecard_board  # noqa: PLC0415 - may not be installed

        return scorecard_board(marks_of(debrief), words)

    name = debrief.scenario.name.first(words.lang)
    score = debrief.scorecard.score if debrief.corrected is None else debrief.corrected
    _show(visit, board, words("phone.picture.scorecard", name=name, score=score))


def show_progress(visit: Visit, history: History, ladder: Ladder, words: Words) -> None:
    """All rehearsals so far as a picture."""

    def board() -> Board:
        from coaching.pictures.progress import progress_board, steps_of  # noqa: PLC0415 - may not be installed

        return progress_board(history.pasts, words, steps_of(ladder, words.lang))

    _show(visit, board, words("phone.picture.progress"))


def show_comparison(visit: Visit, name: str, branches: tuple[Branch, Branch], found: Comparison, words: Words) -> None:
    """Two tries as a picture."""

    def board() -> Board:
        from coaching.pictures.compare import comparison_board, try_of  # noqa: PLC0415 - may not be installed

        first, second = (try_of(one.conversation, one.scorecard) for one in branches)
        return comparison_board(name, first, second, found.parts_at, words)

    _show(visit, board, words("phone.picture.comparison", name=name))


def show_curve(visit: Visit, name: str, scores: Sequence[int], dimensions: Sequence[Mapping[Dimension, int]]) -> None:
    """What a learner shared with their coach, over time."""

    def board() -> Board:
        from coaching.pictures.curve import curve_board  # noqa: PLC0415 - may not be installed

        return curve_board(name, scores, dimensions, visit.words)

    _show(visit, board, visit.words("coach.member.picture", name=name))


def show_room(visit: Visit, evening: Evening, venue: Venue, words: Words) -> None:
    """The room of an evening as a picture."""

    def board() -> Board:
        from coaching.pictures.room import room_board  # noqa: PLC0415 - may not be installed

        return room_board(evening, venue, words)

    _show(visit, board, words("telegram_evening.picture.room"))


def show_outcome(visit: Visit, evening: Evening, outcome: Outcome, venue: Venue, words: Words) -> None:
    """What they carry home from an evening as a picture."""

    def board() -> Board:
        from coaching.pictures.evening import evening_board  # noqa: PLC0415 - may not be installed

        return evening_board(evening, outcome, venue, words)

    _show(visit, board, words("telegram_evening.picture.home", score=outcome.score))


def show_network(visit: Visit, network: Network, marks: SeasonMarks, season: Season, club: Club, words: Words) -> None:
    """What a season of the club comes to as a picture."""

    def board() -> Board:
        from coaching.pictures.network import network_board  # noqa: PLC0415 - may not be installed

        return network_board(network, marks, season, club, words)

    _show(visit, board, words("telegram_club.caption"))


def show_pocket_card(visit: Visit, card: PocketCard, event: KeptEvent | None) -> None:
    """The card for a pocket as a picture."""
    visit.send(*pocket_picture(visit.learner, card, event, visit.words))


def pocket_picture(learner: Learner, card: PocketCard, event: KeptEvent | None, words: Words) -> tuple[Outgoing, ...]:
    """The same as a message of its own, for whoever isn't answering anything."""
    about = ""
    if event is not None:
        kind, day = words(f"event.kind.{event.kind}"), day_told(event.day, words.lang)
        about = words("event.pocket.sub", kind=kind, day=day)
    try:
        from coaching.pictures.pocket_card import pocket_board  # noqa: PLC0415 - may not be installed

        board = pocket_board(card, about, words)
    except ImportError:
        return ()
    return (_photo(learner, board, words("event.pocket.caption")),)


async def painted(payload: Mapping[str, object]) -> Mapping[str, object]:
    """The parameters of a call with the picture they speak of: `photo` holds it instead of `board`, or of `qr`."""
    if "qr" in payload:
        from coaching.pictures.qr import qr_png  # noqa: PLC0415 - may not be installed

        code = await asyncio.to_thread(qr_png, str(payload["qr"]))
        return {name: value for name, value in payload.items() if name != "qr"} | {"photo": Attachment(NAME, code)}
    from coaching.pictures import draw  # noqa: PLC0415 - may not be installed

    picture = await asyncio.to_thread(draw, read_board(str(payload["board"])))
    return {name: value for name, value in payload.items() if name != "board"} | {
        "photo": Attachment(NAME, picture.png)
    }


def written(board: Board) -> str:
    """The board as JSON, each block under its name: several hold the same."""
    kinds = _kinds()
    blocks = [{"kind": type(one).__name__, "is": kinds[type(one).__name__].dump_python(one)} for one in board.blocks]
    look = {"theme": board.look.theme, "size": board.look.size}
    return json.dumps({"alt": board.alt, "look": look, "blocks": blocks}, ensure_ascii=False)


def read_board(text: str) -> Board:
    """The board that was written, equal to it."""
    from coaching.pictures.board import Board, Look, TextSize, Theme  # noqa: PLC0415 - may not be installed

    kept, kinds = json.loads(text), _kinds()
    look = Look(Theme(kept["look"]["theme"]), TextSize(kept["look"]["size"]))
    return Board(tuple(kinds[one["kind"]].validate_python(one["is"]) for one in kept["blocks"]), kept["alt"], look)


def _show(visit: Visit, make: Callable[[], Board], caption: str) -> None:
    try:
        board = _readable(make(), visit.learner.preferences.text_size)
    except ImportError:  # the picture library isn't installed
        return
    visit.send(_photo(visit.learner, board, caption))


def _photo(learner: Learner, board: Board, caption: str) -> Outgoing:
    payload = {
        "chat_id": learner.chat_id,
        "caption": clipped(caption, LONGEST_CAPTION),
        "board": written(board),
        "disable_notification": True,  # the words that follow are enough of a noise
    }
    return Outgoing(learner.chat_id, "sendPhoto", payload)


def _readable(board: Board, size: TextSize) -> Board:
    """The same in letters of that size."""
    from coaching.pictures.board import TextSize as Letters  # noqa: PLC0415 - may not be installed

    return replace(board, look=replace(board.look, size=Letters(size)))


@cache
def _kinds() -> Mapping[str, TypeAdapter[Block]]:
    from coaching.pictures.board import Block  # noqa: PLC0415 - may not be installed

    return {kind.__name__: TypeAdapter(kind) for kind in get_args(Block)}
