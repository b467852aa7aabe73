"""What the product notes for itself: a few short texts by name, sealed with the master key."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select

from coaching.store.session import Session
from coaching.store.tables import meta

VALUE = "meta.value"
BY_KEY = select(meta.c.value).where(meta.c.key == bindparam("note"))
DROP = delete(meta).where(meta.c.key == bindparam("note"))


class NoteRows:
    """Notes by name."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def read(self, name: str) -> str:
        """The note of that name; empty where there is none."""
        sealed = (await self._session.run(BY_KEY, {"note": f"note.{name}"})).scalar_one_or_none()
        return self._session.keys.master.open(sealed, VALUE) if sealed else ""

    async def write(self, name: str, text: str) -> None:
        """Keep that note in place of the one before it."""
        key = f"note.{name}"
        await self._session.run(DROP, {"note": key})
        await self._session.run(insert(meta), {"key": key, "value": self._session.keys.master.close(text, VALUE)})
