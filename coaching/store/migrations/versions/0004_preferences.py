"""How a learner wants the bot to be with them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("learners", sa.Column("preferences", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Drop it, with every wish in it."""
    op.drop_column("learners", "preferences")
