"""Opening a database: SQLite on one writing connection, or PostgreSQL; and what its refusals mean."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import URL, Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import StaticPool

from coaching.services.ports import Interrupted
from coaching.store.refusal import Refusal, StoreRefused

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

try:
    import fcntl
except ImportError:  # Windows has none; there the operator alone sees to it that one bot runs
    fcntl = None  # type: ignore[assignment]

DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
BUSY_TIMEOUT = 5000  # milliseconds
PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is erased is overwritten, not just unlinked
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16384",  # kibibytes
)
WRITING = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a commit survives a power cut: we answer people on its word
    "PRAGMA wal_autocheckpoint = 1000",  # pages
)
# SQLite before 3.51.3 can damage a WAL database when a second connection checkpoints: ours alone ever does.
READING = ("PRAGMA wal_autocheckpoint = 0", "PRAGMA query_only = ON")
# A process that hangs in the middle of a transaction, or whose machine is gone, holds its chats no longer than that:
# the server ends the transaction, others take over, and nothing of it ever was.
SERVER_SETTINGS = {  # milliseconds
    "idle_in_transaction_session_timeout": 15_000,
    "statement_timeout": 30_000,
    "lock_timeout": 10_000,
}
# Whichever side's machine vanishes, the other knows within half a minute, asked something or not: we ask anew, and the
# server lets go of what a process held that was to take its time, as at a start.
SERVER_WATCH = {
    "tcp_keepalives_idle": 15,  # seconds
    "tcp_keepalives_interval": 5,  # seconds
    "tcp_keepalives_count": 3,
    "tcp_user_timeout": 30_000,  # milliseconds
}
SERVER_CONNECTION = {
    "connect_timeout": 10,  # seconds
    "keepalives_idle": 15,  # seconds
    "keepalives_interval": 5,  # seconds
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,  # milliseconds: keepalives aren't sent while something waits to be acknowledged
    "application_name": "jasette",
}
UNREADABLE = ("malformed", "not a database", "disk image", "unsupported file format")
READ_ONLY = ("readonly", "read-only", "unable to open", "disk is full", "disk I/O")


def address(url: str) -> URL:
    """The database's address with the driver we use. Raises StoreRefused for one that names no database we know."""
    try:
        made = make_url(url)
    except ArgumentError as error:
        raise StoreRefused(Refusal.UNKNOWN_URL, "The database's address", str(error)) from None
    kind = made.drivername.split("+")[0]
    if kind not in DRIVERS:
        raise StoreRefused(Refusal.UNKNOWN_URL, made.render_as_string(), "sqlite and postgresql are known")
    return made.set(drivername=DRIVERS[kind])


def file_of(url: URL) -> Path | None:
    """The SQLite file, None for a database in memory or elsewhere."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database)


def place_of(url: URL) -> str:
    """Where the database is, for a person to read, without its password."""
    path = file_of(url)
    return str(path) if path else url.render_as_string(hide_password=True)


def beginning(*, reading: bool) -> str:
    """How a transaction begins. A deferred one that reads and then writes can fail at once, whatever the timeout."""
    return "BEGIN" if reading else "BEGIN IMMEDIATE"


def sqlite_engine(url: URL, *, reading: bool) -> Engine:
    """An engine with one connection whose transactions begin as they must; nothing is opened yet."""
    path = file_of(url)
    if path is not None and reading:
        url = url.set(database=f"file:{path}", query={"mode": "ro", "uri": "true"})
    # One thread at a time uses the connection, though not always the same one: see links.py.
    engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    pragmas = PRAGMAS + (READING if reading else WRITING)

    @event.listens_for(engine, "connect")
    def _connected(connection: DBAPIConnection, _record: object) -> None:
        connection.isolation_level = None  # Python's own implicit BEGIN is off
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        driver = connection.connection.driver_connection
        if driver is None or not driver.in_transaction:  # else it was begun past SQLAlchemy
            connection.exec_driver_sql(beginning(reading=reading))

    return engine


def given_to_server(url: URL) -> dict[str, object]:
    """What a connection to a server is opened with, but for what its address says itself."""
    settings = " ".join(f"-c {name}={value}" for name, value in {**SERVER_SETTINGS, **SERVER_WATCH}.items())
    given = {**SERVER_CONNECTION, "options": settings}
    return {name: given[name] for name in given if name not in url.query}


def server_engine(url: URL) -> AsyncEngine:
    """An engine for a database server. Raises StoreRefused where its driver isn't installed."""
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415 - 7 MB SQLite has no use for

    try:
        return create_async_engine(url, pool_pre_ping=True, connect_args=given_to_server(url))
    except ImportError as error:
        detail = f"{error}; its driver is in requirements-postgres.lock"
        raise StoreRefused(Refusal.UNKNOWN_URL, place_of(url), detail) from None


class OnlyWriter:
    """The right to write to a database file, held by one process at a time and let go by its death."""

    def __init__(self, path: Path) -> None:
        """Raises StoreRefused while another process holds it."""
        self._file: IO[Any] | None = None
        if fcntl is None:
            return
        lock = path.with_name(f"{path.name}.lock")
        try:
            self._file = lock.open("a")
        except OSError as error:
            raise StoreRefused(Refusal.READ_ONLY, str(path), error.strerror or str(error)) from None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.close()
            raise StoreRefused(Refusal.BUSY, str(path)) from None

    def release(self) -> None:
        """Another may write."""
        if self._file is not None:
            self._file.close()


def prepare_file(path: Path, *, reading: bool) -> None:
    """The folder made and the file's rights checked before anything touches it. Raises StoreRefused."""
    if reading:
        if not path.exists():
            raise StoreRefused(Refusal.MISSING, str(path))
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            # Nobody else on the machine reads it: SQLite gives its side files the same rights.
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise StoreRefused(Refusal.READ_ONLY, str(path), error.strerror or str(error)) from None
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise StoreRefused(Refusal.READ_ONLY, str(path), "no right to write")


@contextmanager
def refusals(url: URL) -> Iterator[None]:
    """What a database says when it can't be opened, as what to do about it."""
    try:
        yield
    except (DBAPIError, OSError, Interrupted) as error:
        said = str(error.orig) if isinstance(error, DBAPIError) else str(error)
        if isinstance(error, Interrupted) and url.get_backend_name() != "sqlite":
            raise StoreRefused(Refusal.SERVER, place_of(url), said.partition("\n")[0]) from error
        if "locked" in said:
            raise StoreRefused(Refusal.BUSY, place_of(url), said) from error
        if any(word in said for word in READ_ONLY):
            raise StoreRefused(Refusal.READ_ONLY, place_of(url), said) from error
        if any(word in said for word in UNREADABLE) or url.get_backend_name() == "sqlite":
            raise StoreRefused(Refusal.UNREADABLE, place_of(url), said) from error
        raise StoreRefused(Refusal.SERVER, place_of(url), said.partition("\n")[0]) from error
