"""`bot.py doctor`: is everything in place, and what to do where it isn't."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import click

from coaching.app import App
from coaching.authoring.problems import has_errors
from coaching.commands.options import INPUT_HAS_ERRORS, lang_option, tell, with_app, words_for
from coaching.commands.refusals import store_advice
from coaching.faces.telegram.gateway import Gateway, OtherPollerError, TokenRefusedError, UnreachableError
from coaching.faces.words import Words
from coaching.store import Refusal, StoreRefused
from coaching.store.database import address, file_of, place_of
from coaching.store.keys import KEY_FILE
from coaching.transcription.reachable import Reach, reach
from coaching.transcription.whisper import Whisper

LONG_ENOUGH = 32  # characters of a webhook's secret
ANSWER_WITHIN = 8.0  # seconds for Telegram
WAL_IS_SOUND = (3, 51, 3)  # the first SQLite without the fault of a WAL reset by a second connection


class Health(StrEnum):
    """How one thing is: fine, worth a look, or in the way."""

    FINE = "fine"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One thing looked at; its words stand under `terminal.doctor.`, or where its name says in full."""

    health: Health
    name: str
    values: Mapping[str, object] = field(default_factory=dict)


REACHES: Mapping[Reach, tuple[Health, str]] = {
    Reach.THERE: (Health.FINE, "transcriber.there"),
    Reach.KEY_REFUSED: (Health.WRONG, "transcriber.key_refused"),
    Reach.AWAY: (Health.LOOK, "transcriber.away"),  # the bot works without it
}


@click.command()
@lang_option
@with_app
def doctor(app: App, lang: str | None) -> None:
    """Check configuration, scenarios, database, key, token and reachability, and say what to do."""
    words = words_for(app, lang)
    found = [*_settings(app), *_library(app), *_folder(app), *asyncio.run(_store(app, words)), _sqlite()]
    found += asyncio.run(_telegram(app, words))
    found += asyncio.run(_transcriber(app))
    width = max(len(words(f"terminal.doctor.{health}")) for health in Health)
    for one in found:
        name = one.name if "." in one.name else f"terminal.doctor.{one.name}"
        line = f"{words(f'terminal.doctor.{one.health}'):<{width}}  {words(name, **one.values)}"
        if one.health is Health.WRONG:
            tell(line)
        else:
            click.echo(line)
    if any(one.health is Health.WRONG for one in found):
        raise SystemExit(INPUT_HAS_ERRORS)


def _settings(app: App) -> Iterator[Finding]:
    """The configuration itself was read before we came here."""
    settings = app.settings
    yield Finding(Health.FINE, "config", {"path": app.config})
    if settings.webhook_url and not settings.webhook_secret.get_secret_value():
        yield Finding(Health.WRONG, "webhook.no_secret")
    elif settings.webhook_url:
        secret = len(settings.webhook_secret.get_secret_value())
        name = "webhook.set" if secret >= LONG_ENOUGH else "webhook.short_secret"
        health = Health.FINE if secret >= LONG_ENOUGH else Health.LOOK
        yield Finding(health, name, {"url": settings.webhook_url, "port": settings.webhook_port})


def _library(app: App) -> Iterator[Finding]:
    scenarios, problems = app.library
    folder = app.settings.scenarios
    if has_errors(problems):
        count = sum(has_errors([problem]) for problem in problems)
        yield Finding(Health.WRONG, "scenarios_wrong", {"problems": count, "folder": folder})
    elif not scenarios:
        yield Finding(Health.WRONG, "scenarios_none", {"folder": folder})
    else:
        yield Finding(Health.FINE, "scenarios", {"count": len(scenarios), "folder": folder})


def _folder(app: App) -> Iterator[Finding]:
    """The data folder, or the nearest folder above it that exists."""
    folder = app.settings.data.resolve()
    there = next(one for one in (folder, *folder.parents) if one.exists())
    can_write = there.is_dir() and os.access(there, os.W_OK | os.X_OK)
    yield (
        Finding(Health.FINE, "data", {"folder": folder})
        if can_write
        else Finding(Health.WRONG, "data_wrong", {"folder": folder})
    )


