"""What became of a complaint about a coach's own scenario: which version it was about, and which one mended it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; which version was complained of before isn't known."""
    op.add_column("reports", sa.Column("version", sa.Integer(), nullable=True))
    op.add_column("reports", sa.Column("mended_in", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Drop them; that a complaint was settled stays."""
    op.drop_column("reports", "mended_in")
    op.drop_column("reports", "version")
