"""The rows of rehearsals, of their turns, and of the scenario copies they are played from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import bindparam, exists, func, insert, select, update

from coaching.language import Language
from coaching.services.records import KeptRehearsal, KeptTry, KeptTurn, Learner, ScenarioCopy
from coaching.store.copies import copy_of, pin
from coaching.store.sealing import Seal
from coaching.store.session import Row, Session
from coaching.store.tables import rehearsals, turns

_mine = rehearsals.c.learner_id == bindparam("learner")
_latest = select(func.max(rehearsals.c.number)).where(_mine).scalar_subquery()
LAST = select(rehearsals).where(_mine, rehearsals.c.number == _latest)
BY_ID = select(rehearsals).where(_mine, rehearsals.c.id == bindparam("rehearsal"))
ALL = select(rehearsals).where(_mine).order_by(rehearsals.c.number)
TURNS = select(turns).where(turns.c.rehearsal_id == bindparam("rehearsal")).order_by(turns.c.id)
ALL_TURNS = select(turns).join(rehearsals).where(_mine).order_by(turns.c.id)
_said_in_it = exists().where(
    turns.c.rehearsal_id == rehearsals.c.id,
    turns.c.withdrawn.is_(False),
    turns.c.number >= func.coalesce(rehearsals.c.forked_at, 1),  # what a second try copied was said elsewhere
)
TRIED = (
    select(rehearsals.c.scenario, rehearsals.c.score, rehearsals.c.nerves_before, rehearsals.c.nerves_after)
    .where(_mine, rehearsals.c.ended_at.is_not(None), rehearsals.c.score.is_not(None), _said_in_it)
    .order_by(rehearsals.c.number)
)
WITHDRAW = (
    update(turns)
    .where(turns.c.rehearsal_id == bindparam("rehearsal"), turns.c.number == bindparam("turn"))
    .values(withdrawn=True)
)
ADD_TURN = insert(turns)
CHANGE = update(rehearsals).where(rehearsals.c.id == bindparam("rehearsal"))


class RehearsalRows:
    """The rehearsals, their turns, and the scenario copies they are played from."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def pin(self, copy: ScenarioCopy) -> None:
        """Keep that copy, once."""
        await pin(self._session, copy)

    async def copy(self, hash_: str) -> ScenarioCopy | None:
        """The copy of that hash."""
        return await copy_of(self._session, hash_)

    async def last(self, learner: Learner) -> KeptRehearsal | None:
        """The learner's latest rehearsal, running or ended, with every turn."""
        return await self._whole(learner, await self._session.rows(LAST, {"learner": learner.id}))

    async def of_id(self, learner: Learner, rehearsal_id: str) -> KeptRehearsal | None:
        """That rehearsal with every turn, if it is the learner's own."""
        values = {"learner": learner.id, "rehearsal": rehearsal_id}
        return await self._whole(learner, await self._session.rows(BY_ID, values))

    async def _whole(self, learner: Learner, rows: Sequence[Row]) -> KeptRehearsal | None:
        if not rows:
            return None
        seal = await self._session.seal_of_learner(learner.id)
        said = await self._session.rows(TURNS, {"rehearsal": rows[0]["id"]})
        return replace(_rehearsal(rows[0], seal), turns=tuple(_turn(row, seal) for row in said))

    async def all(self, learner: Learner) -> tuple[KeptRehearsal, ...]:
        """Every rehearsal, oldest first, with every turn."""
        seal = await self._session.seal_of_learner(learner.id)
        mine = await self._session.rows(ALL, {"learner": learner.id})
        said: dict[str, list[KeptTurn]] = {row["id"]: [] for row in mine}
        for row in await self._session.rows(ALL_TURNS, {"learner": learner.id}):
            said[row["rehearsal_id"]].append(_turn(row, seal))
        return tuple(replace(_rehearsal(row, seal), turns=tuple(said[row["id"]])) for row in mine)

    async def tried(self, learner: Learner) -> tuple[KeptTry, ...]:
        """Every rehearsal that ended and in which they said something, oldest first; no word of what was said."""
        rows = await self._session.rows(TRIED, {"learner": learner.id})
        return tuple(KeptTry(row["scenario"], row["score"], row["nerves_before"], row["nerves_after"]) for row in rows)

    async def add(self, learner: Learner, rehearsal: KeptRehearsal) -> None:
        """Keep a rehearsal that begins."""
        seal = await self._session.seal_of_learner(learner.id)
        values = {
            "id": rehearsal.id,
            "learner_id": learner.id,
            "number": rehearsal.number,
            "scenario": rehearsal.scenario,
            "scenario_hash": rehearsal.copy,
            "lang": rehearsal.lang.value,
            "name": seal.close(rehearsal.name, "rehearsals.name"),
            "sells": seal.close(rehearsal.sells, "rehearsals.sells"),
            "seed": rehearsal.seed,
            "opening": seal.close(rehearsal.opening, "rehearsals.opening"),
            "opening_said": list(rehearsal.opening_said),
            "started_at": rehearsal.started,
            "forked_from": rehearsal.forked_from,
            "forked_at": rehearsal.forked_at,
            **_noted(rehearsal),
        }
        await self._session.run(insert(rehearsals), values)

    async def add_turn(self, learner: Learner, rehearsal_id: str, turn: KeptTurn) -> None:
        """Keep a turn."""
        seal = await self._session.seal_of_learner(learner.id)
        values = {
            "rehearsal_id": rehearsal_id,
            "number": turn.number,
            "attempt": turn.attempt,
            "withdrawn": turn.withdrawn,
            "text": seal.close(turn.text, "turns.text"),
            "reply": seal.close(turn.reply, "turns.reply"),
            "saved": seal.close(turn.saved, "turns.saved"),
            "update_id": turn.update_id,
            "said_at": turn.at,
        }
        await self._session.run(ADD_TURN, values)

    async def withdraw(self, rehearsal_id: str, number: int) -> None:
        """Mark the turn of that number as taken back."""
        await self._session.run(WITHDRAW, {"rehearsal": rehearsal_id, "turn": number})

    async def note(self, rehearsal: KeptRehearsal) -> None:
        """Keep nerves_before, nerves_after, guess and hints as given."""
        await self._session.run(CHANGE, {"rehearsal": rehearsal.id, **_noted(rehearsal)})

    async def end(self, learner: Learner, rehearsal: KeptRehearsal) -> None:
        """Keep ended, ending, ended_by, score, mode and marks as given."""
        seal = await self._session.seal_of_learner(learner.id)
        values = {
            "rehearsal": rehearsal.id,
            "ended_at": rehearsal.ended,
            "ending": rehearsal.ending,
            "ended_by": rehearsal.ended_by,
            "score": rehearsal.score,
            "mode": rehearsal.mode,
            "marks": seal.close(rehearsal.marks, "rehearsals.marks") if rehearsal.marks else None,
        }
        await self._session.run(CHANGE, values)


