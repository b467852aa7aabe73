"""The store itself: opened once, then one transaction after another. With SQLite there is one connection for all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from typing import Generic, Self, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, insert, select
from sqlalchemy.engine import URL

from coaching.store.appeals import AppealRows
from coaching.store.assignments import AssignmentRows
from coaching.store.cohorts import CohortRows
from coaching.store.database import (
    OnlyWriter,
    address,
    file_of,
    place_of,
    prepare_file,
    refusals,
    server_engine,
    sqlite_engine,
)
from coaching.store.drills import DrillRows
from coaching.store.events import EventRows
from coaching.store.followups import FollowupRows
from coaching.store.inbox import InboxRows
from coaching.store.invitations import InvitationRows
from coaching.store.journeys import JourneyRows
from coaching.store.keys import Keys
from coaching.store.learners import LearnerRows
from coaching.store.leases import LeaseRows
from coaching.store.links import Database, Link, Server
from coaching.store.migrating import bring_up_to_date
from coaching.store.notes import NoteRows
from coaching.store.outbox import OutboxRows
from coaching.store.own_scenarios import OwnScenarioRows
from coaching.store.paces import PaceRows
from coaching.store.passes import PassRows
from coaching.store.referrals import ReferralRows
from coaching.store.refusal import Refusal, StoreRefused
from coaching.store.rehearsals import RehearsalRows
from coaching.store.remarks import RemarkRows
from coaching.store.reminders import ReminderRows
from coaching.store.sealing import BrokenSealError
from coaching.store.session import Session
from coaching.store.sharing import SharingRows
from coaching.store.sqlite import Sqlite
from coaching.store.tables import meta
from coaching.store.work import WorkRows

CHECK, CHECK_TEXT = "key_check", "jasette"
Rows = TypeVar("Rows")


def utc_now() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


class Part(Generic[Rows]):
    """A part of a transaction, made when it is first asked for: of some twenty a turn asks for five."""

    def __init__(self, make: Callable[[Session], Rows]) -> None:
        self._make = make
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, transaction: DatabaseTransaction, owner: type) -> Rows:
        """It, which from now on stands in this descriptor's place."""
        made = transaction.__dict__[self._name] = self._make(transaction._session)  # noqa: SLF001 - our own
        return made


class DatabaseTransaction:
    """All of it happens or none of it."""

    learners = Part(LearnerRows)
    rehearsals = Part(RehearsalRows)
    drills = Part(DrillRows)
    appeals = Part(AppealRows)
    referrals = Part(ReferralRows)
    journeys = Part(JourneyRows)
    followups = Part(FollowupRows)
    events = Part(EventRows)
    reminders = Part(ReminderRows)
    cohorts = Part(CohortRows)
    invitations = Part(InvitationRows)
    assignments = Part(AssignmentRows)
    work = Part(lambda its: WorkRows(its, its.dialect))
    sharing = Part(lambda its: SharingRows(its, its.dialect))
    remarks = Part(lambda its: RemarkRows(its, its.dialect))
    own_scenarios = Part(lambda its: OwnScenarioRows(its, its.dialect))
    passes = Part(lambda its: PassRows(its, its.dialect))
    inbox = Part(lambda its: InboxRows(its, its.dialect))
    outbox = Part(OutboxRows)
    leases = Part(lambda its: LeaseRows(its, its.dialect))
    paces = Part(lambda its: PaceRows(its, its.dialect))
    notes = Part(NoteRows)

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def now(self) -> datetime:
        """The time at which the transaction began."""
        return self._session.now


class DatabaseStore:
    """The store in a database."""

    def __init__(self, url: URL, keys: Keys, clock: Callable[[], datetime], *, reading: bool) -> None:
        """`open` makes one that is ready."""
        self._url = url
        self._keys = keys
        self._clock = clock
        self._reading = reading
        self._process = str(uuid4())
        self._dialect = url.get_backend_name()
        self._database: Database | None = None
        self._writer: OnlyWriter | None = None

    @classmethod
    async def open(
        cls, url: str, keys: Keys, *, clock: Callable[[], datetime] = utc_now, reading: bool = False
    ) -> Self:
        """The store at that address ("sqlite:///data/jasette.sqlite3", "sqlite://" in memory), its tables up to date.

        `reading` opens a database that a bot may be using at the same time, changes nothing and takes no lock.
        Raises StoreRefused with what to do.
        """
        store = cls(address(url), keys, clock, reading=reading)
        try:
            with refusals(store._url):
                store._connect()
                async with store._link() as link:
                    await link.use(store._ready)
                    if not reading:
                        link.scrub()  # a process killed between erasing and scrubbing left it to us
        except BaseException:
            await store.close()
            raise
        return store

    @property
    def is_shared(self) -> bool:
        """Whether other processes may write to the same database at the same time."""
        return self._dialect != "sqlite"

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[DatabaseTransaction]:
        """`async with store.transaction() as tx:` commits at the end, rolls back on any exception."""
        async with self._link() as link:
            yield DatabaseTransaction(Session(link, self._keys, self._clock(), self._process, self._dialect))

    async def close(self) -> None:
        """Let go of the database. What was committed stays."""
        if self._database is not None:
            await self._database.close()
        if self._writer is not None:
            self._writer.release()
            self._writer = None

    def _connect(self) -> None:
        if self.is_shared:
            self._database = Server(server_engine(self._url))
            return
        path = file_of(self._url)
        if path is not None:
            prepare_file(path, reading=self._reading)
            self._writer = None if self._reading else OnlyWriter(path)
        engine = sqlite_engine(self._url, reading=self._reading)
        self._database = Sqlite(engine, is_file=path is not None, reading=self._reading)

    def _link(self) -> AbstractAsyncContextManager[Link]:
        if self._database is None:
            raise RuntimeError("the store is closed")
        return self._database.transaction()

    def _ready(self, connection: Connection) -> None:
        bring_up_to_date(connection, place_of(self._url), reading=self._reading)
        master = self._keys.master
        sealed = connection.execute(select(meta.c.value).where(meta.c.key == CHECK)).scalar()
        if sealed is None and not self._reading:
            connection.execute(insert(meta), {"key": CHECK, "value": master.close(CHECK_TEXT, CHECK)})
            return
        try:
            matches = sealed is not None and master.open(sealed, CHECK) == CHECK_TEXT
        except BrokenSealError:
            matches = False
        if not matches:
            raise StoreRefused(Refusal.WRONG_KEY, place_of(self._url))
