"""Links to the bot: whom one leads to is met at once, or once a newcomer was greeted; no other link embarrasses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.faces.telegram.links import read_link
from coaching.language import Language
from coaching.store import DatabaseStore
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.content import library
from tests.telegram.bots import running
from tests.telegram.walks import walk_up

LINK = "s_pushy_card_giver"
STRANGE = ["s_nobody", "w_AbC-123_xyz", "z_1", "promo", "s_", "x" * 3000, "%ZZ%00", "s_<b>", "../s_x", "s_a s_b"]
ASKED = "0 .*10"  # how nervous they are, before


async def meet_by_link(person: Person) -> str:
    """From the question on nerves to the name of who is there."""
    await person.wait_for(ASKED)
    await person.press("Passer")
    return (await person.wait_for("simulée")).text


def told(name: str) -> str:
    return library()[name].name.first(Language.FR)


@pytest.mark.usefixtures("bot")
async def test_a_newcomer_meets_whom_the_link_is_about_once_greeted(api: BotApi) -> None:
    sophie = api.person()

    await sophie.say(f"/start {LINK}")
    await sophie.wait_for("quelle langue")
    await sophie.press("Français")
    await sophie.wait_for("vous faites")
    await sophie.press("Passer")

    assert told("pushy_card_giver") in await meet_by_link(sophie)


async def test_a_restart_in_the_middle_of_the_greeting_keeps_the_link(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    async with running(api, store):
        await sophie.say(f"/start {LINK}")
        await sophie.wait_for("quelle langue")
        await sophie.press("Français")
        await sophie.wait_for("vous faites")
    async with running(api, store):
        await sophie.say("/start")  # people do, when nothing seems to happen
        await sophie.wait_for("quelle langue")
        await sophie.press("Français")
        await sophie.wait_for("vous faites")
        await sophie.say("Je tiens des livres.")

        assert told("pushy_card_giver") in await meet_by_link(sophie)


@pytest.mark.usefixtures("bot")
async def test_who_is_known_meets_them_at_once(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)

    await sophie.say("/start s%5Fpushy%5Fcard%5Fgiver")

    assert told("pushy_card_giver") in await meet_by_link(sophie)


@pytest.mark.usefixtures("bot")
async def test_a_link_tapped_twice_goes_on_with_whoever_is_there(api: BotApi) -> None:
    sophie = api.person()
    opening = await walk_up(sophie)
    scenario = next(name for name, one in library().items() if opening.text.startswith(one.name.first(Language.FR)))
    reply = await sophie.ask("Bonsoir! Vous photographiez quoi?")

    assert (await sophie.ask(f"/start s_{scenario}")).text == reply.text


@pytest.mark.usefixtures("bot")
async def test_any_other_link_is_answered_kindly_and_ends_nothing(api: BotApi) -> None:
    sophie = api.person()
    opening = await walk_up(sophie)

    for payload in STRANGE:
        answer = await sophie.ask(f"/start {payload}")
        assert "Ce lien-là ne me dit rien" in answer.text, payload
        assert opening.marked("bold")[0] in answer.text, payload


@pytest.mark.usefixtures("bot")
async def test_a_newcomer_with_a_broken_link_is_greeted_as_anybody(api: BotApi) -> None:
    for payload in ("promo", "s_" + "x" * 63, "%"):
        assert "Jasette" in (await api.person().ask(f"/start {payload}")).text


@given(st.text(max_size=300))
def test_only_what_telegram_lets_through_is_a_link(payload: str) -> None:
    link = read_link(payload)

    assert link == "" or (link.isascii() and len(link) <= 64 and link[1] == "_")
