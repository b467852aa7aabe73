"""The learners' rows: people by their messenger's ids, and their erasure."""

from __future__ import annotations

from sqlalchemy import Select, bindparam, delete, insert, or_, select, update

from coaching.language import Language
from coaching.services.preferences import preferences_from_json, preferences_to_json
from coaching.services.records import Learner
from coaching.store.copies import DROP_UNPLAYED
from coaching.store.session import Row, Session
from coaching.store.tables import PENDING, inbox, learners, outbox

NAME, SELLS, PREFERENCES = "learners.name", "learners.sells", "learners.preferences"
BY_USER = select(learners).where(learners.c.user_id == bindparam("user"))
BY_CHAT = select(learners).where(learners.c.chat_id == bindparam("chat"))
BY_ID = select(learners).where(learners.c.id == bindparam("learner"))
SAVE = update(learners).where(learners.c.id == bindparam("learner"))
WAITING_OF_CHAT = select(inbox.c.update_id, inbox.c.payload).where(
    inbox.c.chat_id == bindparam("chat"), inbox.c.state == PENDING
)
RESEAL = update(inbox).where(inbox.c.update_id == bindparam("arrival")).values(payload=bindparam("sealed"))
# The ids of what was applied stay, so that it isn't applied again; whose they were doesn't.
ANONYMISE = (
    update(inbox)
    .where(inbox.c.chat_id == bindparam("chat"), inbox.c.state != "pending")
    .values(chat_id=0, payload=None, error=None)
)
DROP_OUTGOING = delete(outbox).where(outbox.c.chat_id == bindparam("chat"))
DROP = delete(learners).where(learners.c.id == bindparam("learner"))


class LearnerRows:
    """The people."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def of_user(self, user_id: int) -> Learner | None:
        """The learner with that messenger id."""
        return await self._one(BY_USER, {"user": user_id})

    async def of_chat(self, chat_id: int) -> Learner | None:
        """The learner whose private chat that is."""
        return await self._one(BY_CHAT, {"chat": chat_id})

    async def of_id(self, learner_id: int) -> Learner | None:
        """The learner with that number of the store's own."""
        return await self._one(BY_ID, {"learner": learner_id})

    async def add(self, user_id: int, chat_id: int, lang: Language) -> Learner:
        """A new learner with a data key of their own; the known one when there is one already."""
        # Nobody goes by a messenger's id twice, whichever of the two came first.
        clash = select(learners).where(or_(learners.c.user_id == user_id, learners.c.chat_id == chat_id))
        if (rows := await self._session.rows(clash)) and (known := self._learner(rows[0])):
            return known
        now = self._session.now
        wrapped = self._session.keys.new_data_key()
        seal = self._session.keys.data_seal(wrapped)
        values = {
            "user_id": user_id,
            "chat_id": chat_id,
            "lang": lang.value,
            "name": seal.close("", NAME),
            "sells": seal.close("", SELLS),
            "stage": "",
            "blocked": False,
            "data_key": wrapped,
            "met_at": now,
            "changed_at": now,
        }
        added = await self._session.run(insert(learners).returning(learners.c.id), values)
        number = added.scalar_one()
        self._session.know(number, chat_id, wrapped)
        return Learner(number, user_id, chat_id, lang, met=now)

    async def save(self, learner: Learner) -> None:
        """Keep name, sells, preferences, lang, stage, blocked and chat_id as given."""
        seal = await self._session.seal_of_learner(learner.id)
        wishes = preferences_to_json(learner.preferences)
        values = {
            "learner": learner.id,
            "chat_id": learner.chat_id,
            "lang": learner.lang.value,
            "name": seal.close(learner.name, NAME),
            "sells": seal.close(learner.sells, SELLS),
            "preferences": seal.close(wishes, PREFERENCES) if wishes else None,
            "stage": learner.stage,
            "blocked": learner.blocked,
            "changed_at": self._session.now,
        }
        await self._session.run(SAVE, values)

    async def forget(self, learner: Learner) -> None:
        """Erase the learner and all that is theirs, their key first of all; unapplied arrivals stay to be answered."""
        session, chat = self._session, {"chat": learner.chat_id}
        for row in await session.rows(WAITING_OF_CHAT, chat):
            seal = await session.seal_for(learner.chat_id, row["payload"])
            payload = session.keys.master.close(seal.open(row["payload"], "inbox.payload"), "inbox.payload")
            await session.run(RESEAL, {"arrival": row["update_id"], "sealed": payload})
        await session.run(DROP, {"learner": learner.id})  # all that is theirs goes with it
        await session.run(DROP_OUTGOING, chat)
        await session.run(ANONYMISE, chat)
        await session.run(DROP_UNPLAYED)
        session.forget(learner.id, learner.chat_id)
        session.scrub()

    async def _one(self, question: Select[tuple[object, ...]], values: dict[str, object]) -> Learner | None:
        rows = await self._session.rows(question, values)
        return self._learner(rows[0]) if rows else None

    def _learner(self, row: Row) -> Learner:
        seal = self._session.know(row["id"], row["chat_id"], row["data_key"])
        wishes = row["preferences"]
        return Learner(
            id=row["id"],
            user_id=row["user_id"],
            chat_id=row["chat_id"],
            lang=Language(row["lang"]),
            met=row["met_at"],
            name=seal.open(row["name"], NAME),
            sells=seal.open(row["sells"], SELLS),
            stage=row["stage"],
            blocked=row["blocked"],
            preferences=preferences_from_json(seal.open(wishes, PREFERENCES) if wishes else ""),
        )
