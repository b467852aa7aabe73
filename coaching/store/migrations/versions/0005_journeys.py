"""Evenings, club seasons, notes to people met, real events, and reminders."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UUID = sa.String(length=36)
WORD = sa.String(length=100)
LANG, STATE, WAY, HOUR = sa.String(length=2), sa.String(length=10), sa.String(length=20), sa.String(length=5)
SEALED = sa.LargeBinary()
TABLES = ("reminders", "real_cards", "missions", "events", "followups", "journey_steps", "journeys")
OWNED = ("followups", "events", "missions", "real_cards")  # asked for by learner


def upgrade() -> None:
    """Make the tables."""
    _journeys()
    _steps()
    _followups()
    _events()
    _missions()
    _real_cards()
    _reminders()
    for table in OWNED:
        op.create_index(f"ix_{table}_learner_id", table, ["learner_id"])


def downgrade() -> None:
    """Drop them, with all that is in them."""
    for table in TABLES:
        op.drop_table(table)


def _needed(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _of_learner(table: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=f"fk_{table}_learner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def _journeys() -> None:
    op.create_table(
        "journeys",
        _needed("id", UUID),
        _needed("learner_id", ROW),
        _needed("kind", STATE),
        _needed("number", sa.Integer()),
        _needed("lang", LANG),
        _needed("state", SEALED),
        _needed("copies", sa.JSON()),
        _needed("started_at", TIME),
        sa.Column("ended_at", TIME, nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("mode", WORD, nullable=True),
        sa.Column("nerves_before", sa.Integer(), nullable=True),
        sa.Column("nerves_after", sa.Integer(), nullable=True),
        *_of_learner("journeys"),
        sa.UniqueConstraint("learner_id", "kind", "number", name="uq_journeys_learner_id_kind_number"),
    )


def _steps() -> None:
    op.create_table(
        "journey_steps",
        sa.Column("id", ROW, autoincrement=True, nullable=False),
        _needed("learner_id", ROW),
        _needed("journey_id", UUID),
        _needed("number", sa.Integer()),
        _needed("did", SEALED),
        _needed("told", SEALED),
        sa.Column("update_id", sa.BigInteger(), nullable=True),
        _needed("made_at", TIME),
        sa.ForeignKeyConstraint(
            ["journey_id"], ["journeys.id"], name="fk_journey_steps_journey_id", ondelete="CASCADE"
        ),
        *_of_learner("journey_steps"),
        sa.UniqueConstraint("journey_id", "number", name="uq_journey_steps_journey_id_number"),
        sa.UniqueConstraint("learner_id", "update_id", name="uq_journey_steps_learner_id_update_id"),
    )


def _followups() -> None:
    op.create_table(
        "followups",
        _needed("id", UUID),
        _needed("learner_id", ROW),
        sa.Column("rehearsal_id", UUID, nullable=True),
        sa.Column("journey_id", UUID, nullable=True),
        _needed("person", WORD),
        _needed("lang", LANG),
        _needed("note", SEALED),
        _needed("marks", SEALED),
        _needed("score", sa.Integer()),
        _needed("rewrite", SEALED),
        _needed("rewrite_marks", SEALED),
        sa.Column("rewrite_score", sa.Integer(), nullable=True),
        _needed("written_at", TIME),
        *_of_learner("followups"),
    )


def _events() -> None:
    op.create_table(
        "events",
        _needed("id", UUID),
        _needed("learner_id", ROW),
        _needed("day", sa.Date()),
        _needed("kind", WORD),
        _needed("hope", SEALED),
        sa.Column("nerves", sa.Integer(), nullable=True),
        _needed("hour", HOUR),
        _needed("state", STATE),
        _needed("told", SEALED),
        _needed("made_at", TIME),
        *_of_learner("events"),
    )


def _missions() -> None:
    op.create_table(
        "missions",
        _needed("id", UUID),
        _needed("learner_id", ROW),
        sa.Column("event_id", UUID, nullable=True),
        _needed("mission", WORD),
        _needed("state", STATE),
        _needed("told", SEALED),
        _needed("given_at", TIME),
        sa.Column("settled_at", TIME, nullable=True),
        *_of_learner("missions"),
    )


def _real_cards() -> None:
    op.create_table(
        "real_cards",
        _needed("id", UUID),
        _needed("learner_id", ROW),
        sa.Column("event_id", UUID, nullable=True),
        _needed("way", WAY),
        _needed("name", SEALED),
        _needed("note", SEALED),
        _needed("got_at", TIME),
        *_of_learner("real_cards"),
    )


def _reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", ROW, autoincrement=True, nullable=False),
        _needed("learner_id", ROW),
        _needed("kind", WORD),
        _needed("key", WORD),
        _needed("about", WORD),
        _needed("payload", SEALED),
        _needed("due_at", TIME),
        _needed("state", STATE),
        *_of_learner("reminders"),
        sa.UniqueConstraint("learner_id", "key", name="uq_reminders_learner_id_key"),
    )
    waiting = sa.text("state = 'pending'")
    op.create_index("ix_reminders_pending", "reminders", ["due_at"], sqlite_where=waiting, postgresql_where=waiting)
