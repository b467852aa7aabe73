"""What several processes on one database tell each other, and when the last message of a flood is looked at."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns and make the tables."""
    op.add_column("inbox", sa.Column("not_before", TIME, nullable=True))
    op.add_column("outbox", sa.Column("sender", sa.String(length=36), nullable=True))
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("holder", sa.String(length=36), nullable=False),
        sa.Column("until", TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )
    op.create_table(
        "paces",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("booked_until", TIME, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_paces"),
    )


def downgrade() -> None:
    """Drop them; nothing of a learner's is in them."""
    op.drop_table("paces")
    op.drop_table("leases")
    op.drop_column("outbox", "sender")
    op.drop_column("inbox", "not_before")
