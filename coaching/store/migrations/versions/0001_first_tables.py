"""The first tables: learners, scenario copies, rehearsals, turns, inbox, outbox, meta."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# A migration says what was, so it repeats the types rather than borrow those of today.
TIME = sa.DateTime(timezone=True)
ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WAITING = sa.text("state = 'pending'")
UNSETTLED = sa.text("state IN ('pending', 'sending')")
TABLES = ("turns", "rehearsals", "scenario_versions", "outbox", "inbox", "learners", "meta")


def upgrade() -> None:
    """Make them."""
    _people()
    _practice()
    _post()


def downgrade() -> None:
    """Drop them, with all that is in them."""
    for table in TABLES:
        op.drop_table(table)


def _people() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.create_table(
        "learners",
        sa.Column("id", ROW, autoincrement=True, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("sells", sa.LargeBinary(), nullable=False),
        sa.Column("stage", sa.String(length=100), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("data_key", sa.LargeBinary(), nullable=False),
        sa.Column("met_at", TIME, nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_learners"),
        sa.UniqueConstraint("chat_id", name="uq_learners_chat_id"),
        sa.UniqueConstraint("user_id", name="uq_learners_user_id"),
        sqlite_autoincrement=True,
    )


def _practice() -> None:
    op.create_table(
        "scenario_versions",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("scenario", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("common", sa.Text(), nullable=False),
        sa.Column("pinned_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_scenario_versions"),
    )
    op.create_table(
        "rehearsals",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("learner_id", ROW, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("scenario", sa.String(length=100), nullable=False),
        sa.Column("scenario_hash", sa.String(length=64), nullable=False),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("sells", sa.LargeBinary(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("opening", sa.LargeBinary(), nullable=False),
        sa.Column("opening_said", sa.JSON(), nullable=False),
        sa.Column("started_at", TIME, nullable=False),
        sa.Column("ended_at", TIME, nullable=True),
        sa.Column("ending", sa.String(length=100), nullable=True),
        sa.Column("ended_by", sa.String(length=100), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("mode", sa.String(length=100), nullable=True),
        sa.Column("marks", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_rehearsals_learner_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["scenario_hash"], ["scenario_versions.hash"], name="fk_rehearsals_scenario_hash"),
        sa.PrimaryKeyConstraint("id", name="pk_rehearsals"),
        sa.UniqueConstraint("learner_id", "number", name="uq_rehearsals_learner_id_number"),
    )
    op.create_table(
        "turns",
        sa.Column("id", ROW, autoincrement=True, nullable=False),
        sa.Column("rehearsal_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("reply", sa.LargeBinary(), nullable=False),
        sa.Column("saved", sa.LargeBinary(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=True),
        sa.Column("said_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["rehearsal_id"], ["rehearsals.id"], name="fk_turns_rehearsal_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_turns"),
        sa.UniqueConstraint("rehearsal_id", "number", "attempt", name="uq_turns_rehearsal_id_number_attempt"),
        sa.UniqueConstraint("rehearsal_id", "update_id", name="uq_turns_rehearsal_id_update_id"),
    )


def _post() -> None:
    op.create_table(
        "inbox",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("received_at", TIME, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("update_id", name="pk_inbox"),
    )
    op.create_index("ix_inbox_pending", "inbox", ["update_id"], sqlite_where=WAITING, postgresql_where=WAITING)
    op.create_index(
        "ix_inbox_pending_chat", "inbox", ["chat_id", "update_id"], sqlite_where=WAITING, postgresql_where=WAITING
    )
    op.create_table(
        "outbox",
        sa.Column("id", ROW, autoincrement=True, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("method", sa.String(length=100), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("not_before", TIME, nullable=False),
        sa.Column("answers", sa.BigInteger(), nullable=True),
        sa.Column("messenger_id", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.LargeBinary(), nullable=True),
        sa.Column("changed_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_outbox_unsettled_chat", "outbox", ["chat_id", "id"], sqlite_where=UNSETTLED, postgresql_where=UNSETTLED
    )
