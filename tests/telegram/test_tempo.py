"""How long an attendee thinks, and which buttons stay on the screen, by a clock that is turned by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coaching.faces.telegram.asides import Hangings
from coaching.faces.telegram.corrections import Corrections
from coaching.faces.telegram.messages import Button, message
from coaching.faces.telegram.presses import Deed, Press
from coaching.faces.telegram.tempo import BUSY, HELD, LONG_PIECE, Tempo
from coaching.services.records import Outgoing

LONGEST = 1.2
A_MINUTE = timedelta(minutes=1)
AT_ONCE = timedelta()
ANSWER = "Ah, ça, c'est une longue histoire. Ma grand-mère en faisait déjà, dans la cuisine. " * 2


class Seconds:
    """A clock that stands still until it is turned."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_long_answer_takes_longer_than_a_short_one_and_none_more_than_the_longest() -> None:
    tempo = Tempo(LONGEST)

    short, long = tempo.thinking("Ça va?", "Oui.", A_MINUTE), tempo.thinking("Ça va?", ANSWER * 9, A_MINUTE)

    assert AT_ONCE < short < long == timedelta(seconds=LONGEST)


def test_whoever_writes_fast_is_answered_fast() -> None:
    tempo = Tempo(LONGEST)

    quick = tempo.thinking("Ça va?", ANSWER, timedelta(seconds=2))

    assert AT_ONCE < quick < tempo.thinking("Ça va?", ANSWER, A_MINUTE)


@pytest.mark.parametrize(("longest", "likes_it"), [(0.0, True), (LONGEST, False)])
def test_nobody_waits_where_that_is_not_wanted(longest: float, likes_it: bool) -> None:
    assert Tempo(longest).thinking("Ça va?", ANSWER, A_MINUTE, likes_it=likes_it) == AT_ONCE


def test_nobody_waits_while_much_is_said() -> None:
    clock = Seconds()
    tempo = Tempo(LONGEST, clock)

    for _ in range(BUSY):
        tempo.turn()
    busy = tempo.thinking("Ça va?", ANSWER, A_MINUTE)
    clock.now += 1

    assert busy == AT_ONCE
    assert tempo.thinking("Ça va?", ANSWER, A_MINUTE) > AT_ONCE


def test_what_looks_like_the_first_piece_of_a_long_message_is_given_time_for_the_second() -> None:
    assert Tempo().thinking("a" * LONG_PIECE, ANSWER, AT_ONCE) == HELD
    assert Tempo().thinking("a" * (LONG_PIECE - 1), ANSWER, AT_ONCE) == AT_ONCE


def asking(deed: Deed) -> Outgoing:
    return message(7, "…", ((Button("?", Press(deed, 1).data()),),))


def test_one_message_of_a_chat_has_asides_the_newest() -> None:
    clock, put_away = Seconds(), list[object]()
    hangings = Hangings(lambda one: put_away.append(one.payload["message_id"]), clock)

    hangings.came(7, asking(Deed.HINT).payload, 1)
    hangings.came(8, asking(Deed.HINT).payload, 2)
    clock.now += 5
    hangings.came(7, message(7, "no buttons").payload, 3)
    hangings.came(7, asking(Deed.WHY).payload, 4)
    clock.now += 5
    hangings.came(7, asking(Deed.GUESS).payload, 5)
    clock.now += 5
    hangings.came(7, asking(Deed.HINT).payload, 6)

    assert put_away == [1, 4]


def test_no_buttons_are_put_away_while_a_talk_flies_by_nor_twice() -> None:
    clock, put_away = Seconds(), list[object]()
    hangings = Hangings(lambda one: put_away.append(one.payload["message_id"]), clock)

    hangings.came(7, asking(Deed.HINT).payload, 1)
    hangings.came(7, asking(Deed.HINT).payload, 2)
    hangings.changed(7, 2)
    hangings.changed(7, None)
    clock.now += 5
    hangings.came(7, asking(Deed.HINT).payload, 3)

    assert put_away == []


def test_a_burst_of_corrections_begins_once() -> None:
    clock = Seconds()
    corrections = Corrections(clock)

    begins = [corrections.begins(7), corrections.begins(8)]
    clock.now += 100
    begins.append(corrections.begins(7))
    clock.now += 100
    begins.append(corrections.begins(7))
    clock.now += 200
    begins.append(corrections.begins(7))

    assert begins == [True, True, False, False, True]
