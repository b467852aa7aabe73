"""The rows of one-time links, sessions and used sign-ins."""

from __future__ import annotations

from sqlalchemy import Executable, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from coaching.services.records import Learner
from coaching.services.web_ports import KeptPass, PassKind
from coaching.store.session import Session
from coaching.store.web_tables import passes


def _once(statement: sqlite.Insert | postgresql.Insert) -> Executable:
    return statement.on_conflict_do_nothing(index_elements=[passes.c.hash]).returning(passes.c.hash)


ADD = {"sqlite": _once(sqlite.insert(passes)), "postgresql": _once(postgresql.insert(passes))}
HELD = (passes.c.hash == bindparam("its_hash"), passes.c.kind == bindparam("its_kind"))
OPEN = select(passes).where(*HELD, passes.c.expires_at > bindparam("now"))
# One statement: of two who use the same link at once, one gets it.
TAKE = delete(passes).where(*HELD, passes.c.expires_at > bindparam("now")).returning(passes.c.learner_id)
DROP = delete(passes).where(*HELD)
DROP_ALL = delete(passes).where(passes.c.learner_id == bindparam("learner"), passes.c.kind == bindparam("its_kind"))
EXPIRED = delete(passes).where(passes.c.expires_at <= bindparam("now"))


class PassRows:
    """How one comes to the web pages, and stays there."""

    def __init__(self, session: Session, dialect: str) -> None:
        self._session = session
        self._add = ADD[dialect]

    async def add(self, kept: KeptPass) -> bool:
        """Keep one; False where it was there already. Those that are over are erased meanwhile."""
        await self._session.run(EXPIRED, {"now": self._session.now})
        values = {
            "hash": kept.hash,
            "learner_id": kept.learner,
            "kind": kept.kind.value,
            "expires_at": kept.expires,
        }
        return (await self._session.run(self._add, values)).first() is not None

    async def holder(self, hash_: str, kind: PassKind) -> int | None:
        """The number of the learner whose it is, while it holds."""
        rows = await self._session.rows(OPEN, self._named(hash_, kind))
        return int(rows[0]["learner_id"]) if rows else None

    async def take(self, hash_: str, kind: PassKind) -> int | None:
        """The same, and it holds no more."""
        found = (await self._session.run(TAKE, self._named(hash_, kind))).scalar_one_or_none()
        return None if found is None else int(found)

    async def drop(self, hash_: str, kind: PassKind) -> None:
        """It holds no more."""
        await self._session.run(DROP, {"its_hash": hash_, "its_kind": kind.value})

    async def drop_all(self, learner: Learner, kind: PassKind) -> None:
        """None of theirs of that kind holds any more."""
        await self._session.run(DROP_ALL, {"learner": learner.id, "its_kind": kind.value})

    def _named(self, hash_: str, kind: PassKind) -> dict[str, object]:
        return {"its_hash": hash_, "its_kind": kind.value, "now": self._session.now}
