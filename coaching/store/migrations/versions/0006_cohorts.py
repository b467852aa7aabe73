"""Cohorts: who is in one, what they are asked to do, and what their coach may read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# A migration says what was, so it repeats the types rather than borrow those of today.
TIME = sa.DateTime(timezone=True)
ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UUID = sa.String(length=36)
WORD = sa.String(length=100)
CHOICE = sa.String(length=20)
TABLES = """
    reports publications own_versions own_scenarios reviews comments readings consents
    submissions standings efforts results assignments misses invitations memberships cohorts
"""


def upgrade() -> None:
    """Make the tables."""
    _groups()
    _work()
    _consent()
    _answers()
    _scenarios()


def downgrade() -> None:
    """Drop them, with all that is in them."""
    for table in TABLES.split():
        op.drop_table(table)


def _to(table: str, column: str, target: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}", ondelete=ondelete)


def _groups() -> None:
    op.create_table(
        "cohorts",
        sa.Column("id", UUID, nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("zone", WORD, nullable=False),
        sa.Column("event_on", sa.Date(), nullable=True),
        sa.Column("data_key", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cohorts"),
    )
    op.create_table(
        "memberships",
        sa.Column("id", UUID, nullable=False),
        sa.Column("cohort_id", UUID, nullable=False),
        sa.Column("learner_id", ROW, nullable=False),
        sa.Column("role", CHOICE, nullable=False),
        sa.Column("alias", sa.LargeBinary(), nullable=False),
        sa.Column("sharing", CHOICE, nullable=False),
        sa.Column("joined_at", TIME, nullable=False),
        sa.Column("left_at", TIME, nullable=True),
        _to("memberships", "cohort_id", "cohorts"),
        _to("memberships", "learner_id", "learners"),
        sa.PrimaryKeyConstraint("id", name="pk_memberships"),
        sa.UniqueConstraint("cohort_id", "learner_id", name="uq_memberships_cohort_id_learner_id"),
    )
    op.create_index("ix_memberships_cohort_id_joined_at", "memberships", ["cohort_id", "joined_at", "id"])
    op.create_index("ix_memberships_learner_id", "memberships", ["learner_id"])
    op.create_table(
        "invitations",
        sa.Column("id", UUID, nullable=False),
        sa.Column("cohort_id", UUID, nullable=False),
        sa.Column("author_id", ROW, nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("role", CHOICE, nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("most_uses", sa.Integer(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("revoked_at", TIME, nullable=True),
        _to("invitations", "author_id", "learners", "SET NULL"),
        _to("invitations", "cohort_id", "cohorts"),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("hash", name="uq_invitations_hash"),
    )
    op.create_index("ix_invitations_author_id", "invitations", ["author_id"])
    op.create_index("ix_invitations_cohort_id", "invitations", ["cohort_id"])
    op.create_table(
        "misses",
        sa.Column("id", ROW, autoincrement=True, nullable=False),
        sa.Column("learner_id", ROW, nullable=False),
        sa.Column("missed_at", TIME, nullable=False),
        _to("misses", "learner_id", "learners"),
        sa.PrimaryKeyConstraint("id", name="pk_misses"),
    )
    op.create_index("ix_misses_learner_id_missed_at", "misses", ["learner_id", "missed_at"])
    op.create_index("ix_misses_missed_at", "misses", ["missed_at"])


def _work() -> None:
    op.create_table(
        "assignments",
        sa.Column("id", UUID, nullable=False),
        sa.Column("cohort_id", UUID, nullable=False),
        sa.Column("author_id", ROW, nullable=True),
        sa.Column("member_id", UUID, nullable=True),
        sa.Column("kind", CHOICE, nullable=False),
        sa.Column("about", WORD, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("zone", WORD, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("aim", CHOICE, nullable=True),
        sa.Column("dimension", CHOICE, nullable=True),
        sa.Column("least", sa.Integer(), nullable=True),
        sa.Column("weights", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("edited_at", TIME, nullable=True),
        sa.Column("withdrawn_at", TIME, nullable=True),
        _to("assignments", "author_id", "learners", "SET NULL"),
        _to("assignments", "cohort_id", "cohorts"),
        _to("assignments", "member_id", "memberships"),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
    )
    op.create_index("ix_assignments_author_id", "assignments", ["author_id"])
    op.create_index("ix_assignments_cohort_id_due_at", "assignments", ["cohort_id", "due_at", "id"])
    op.create_index("ix_assignments_member_id", "assignments", ["member_id"])
    op.create_table(
        "results",
        sa.Column("id", UUID, nullable=False),
        sa.Column("learner_id", ROW, nullable=False),
        sa.Column("kind", CHOICE, nullable=False),
        sa.Column("about", WORD, nullable=False),
        sa.Column("begun_at", TIME, nullable=False),
        sa.Column("ended_at", TIME, nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("lift", sa.Integer(), nullable=False),
        sa.Column("curiosity", sa.Integer(), nullable=True),
        sa.Column("generosity", sa.Integer(), nullable=True),
        sa.Column("listening", sa.Integer(), nullable=True),
        sa.Column("restraint", sa.Integer(), nullable=True),
        sa.Column("ceiling", sa.Integer(), nullable=False),
        sa.Column("needs", sa.Integer(), nullable=False),
        sa.Column("pitched", sa.Boolean(), nullable=False),
        sa.Column("slips", sa.JSON(), nullable=False),
        _to("results", "learner_id", "learners"),
        sa.PrimaryKeyConstraint("id", name="pk_results"),
    )
    op.create_index("ix_results_learner_id_begun_at", "results", ["learner_id", "begun_at"])
    op.create_table(
        "efforts",
        sa.Column("assignment_id", UUID, nullable=False),
        sa.Column("result_id", UUID, nullable=False),
        sa.Column("learner_id", ROW, nullable=False),
        _to("efforts", "assignment_id", "assignments"),
        _to("efforts", "learner_id", "learners"),
        _to("efforts", "result_id", "results"),
        sa.PrimaryKeyConstraint("assignment_id", "result_id", name="pk_efforts"),
    )
    op.create_index("ix_efforts_learner_id", "efforts", ["learner_id"])
    op.create_index("ix_efforts_result_id", "efforts", ["result_id"])
    op.create_table(
        "standings",
        sa.Column("assignment_id", UUID, nullable=False),
        sa.Column("learner_id", ROW, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("begun_at", TIME, nullable=True),
        sa.Column("completed_at", TIME, nullable=True),
        sa.Column("best", sa.Integer(), nullable=True),
        sa.Column("best_shared", sa.Integer(), nullable=True),
        sa.Column("last_at", TIME, nullable=True),
        _to("standings", "assignment_id", "assignments"),
        _to("standings", "learner_id", "learners"),
        sa.PrimaryKeyConstraint("assignment_id", "learner_id", name="pk_standings"),
    )
    op.create_index("ix_standings_learner_id", "standings", ["learner_id"])


def _consent() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", UUID, nullable=False),
        sa.Column("cohort_id", UUID, nullable=False),
        sa.Column("learner_id", ROW, nullable=False),
        sa.Column("result_id", UUID, nullable=False),
        sa.Column("level", CHOICE, nullable=False),
        sa.Column("by_standing_consent", sa.Boolean(), nullable=False),
        sa.Column("shared_at", TIME, nullable=False),
        sa.Column("ended_at", TIME, nullable=False),
        _to("submissions", "cohort_id", "cohorts"),
        _to("submissions", "learner_id", "learners"),
        _to("submissions", "result_id", "results"),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
        sa.UniqueConstraint("cohort_id", "result_id", name="uq_submissions_cohort_id_result_id"),
    )
    op.create_index("ix_submissions_cohort_id_ended_at", "submissions", ["cohort_id", "ended_at"])
    op.create_index("ix_submissions_cohort_id_learner_id", "submissions", ["cohort_id", "learner_id", "ended_at"])
    op.create_index("ix_submissions_learner_id", "submissions", ["learner_id"])
    op.create_index("ix_submissions_result_id", "submissions", ["result_id"])
    op.create_table(
        "consents",
        sa.Column("id", ROW, autoincrement=True, nullable=False),
        sa.Column("learner_id", ROW, nullable=False),
        sa.Column("cohort_id", UUID, nullable=True),
        sa.Column("result_id", UUID, nullable=True),
        sa.Column("was", CHOICE, nullable=False),
        sa.Column("became", CHOICE, nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        _to("consents", "cohort_id", "cohorts", "SET NULL"),
        _to("consents", "learner_id", "learners"),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
    )
    op.create_index("ix_consents_cohort_id", "consents", ["cohort_id"])
    op.create_index("ix_consents_learner_id", "consents", ["learner_id"])
    op.create_table(
        "readings",
        sa.Column("id", ROW, autoincrement=True, nullable=False),
        sa.Column("learner_id", ROW, nullable=False),
        sa.Column("reader_id", ROW, nullable=True),
        sa.Column("cohort_id", UUID, nullable=True),
        sa.Column("result_id", UUID, nullable=False),
        sa.Column("level", CHOICE, nullable=False),
        sa.Column("read_at", TIME, nullable=False),
        _to("readings", "cohort_id", "cohorts", "SET NULL"),
        _to("readings", "learner_id", "learners"),
        _to("readings", "reader_id", "learners", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
    )
    op.create_index("ix_readings_cohort_id", "readings", ["cohort_id"])
    op.create_index("ix_readings_learner_id", "readings", ["learner_id"])
    op.create_index("ix_readings_reader_id", "readings", ["reader_id"])


def _answers() -> None:
    op.create_table(
        "comments",
        sa.Column("id", UUID, nullable=False),
        sa.Column("learner_id", ROW, nullable=False),
        sa.Column("author_id", ROW, nullable=False),
        sa.Column("cohort_id", UUID, nullable=True),
        sa.Column("rehearsal_id", UUID, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("rule", WORD, nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("edited_at", TIME, nullable=True),
        _to("comments", "author_id", "learners"),
        _to("comments", "cohort_id", "cohorts", "SET NULL"),
        _to("comments", "learner_id", "learners"),
        _to("comments", "rehearsal_id", "rehearsals"),
        sa.PrimaryKeyConstraint("id", name="pk_comments"),
    )
    op.create_index("ix_comments_author_id", "comments", ["author_id"])
    op.create_index("ix_comments_cohort_id", "comments", ["cohort_id"])
    op.create_index("ix_comments_learner_id", "comments", ["learner_id"])
    op.create_index("ix_comments_rehearsal_id", "comments", ["rehearsal_id"])
    op.create_table(
        "reviews",
        sa.Column("id", UUID, nullable=False),
        sa.Column("learner_id", ROW, nullable=False),
        sa.Column("author_id", ROW, nullable=True),
        sa.Column("cohort_id", UUID, nullable=True),
        sa.Column("rehearsal_id", UUID, nullable=False),
        sa.Column("scenario", WORD, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("rule", WORD, nullable=False),
        sa.Column("decision", CHOICE, nullable=False),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("score_before", sa.Integer(), nullable=False),
        sa.Column("score_after", sa.Integer(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("appeal_id", UUID, nullable=True),
        sa.Column("made_at", TIME, nullable=False),
        _to("reviews", "author_id", "learners", "SET NULL"),
        _to("reviews", "cohort_id", "cohorts", "SET NULL"),
        _to("reviews", "learner_id", "learners"),
        _to("reviews", "rehearsal_id", "rehearsals"),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        sa.UniqueConstraint("rehearsal_id", "turn", "rule", name="uq_reviews_rehearsal_id_turn_rule"),
    )
    op.create_index("ix_reviews_author_id", "reviews", ["author_id"])
    op.create_index("ix_reviews_cohort_id_scenario", "reviews", ["cohort_id", "scenario", "rule"])
    op.create_index("ix_reviews_learner_id", "reviews", ["learner_id"])


def _scenarios() -> None:
    op.create_table(
        "own_scenarios",
        sa.Column("id", UUID, nullable=False),
        sa.Column("learner_id", ROW, nullable=False),
        sa.Column("scenario", WORD, nullable=False),
        sa.Column("draft", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        _to("own_scenarios", "learner_id", "learners"),
        sa.PrimaryKeyConstraint("id", name="pk_own_scenarios"),
        sa.UniqueConstraint("learner_id", "scenario", name="uq_own_scenarios_learner_id_scenario"),
    )
    op.create_index("ix_own_scenarios_learner_id", "own_scenarios", ["learner_id"])
    op.create_table(
        "own_versions",
        sa.Column("own_id", UUID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("published_at", TIME, nullable=False),
        _to("own_versions", "own_id", "own_scenarios"),
        sa.PrimaryKeyConstraint("own_id", "number", name="pk_own_versions"),
    )
    op.create_table(
        "publications",
        sa.Column("own_id", UUID, nullable=False),
        sa.Column("cohort_id", UUID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _to("publications", "cohort_id", "cohorts"),
        sa.ForeignKeyConstraint(
            ["own_id", "number"],
            ["own_versions.own_id", "own_versions.number"],
            name="fk_publications_version",
            ondelete="CASCADE",
        ),
        _to("publications", "own_id", "own_scenarios"),
        sa.PrimaryKeyConstraint("own_id", "cohort_id", name="pk_publications"),
    )
    op.create_index("ix_publications_cohort_id", "publications", ["cohort_id"])
    op.create_table(
        "reports",
        sa.Column("id", UUID, nullable=False),
        sa.Column("learner_id", ROW, nullable=False),
        sa.Column("own_id", UUID, nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("settled_at", TIME, nullable=True),
        _to("reports", "learner_id", "learners"),
        _to("reports", "own_id", "own_scenarios"),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
    )
    op.create_index("ix_reports_learner_id", "reports", ["learner_id"])
    op.create_index("ix_reports_own_id", "reports", ["own_id"])
