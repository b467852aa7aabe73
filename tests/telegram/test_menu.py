"""The command menu and the texts of the bot's page stand at Telegram's in both languages, and are told only once."""

from __future__ import annotations

from coaching.faces.telegram.gateway import Gateway
from coaching.faces.telegram.menu import hang_menu
from tests.bot_api.server import BotApi


async def test_the_menu_is_in_the_language_of_whoever_looks(api: BotApi) -> None:
    async with Gateway(api.token, api.base_url) as gateway:
        await hang_menu(gateway)

    french = api.state.commands["default", "fr"]
    assert {"command": "fin", "description": "Terminer et voir le retour"} in french
    assert api.state.commands["default", "en"] == api.state.commands["default", ""]
    assert "simulé" in api.state.texts["description", "fr"]
    assert "simulated" in api.state.texts["short_description", ""]


async def test_what_stands_already_is_not_told_again(api: BotApi) -> None:
    async with Gateway(api.token, api.base_url) as gateway:
        await hang_menu(gateway)
        told = len([call for call in api.state.calls if call.method.startswith("set")])
        await hang_menu(gateway)

    assert told == 9
    assert len([call for call in api.state.calls if call.method.startswith("set")]) == told
