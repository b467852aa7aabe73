"""Watching an old hand: one exchange a tap, in one message, and back to where one was."""

from __future__ import annotations

import pytest

from coaching.faces.words import read_words
from coaching.language import Language
from coaching.watching import steps, watch
from tests.bot_api.chats import Posted
from tests.bot_api.entities import units
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.content import library, understanding
from tests.telegram.walks import walk_in, walk_up

pytestmark = pytest.mark.usefixtures("bot")


def shown(person: Person, message: Posted) -> Posted:
    return person.chat.posted[message.message_id]


async def tap_on(person: Person, message: Posted, label: str) -> Posted:
    """Tap a button of that message and read what stands there then."""
    before = shown(person, message)
    await person.press(label)
    await person.until(lambda: shown(person, message) != before, "the message to change")
    return shown(person, message)


@pytest.mark.parametrize("lang", list(Language))
async def test_every_exchange_is_shown_with_its_moves_in_one_message(api: BotApi, lang: Language) -> None:
    sophie, words = api.person("Sophie", lang.value), read_words(lang)
    scenario = library()["buffet_loner"]
    played = watch(scenario, lang, understanding())
    assert played
    await walk_in(sophie, lang)
    await sophie.ask("/regarder")
    await sophie.press(scenario.title.first(lang).split(",")[0])
    scene = await sophie.next()
    assert played.opening.replace("*", "") in scene.text

    heard = len(sophie.heard)
    for step in steps(played, scenario):
        now = await tap_on(sophie, scene, words("telegram.buttons.onward", number=step.number, count=len(played.turns)))
        assert step.said in now.text
        assert step.reply.replace("*", "") in now.text
        assert all(words(f"watch.moves.{move}") in now.text for move in step.moves)
        assert words("phone.watch.trust", before=step.before, after=step.after) in now.text
        assert units(now.text) <= 4096

    assert len(sophie.heard) == heard, "a wall of messages"
    assert words("watch.done", before=played.beginning.trust, after=played.mind.trust) in now.text
    await sophie.press(words("telegram.buttons.my_turn"))
    assert words("phone.nerves.before") in (await sophie.next()).text


async def test_it_can_be_stopped_at_any_exchange(api: BotApi) -> None:
    sophie = api.person()
    await walk_in(sophie)
    await sophie.ask("/regarder")
    await sophie.press("photogra")
    scene = await sophie.next()
    await tap_on(sophie, scene, "Suite (1")

    await sophie.press("On arrête là")

    assert (await sophie.next()).button("À mon tour")
    assert not shown(sophie, scene).keyboard


async def test_in_a_conversation_it_is_about_that_person_and_goes_back_there(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    reply = await sophie.ask("Bonsoir!")

    scene = await sophie.ask("/watch")
    assert "Étienne" in scene.text
    await tap_on(sophie, scene, "Suite (1")
    await sophie.press("On arrête là")

    back = await sophie.next()
    assert reply.text in back.text
    assert (await sophie.ask("Qu'est-ce que vous aimez photographier?")).marked("bold") == ("Étienne",)


async def test_two_taps_show_one_exchange(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    scene = await sophie.ask("/watch")
    button = scene.button("Suite (1")
    assert button

    await sophie.tap(scene, button)
    late = await sophie.tap(scene, button)

    assert "ne sert plus" in (await sophie.answered(late)).text
    assert shown(sophie, scene).button("Suite (2")
