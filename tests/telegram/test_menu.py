"""The command menu and the texts of the bot's page stand at Telegram's in both languages, and are told only once."""

from __future__ import annotations

from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.gateway import Gateway
from coaching.faces.telegram.menu import hang_menu
from coaching.store import DatabaseStore
from tests.bot_api.faults import Fault
from tests.bot_api.menus import commands_for
from tests.bot_api.server import BotApi


async def hang(api: BotApi, store: DatabaseStore, bot: str = "1") -> None:
    async with Gateway(api.token, api.base_url) as gateway:
        await hang_menu(gateway, store, bot)


def told(api: BotApi) -> int:
    return len([call for call in api.state.calls if call.outcome == "ok"])


async def test_the_menu_is_in_the_language_of_whoever_looks(api: BotApi, store: DatabaseStore) -> None:
    await hang(api, store)

    french = commands_for(api.state, 7, "fr-CA")
    assert {"command": "fin", "description": "Terminer et voir le retour"} in french
    assert len(french) == len(Command)
    assert commands_for(api.state, 7, "en") == commands_for(api.state, 7, "pt") != french
    assert "simulé" in api.state.texts["description", "fr"]
    assert "simulated" in api.state.texts["short_description", ""]


async def test_in_groups_there_is_no_menu_not_even_one_of_before(api: BotApi, store: DatabaseStore) -> None:
    api.state.commands["default", "fr"] = [{"command": "fin", "description": "Fin"}]

    await hang(api, store)

    assert {scope for scope, _ in api.state.commands} == {"all_private_chats"}


async def test_what_stands_already_is_not_told_again(api: BotApi, store: DatabaseStore) -> None:
    await hang(api, store)
    first = told(api)
    await hang(api, store)
    assert told(api) == first

    await hang(api, store, bot="2")
    assert told(api) == 2 * first


async def test_what_telegram_did_not_take_is_told_again(api: BotApi, store: DatabaseStore) -> None:
    api.state.faults.next_time(Fault.SERVER, "setMyDescription")

    await hang(api, store)

    assert "simulé" in api.state.texts["description", "fr"]
