"""Writing a row that may be there already, in either database's own words."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

Upsert = sqlite.Insert | postgresql.Insert


@cache  # made once: every transaction has one of each at hand
def upsert(table: Table, dialect: str, kept: tuple[str, ...] = ()) -> Upsert:
    """An insert that changes the row of the same primary key instead, all but its key and the columns `kept`."""
    statement = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    keys = [column.name for column in table.primary_key]
    changed = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if column.name not in keys and column.name not in kept
    }
    if not changed:
        return statement.on_conflict_do_nothing(index_elements=keys)
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)
