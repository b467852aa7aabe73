"""Being forgotten: two taps, and nothing is left."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from coaching.store import DatabaseStore
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.telegram.bots import running
from tests.telegram.walks import walk_up


async def ask_to_be_forgotten(person: Person) -> None:
    await person.ask("/oublier")
    await person.press("Tout effacer")
    await person.wait_for("pour de bon")


async def test_two_taps_erase_all_that_is_stored(api: BotApi, store: DatabaseStore, tmp_path: Path) -> None:
    sophie = api.person()
    async with running(api, store):
        await walk_up(sophie)
        await sophie.ask("Bonsoir! Je n'ai rien à vendre.")
        await ask_to_be_forgotten(sophie)
        await sophie.press("Oui, effacer")
        await sophie.wait_for("C'est effacé")

    # Not even their number stands anywhere in the file any more.
    with sqlite3.connect(tmp_path / "bot.sqlite3") as file:
        assert not [line for line in file.iterdump() if str(sophie.id) in line]


async def test_one_tap_erases_nothing_and_no_means_no(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    async with running(api, store):
        opening = await walk_up(sophie)
        await ask_to_be_forgotten(sophie)
        await sophie.press("Non, garder")
        assert "je garde tout" in (await sophie.next()).text

        assert (await sophie.ask("Bonsoir!")).marked("bold") == opening.marked("bold")


async def test_whoever_comes_back_is_met_as_somebody_new(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    async with running(api, store):
        await walk_up(sophie)
        await ask_to_be_forgotten(sophie)
        await sophie.press("Oui, effacer")
        await sophie.wait_for("C'est effacé")

        assert "Je suis Jasette" in (await sophie.ask("Allô?")).text
