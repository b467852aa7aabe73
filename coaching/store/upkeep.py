"""What an operator does to a database: a copy of it while the bot runs, and the way to another version's tables."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine

from coaching.store.database import (
    OnlyWriter,
    address,
    file_of,
    given_to_server,
    place_of,
    prepare_file,
    refusals,
    sqlite_engine,
)
from coaching.store.migrating import begin_alone, known_revisions, migrate, revision_of
from coaching.store.refusal import Refusal, StoreRefused

PAGES = 256  # copied at a time; a bot that writes waits for no more
BREATH = 0.01  # seconds between two such steps


def back_up(url: str, copy: Path) -> int:
    """Copy an SQLite database as it stands to a new file, beside a bot that may be running; the bytes of the copy.

    Raises StoreRefused where there is none, where the copy exists already, and where it can't be written.
    """
    path = file_of(address(url))
    if path is None:
        raise StoreRefused(Refusal.UNKNOWN_URL, place_of(address(url)), "pg_dump copies a server's database")
    prepare_file(path, reading=True)
    draft = copy.with_name(f"{copy.name}.{os.getpid()}")
    with refusals(address(url)):
        if copy.exists():
            raise StoreRefused(Refusal.READ_ONLY, str(copy), "it exists already")
        try:
            # Written whole under another name first: what bears the name of a backup is one.
            os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            _copy(path, draft)
            os.link(draft, copy)
        except OSError as error:
            raise StoreRefused(Refusal.READ_ONLY, str(copy), error.strerror or str(error)) from None
        except sqlite3.Error as error:
            raise StoreRefused(Refusal.UNREADABLE, str(path), str(error)) from None
        finally:
            draft.unlink(missing_ok=True)
    return copy.stat().st_size


def _copy(path: Path, draft: Path) -> None:
    """Page by page, by SQLite's own means: what is in the write-ahead log comes along."""
    with (
        closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(draft)) as target,
    ):
        source.execute("PRAGMA wal_autocheckpoint = 0")
        source.backup(target, pages=PAGES, sleep=BREATH)
        # One file alone, with nothing beside it that could be left behind.
        target.execute("PRAGMA journal_mode = DELETE")
        if target.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("the copy does not hold together")
    with draft.open("rb") as file:
        os.fsync(file.fileno())


def change_tables(url: str, target: str = "head") -> tuple[str, str]:
    """Bring the tables to that revision, up or down, all data kept that has a place there; from where and to where.

    No bot may be at work. Raises StoreRefused.
    """
    place = address(url)
    path = file_of(place)
    if target not in {"head", *known_revisions()}:
        raise StoreRefused(Refusal.UNKNOWN_URL, target, f"known are {', '.join(sorted(known_revisions()))}")
    writer = None
    if path is not None:
        prepare_file(path, reading=True)
        writer = OnlyWriter(path)
    if path is not None:
        engine = sqlite_engine(place, reading=False)
    else:
        engine = create_engine(place, connect_args=given_to_server(place))
    try:
        with refusals(place):
            return _changed(engine, target)
    finally:
        engine.dispose()
        if writer:
            writer.release()


def _changed(engine: Engine, target: str) -> tuple[str, str]:
    with engine.begin() as connection:
        begin_alone(connection)
        before = revision_of(connection) or ""
        if before not in known_revisions():
            place = place_of(engine.url)
            raise StoreRefused(Refusal.NEWER if before else Refusal.MISSING, place, f"revision {before}")
        _migrate(connection, before, target)
        return before, revision_of(connection) or ""


def _migrate(connection: Connection, before: str, target: str) -> None:
    """Up or down: the revisions are numbered in their order."""
    if target == "head" or target > before:
        migrate(connection, "head" if target == "head" else target, up=True)
    elif target < before:
        migrate(connection, target)