def _noted(rehearsal: KeptRehearsal) -> dict[str, object]:
    return {
        "nerves_before": rehearsal.nerves_before,
        "nerves_after": rehearsal.nerves_after,
        "guess": rehearsal.guess,
        "hints": list(rehearsal.hints),
    }


def _rehearsal(row: Row, seal: Seal) -> KeptRehearsal:
    return KeptRehearsal(
        id=row["id"],
        learner=row["learner_id"],
        number=row["number"],
        scenario=row["scenario"],
        copy=row["scenario_hash"],
        lang=Language(row["lang"]),
        name=seal.open(row["name"], "rehearsals.name"),
        sells=seal.open(row["sells"], "rehearsals.sells"),
        seed=row["seed"],
        opening=seal.open(row["opening"], "rehearsals.opening"),
        opening_said=tuple(row["opening_said"]),
        started=row["started_at"],
        ended=row["ended_at"],
        ending=row["ending"],
        ended_by=row["ended_by"],
        score=row["score"],
        mode=row["mode"],
        marks=seal.open(row["marks"], "rehearsals.marks") if row["marks"] else None,
        nerves_before=row["nerves_before"],
        nerves_after=row["nerves_after"],
        guess=row["guess"],
        forked_from=row["forked_from"],
        forked_at=row["forked_at"],
        hints=tuple(row["hints"] or ()),
    )


def _turn(row: Row, seal: Seal) -> KeptTurn:
    return KeptTurn(
        number=row["number"],
        text=seal.open(row["text"], "turns.text"),
        reply=seal.open(row["reply"], "turns.reply"),
        saved=seal.open(row["saved"], "turns.saved"),
        at=row["said_at"],
        update_id=row["update_id"],
        attempt=row["attempt"],
        withdrawn=row["withdrawn"],
    )
