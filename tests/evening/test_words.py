"""Every face has words for whatever may happen in a room, in both languages, and a picture of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coaching.authoring.evening_rubric import read_evening_rubric
from coaching.evening.evening import Act, ActKind, Evening, Event, EventKind, WhyNot
from coaching.evening.looking import look
from coaching.evening.rubric import Ending, RoomRule
from coaching.faces.terminal.evening_orders import Order, act_of, order_in
from coaching.faces.words import read_words
from coaching.faces.words.evenings import event_told, outcome_told, sight_told
from coaching.language import Language
from coaching.pictures.board import Floor, Look, Text, TextSize, Theme
from coaching.pictures.draw import draw
from coaching.pictures.room import room_board
from coaching.scenario import Result
from coaching.scorecard.rubric import Mode
from tests.evening.content import after, an_evening, summed_up, venue, whims

each_language = pytest.mark.parametrize("lang", list(Language))


@each_language
@pytest.mark.parametrize("kind", list(EventKind))
def test_each_event_can_be_told_even_where_no_words_are_left(lang: Language, kind: EventKind) -> None:
    evening = an_evening("defensive_photographer", lang=lang)
    whys = list(WhyNot) if kind is EventKind.NOT_NOW else [None]

    for why in whys:
        for who, text in (("defensive_photographer", ""), ("defensive_photographer", "…")):
            event = Event(kind, who, text, place="buffet", why=why)
            told = event_told(event, evening, venue(), read_words(lang))
            assert told
            assert "{" not in told.text


@each_language
def test_each_mode_has_words(lang: Language) -> None:
    assert all(read_words(lang)(f"evening.outcome.mode.{mode}") for mode in Mode)


@pytest.mark.parametrize("seed", [2, 3, 5, 8])
def test_what_one_carries_home_names_everybody_one_talked_with(seed: int) -> None:
    last = list(whims(seed, typed=False))[-1]
    outcome = summed_up(last)

    told = outcome_told(last, outcome, venue(last.occasion), read_words(last.profile.lang))

    lines = "\n".join(line for passage in told for line in passage.lines)
    assert str(outcome.score) in lines
    for talk in outcome.talks:
        assert venue().scenarios[talk.who].name.first(last.profile.lang) in lines


@each_language
def test_who_talked_with_nobody_is_told_kindly(lang: Language) -> None:
    evening = an_evening(lang=lang)

    (only,) = outcome_told(evening, summed_up(evening), venue(), read_words(lang))

    assert len(only.lines) == 1


def test_each_rule_of_the_rubric_has_a_name_in_both_languages() -> None:
    rubric = read_evening_rubric()

    for name in (*Ending, *RoomRule):
        assert rubric.names[name].fr
        assert rubric.names[name].en


def test_an_order_learned_in_one_language_is_understood_in_the_other() -> None:
    for typed, order in (("/aborder 1", Order.APPROACH), ("/go b", Order.GO), ("/fin", Order.END)):
        found = order_in(typed)
        assert found
        assert found.order is order
    assert order_in("Bonsoir!") is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/approach 1", ("approach", 0)),
        ("/approach", "which"),
        ("/approach 99", "which"),
        ("/introduce 1 1 You two", "two"),
        ("/invite", "which"),
    ],
)
def test_an_order_becomes_an_act_or_a_question(line: str, expected: object) -> None:
    evening = an_evening()
    typed = order_in(line)
    assert typed

    act = act_of(typed, evening, venue())

    if isinstance(expected, tuple):
        assert not isinstance(act, str)
        assert (act.kind, act.whom) == (expected[0], (evening.guests[expected[1]].scenario,))
    else:
        assert act == expected


@each_language
def test_the_picture_shows_everybody_once_with_a_number_explained_beneath(lang: Language) -> None:
    evening = an_evening("defensive_photographer", lang=lang)
    board = room_board(evening, venue(), read_words(lang), Look(Theme.DARK, TextSize.LARGE))

    (floor,) = (block for block in board.blocks if isinstance(block, Floor))
    numbers = [person.label for spot in floor.spots for person in spot.people]
    text = "\n".join(block.text for block in board.blocks if isinstance(block, Text))

    assert sorted(numbers, key=int) == [str(number) for number in range(1, len(evening.guests) + 1)]
    assert all(f"{number}  " in text for number in numbers)
    assert draw(board).png.startswith(b"\x89PNG")
    assert str(len(numbers)) in board.alt


def test_the_picture_marks_whom_one_knows() -> None:
    evening = an_evening("defensive_photographer")
    met = after(evening, Act(ActKind.APPROACH, ("defensive_photographer",)))

    def shapes(of: Evening) -> set[str]:
        board = room_board(of, venue(), read_words(Language.FR))
        (floor,) = (block for block in board.blocks if isinstance(block, Floor))
        return {person.shape.value for spot in floor.spots for person in spot.people}

    assert shapes(evening) == {"circle"}
    assert shapes(met) == {"circle", "disc"}


def test_somebody_who_comes_up_is_not_named_before_they_are_met() -> None:
    evening = an_evening("pushy_card_giver")
    told = event_told(
        Event(EventKind.COMES_UP, "pushy_card_giver", "Bonsoir!"), evening, venue(), read_words(Language.FR)
    )

    assert told
    assert told.name == "Quelqu'un"


def test_by_day_nobody_wishes_a_good_evening() -> None:
    day, said = venue("coworking_day"), Event(EventKind.REPLY, "buffet_loner", "Evening. Is it tonight?")
    evening = an_evening("buffet_loner", lang=Language.EN)

    by_day = event_told(said, evening, day, read_words(Language.EN))
    by_night = event_told(said, evening, venue("soiree"), read_words(Language.EN))

    assert by_day
    assert by_day.text == "Hello. Is it today?"
    assert by_night
    assert by_night.text == said.text


@each_language
def test_who_has_said_goodbye_for_good_is_seen_to_go(lang: Language) -> None:
    evening = after(an_evening("buffet_loner", lang=lang), Act(ActKind.APPROACH, ("buffet_loner",)))
    evening = after(evening, Act(ActKind.SAY, text="Bonsoir, hello!"), Act(ActKind.GO, ("door",)))
    loner = evening.guest("buffet_loner")
    assert loner
    assert loner.conversation
    won = next(one.id for one in venue().scenarios["buffet_loner"].endings if one.result is Result.WON)
    *turns, last = loner.conversation.turns
    ended = replace(loner.conversation, turns=(*turns, replace(last, ended=won)))
    words = read_words(lang)

    def seen(of: Evening) -> set[str]:
        return {text for sight in look(of, venue()) for _, text in sight_told(sight, of, venue(), words)[1]}

    going = words("evening.room.leaving", name=venue().scenarios["buffet_loner"].name.first(lang))
    assert going not in seen(evening)
    assert going in seen(evening.with_guest(replace(loner, conversation=ended)))
