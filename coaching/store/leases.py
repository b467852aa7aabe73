"""Who of several processes holds what, and until when: a process's own life, the right to poll."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Executable, bindparam, delete, or_
from sqlalchemy.dialects import postgresql, sqlite

from coaching.store.session import Session
from coaching.store.tables import leases


def _taken(statement: sqlite.Insert | postgresql.Insert) -> Executable:
    """One statement: two processes that ask at once don't both get it."""
    new = statement.excluded
    free = or_(leases.c.holder == new.holder, leases.c.until <= bindparam("now"))
    return statement.on_conflict_do_update(
        index_elements=[leases.c.name], set_={"holder": new.holder, "until": new.until}, where=free
    ).returning(leases.c.name)


TAKE = {"sqlite": _taken(sqlite.insert(leases)), "postgresql": _taken(postgresql.insert(leases))}
GIVE_UP = delete(leases).where(leases.c.holder == bindparam("mine"))
EXPIRED = delete(leases).where(leases.c.until <= bindparam("before"))


class LeaseRows:
    """Leases of this process and of others."""

    def __init__(self, session: Session, dialect: str) -> None:
        self._session = session
        self._take = TAKE[dialect]

    async def live(self, until: datetime) -> None:
        """This process lives until then, whatever happens."""
        await self.take(self._session.process, until)

    async def take(self, name: str, until: datetime) -> bool:
        """That lease is this process's until then; False while another holds it."""
        values = {"name": name, "holder": self._session.process, "until": until, "now": self._session.now}
        return (await self._session.run(self._take, values)).first() is not None

    async def give_up(self) -> None:
        """Let go of all this process holds, its life too."""
        await self._session.run(GIVE_UP, {"mine": self._session.process})

    async def purge(self, before: datetime) -> None:
        """Erase those that ended before then."""
        await self._session.run(EXPIRED, {"before": before})
