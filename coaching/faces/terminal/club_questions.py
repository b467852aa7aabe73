"""The club's two questionnaires in the terminal: which kind of network suits, and in which mode one networks."""

from __future__ import annotations

from coaching.club.choosing import MOST, Chooser, ModeAnswer, choose, mode_from
from coaching.faces.terminal.paint import bar
from coaching.faces.terminal.room import Room
from coaching.faces.words.clubs import kinds_told, mode_told


def choose_network(room: Room, chooser: Chooser) -> None:
    """Eight questions, then the kind of network that suits best, and how the others do."""
    words, paint = room.words, room.paint
    room.show(paint.bold(paint.prose(words("networks.heading"))))
    answers: dict[str, str] = {}
    for question, options in chooser.questions.items():
        room.show("")
        room.show(paint.bold(words(f"networks.questions.{question}.asks")))
        named = list(options)
        for number, option in enumerate(named, start=1):
            room.show(f"  {number}  {paint.prose(words(f'networks.questions.{question}.{option}'), 5).lstrip()}")
        again = words("networks.again", count=len(named))
        if (chosen := _number(room, again, 1, len(named))) is not None:
            answers[question] = named[chosen - 1]
    found = choose(answers, chooser)
    name, *rest = kinds_told(found, answers, words)
    room.show("")
    room.show(paint.bold(f"{words('networks.suits')} : {name}" if rest else name))
    for line in rest:
        room.show(paint.prose(line))
    if rest:
        room.show("")
        for one in found:
            name = words(f"networks.kinds.{one.kind}.name")
            room.show(
                paint.faint("  " + words("networks.share", name=f"{name:<36}", bar=bar(one.share), share=one.share))
            )


def ask_mode(room: Room, chooser: Chooser, before: ModeAnswer | None = None) -> ModeAnswer:
    """Twelve statements, then the mode they tell of, beside the one before."""
    words, paint = room.words, room.paint
    room.show(paint.bold(paint.prose(words("networks.mode.heading"))))
    answers: dict[str, int] = {}
    for statement in chooser.statements:
        room.show(paint.prose(words(f"networks.mode.statements.{statement}")))
        answers[statement] = _number(room, words("networks.mode.again"), 0, MOST) or 0
    answer = mode_from(answers, chooser)
    for line in mode_told(answer, words, before):
        room.show(paint.bold(paint.prose(line)))
    return answer


def _number(room: Room, again: str, least: int, most: int) -> int | None:
    """A number within bounds; None for an empty line, or when nobody answers."""
    while (typed := room.lines.next("> ")) is not None and typed.strip():
        said = typed.strip()
        if said.isascii() and said.isdigit() and least <= int(said) <= most:
            return int(said)
        room.show(again)
    return None
