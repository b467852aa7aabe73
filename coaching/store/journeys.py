"""The rows of evenings and seasons: the state after the last step, and every step with what it was told."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from coaching.language import Language
from coaching.services.journey_records import JourneyKind, KeptJourney, KeptStep
from coaching.services.records import Learner
from coaching.store.journey_tables import journeys, steps
from coaching.store.sealing import Seal
from coaching.store.session import Row, Session

STATE, DID, TOLD = "journeys.state", "journey_steps.did", "journey_steps.told"
_theirs = journeys.c.learner_id == bindparam("learner")
ALL = select(journeys).where(_theirs).order_by(journeys.c.started_at, journeys.c.kind, journeys.c.number)
LAST = (
    select(journeys).where(_theirs, journeys.c.kind == bindparam("of_kind")).order_by(journeys.c.number.desc()).limit(1)
)
ONE = select(journeys).where(_theirs, journeys.c.id == bindparam("journey"))
SAVE = update(journeys).where(_theirs, journeys.c.id == bindparam("journey"))
STEPS = (
    select(steps)
    .where(steps.c.learner_id == bindparam("learner"), steps.c.journey_id == bindparam("journey"))
    .order_by(steps.c.number)
)
MADE_FROM = select(steps).where(steps.c.learner_id == bindparam("learner"), steps.c.update_id == bindparam("arrival"))


class JourneyRows:
    """Evenings and seasons."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, learner: Learner, journey: KeptJourney) -> None:
        """Keep one that begins."""
        seal = await self._session.seal_of_learner(learner.id)
        values = {
            "id": journey.id,
            "learner_id": learner.id,
            "kind": journey.kind.value,
            "number": journey.number,
            "lang": journey.lang.value,
            "copies": list(journey.copies),
            "started_at": journey.started,
        }
        await self._session.run(insert(journeys), values | _changing(journey, seal))

    async def step(self, learner: Learner, journey_id: str, step: KeptStep, state: str) -> bool:
        """Keep a step and the state after it (JSON); False, and nothing changes, where its arrival was one already."""
        if step.update_id is not None and await self.made_from(learner, step.update_id) is not None:
            return False
        seal = await self._session.seal_of_learner(learner.id)
        values = {
            "learner_id": learner.id,
            "journey_id": journey_id,
            "number": step.number,
            "did": seal.close(step.did, DID),
            "told": seal.close(step.told, TOLD),
            "update_id": step.update_id,
            "made_at": step.at,
        }
        await self._session.run(insert(steps), values)
        after = {"learner": learner.id, "journey": journey_id, "state": seal.close(state, STATE)}
        await self._session.run(SAVE, after)
        return True

    async def steps(self, learner: Learner, journey_id: str) -> tuple[KeptStep, ...]:
        """Every step in order."""
        seal = await self._session.seal_of_learner(learner.id)
        rows = await self._session.rows(STEPS, {"learner": learner.id, "journey": journey_id})
        return tuple(_step(row, seal) for row in rows)

    async def made_from(self, learner: Learner, update_id: int) -> KeptStep | None:
        """The step that arrival made, in whichever journey."""
        seal = await self._session.seal_of_learner(learner.id)
        rows = await self._session.rows(MADE_FROM, {"learner": learner.id, "arrival": update_id})
        return _step(rows[0], seal) if rows else None

    async def save(self, learner: Learner, journey: KeptJourney) -> None:
        """Keep state, ended, score, mode and nerves as given."""
        seal = await self._session.seal_of_learner(learner.id)
        values = {"learner": learner.id, "journey": journey.id}
        await self._session.run(SAVE, values | _changing(journey, seal))

    async def last(self, learner: Learner, kind: JourneyKind) -> KeptJourney | None:
        """The latest of that kind, running or ended."""
        seal = await self._session.seal_of_learner(learner.id)
        rows = await self._session.rows(LAST, {"learner": learner.id, "of_kind": kind.value})
        return _journey(rows[0], seal) if rows else None

    async def of_id(self, learner: Learner, journey_id: str) -> KeptJourney | None:
        """That one, if it is the learner's own."""
        seal = await self._session.seal_of_learner(learner.id)
        rows = await self._session.rows(ONE, {"learner": learner.id, "journey": journey_id})
        return _journey(rows[0], seal) if rows else None

    async def all(self, learner: Learner) -> tuple[KeptJourney, ...]:
        """All of theirs, oldest first."""
        seal = await self._session.seal_of_learner(learner.id)
        return tuple(_journey(row, seal) for row in await self._session.rows(ALL, {"learner": learner.id}))


def _changing(journey: KeptJourney, seal: Seal) -> dict[str, object]:
    return {
        "state": seal.close(journey.state, STATE),
        "ended_at": journey.ended,
        "score": journey.score,
        "mode": journey.mode,
        "nerves_before": journey.nerves_before,
        "nerves_after": journey.nerves_after,
    }


def _journey(row: Row, seal: Seal) -> KeptJourney:
    return KeptJourney(
        id=row["id"],
        learner=row["learner_id"],
        kind=JourneyKind(row["kind"]),
        number=row["number"],
        lang=Language(row["lang"]),
        started=row["started_at"],
        state=seal.open(row["state"], STATE),
        copies=tuple(row["copies"]),
        ended=row["ended_at"],
        score=row["score"],
        mode=row["mode"],
        nerves_before=row["nerves_before"],
        nerves_after=row["nerves_after"],
    )


def _step(row: Row, seal: Seal) -> KeptStep:
    return KeptStep(
        number=row["number"],
        did=seal.open(row["did"], DID),
        told=seal.open(row["told"], TOLD),
        at=row["made_at"],
        update_id=row["update_id"],
    )
