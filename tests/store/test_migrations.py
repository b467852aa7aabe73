from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Executable, inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateTable

from coaching.store import inbox, outbox, rehearsals, session
from coaching.store.database import address, sqlite_engine
from coaching.store.migrating import known_revisions, migrate, revision_of
from coaching.store.tables import METADATA, REVISION
from tests.store.stores import DAWN, a_learner, a_rehearsal, a_turn, file_url, opened

POSTGRESQL: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # the library's own


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = sqlite_engine(address("sqlite://"), reading=False)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_the_migrations_make_the_very_tables_the_code_uses(connection: Connection) -> None:
    migrate(connection, "head")

    differences = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), METADATA)

    assert differences == []


def test_the_revision_the_code_names_is_the_newest_there_is(connection: Connection) -> None:
    migrate(connection, "head")

    assert revision_of(connection) == REVISION
    assert REVISION in known_revisions()


def test_going_back_leaves_nothing_and_forward_again_everything(connection: Connection) -> None:
    migrate(connection, "head")
    tables = set(inspect(connection).get_table_names())
    connection.execute(text("INSERT INTO meta VALUES ('a', x'00')"))

    migrate(connection, "base")
    without = set(inspect(connection).get_table_names())
    migrate(connection, "head")

    assert without == {"alembic_version"}
    assert set(inspect(connection).get_table_names()) == tables
    assert connection.execute(text("SELECT count(*) FROM meta")).scalar() == 0


def test_a_migration_that_fails_midway_leaves_the_database_as_it_was(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE outbox (note TEXT)"))
    connection.execute(text("INSERT INTO outbox VALUES ('was here first')"))
    connection.commit()

    with pytest.raises(Exception, match="already exists"):
        migrate(connection, "head")
    connection.rollback()

    assert set(inspect(connection).get_table_names()) == {"outbox"}
    assert connection.execute(text("SELECT note FROM outbox")).scalars().all() == ["was here first"]


async def test_a_database_with_data_is_opened_again_with_every_row(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    async with opened(file_url(path)) as store, store.transaction() as tx:
        for user in range(1, 20):
            learner = await a_learner(tx, user, name=f"Name {user}")
            kept = await a_rehearsal(tx, learner)
            await tx.rehearsals.add_turn(learner, kept.id, a_turn(1))
    before = _rows(path)

    async with opened(file_url(path)) as store, store.transaction() as tx:
        learner = await a_learner(tx, 19)

    assert learner.name == "Name 19"
    assert _rows(path) == before


def test_the_tables_can_be_made_on_postgresql_too() -> None:
    made = [str(CreateTable(table).compile(dialect=POSTGRESQL)) for table in METADATA.sorted_tables]

    assert "TIMESTAMP WITH TIME ZONE" in "".join(made)
    assert "BIGSERIAL" in "".join(made)
    assert "BYTEA" in "".join(made)


def test_the_statements_can_be_said_to_postgresql_too() -> None:
    modules = (inbox, outbox, rehearsals, session)
    statements = [
        value
        for module in modules
        for name, value in vars(module).items()
        if name.isupper() and hasattr(value, "compile") and hasattr(value, "is_select")
    ]

    said = [str(statement.compile(dialect=POSTGRESQL)) for statement in statements]

    assert len(said) > 20
    assert sum("SKIP LOCKED" in one for one in said) >= 2


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        (inbox.NEXT, {}),
        (outbox.CLAIM, {"due": DAWN, "most": 1}),
        (outbox.NEXT_DUE, {}),
        (rehearsals.LAST, {"learner": 1}),
        (rehearsals.TURNS, {"rehearsal": "x"}),
    ],
    ids=["next arrival", "claim", "next due", "last rehearsal", "turns"],
)
def test_what_every_turn_asks_never_reads_a_whole_table(
    connection: Connection, statement: Executable, values: dict[str, object]
) -> None:
    migrate(connection, "head")
    compiled = statement.compile(connection, compile_kwargs={"render_postcompile": True})  # type: ignore[attr-defined]  # every statement has it
    bound = compiled.construct_params(values)

    plan = connection.exec_driver_sql(
        f"EXPLAIN QUERY PLAN {compiled}", tuple(str(bound[name]) for name in compiled.positiontup)
    )

    steps = [row[3] for row in plan]
    assert steps
    assert [step for step in steps if step.startswith("SCAN") and "USING" not in step and "anon" not in step] == []


def _rows(path: Path) -> dict[str, list[object]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table.name: connection.execute(f"SELECT * FROM {table.name} ORDER BY 1").fetchall()  # noqa: S608 - ours
            for table in METADATA.sorted_tables
        }
