"""Alembic's way in: it works on the connection it is handed, within that connection's transaction."""

from __future__ import annotations

from alembic import context

from coaching.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite alters a table by making it anew
    transactional_ddl=True,  # our SQLite connections begin by themselves, so its DDL is undone with the rest
)
with context.begin_transaction():
    context.run_migrations()