async def _store(app: App, words: Words) -> list[Finding]:
    """The key and the database. Nothing is made: that is for the first start."""
    settings = app.settings
    key = settings.data / KEY_FILE
    given = bool(settings.key.get_secret_value())
    try:
        where = address(settings.database)
        path, place = file_of(where), place_of(where)
    except StoreRefused as refused:
        return [Finding(Health.WRONG, "database_wrong", {"advice": store_advice(refused, words)})]
    if not given and not key.exists():
        if path is not None and path.exists() and path.stat().st_size:
            return [Finding(Health.WRONG, "key_lost", {"path": key, "place": place})]
        later = Finding(Health.FINE, "key_later", {"path": key})
        return [later, Finding(Health.FINE, "database_later", {"place": place})]
    held = Finding(Health.FINE, "key_given") if given else Finding(Health.FINE, "key_file", {"path": key})
    return await _opened(app, words, held, place)


async def _opened(app: App, words: Words, held: Finding, place: str) -> list[Finding]:
    """What opening it for reading tells."""
    try:
        async with app.store(reading=True):
            return [held, Finding(Health.FINE, "database", {"place": place})]
    except StoreRefused as refused:
        told = {"advice": store_advice(refused, words)}
        if refused.refusal is Refusal.MISSING:
            return [held, Finding(Health.FINE, "database_later", {"place": place})]
        if refused.refusal in (Refusal.WEAK_KEY, Refusal.KEY_FILE_OPEN, Refusal.KEY_FILE_DAMAGED):
            return [Finding(Health.WRONG, "key_wrong", told)]
        health = Health.LOOK if refused.refusal is Refusal.OLDER else Health.WRONG
        return [held, Finding(health, "database_wrong", told)]


def _sqlite() -> Finding:
    sound = sqlite3.sqlite_version_info >= WAL_IS_SOUND
    health, name = (Health.FINE, "sqlite") if sound else (Health.LOOK, "sqlite_old")
    return Finding(health, name, {"version": sqlite3.sqlite_version})


async def _telegram(app: App, words: Words) -> list[Finding]:
    """What Telegram says to the token."""
    settings = app.settings
    token = settings.telegram_bot_token.get_secret_value()
    if not token:
        return [Finding(Health.LOOK, "no_token")]
    base = settings.telegram_api_base_url
    try:
        async with asyncio.timeout(ANSWER_WITHIN), Gateway(token, base, settings.telegram_api_file_url) as gateway:
            me = await gateway.ask("getMe", within=ANSWER_WITHIN)
    except TokenRefusedError:
        return [Finding(Health.WRONG, "token_wrong", {"advice": words("terminal.refusals.token_refused")})]
    except OtherPollerError:
        return [Finding(Health.WRONG, "token_wrong", {"advice": words("terminal.refusals.other_poller")})]
    except UnreachableError as error:
        return [Finding(Health.WRONG, "unreachable", {"address": base, "reason": error})]
    except TimeoutError as error:
        return [Finding(Health.WRONG, "unreachable", {"address": base, "reason": type(error).__name__})]
    username = me.get("username", "?") if isinstance(me, dict) else "?"
    return [Finding(Health.FINE, "token", {"username": username})]


async def _transcriber(app: App) -> list[Finding]:
    """Whether voice notes can be put into words; nothing is said of the key but whether it is taken."""
    service = app.transcription
    if service is None:
        return [Finding(Health.FINE, "transcriber.none")]
    if isinstance(service, Whisper):
        health, name = (Health.FINE, "here") if service.is_there else (Health.WRONG, "not_here")
        return [Finding(health, f"transcriber.{name}", {"folder": service.model})]
    told = {"address": service.host, "model": service.model}
    health, name = REACHES[await reach(service, ANSWER_WITHIN)]
    return [Finding(health, name, told)]
