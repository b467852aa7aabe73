"""Somebody else in mid-talk: the talk ends there, and is told of before the next one begins."""

from __future__ import annotations

import pytest

from coaching.faces.words import read_words
from coaching.language import Language
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.telegram.walks import SLIPPING, walk_up

pytestmark = pytest.mark.usefixtures("bot")
FR = read_words(Language.FR)


async def by_link(person: Person) -> None:
    await person.say("/start s_pushy_card_giver")


async def by_list(person: Person) -> None:
    await person.ask("/pratiquer")
    await person.press("carte")


async def by_evening(person: Person) -> None:
    await person.ask("/soiree")
    await person.press("5 à 7")
    await person.wait_for("0 .*10")
    await person.press("Passer")


@pytest.mark.parametrize("leave", [by_link, by_list, by_evening])
async def test_a_talk_that_is_left_is_told_of_in_short_and_no_guess_is_asked(api: BotApi, leave: object) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask(SLIPPING[Language.FR][0])
    await sophie.ask(SLIPPING[Language.FR][1])
    sophie.skip()

    assert callable(leave)
    await leave(sophie)
    told = await sophie.wait_for("Étienne")

    assert FR("debrief.try") in told.text
    assert FR("debrief.best") in told.text
    assert "/notes" in told.text
    assert not told.keyboard
    await sophie.next()
    assert not any("aimé parler avec vous" in message.text for message in sophie.heard)
    assert FR("debrief.score").partition("{")[0] in (await sophie.ask("/notes")).text


@pytest.mark.parametrize("leave", [by_link, by_list])
async def test_where_nothing_was_said_there_is_nothing_to_tell(api: BotApi, leave: object) -> None:
    sophie = api.person()
    await walk_up(sophie)
    sophie.skip()

    assert callable(leave)
    await leave(sophie)
    await sophie.wait_for("0 .*10")

    assert not any(FR("debrief.try") in message.text for message in sophie.heard)
