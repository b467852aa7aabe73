"""A message read ahead: once, the same reading, and asked for where it wasn't."""

from __future__ import annotations

import pytest

from coaching.language import Language
from coaching.reading import Message
from coaching.rehearsal import Profile, play
from coaching.services.events import Spoken
from coaching.services.foresight import MOST, MOST_EXPECTED, Foresight, UnreadError
from tests.content import library, understanding
from tests.services.practices import ATTENDEE, SHY, Room

HELLO = Message("Bonsoir, qu'est-ce que vous aimez photographier?", Language.FR)


def test_what_was_not_read_ahead_is_asked_for_and_then_the_very_reading() -> None:
    scenario, foresight = next(iter(library().values())), Foresight(understanding())

    with pytest.raises(UnreadError) as unread:
        foresight.read(HELLO, scenario)
    unread.value.make_ready()

    assert foresight.read(HELLO, scenario) == understanding().read(HELLO, scenario)


def test_another_message_or_attendee_is_another_reading() -> None:
    first, second, *_ = library().values()
    foresight = Foresight(understanding())
    foresight.read_ahead(HELLO, first)

    with pytest.raises(UnreadError):
        foresight.read(HELLO, second)
    with pytest.raises(UnreadError):
        foresight.read(Message("Bonsoir!", Language.FR), first)


def test_readings_nobody_asks_for_are_forgotten_the_oldest_first() -> None:
    foresight = Foresight(understanding())
    foresight.read_ahead(HELLO, None)
    for number in range(MOST - 1):
        foresight.read_ahead(Message(str(number), Language.FR), None)

    assert foresight.read(HELLO, None)

    foresight.read_ahead(HELLO, None)
    foresight.read_ahead(Message("again", Language.FR), None)
    foresight.read_ahead(Message("and again", Language.FR), None)

    with pytest.raises(UnreadError):
        foresight.read(Message("0", Language.FR), None)
    assert foresight.read(HELLO, None)


async def test_what_is_said_next_is_read_before_its_transaction_asks_for_it(room: Room) -> None:
    room.practice.read_ahead()
    await room.begin()

    for text in SHY:
        read = room.practice.foreseen(room.learner.chat_id, text)
        assert read
        read()
        await room.say(text)  # it would raise UnreadError

    played = play(library()[ATTENDEE], Profile(room.learner.lang), 1, SHY, understanding())
    assert (await room.last()).standing[-1].reply == played.turns[-1].reply


async def test_after_a_message_was_taken_back_the_next_is_read_as_what_it_will_be_then(room: Room) -> None:
    room.practice.read_ahead()
    await room.begin()
    for text in SHY[:2]:
        await _foreseen(room, text)
    await room.take_back()

    await _foreseen(room, SHY[2])

    played = play(library()[ATTENDEE], Profile(room.learner.lang), 1, (SHY[0], SHY[2]), understanding())
    assert (await room.last()).standing[-1].reply == played.turns[-1].reply


async def test_a_wrong_guess_costs_a_reading_and_nothing_else(room: Room) -> None:
    room.practice.read_ahead()
    await room.begin()
    await _foreseen(room, SHY[0], update_id=11)
    await _foreseen(room, SHY[1], update_id=12)
    read = room.practice.foreseen(room.learner.chat_id, SHY[2])
    assert read
    read()

    with pytest.raises(UnreadError) as unread:
        await _joined(room, SHY[2], 13, unheard=12)
    unread.value.make_ready()
    spoken = await _joined(room, SHY[2], 13, unheard=12)

    whole = f"{SHY[1]}\n{SHY[2]}"
    assert spoken.conversation == play(
        library()[ATTENDEE], Profile(room.learner.lang), 1, (SHY[0], whole), understanding()
    )


async def test_nothing_is_foreseen_twice_nor_of_a_stranger_nor_after_the_end(room: Room) -> None:
    room.practice.read_ahead()
    chat = room.learner.chat_id
    await room.begin()
    assert room.practice.foreseen(chat + 1, "Bonsoir") is None
    assert room.practice.foreseen(chat, "Bonsoir")
    assert room.practice.foreseen(chat, "Bonsoir encore") is None

    await room.begin()
    async with room.store.transaction() as tx:
        await room.practice.end(tx, room.learner)

    assert room.practice.foreseen(chat, "Bonsoir") is None


def test_of_many_chats_those_answered_last_are_remembered() -> None:
    scenario, foresight = next(iter(library().values())), Foresight(understanding())
    for chat in range(MOST_EXPECTED + 1):
        foresight.expect(chat, Message("", Language.FR), scenario)

    assert foresight.foreseen(0, "Bonsoir") is None
    assert foresight.foreseen(1, "Bonsoir")


async def _foreseen(room: Room, text: str, update_id: int | None = None) -> None:
    read = room.practice.foreseen(room.learner.chat_id, text)
    assert read
    read()
    await room.say(text, update_id)


async def _joined(room: Room, text: str, update_id: int, unheard: int) -> Spoken:
    async with room.store.transaction() as tx:
        spoken = await room.practice.say(tx, room.learner, text, update_id, unheard=unheard)
    assert isinstance(spoken, Spoken)
    return spoken
