"""What stands on the bot's page: its commands by scope and language, its name, its descriptions, its menu button."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from tests.bot_api.entities import units
from tests.bot_api.parameters import Parameters
from tests.bot_api.refusals import bad_request
from tests.bot_api.state import State

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}

Method = Callable[[State, Parameters], Awaitable[object]]


async def set_my_commands(state: State, given: Parameters) -> object:
    """The menu of a scope and language."""
    commands = given.items("commands")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not isinstance(command, dict) or not COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= units(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    state.commands[_listing(given)] = commands
    return True


async def get_my_commands(state: State, given: Parameters) -> object:
    """The menu of a scope and language, possibly empty."""
    return state.commands.get(_listing(given), [])


async def delete_my_commands(state: State, given: Parameters) -> object:
    """No menu for that scope and language any more."""
    state.commands.pop(_listing(given), None)
    return True


def _setting(key: str, longest: int) -> tuple[Method, Method]:
    async def store(state: State, given: Parameters) -> object:
        if units(given.text(key)) > longest:
            raise bad_request(f"{key} is too long")
        state.texts[key, _language(given)] = given.text(key)
        return True

    async def tell(state: State, given: Parameters) -> object:
        return {key: state.texts.get((key, _language(given)), "")}

    return store, tell


async def set_menu_button(state: State, given: Parameters) -> object:
    """What the button beside the field for text does."""
    button = given.mapping("menu_button") or {"type": "default"}
    if button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    state.menu_buttons[given.integer("chat_id")] = button
    return True


async def get_menu_button(state: State, given: Parameters) -> object:
    """What it does now."""
    return state.menu_buttons.get(given.integer("chat_id"), {"type": "commands"})


def commands_for(state: State, chat_id: int, language_code: str) -> list[object]:
    """The menu a client in that language shows in a private chat: the narrowest that was set."""
    language = language_code[:2].lower()
    for scope in (f"chat:{chat_id}", "all_private_chats", "default"):
        for code in (language, ""):
            if (scope, code) in state.commands:
                return state.commands[scope, code]
    return []


set_name, get_name = _setting("name", 64)
set_description, get_description = _setting("description", 512)
set_short_description, get_short_description = _setting("short_description", 120)


def _language(given: Parameters) -> str:
    language = given.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


def _listing(given: Parameters) -> tuple[str, str]:
    """The scope, with the chat and member it is about, and the language."""
    scope = given.mapping("scope")
    kind = str(scope.get("type", "default"))
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    for name in SCOPES[kind]:
        if not scope.get(name):
            raise bad_request(f"can't parse BotCommandScope: Empty {name} specified")
    return ":".join([kind, *(str(scope[name]) for name in SCOPES[kind])]), _language(given)
