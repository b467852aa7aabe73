"""The tables of coaches' groups. What goes with whom stands in the foreign keys: a learner takes all of theirs."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from coaching.store.tables import HASH, METADATA, ROW, SEALED, UUID, WORD, Utc

CHOICE = String(20)  # one of a closed set


def _of_learner(*, index: bool = True) -> Column[int]:
    """Whose it is."""
    return Column("learner_id", ROW, ForeignKey("learners.id", ondelete="CASCADE"), nullable=False, index=index)


def _of_cohort(*, index: bool = False) -> Column[str]:
    """In which group it is."""
    return Column("cohort_id", UUID, ForeignKey("cohorts.id", ondelete="CASCADE"), nullable=False, index=index)


def _once_in_cohort() -> Column[str]:
    """In which group it was, while there is one."""
    return Column("cohort_id", UUID, ForeignKey("cohorts.id", ondelete="SET NULL"), index=True)


def _by_somebody(name: str = "author_id") -> Column[int]:
    """Who did it, while they are known."""
    return Column(name, ROW, ForeignKey("learners.id", ondelete="SET NULL"), index=True)


cohorts = Table(
    "cohorts",
    METADATA,
    Column("id", UUID, primary_key=True),
    Column("name", SEALED, nullable=False),
    Column("lang", String(2), nullable=False),
    Column("zone", WORD, nullable=False),
    Column("event_on", Date),
    Column("data_key", LargeBinary, nullable=False),  # of what its coaches write to all of them
    Column("made_at", Utc, nullable=False),
)

memberships = Table(
    "memberships",
    METADATA,
    Column("id", UUID, primary_key=True),
    _of_cohort(),
    _of_learner(),
    Column("role", CHOICE, nullable=False),  # owner, co_coach, learner, sponsor
    Column("alias", SEALED, nullable=False),
    Column("sharing", CHOICE, nullable=False),  # nothing, marks, transcript: the standing consent
    Column("joined_at", Utc, nullable=False),
    Column("left_at", Utc),
    UniqueConstraint("cohort_id", "learner_id"),
    Index("ix_memberships_cohort_id_joined_at", "cohort_id", "joined_at", "id"),
)

invitations = Table(
    "invitations",
    METADATA,
    Column("id", UUID, primary_key=True),
    _of_cohort(index=True),
    _by_somebody(),
    Column("hash", HASH, nullable=False, unique=True),  # of the token, which is kept nowhere
    Column("role", CHOICE, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("expires_at", Utc, nullable=False),
    Column("most_uses", Integer, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("revoked_at", Utc),
)

misses = Table(  # invitations that were tried and led nowhere
    "misses",
    METADATA,
    Column("id", ROW, primary_key=True, autoincrement=True),
    _of_learner(index=False),
    Column("missed_at", Utc, nullable=False, index=True),
    Index("ix_misses_learner_id_missed_at", "learner_id", "missed_at"),
)

assignments = Table(
    "assignments",
    METADATA,
    Column("id", UUID, primary_key=True),
    _of_cohort(),
    _by_somebody(),
    Column("member_id", UUID, ForeignKey("memberships.id", ondelete="CASCADE"), index=True),  # none: the whole cohort
    Column("kind", CHOICE, nullable=False),  # scenario, evening, club, drills, own
    Column("about", WORD, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("zone", WORD, nullable=False),  # where it was due, for whoever edits it
    Column("attempts", Integer, nullable=False),
    Column("aim", CHOICE),  # none: the attempts are enough
    Column("dimension", CHOICE),
    Column("least", Integer),
    Column("weights", JSON(none_as_null=True)),
    Column("note", SEALED, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("edited_at", Utc),
    Column("withdrawn_at", Utc),
    Index("ix_assignments_cohort_id_due_at", "cohort_id", "due_at", "id"),
)

results = Table(  # what ended work came to, so that no page opens a sealed scorecard
    "results",
    METADATA,
    Column("id", UUID, primary_key=True),  # the rehearsal's or the journey's own
    _of_learner(index=False),
    Column("kind", CHOICE, nullable=False),
    Column("about", WORD, nullable=False),
    Column("begun_at", Utc, nullable=False),
    Column("ended_at", Utc),
    Column("score", Integer),
    Column("lift", Integer, nullable=False),
    Column("curiosity", Integer),
    Column("generosity", Integer),
    Column("listening", Integer),
    Column("restraint", Integer),
    Column("ceiling", Integer, nullable=False),
    Column("needs", Integer, nullable=False),
    Column("pitched", Boolean, nullable=False),
    Column("slips", JSON, nullable=False),
    Index("ix_results_learner_id_begun_at", "learner_id", "begun_at"),
)

efforts = Table(  # which work counts for which assignment
    "efforts",
    METADATA,
    Column("assignment_id", UUID, ForeignKey("assignments.id", ondelete="CASCADE"), primary_key=True),
    Column("result_id", UUID, ForeignKey("results.id", ondelete="CASCADE"), primary_key=True, index=True),
    _of_learner(),
)

standings = Table(  # worked out from the efforts whenever one changes
    "standings",
    METADATA,
    Column("assignment_id", UUID, ForeignKey("assignments.id", ondelete="CASCADE"), primary_key=True),
    Column("learner_id", ROW, ForeignKey("learners.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("attempts", Integer, nullable=False),
    Column("begun_at", Utc),
    Column("completed_at", Utc),
    Column("best", Integer),
    Column("best_shared", Integer),
    Column("last_at", Utc),
)

submissions = Table(
    "submissions",
    METADATA,
    Column("id", UUID, primary_key=True),
    _of_cohort(),
    _of_learner(),
    Column("result_id", UUID, ForeignKey("results.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("level", CHOICE, nullable=False),  # nothing, marks, transcript
    Column("by_standing_consent", Boolean, nullable=False),
    Column("shared_at", Utc, nullable=False),
    Column("ended_at", Utc, nullable=False),  # the work, so that a group's latest is found without looking at all of it
    UniqueConstraint("cohort_id", "result_id"),
    Index("ix_submissions_cohort_id_ended_at", "cohort_id", "ended_at"),
    Index("ix_submissions_cohort_id_learner_id", "cohort_id", "learner_id", "ended_at"),
)

consents = Table(  # every change of what is shared
    "consents",
    METADATA,
    Column("id", ROW, primary_key=True, autoincrement=True),
    _of_learner(),
    _once_in_cohort(),
    Column("result_id", UUID),  # none: of all that is to come
    Column("was", CHOICE, nullable=False),
    Column("became", CHOICE, nullable=False),
    Column("changed_at", Utc, nullable=False),
)

readings = Table(  # every time a coach looked at what a learner shared
    "readings",
    METADATA,
    Column("id", ROW, primary_key=True, autoincrement=True),
    _of_learner(),
    _by_somebody("reader_id"),
    _once_in_cohort(),
    Column("result_id", UUID, nullable=False),
    Column("level", CHOICE, nullable=False),
    Column("read_at", Utc, nullable=False),
)

comments = Table(
    "comments",
    METADATA,
    Column("id", UUID, primary_key=True),
    _of_learner(),
    Column("author_id", ROW, ForeignKey("learners.id", ondelete="CASCADE"), nullable=False, index=True),
    _once_in_cohort(),
    Column("rehearsal_id", UUID, ForeignKey("rehearsals.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("turn", Integer),  # none: on the whole
    Column("rule", WORD),  # of the finding it is on
    Column("text", SEALED, nullable=False),  # by the learner's key: it is theirs as well
    Column("made_at", Utc, nullable=False),
    Column("edited_at", Utc),
)

reviews = Table(
    "reviews",
    METADATA,
    Column("id", UUID, primary_key=True),
    _of_learner(),
    _by_somebody(),
    Column("cohort_id", UUID, ForeignKey("cohorts.id", ondelete="SET NULL")),
    Column("rehearsal_id", UUID, ForeignKey("rehearsals.id", ondelete="CASCADE"), nullable=False),
    Column("scenario", WORD, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("rule", WORD, nullable=False),
    Column("decision", CHOICE, nullable=False),  # accept, adjust, reject
    Column("points", Integer),  # what it weighs once adjusted
    Column("score_before", Integer, nullable=False),
    Column("score_after", Integer),
    Column("note", SEALED, nullable=False),  # by the learner's key
    Column("appeal_id", UUID),  # where it answers one
    Column("made_at", Utc, nullable=False),
    UniqueConstraint("rehearsal_id", "turn", "rule"),
    Index("ix_reviews_cohort_id_scenario", "cohort_id", "scenario", "rule"),
)

own_scenarios = Table(
    "own_scenarios",
    METADATA,
    Column("id", UUID, primary_key=True),
    _of_learner(),  # who wrote it
    Column("scenario", WORD, nullable=False),
    Column("draft", SEALED, nullable=False),
    Column("changed_at", Utc, nullable=False),
    UniqueConstraint("learner_id", "scenario"),
)

own_versions = Table(  # as published: never changed afterwards
    "own_versions",
    METADATA,
    Column("own_id", UUID, ForeignKey("own_scenarios.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text", SEALED, nullable=False),
    Column("published_at", Utc, nullable=False),
)

publications = Table(  # which version which cohort plays
    "publications",
    METADATA,
    Column("own_id", UUID, ForeignKey("own_scenarios.id", ondelete="CASCADE"), primary_key=True),
    Column("cohort_id", UUID, ForeignKey("cohorts.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("number", Integer, nullable=False),
    ForeignKeyConstraint(
        ["own_id", "number"],
        ["own_versions.own_id", "own_versions.number"],
        name="fk_publications_version",
        ondelete="CASCADE",
    ),
)

reports = Table(
    "reports",
    METADATA,
    Column("id", UUID, primary_key=True),
    _of_learner(),  # who reports it
    Column("own_id", UUID, ForeignKey("own_scenarios.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("reason", SEALED, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("settled_at", Utc),
    Column("version", Integer),  # it was about; none: not known
    Column("mended_in", Integer),  # none, once it is settled: looked at, and left as it is
)
