"""The tables. What a learner wrote, and what was answered, stands in `sealed` columns alone; times are UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ColumnClause,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

REVISION = "0008"  # the newest migration; read here so that an up-to-date start needn't load Alembic


class Utc(TypeDecorator[datetime]):
    """A time with its zone on both sides, kept in UTC, whatever the database makes of zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """UTC; a time without a zone is a slip of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
ROW = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself for INTEGER alone
HASH = String(64)
UUID = String(36)
WORD = String(100)
STAGE = String(500)
SEALED = LargeBinary
# Written out, not bound: SQLite uses an index over a part of a table only where it sees that very condition.
PENDING: ColumnClause[str] = literal_column("'pending'")
SENDING: ColumnClause[str] = literal_column("'sending'")
WAITING = text("state = 'pending'")
UNSETTLED = text("state IN ('pending', 'sending')")

meta = Table("meta", METADATA, Column("key", WORD, primary_key=True), Column("value", SEALED, nullable=False))

learners = Table(
    "learners",
    METADATA,
    Column("id", ROW, primary_key=True, autoincrement=True),
    Column("user_id", BigInteger, nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False, unique=True),
    Column("lang", String(2), nullable=False),
    Column("name", SEALED, nullable=False),
    Column("sells", SEALED, nullable=False),
    Column("preferences", SEALED),  # none where everything is as it is for everybody
    Column("stage", STAGE, nullable=False, server_default=""),
    Column("blocked", Boolean, nullable=False),
    Column("data_key", LargeBinary, nullable=False),
    Column("met_at", Utc, nullable=False),
    Column("changed_at", Utc, nullable=False),
    sqlite_autoincrement=True,  # a forgotten learner's number is never given again
)

scenario_versions = Table(
    "scenario_versions",
    METADATA,
    Column("hash", HASH, primary_key=True),
    Column("scenario", WORD, nullable=False),
    Column("text", Text, nullable=False),
    Column("common", Text, nullable=False),
    Column("pinned_at", Utc, nullable=False),
)

rehearsals = Table(
    "rehearsals",
    METADATA,
    Column("id", UUID, primary_key=True),
    Column("learner_id", ROW, ForeignKey("learners.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("scenario", WORD, nullable=False),
    Column("scenario_hash", HASH, ForeignKey("scenario_versions.hash"), nullable=False),
    Column("lang", String(2), nullable=False),
    Column("name", SEALED, nullable=False),
    Column("sells", SEALED, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("opening", SEALED, nullable=False),
    Column("opening_said", JSON, nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("ended_at", Utc),
    Column("ending", WORD),
    Column("ended_by", WORD),
    Column("score", Integer),
    Column("mode", WORD),
    Column("marks", SEALED),
    Column("nerves_before", Integer),
    Column("nerves_after", Integer),
    Column("guess", Integer),
    Column("forked_from", UUID),  # no foreign key: both go with their learner, and with nothing else
    Column("forked_at", Integer),
    Column("hints", JSON),  # none in what is older than hints were noted
    UniqueConstraint("learner_id", "number"),
)

turns = Table(
    "turns",
    METADATA,
    Column("id", ROW, primary_key=True, autoincrement=True),
    Column("rehearsal_id", UUID, ForeignKey("rehearsals.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("text", SEALED, nullable=False),
    Column("reply", SEALED, nullable=False),
    Column("saved", SEALED, nullable=False),
    Column("update_id", BigInteger),
    Column("said_at", Utc, nullable=False),
    UniqueConstraint("rehearsal_id", "number", "attempt"),
    UniqueConstraint("rehearsal_id", "update_id"),
)

drills = Table(
    "drills",
    METADATA,
    Column("id", ROW, primary_key=True, autoincrement=True),
    Column("learner_id", ROW, ForeignKey("learners.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", WORD, nullable=False),
    Column("item", WORD, nullable=False),
    Column("lang", String(2), nullable=False),
    Column("text", SEALED, nullable=False),
    Column("marks", SEALED, nullable=False),
    Column("score", Integer, nullable=False),
    Column("done_at", Utc, nullable=False),
)

appeals = Table(
    "appeals",
    METADATA,
    Column("id", UUID, primary_key=True),
    Column("learner_id", ROW, ForeignKey("learners.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("rehearsal_id", UUID, ForeignKey("rehearsals.id", ondelete="CASCADE"), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("rule", WORD, nullable=False),
    Column("reason", SEALED, nullable=False),
    Column("state", String(10), nullable=False),  # open, accepted, rejected, withdrawn
    Column("made_at", Utc, nullable=False),
    Column("decided_at", Utc),
    Column("note", SEALED, nullable=False),
    Column("points_before", Integer, nullable=False),
    Column("points_after", Integer),
    UniqueConstraint("rehearsal_id", "turn", "rule"),  # a turn falls under a rule once, and is contested once
)

referrals = Table(
    "referrals",
    METADATA,
    Column("id", ROW, primary_key=True, autoincrement=True),
    Column("learner_id", ROW, ForeignKey("learners.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("rehearsals", JSON, nullable=False),  # the ids of those asked about
    Column("need", WORD, nullable=False),
    Column("need_text", SEALED, nullable=False),
    Column("answer", WORD, nullable=False),
    Column("why", SEALED, nullable=False),
    Column("fits", Boolean, nullable=False),
    Column("made_at", Utc, nullable=False),
)

inbox = Table(
    "inbox",
    METADATA,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("payload", SEALED),  # none once settled
    Column("received_at", Utc, nullable=False),
    Column("state", String(10), nullable=False),  # pending, done, dead
    Column("attempts", Integer, nullable=False),
    Column("error", SEALED),
    Column("not_before", Utc),  # set on the last of a flood alone
    Index("ix_inbox_pending", "update_id", sqlite_where=WAITING, postgresql_where=WAITING),
    Index("ix_inbox_pending_chat", "chat_id", "update_id", sqlite_where=WAITING, postgresql_where=WAITING),
)

outbox = Table(
    "outbox",
    METADATA,
    Column("id", ROW, primary_key=True, autoincrement=True),  # the order within a chat
    Column("chat_id", BigInteger, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("method", WORD, nullable=False),
    Column("payload", SEALED),  # none once settled
    Column("state", String(10), nullable=False),  # pending, sending, sent, dead, unknown
    Column("attempts", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),  # how often nobody knew whether it went out
    Column("not_before", Utc, nullable=False),
    Column("answers", BigInteger),
    Column("messenger_id", BigInteger),
    Column("error", SEALED),
    Column("changed_at", Utc, nullable=False),
    Column("sender", UUID),  # the process that claimed it
    Index("ix_outbox_unsettled_chat", "chat_id", "id", sqlite_where=UNSETTLED, postgresql_where=UNSETTLED),
    sqlite_autoincrement=True,  # a number is never given twice, so the order holds over purges
)

leases = Table(
    "leases",
    METADATA,
    Column("name", WORD, primary_key=True),  # a process's own name: it lives; "poller": it fetches what arrives
    Column("holder", UUID, nullable=False),
    Column("until", Utc, nullable=False),
)

paces = Table(
    "paces",
    METADATA,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # 0: all that goes out in bulk
    Column("booked_until", Utc, nullable=False),
)
