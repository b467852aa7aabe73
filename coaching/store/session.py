"""One transaction's hold on the database: its statements, its time, and the seals in use."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, bindparam, select

from coaching.store.keys import Keys
from coaching.store.links import Answer, Link, Values
from coaching.store.sealing import OWN, BrokenSealError, Seal
from coaching.store.tables import learners

Row = Mapping[str, Any]  # a row's values by column: the database's types, not ours

KEYS_OF_CHATS = select(learners.c.chat_id, learners.c.data_key).where(
    learners.c.chat_id.in_(bindparam("chats", expanding=True))
)
KEY_OF_LEARNER = select(learners.c.data_key).where(learners.c.id == bindparam("learner"))


class Session:
    """What the parts of a transaction share."""

    def __init__(self, link: Link, keys: Keys, now: datetime, process: str, dialect: str) -> None:
        """`process` is the name this process goes by among others on the same database, `dialect` the database's."""
        self.keys = keys
        self.now = now
        self.process = process
        self.dialect = dialect
        self._link = link
        self._of_chat: dict[int, Seal | None] = {}
        self._of_learner: dict[int, Seal] = {}

    async def run(self, statement: Executable, values: Values = None) -> Answer:
        """What came of the statement."""
        return await self._link.execute(statement, values)

    async def rows(self, statement: Executable, values: Mapping[str, object] | None = None) -> Sequence[Row]:
        """All rows of a question."""
        return (await self.run(statement, values)).by_name()

    def scrub(self) -> None:
        """What was erased has to leave the write-ahead log as well."""
        self._link.scrub()

    def know(self, learner_id: int, chat_id: int, wrapped: bytes) -> Seal:
        """The learner's seal, remembered for the rest of the transaction."""
        seal = self.keys.data_seal(wrapped)
        self._of_learner[learner_id] = self._of_chat[chat_id] = seal
        return seal

    def know_chat(self, chat_id: int, wrapped: bytes | None) -> None:
        """The seal of that chat's learner, or that nobody is known there."""
        if chat_id not in self._of_chat:
            self._of_chat[chat_id] = self._seal(wrapped)

    def forget(self, learner_id: int, chat_id: int) -> None:
        """From here on that chat belongs to nobody known."""
        self._of_learner.pop(learner_id, None)
        self._of_chat[chat_id] = None

    async def seal_of_learner(self, learner_id: int) -> Seal:
        """The learner's own seal."""
        if learner_id not in self._of_learner:
            wrapped = (await self.run(KEY_OF_LEARNER, {"learner": learner_id})).scalar_one()
            self._of_learner[learner_id] = self.keys.data_seal(wrapped)
        return self._of_learner[learner_id]

    async def seals_of_chats(self, chats: Collection[int]) -> Mapping[int, Seal]:
        """For each chat its learner's seal; the master's where nobody is known yet, or their key opens no more."""
        unknown = [chat for chat in chats if chat not in self._of_chat]
        if unknown:
            found = await self.rows(KEYS_OF_CHATS, {"chats": unknown})
            self._of_chat |= dict.fromkeys(unknown)
            self._of_chat |= {row["chat_id"]: self._seal(row["data_key"]) for row in found}
        return {chat: self._of_chat[chat] or self.keys.master for chat in chats}

    async def seal_for(self, chat_id: int, sealed: bytes) -> Seal:
        """The seal that opens what was sealed for that chat, before or after its learner was known."""
        if sealed[: len(OWN)] != OWN:
            return self.keys.master
        return (await self.seals_of_chats((chat_id,)))[chat_id]

    def _seal(self, wrapped: bytes | None) -> Seal | None:
        """None too for a damaged key: what that chat had stays shut, and neither it nor the others are held up."""
        try:
            return self.keys.data_seal(wrapped) if wrapped else None
        except BrokenSealError:
            return None
