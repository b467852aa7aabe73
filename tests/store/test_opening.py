from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from coaching.services.ports import Interrupted
from coaching.store import DatabaseStore, Refusal, StoreRefused
from tests.store.stores import a_learner, arrivals, file_url, keys, messages, opened


async def test_a_database_is_made_with_its_folder_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "store.sqlite3"

    async with opened(file_url(path)):
        assert path.stat().st_mode & 0o077 == 0
        assert path.with_name("store.sqlite3-wal").stat().st_mode & 0o077 == 0


async def test_what_was_committed_is_there_after_closing_and_opening(tmp_path: Path) -> None:
    url = file_url(tmp_path / "store.sqlite3")
    async with opened(url) as store, store.transaction() as tx:
        await a_learner(tx, 7, name="Sophie")

    async with opened(url) as store, store.transaction() as tx:
        learner = await tx.learners.of_user(7)

    assert learner is not None
    assert learner.name == "Sophie"


async def test_commits_are_on_the_disk_before_anybody_is_answered(tmp_path: Path) -> None:
    async with opened(file_url(tmp_path / "store.sqlite3")) as store, store._link() as link:  # noqa: SLF001 - its settings
        settings = await link.use(_settings)

    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 5000,
    }


async def test_another_key_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    async with opened(file_url(path)) as store, store.transaction() as tx:
        await a_learner(tx, 7)
    before = path.read_bytes()

    refused = await _refusal(path, secret="quite another secret")

    assert refused.refusal is Refusal.WRONG_KEY
    assert "JASETTE_KEY" in str(refused)
    assert path.read_bytes() == before


async def test_a_database_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    async with opened(file_url(path)):
        pass
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
        other.commit()
    before = path.read_bytes()

    refused = await _refusal(path)

    assert refused.refusal is Refusal.NEWER
    assert "Update" in str(refused)
    assert path.read_bytes() == before


@pytest.mark.parametrize("left", [100, 3000, 4096, 9000, 20000])
async def test_a_truncated_database_is_refused_and_left_alone(tmp_path: Path, left: int) -> None:
    path = tmp_path / "store.sqlite3"
    async with opened(file_url(path)) as store:
        await _some(store)
    path.write_bytes(path.read_bytes()[:left])

    refused = await _refusal(path)

    assert refused.refusal is Refusal.UNREADABLE
    assert "backup" in str(refused)
    assert path.stat().st_size == left


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    path.write_text("Dear diary, " * 400)

    refused = await _refusal(path)

    assert refused.refusal is Refusal.UNREADABLE
    assert path.read_text() == "Dear diary, " * 400


async def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")

    refused = await _refusal(path)

    assert refused.refusal is Refusal.UNREADABLE
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


async def test_a_place_that_cant_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")

    refused = await _refusal(tmp_path / "data" / "store.sqlite3")

    assert refused.refusal is Refusal.READ_ONLY


async def test_a_folder_where_the_file_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite3").mkdir()

    refused = await _refusal(tmp_path / "store.sqlite3")

    assert refused.refusal in {Refusal.READ_ONLY, Refusal.UNREADABLE}


async def test_a_second_writer_is_refused_while_the_first_lives(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    async with opened(file_url(path)):
        refused = await _refusal(path)
    async with opened(file_url(path)) as store, store.transaction() as tx:
        await a_learner(tx)

    assert refused.refusal is Refusal.BUSY


async def test_a_reader_sees_what_a_running_bot_committed_and_changes_nothing(tmp_path: Path) -> None:
    url = file_url(tmp_path / "store.sqlite3")
    async with opened(url) as bot:
        async with bot.transaction() as tx:
            await a_learner(tx, 7, name="Sophie")
        async with opened(url, reading=True) as reader:
            async with reader.transaction() as tx:
                learner = await tx.learners.of_user(7)
            with pytest.raises(DBAPIError):
                async with reader.transaction() as tx:
                    await a_learner(tx, 8)
        async with bot.transaction() as tx:
            await a_learner(tx, 9)

    assert learner is not None
    assert learner.name == "Sophie"


async def test_reading_where_there_is_nothing_makes_nothing(tmp_path: Path) -> None:
    refused = await _refusal(tmp_path / "store.sqlite3", reading=True)

    assert refused.refusal is Refusal.MISSING
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://host/db", "redis://host"])
async def test_an_address_that_names_no_database_we_know_is_told(url: str) -> None:
    with pytest.raises(StoreRefused) as refused:
        await DatabaseStore.open(url, keys())

    assert refused.value.refusal is Refusal.UNKNOWN_URL


async def test_a_password_in_an_address_is_not_told() -> None:
    with pytest.raises(StoreRefused) as refused:
        await DatabaseStore.open("mysql://jasette:hunter2@host/db", keys())

    assert "hunter2" not in str(refused.value)


async def test_a_full_disk_undoes_the_transaction_and_the_store_goes_on_once_there_is_room(tmp_path: Path) -> None:
    async with opened(file_url(tmp_path / "store.sqlite3")) as store:

        async def fill() -> None:
            async with store.transaction() as tx:
                await a_learner(tx, 7)
                await tx.outbox.enqueue(messages(7, "x" * 200_000))

        await _limit(store, pages=1)  # not below what there is
        with pytest.raises(Interrupted, match="full"):
            await fill()
        await _limit(store, pages=1_000_000)

        async with store.transaction() as tx:
            assert await tx.learners.of_user(7) is None
            await tx.outbox.enqueue(messages(7, "x" * 200_000))


def test_opening_an_up_to_date_database_doesnt_load_alembic(tmp_path: Path) -> None:
    program = (
        "import asyncio, sys\n"
        "from coaching.store import DatabaseStore, Keys\n"
        "async def main():\n"
        "    store = await DatabaseStore.open(sys.argv[1], Keys('a secret of tests'))\n"
        "    await store.close()\n"
        "asyncio.run(main())\n"
        "print('alembic' in sys.modules)\n"
    )
    command = [sys.executable, "-c", program, file_url(tmp_path / "store.sqlite3")]

    loaded = [subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip() for _ in range(2)]

    assert loaded == ["True", "False"]


async def _refusal(path: Path, *, secret: str = "", reading: bool = False) -> StoreRefused:
    with pytest.raises(StoreRefused) as refused:
        await DatabaseStore.open(file_url(path), keys(secret) if secret else keys(), reading=reading)
    return refused.value


async def _some(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        for user in range(1, 200):
            await a_learner(tx, user)
        await tx.inbox.receive(arrivals(*((update, update) for update in range(1, 200))))


async def _limit(store: DatabaseStore, pages: int) -> None:
    """Let the database grow to that many pages: SQLite then answers as on a full disk."""
    async with store._link() as link:  # noqa: SLF001 - the test's own disk
        await link.use(lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}"))


def _settings(connection: Connection) -> dict[str, object]:
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
    return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}
