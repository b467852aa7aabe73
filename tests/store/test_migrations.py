from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Executable, inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateTable

from coaching.store import (
    appeals,
    drills,
    events,
    followups,
    inbox,
    journeys,
    outbox,
    referrals,
    rehearsals,
    reminders,
    session,
)
from coaching.store.database import address, sqlite_engine
from coaching.store.migrating import known_revisions, migrate, revision_of
from coaching.store.tables import METADATA, REVISION
from tests.store.stores import (
    DAWN,
    a_drill,
    a_learner,
    a_referral,
    a_rehearsal,
    a_turn,
    an_appeal,
    file_url,
    opened,
)

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


async def test_the_second_migration_goes_there_and_back_with_every_row(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    async with opened(file_url(path)) as store, store.transaction() as tx:
        for user, stage in enumerate(("", "x" * 100, "y" * 101), start=1):
            learner = await a_learner(tx, user, name=f"Name {user}")
            await tx.learners.save(replace(learner, name=f"Name {user}", stage=stage))
            kept = await a_rehearsal(tx, learner)
            await tx.rehearsals.add_turn(learner, kept.id, a_turn(1))
            await tx.rehearsals.note(replace(kept, nerves_before=7, guess=3, hints=(1, 1)))
            await tx.drills.add(learner, a_drill(learner))
            await tx.appeals.add(learner, an_appeal(learner, kept))
            await tx.referrals.add(learner, a_referral(learner, kept))

    before = _texts(path)
    _migrate(path, "0001")
    older = _texts(path)
    with closing(sqlite3.connect(path)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        columns = {row[1] for row in connection.execute("PRAGMA table_info(rehearsals)")}
    async with opened(file_url(path)) as store, store.transaction() as tx:
        found = [await tx.learners.of_user(user) for user in (1, 2, 3)]
        last = await tx.rehearsals.last(found[0]) if found[0] else None
        assert found[0] is not None
        emptied = (await tx.drills.of(found[0]), await tx.appeals.open(), await tx.referrals.of(found[0]))

    assert before == older == _texts(path)
    assert not tables & {"drills", "appeals", "referrals"}
    assert not columns & {"nerves_before", "nerves_after", "guess", "forked_from", "forked_at", "hints"}
    assert [one.stage if one else None for one in found] == ["", "x" * 100, ""]
    assert last is not None
    assert (last.turns, last.nerves_before, last.guess, last.hints) == ((a_turn(1),), None, None, ())
    assert emptied == ((), (), ())


async def test_a_stage_of_five_hundred_characters_is_kept(tmp_path: Path) -> None:
    async with opened(file_url(tmp_path / "store.sqlite3")) as store, store.transaction() as tx:
        learner = replace(await a_learner(tx), stage="é" * 500)
        await tx.learners.save(learner)

        assert await tx.learners.of_user(7) == learner


def test_the_tables_can_be_made_on_postgresql_too() -> None:
    made = [str(CreateTable(table).compile(dialect=POSTGRESQL)) for table in METADATA.sorted_tables]

    assert "TIMESTAMP WITH TIME ZONE" in "".join(made)
    assert "BIGSERIAL" in "".join(made)
    assert "BYTEA" in "".join(made)


def test_the_statements_can_be_said_to_postgresql_too() -> None:
    modules = (
        *(appeals, drills, events, followups, inbox, journeys),
        *(outbox, referrals, rehearsals, reminders, session),
    )
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
        (inbox.NEXT, {"now": DAWN}),
        (inbox.UNANSWERED, {"chats": [7]}),
        (outbox.CLAIM, {"due": DAWN, "left": DAWN, "most": 1, "process": "a"}),
        (outbox.NEXT_DUE, {}),
        (reminders.CLAIM, {"now": DAWN, "most": 1}),
        (reminders.NEXT_DUE, {}),
        (journeys.MADE_FROM, {"learner": 1, "arrival": 1}),
        (rehearsals.LAST, {"learner": 1}),
        (rehearsals.TURNS, {"rehearsal": "x"}),
    ],
    ids=[
        "next arrival",
        "unanswered",
        "claim",
        "next due",
        "reminders due",
        "next reminder",
        "a journey's step",
        "last rehearsal",
        "turns",
    ],
)
def test_what_every_turn_asks_never_reads_a_whole_table(
    connection: Connection, statement: Executable, values: dict[str, object]
) -> None:
    migrate(connection, "head")
    compiled = statement.compile(connection)  # type: ignore[attr-defined]  # every statement has it
    said = compiled.construct_expanded_state(values)

    plan = connection.exec_driver_sql(
        f"EXPLAIN QUERY PLAN {said.statement}", tuple(str(value) for value in said.positional_parameters)
    )

    steps = [row[3] for row in plan]
    assert steps
    tables = [step for step in steps if step.startswith("SCAN") and step != "SCAN due" and "anon" not in step]
    assert [step for step in tables if "USING" not in step] == []


def _migrate(path: Path, target: str) -> None:
    engine = sqlite_engine(address(file_url(path)), reading=False)
    with engine.begin() as connection:
        migrate(connection, target)
    engine.dispose()


def _texts(path: Path) -> list[object]:
    """What stands in the columns that both revisions know, the stage apart."""
    with closing(sqlite3.connect(path)) as connection:
        return [
            connection.execute(question).fetchall()
            for question in (
                "SELECT id, user_id, chat_id, lang, name, sells, blocked, data_key, met_at FROM learners ORDER BY id",
                "SELECT id, learner_id, number, scenario_hash, name, seed, opening, marks FROM rehearsals ORDER BY id",
                "SELECT * FROM turns ORDER BY id",
                "SELECT * FROM scenario_versions",
                "SELECT * FROM meta",
            )
        ]


def _rows(path: Path) -> dict[str, list[object]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table.name: connection.execute(f"SELECT * FROM {table.name} ORDER BY 1").fetchall()  # noqa: S608 - ours
            for table in METADATA.sorted_tables
        }
