"""What people do besides writing sentences: pictures, edits, old buttons, unknown commands, groups, blocking."""

from __future__ import annotations

import asyncio

import pytest

from coaching.faces.telegram.asides import ASIDES
from coaching.faces.telegram.presses import Deed
from coaching.store import DatabaseStore
from tests.bot_api.chats import Chat, Json
from tests.bot_api.server import BotApi
from tests.telegram.walks import walk_in, walk_up

pytestmark = pytest.mark.usefixtures("bot")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]}, "Étienne — "),
        ({"sticker": {"file_id": "s"}}, "Étienne — "),
        ({"voice": {"file_id": "v", "duration": 2}}, "voix"),
        ({"location": {"latitude": 45.5, "longitude": -73.6}}, "Étienne — "),
        ({"poll": {"id": "1"}}, "Étienne — "),
    ],
)
async def test_what_is_no_text_is_answered_kindly_and_changes_nothing(api: BotApi, content: Json, words: str) -> None:
    sophie = api.person()
    opening = await walk_up(sophie)

    await sophie.send(content)

    assert words in (await sophie.next()).text
    assert (await sophie.ask("Bonsoir!")).marked("bold") == opening.marked("bold")


async def test_an_edited_message_is_answered_kindly(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask("Bonsoir!")

    await sophie.edit("Bonsoir vous!")

    assert "/retour" in (await sophie.next()).text


async def test_the_reason_can_still_be_asked_for_once_it_is_over(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask("Bonsoir!")
    await sophie.ask("/fin")

    assert "Ce qui vient de se passer" in (await sophie.ask("/pourquoi")).text


async def test_a_slip_of_the_pen_in_a_command_gets_the_nearest_one(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)

    assert "/indice" in (await sophie.ask("/indce")).text
    assert "/aide" in (await sophie.ask("/qwertz")).text
    assert "/retour" in (await sophie.ask("/bakc")).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/undo", "rien à reprendre"),
        ("/astuce", "💡"),
        ("/menu", "Comment ça marche"),
    ],
)
async def test_a_command_may_be_called_as_in_other_bots(api: BotApi, typed: str, told: str) -> None:
    sophie = api.person()
    await walk_up(sophie)

    assert told in (await sophie.ask(typed)).text


@pytest.mark.parametrize("typed", ["/reprendre", "/continuer", "/resume"])
async def test_who_wants_to_go_on_is_led_back_and_loses_no_message(api: BotApi, typed: str) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask("Vous faites ça depuis longtemps ?")

    led_back = await sophie.ask(typed)

    assert led_back.text == (await sophie.ask("/start")).text
    assert "rien à reprendre" not in (await sophie.ask("/retour")).text  # it still stands


async def test_a_second_tap_acts_no_more_and_is_told_so(api: BotApi) -> None:
    sophie = api.person()
    greeting = await sophie.ask("/start")
    french = greeting.button("Français")
    assert french

    first, second = await sophie.tap(greeting, french), await sophie.tap(greeting, french)

    assert (await sophie.answered(first)).text == ""
    assert "ne sert plus" in (await sophie.answered(second)).text
    await sophie.press("Passer")
    await sophie.wait_for("nervosité")
    assert sum("qu'est-ce que vous vendez" in message.text for message in sophie.heard) == 1


async def test_the_buttons_of_a_tapped_message_go_away(api: BotApi) -> None:
    sophie = api.person()
    greeting = await sophie.ask("/start")

    await sophie.press("Français")
    await sophie.next()

    assert sophie.chat.posted[greeting.message_id].keyboard == ()


