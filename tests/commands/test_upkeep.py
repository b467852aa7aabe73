"""`bot.py backup` beside a bot that writes, and `bot.py migrate` up and down with everything still there."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coaching.app import App
from coaching.services.learners import meet
from coaching.settings import Settings
from coaching.store.migrating import known_revisions
from coaching.store.tables import REVISION
from tests.commands.running import Outcome, bot
from tests.postgres import a_database

PEOPLE = 30


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("JASETTE_KEY", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


async def people(app: App, first: int = 1, last: int = PEOPLE) -> None:
    """Learners with these numbers, met."""
    async with app.store() as store:
        for number in range(first, last + 1):
            async with store.transaction() as tx:
                await meet(tx, number, number, "fr")


def known(database: Path) -> int:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (count,) = connection.execute("SELECT count(*) FROM learners").fetchone()
        return int(count)


async def test_a_backup_beside_a_bot_that_writes_is_whole(tmp_path: Path) -> None:
    app, copy = App(Settings(data=tmp_path)), tmp_path / "copy.sqlite3"
    await people(app)
    writing = asyncio.create_task(people(app, PEOPLE + 1, 40 * PEOPLE))

    done = await asyncio.to_thread(bot, "backup", copy, data=tmp_path, anew=True)
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)

    assert (done.code, done.err) == (0, "")
    assert known(copy) >= PEOPLE
    assert copy.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy.sqlite3"]


async def test_a_backup_put_in_the_databases_place_is_the_database(tmp_path: Path) -> None:
    await people(App(Settings(data=tmp_path)))
    database = tmp_path / "jasette.sqlite3"
    bot("backup", tmp_path / "copy.sqlite3", data=tmp_path)
    await people(App(Settings(data=tmp_path)), PEOPLE + 1, PEOPLE + 5)

    database.unlink()
    (tmp_path / "copy.sqlite3").rename(database)

    assert bot("export", str(PEOPLE), "--json", data=tmp_path).code == 0
    assert bot("export", str(PEOPLE + 1), "--json", data=tmp_path).code == 1


async def test_a_backup_overwrites_nothing_and_says_why_it_was_not_made(tmp_path: Path) -> None:
    assert bot("backup", tmp_path / "copy", data=tmp_path).code == 1
    await people(App(Settings(data=tmp_path)), last=1)
    taken = tmp_path / "taken"
    taken.write_text("precious", encoding="utf-8")

    refused = bot("backup", taken, data=tmp_path)
    nowhere = bot("backup", tmp_path / "no" / "folder", data=tmp_path)

    assert (refused.code, nowhere.code) == (1, 1)
    assert str(taken) in refused.err
    assert "Traceback" not in refused.err + nowhere.err
    assert taken.read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("where", ["file", "server"])
async def test_down_and_up_again_everybody_is_still_there(tmp_path: Path, where: str) -> None:
    with a_database() as server:
        address = server if where == "server" else ""
        await people(App(Settings(data=tmp_path, database_url=address)))

        def run(*command: str, anew: bool = False) -> Outcome:
            return bot(*command, data=tmp_path, env={"DATABASE_URL": address} if address else {}, anew=anew)

        oldest = min(known_revisions())
        down, up, again = run("migrate", oldest, anew=True), run("migrate"), run("migrate")

        assert (down.code, up.code, again.code) == (0, 0, 0), (down.err, up.err)
        assert oldest in down.out
        assert REVISION in up.out
        assert run("export", str(PEOPLE), "--json").code == 0


async def test_a_revision_nobody_knows_and_a_database_in_use_are_refused(tmp_path: Path) -> None:
    app = App(Settings(data=tmp_path))
    await people(app, last=1)
    assert bot("migrate", "9999", data=tmp_path).code == 1
    async with app.store():
        in_use = await asyncio.to_thread(bot, "migrate", data=tmp_path)

    assert in_use.code == 1
    assert "jasette.sqlite3" in in_use.err
