"""Two tries at one conversation in the terminal: side by side where it is wide enough, else one above the other."""

from __future__ import annotations

import textwrap
from itertools import zip_longest

from coaching.comparison import Branch, Comparison, compare
from coaching.faces.terminal.room import Room
from coaching.faces.words.telling import comparison_told
from coaching.rehearsal import Turn
from coaching.scenario import Scenario

WIDE = 76  # columns from which two stand side by side
GAP = 3


def compare_here(room: Room, scenario: Scenario, first: Branch, second: Branch) -> None:
    """What was said in each, and what it changed."""
    found = compare(first, second)
    words, paint = room.words, room.paint
    room.show("")
    if found.pairs:
        room.show(paint.bold(words("comparing.title", turn=found.parts_at)))
        show = _beside if paint.columns >= WIDE else _above
        show(room, scenario, found)
        room.show("")
    for line in comparison_told(found, scenario, words):
        indent = len(line) - len(line.lstrip(" "))
        room.show(paint.prose(line, indent))


def _above(room: Room, scenario: Scenario, found: Comparison) -> None:
    paint = room.paint
    for title, turns in (
        ("first", [pair.first for pair in found.pairs]),
        ("second", [pair.second for pair in found.pairs]),
    ):
        room.show(paint.bold(room.words(f"comparing.{title}")))
        for number, turn in enumerate(turns):
            if turn is None and number and turns[number - 1] is None:  # it is said once that it was over
                break
            for who, said in _said(room, scenario, turn):
                room.show("  " + paint.speech(who, said).replace("\n", "\n  "))


def _beside(room: Room, scenario: Scenario, found: Comparison) -> None:
    width = (room.paint.columns - GAP) // 2
    titles = [room.words(f"comparing.{one}") for one in ("first", "second")]
    room.show(room.paint.bold(f"{titles[0]:<{width + GAP}}{titles[1]}"))
    ended = [False, False]
    for pair in found.pairs:
        columns = []
        for side, turn in enumerate((pair.first, pair.second)):
            columns.append([] if ended[side] else _column(room, scenario, turn, width))
            ended[side] = turn is None
        left, right = columns
        for one, other in zip_longest(left, right, fillvalue=""):
            room.show(f"{one:<{width + GAP}}{other}".rstrip())


def _column(room: Room, scenario: Scenario, turn: Turn | None, width: int) -> list[str]:
    lines: list[str] = []
    for who, said in _said(room, scenario, turn):
        text = f"{who}  {said}" if who else said
        lines += textwrap.wrap(text, width, subsequent_indent="  ")
    return lines


def _said(room: Room, scenario: Scenario, turn: Turn | None) -> list[tuple[str, str]]:
    """Who says what in a turn, in order, the trust it leaves at the end of the answer."""
    words = room.words
    if turn is None:
        return [("", words("comparing.nothing"))]
    trust = f"[{words('terminal.trust')} {turn.mind.trust}]"
    said = " ".join(turn.text.split()) or words("terminal.unsaid")
    return [(words("terminal.you"), said), (scenario.name.first(words.lang), f"{turn.reply} {trust}")]