async def test_text_while_nobody_is_there_gets_a_nudge_with_buttons(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask("/fin")

    nudge = await sophie.ask("Allô?")

    assert "avec personne" in nudge.text
    assert nudge.button("photogra")


async def test_start_in_the_middle_offers_to_go_on(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    reply = await sophie.ask("Bonsoir!")

    assert "On continue?" in (await sophie.ask("/start")).text
    sophie.skip()
    await sophie.press("Continuer")

    assert (await sophie.next()).text == reply.text


async def test_language_can_change_at_any_time(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)

    await sophie.ask("/language")
    await sophie.press("English")

    assert "stays in its language" in (await sophie.next()).text
    assert "How it works" in (await sophie.ask("/aide")).text


async def test_markup_in_what_people_write_is_shown_as_it_is(api: BotApi) -> None:
    spiky = api.person("<b>Zoé</b> & *co*")

    greeting = await spiky.ask("/start")

    assert "<b>Zoé</b> & *co*" in greeting.text
    assert "</i>" in (await spiky.ask("/</i>&amp;")).text


async def test_in_a_group_it_says_once_that_it_works_in_private(api: BotApi) -> None:
    sophie = api.person()
    group = api.state.chats[-1001] = Chat(-1001, kind="supergroup", name="Club", started=True)

    await sophie.bring_bot_to(group)
    await sophie.say_in(group, "/start")
    await sophie.say_in(group, "bonjour tout le monde")
    await sophie.ask("/start")  # what was said before it has been answered by now

    assert [message.text for message in group.transcript if message.by_bot] == [
        message.text for message in group.transcript if "en privé" in message.text
    ]
    assert len([message for message in group.transcript if message.by_bot]) == 1


async def test_who_blocks_the_bot_is_left_alone_until_they_come_back(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)

    await sophie.block()
    await api.state.updates.wait_until_confirmed()
    await sophie.unblock()
    reply = await sophie.ask("Bonsoir!")

    assert reply.marked("bold")
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(sophie.id)
    assert learner
    assert not learner.blocked


async def test_what_could_not_be_sent_to_who_blocked_is_given_up(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)
    sophie.chat.blocked = True

    refused = asyncio.create_task(api.refused("sendMessage"))
    await sophie.say("Bonsoir!")
    assert (await refused).outcome == "403"

    sophie.chat.blocked = False
    assert "Rebonjour" in (await sophie.ask("/start")).text
    texts = [message.text for message in sophie.heard]
    assert len(texts) == len(set(texts))  # what could not be sent then was not sent now
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(sophie.id)
    assert learner
    assert not learner.blocked


async def test_every_tap_is_answered_and_garbage_never_acts(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    opening = await walk_up(sophie)
    async with store.transaction() as tx:
        before = await tx.learners.of_user(sophie.id)

    taps = [await sophie.tap_data(opening, data) for data in garbage()]
    for tap in taps:
        assert (await sophie.answered(tap)).text

    async with store.transaction() as tx:
        assert await tx.learners.of_user(sophie.id) == before
        assert before
        rehearsal = await tx.rehearsals.last(before)
    assert rehearsal
    assert rehearsal.ended is None
    assert len(sophie.heard) == sophie.read


def garbage() -> list[str]:
    """400 things no button of ours carries at that moment, nearly right ones among them."""
    deeds = [*(deed for deed in Deed if deed not in ASIDES), "", "nope", "ERASE"]  # these are on offer
    numbers = ["", "3", "5", "6", "999999999", "9" * 30, "٣", " 4"]
    abouts = ["", ":pushy_card_giver"]
    made = [f"{deed}:{number}{about}" for deed in deeds for number in numbers for about in abouts]
    odd = ["\0", "é" * 32, "a" * 64, "{}", "pick:4:../../etc", "erase:4\n", "' OR 1=1 --", "💥"]
    return [*odd, *made][:400]


async def test_what_cannot_stand_in_place_of_the_tapped_message_comes_as_a_new_one(api: BotApi) -> None:
    sophie = api.person()
    await walk_in(sophie)
    await sophie.press("photogra")
    asked = await sophie.wait_for("0 .*10")
    del sophie.chat.posted[asked.message_id]  # they delete it, and tap what is still on the screen of another device
    seven = asked.button("7")
    assert seven

    await sophie.tap(asked, seven)

    assert "7 sur 10" in (await sophie.wait_for("7 sur 10")).text
