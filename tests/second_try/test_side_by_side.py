"""Two tries in a terminal: beside each other where it is wide enough, else one above the other."""

from __future__ import annotations

import pytest

from coaching.comparison import fork
from coaching.faces.terminal.compare import WIDE, compare_here
from coaching.faces.terminal.lines import Piped
from coaching.faces.terminal.paint import Paint
from coaching.faces.terminal.room import Room
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.rehearsal import take_turn
from tests.content import library, rubric, understanding
from tests.second_try.conversations import ASKED, SOLD, branch, talk


def shown(lang: Language, columns: int) -> list[str]:
    scenario = library()["defensive_photographer"]
    first = talk(SOLD[lang], lang)
    second = fork(first, 2)
    for text in ASKED[lang][1:]:
        second = take_turn(second, text, scenario, understanding())
    said: list[str] = []
    paint = Paint(columns=columns)
    room = Room(understanding(), rubric(), read_words(lang), paint, Piped(iter(())), said.append)
    compare_here(room, scenario, branch(first), branch(second))
    return "\n".join(said).splitlines()


@pytest.mark.parametrize("lang", Language)
def test_a_wide_terminal_shows_both_on_one_line_and_nothing_wider(lang: Language) -> None:
    words, lines = read_words(lang), shown(lang, WIDE)

    assert any(words("comparing.first") in line and words("comparing.second") in line for line in lines)
    assert max(len(line) for line in lines) <= WIDE


@pytest.mark.parametrize("lang", Language)
def test_a_narrow_one_shows_one_above_the_other(lang: Language) -> None:
    words, lines = read_words(lang), shown(lang, 50)

    assert lines.index(words("comparing.first")) < lines.index(words("comparing.second"))
    assert sum(words("comparing.nothing") in line for line in lines) == 1
