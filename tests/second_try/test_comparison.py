from __future__ import annotations

import pytest

from coaching.comparison import compare, fork
from coaching.faces.words import read_words
from coaching.faces.words.telling import comparison_told
from coaching.language import Language
from coaching.moves import Move
from coaching.rehearsal import take_turn
from tests.content import library, understanding
from tests.second_try.conversations import ASKED, SOLD, branch, talk

PHOTOGRAPHER = library()["defensive_photographer"]


@pytest.mark.parametrize("lang", Language)
def test_a_fork_that_goes_on_as_before_is_the_same_conversation(lang: Language) -> None:
    whole = talk(ASKED[lang], lang)

    forked = fork(whole, 2)
    for text in ASKED[lang][1:]:
        forked = take_turn(forked, text, PHOTOGRAPHER, understanding())

    assert forked == whole
    assert compare(branch(whole), branch(forked)).pairs == ()


@pytest.mark.parametrize("lang", Language)
def test_the_second_try_stands_beside_the_first_from_where_they_part(lang: Language) -> None:
    first = talk(SOLD[lang], lang)
    second = fork(first, 2)
    for text in ASKED[lang][1:]:
        second = take_turn(second, text, PHOTOGRAPHER, understanding())

    found = compare(branch(first), branch(second))

    assert found.parts_at == 2
    assert [pair.number for pair in found.pairs] == [2, 3]
    assert found.pairs[0].first == first.turns[1]
    assert found.pairs[0].second == second.turns[1]
    assert found.pairs[1].first is None
    assert found.trust == (first.mind.trust, second.mind.trust)
    assert found.score[1] > found.score[0]
    assert Move.PITCH in found.dropped
    assert Move.OPEN_QUESTION in found.gained
    assert found.slips[0] > found.slips[1] == 0


@pytest.mark.parametrize("lang", Language)
def test_what_changed_is_told_in_words(lang: Language) -> None:
    words = read_words(lang)
    first, second = branch(talk(SOLD[lang], lang)), branch(talk(ASKED[lang], lang))

    there = comparison_told(compare(first, second), PHOTOGRAPHER, words)
    back = comparison_told(compare(second, first), PHOTOGRAPHER, words)

    assert words("comparing.better") in there
    assert words("comparing.worse") in back
    assert any(words("watch.moves.pitch") in line for line in there)
    assert comparison_told(compare(first, first), PHOTOGRAPHER, words) == [words("comparing.same")]


@pytest.mark.parametrize("turn", [0, 3, -1])
def test_no_fork_where_there_was_no_message(turn: int) -> None:
    with pytest.raises(ValueError, match=str(turn)):
        fork(talk(SOLD[Language.EN], Language.EN), turn)


def test_conversations_with_two_people_are_not_compared() -> None:
    one, other = (
        branch(talk(SOLD[Language.EN], Language.EN, name)) for name in ("defensive_photographer", "buffet_loner")
    )

    with pytest.raises(ValueError, match="buffet_loner"):
        compare(one, other)
