"""Bringing a database to this version's tables, all in one transaction, and refusing one from the future."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from coaching.store.database import SERVER_SETTINGS
from coaching.store.refusal import Refusal, StoreRefused
from coaching.store.tables import REVISION

LOCK = 0x6A617365747465  # a number nobody else is likely to lock: our name
MIGRATIONS = Path(__file__).parent / "migrations"


def revision_of(connection: Connection) -> str | None:
    """The migration the database stands at, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def bring_up_to_date(connection: Connection, place: str, *, reading: bool) -> None:
    """This version's tables, with all data kept. Raises StoreRefused."""
    if not reading:
        begin_alone(connection)
    found = revision_of(connection)
    if found == REVISION:
        return
    if found is None and inspect(connection).get_table_names():
        raise StoreRefused(Refusal.UNREADABLE, place, "it holds tables of something else")
    if found is not None and found not in known_revisions():
        raise StoreRefused(Refusal.NEWER, place, f"revision {found}, this one knows {REVISION}")
    if reading:
        raise StoreRefused(Refusal.OLDER, place, f"revision {found or 'none'}, this one needs {REVISION}")
    migrate(connection, "head")


def begin_alone(connection: Connection) -> None:
    """Several processes that start at once wait for the first; and what is migrated may take its time.

    On SQLite there is only one anyway.
    """
    if connection.dialect.name != "postgresql":
        return
    for name in SERVER_SETTINGS:
        connection.execute(text(f"SET LOCAL {name} = 0"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def known_revisions() -> frozenset[str]:
    """Every migration this version brings."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - an up-to-date start does without Alembic's half second

    return frozenset(script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


def migrate(connection: Connection, target: str, *, up: bool = False) -> None:
    """The tables of that revision: "head", "base", or one's name. Within the connection's present transaction.

    A revision's name is gone down to unless `up`.
    """
    from alembic import command  # noqa: PLC0415 - as above
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if up or target == "head" or revision_of(connection) is None:
        command.upgrade(config, target)
    else:
        command.downgrade(config, target)
