"""The pocket card in the terminal: made of what was said since the program was opened, in words and as a picture."""

from __future__ import annotations

from collections.abc import Sequence

from coaching.event.exchanges import exchanges_in
from coaching.event.pocket import Exchange, PocketCard, pocket_card
from coaching.faces.terminal.keeping import keep_file
from coaching.faces.terminal.room import Room
from coaching.faces.terminal.session import Ahead, Played, Session
from coaching.faces.words import Words
from coaching.faces.words.days import day_told
from coaching.faces.words.pocketing import lines_of, whose
from coaching.followup.met import spoken


def show_card(room: Room, session: Session, ahead: Ahead, sells: str) -> None:
    """The card in words, and as a picture in the folder one is in where they like."""
    words, paint = room.words, room.paint
    card = pocket_card([one for played in session.played for one in _exchanges(room, played)], sells)
    openers, answer, leave = lines_of(card, words)
    room.show("")
    room.show(paint.bold(words("event.pocket.title")))
    for key, lines in (("openers", openers), ("answer", (answer,)), ("exit", (leave,))):
        room.show(words(f"event.pocket.{key}"))
        for line in lines:
            room.show(paint.prose(line, 4))
    room.show(paint.faint(paint.prose(whose(card, words))))
    room.show("")
    if (room.ask(words("terminal.event.keep")) or "").strip().lower() in words("terminal.event.agrees").split():
        _keep(room, card, ahead)


def _keep(room: Room, card: PocketCard, ahead: Ahead) -> None:
    words = room.words
    try:
        from coaching.pictures import draw  # noqa: PLC0415 - may not be installed
        from coaching.pictures.pocket_card import pocket_board  # noqa: PLC0415 - may not be installed
    except ImportError:
        room.show(words("terminal.event.no_painter"))
        return
    picture = draw(pocket_board(card, words("event.pocket.sub", **named(ahead, words)), words))
    keep_file(room, words("terminal.event.file", day=ahead.day.isoformat()), picture.png)


def named(ahead: Ahead, words: Words) -> dict[str, str]:
    """Its kind and day, as slots of a sentence."""
    return {"kind": words(f"event.kind.{ahead.kind}"), "day": day_told(ahead.day, words.lang)}


def _exchanges(room: Room, played: Played) -> Sequence[Exchange]:
    conversation, lang = played.branch.conversation, room.words.lang
    answered = [spoken(one) for one in (conversation.opening, *(turn.reply for turn in conversation.turns))]
    return exchanges_in(
        conversation, played.score, answered, lambda line: room.understanding.hear(line, lang).asks_trade
    )
