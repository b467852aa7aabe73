"""Passes: the one-time links and sessions of the web pages, and sign-ins that were used."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# A migration says what was, so it repeats the types rather than borrow those of today.
TIME = sa.DateTime(timezone=True)
ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "passes",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("learner_id", ROW, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_passes_learner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash", name="pk_passes"),
    )
    op.create_index("ix_passes_learner_id", "passes", ["learner_id"])
    op.create_index("ix_passes_expires_at", "passes", ["expires_at"])


def downgrade() -> None:
    """Drop it, with all that is in it."""
    op.drop_table("passes")
