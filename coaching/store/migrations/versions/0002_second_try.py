"""What the second try, drills, appeals and progress keep; a learner's stage may be longer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("referrals", "appeals", "drills")
NOTED = ("nerves_before", "nerves_after", "guess", "forked_from", "forked_at", "hints")
SHORT, LONG = 100, 500  # characters of a stage


def upgrade() -> None:
    """Add the columns and make the tables."""
    _retype_stage(LONG)
    for name in ("nerves_before", "nerves_after", "guess", "forked_at"):
        op.add_column("rehearsals", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("rehearsals", sa.Column("forked_from", sa.String(length=36), nullable=True))
    op.add_column("rehearsals", sa.Column("hints", sa.JSON(), nullable=True))
    _drills()
    _appeals()
    _referrals()


def downgrade() -> None:
    """Drop them, with all that is in them; a stage too long for its old place begins anew."""
    for table in TABLES:
        op.drop_table(table)
    for name in NOTED:
        op.drop_column("rehearsals", name)
    _retype_stage(SHORT)


def _retype_stage(longest: int) -> None:
    # Making the table anew, as Alembic would on SQLite, drops the old one, and every rehearsal with it by cascade.
    op.add_column("learners", sa.Column("its_stage", sa.String(length=longest), nullable=False, server_default=""))
    moved = sa.text("UPDATE learners SET its_stage = stage WHERE length(stage) <= :longest")
    op.execute(moved.bindparams(longest=longest))
    op.drop_column("learners", "stage")
    op.execute("ALTER TABLE learners RENAME COLUMN its_stage TO stage")


def _drills() -> None:
    op.create_table(
        "drills",
        sa.Column("id", ROW, autoincrement=True, nullable=False),
        sa.Column("learner_id", ROW, nullable=False),
        sa.Column("kind", sa.String(length=100), nullable=False),
        sa.Column("item", sa.String(length=100), nullable=False),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("done_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_drills_learner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_drills"),
    )
    op.create_index("ix_drills_learner_id", "drills", ["learner_id"])


def _appeals() -> None:
    op.create_table(
        "appeals",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("learner_id", ROW, nullable=False),
        sa.Column("rehearsal_id", sa.String(length=36), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("decided_at", TIME, nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("points_before", sa.Integer(), nullable=False),
        sa.Column("points_after", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_appeals_learner_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["rehearsal_id"], ["rehearsals.id"], name="fk_appeals_rehearsal_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_appeals"),
        sa.UniqueConstraint("rehearsal_id", "turn", "rule", name="uq_appeals_rehearsal_id_turn_rule"),
    )
    op.create_index("ix_appeals_learner_id", "appeals", ["learner_id"])


def _referrals() -> None:
    op.create_table(
        "referrals",
        sa.Column("id", ROW, autoincrement=True, nullable=False),
        sa.Column("learner_id", ROW, nullable=False),
        sa.Column("rehearsals", sa.JSON(), nullable=False),
        sa.Column("need", sa.String(length=100), nullable=False),
        sa.Column("need_text", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.String(length=100), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=False),
        sa.Column("fits", sa.Boolean(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_referrals_learner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_referrals"),
    )
    op.create_index("ix_referrals_learner_id", "referrals", ["learner_id"])
