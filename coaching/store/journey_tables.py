"""The tables of evenings and seasons, of the day after, of real events and of reminders."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from coaching.store.tables import METADATA, ROW, SEALED, UUID, WORD, Utc

STATE = String(10)
WAITING = text("state = 'pending'")


def _learner() -> Column[int]:
    return Column("learner_id", ROW, ForeignKey("learners.id", ondelete="CASCADE"), nullable=False, index=True)


journeys = Table(
    "journeys",
    METADATA,
    Column("id", UUID, primary_key=True),
    Column("learner_id", ROW, ForeignKey("learners.id", ondelete="CASCADE"), nullable=False),
    Column("kind", STATE, nullable=False),
    Column("number", Integer, nullable=False),
    Column("lang", String(2), nullable=False),
    Column("state", SEALED, nullable=False),
    Column("copies", JSON, nullable=False),  # the hashes of scenario copies
    Column("started_at", Utc, nullable=False),
    Column("ended_at", Utc),
    Column("score", Integer),
    Column("mode", WORD),
    Column("nerves_before", Integer),
    Column("nerves_after", Integer),
    UniqueConstraint("learner_id", "kind", "number"),
)

steps = Table(
    "journey_steps",
    METADATA,
    Column("id", ROW, primary_key=True, autoincrement=True),
    Column("learner_id", ROW, ForeignKey("learners.id", ondelete="CASCADE"), nullable=False),
    Column("journey_id", UUID, ForeignKey("journeys.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("did", SEALED, nullable=False),
    Column("told", SEALED, nullable=False),
    Column("update_id", BigInteger),
    Column("made_at", Utc, nullable=False),
    UniqueConstraint("journey_id", "number"),
    UniqueConstraint("learner_id", "update_id"),
)

followups = Table(
    "followups",
    METADATA,
    Column("id", UUID, primary_key=True),
    _learner(),
    Column("rehearsal_id", UUID),  # no foreign keys: they go with their learner, and with nothing else
    Column("journey_id", UUID),
    Column("person", WORD, nullable=False),
    Column("lang", String(2), nullable=False),
    Column("note", SEALED, nullable=False),
    Column("marks", SEALED, nullable=False),
    Column("score", Integer, nullable=False),
    Column("rewrite", SEALED, nullable=False),
    Column("rewrite_marks", SEALED, nullable=False),
    Column("rewrite_score", Integer),
    Column("written_at", Utc, nullable=False),
)

events = Table(
    "events",
    METADATA,
    Column("id", UUID, primary_key=True),
    _learner(),
    Column("day", Date, nullable=False),
    Column("kind", WORD, nullable=False),
    Column("hope", SEALED, nullable=False),
    Column("nerves", Integer),
    Column("hour", String(5), nullable=False),
    Column("state", STATE, nullable=False),
    Column("told", SEALED, nullable=False),
    Column("made_at", Utc, nullable=False),
)

missions = Table(
    "missions",
    METADATA,
    Column("id", UUID, primary_key=True),
    _learner(),
    Column("event_id", UUID),
    Column("mission", WORD, nullable=False),
    Column("state", STATE, nullable=False),
    Column("told", SEALED, nullable=False),
    Column("given_at", Utc, nullable=False),
    Column("settled_at", Utc),
)

real_cards = Table(
    "real_cards",
    METADATA,
    Column("id", UUID, primary_key=True),
    _learner(),
    Column("event_id", UUID),
    Column("way", String(20), nullable=False),
    Column("name", SEALED, nullable=False),
    Column("note", SEALED, nullable=False),
    Column("got_at", Utc, nullable=False),
)

reminders = Table(
    "reminders",
    METADATA,
    Column("id", ROW, primary_key=True, autoincrement=True),
    Column("learner_id", ROW, ForeignKey("learners.id", ondelete="CASCADE"), nullable=False),
    Column("kind", WORD, nullable=False),
    Column("key", WORD, nullable=False),
    Column("about", WORD, nullable=False),
    Column("payload", SEALED, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("state", STATE, nullable=False),  # pending, fired, skipped, stopped
    UniqueConstraint("learner_id", "key"),
    Index("ix_reminders_pending", "due_at", sqlite_where=WAITING, postgresql_where=WAITING),
)
