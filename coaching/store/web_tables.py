"""The table of the web pages' passes. Of a token only the hash is kept."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table

from coaching.store.tables import HASH, METADATA, ROW, Utc

passes = Table(
    "passes",
    METADATA,
    Column("hash", HASH, primary_key=True),
    Column("learner_id", ROW, ForeignKey("learners.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),  # link, session, used
    Column("expires_at", Utc, nullable=False, index=True),
)
