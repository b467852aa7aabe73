"""How a plan is put into words."""

from __future__ import annotations

from random import Random

from coaching.language import Language, Lines
from coaching.plan import Beat, BeatKind, Plan
from coaching.wording.written import mark, say


def a_beat(*wordings: str, opener: Lines = Lines()) -> Beat:  # noqa: B008  a frozen value
    return Beat(BeatKind.REACT, (Lines(wordings, wordings),), opener)


def test_beats_are_said_in_their_order() -> None:
    assert say(Plan((a_beat("First."), a_beat("Then."))), Language.FR, frozenset(), Random(1)).text == "First. Then."


def test_a_wording_that_was_said_is_never_drawn_again() -> None:
    said: frozenset[int] = frozenset()
    spoken = []
    for turn in range(3):
        line = say(Plan((a_beat("a", "b", "c"),)), Language.EN, said, Random(turn))
        spoken.append(line.text)
        said |= set(line.said)

    assert sorted(spoken) == ["a", "b", "c"]
    assert say(Plan((a_beat("a", "b", "c"),)), Language.EN, said, Random(9)).text == ""


def test_when_all_is_said_the_last_resort_speaks() -> None:
    plan = Plan((a_beat("a"),), last_resort=(Lines(fr=("*se tait*",)),))

    assert say(plan, Language.FR, frozenset({mark("a")}), Random(1)).text == "*se tait*"


def test_a_slot_takes_up_the_learners_word_with_a_capital_where_asked() -> None:
    plan = Plan((a_beat("{Word}, hein."),), word="la lumière")

    assert say(plan, Language.FR, frozenset(), Random(1)).text == "La lumière, hein."


def test_a_line_whose_word_is_not_known_is_not_drawn() -> None:
    plan = Plan((a_beat("{Trade}, hein.", "Ah bon."),))

    assert {say(plan, Language.FR, frozenset(), Random(seed)).text for seed in range(20)} == {"Ah bon."}


def test_an_opener_stands_before_an_answer_told_again_and_not_before_its_substitute() -> None:
    opener = Lines(en=("As I said:",))
    beat = Beat(BeatKind.ANSWER, (Lines(en=("Bread.",)), Lines(en=("You know.",))), opener)

    assert say(Plan((beat,)), Language.EN, frozenset(), Random(1)).text == "As I said: Bread."
    assert say(Plan((beat,)), Language.EN, frozenset({mark("Bread.")}), Random(1)).text == "You know."


def test_braces_in_the_learners_own_words_are_left_as_they_are() -> None:
    plan = Plan((a_beat("{Word}?"),), word="{trade} {0} %s")

    assert say(plan, Language.EN, frozenset(), Random(1)).text == "{trade} {0} %s?"
