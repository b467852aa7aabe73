"""The rows of real events, of the missions after them, and of the cards of real people."""

from __future__ import annotations

from sqlalchemy import BindParameter, bindparam, insert, select, update

from coaching.services.journey_records import (
    CardWay,
    EventState,
    KeptCard,
    KeptEvent,
    KeptMission,
    MissionState,
)
from coaching.services.records import Learner
from coaching.store.journey_tables import events, missions, real_cards
from coaching.store.sealing import Seal
from coaching.store.session import Session

HOPE, TOLD = "events.hope", "events.told"
MISSION_TOLD = "missions.told"
CARD_NAME, CARD_NOTE = "real_cards.name", "real_cards.note"
_of: BindParameter[int] = bindparam("learner")
EVENTS = select(events).where(events.c.learner_id == _of).order_by(events.c.day, events.c.made_at, events.c.id)
SAVE = update(events).where(events.c.learner_id == _of, events.c.id == bindparam("event"))
MISSIONS = select(missions).where(missions.c.learner_id == _of).order_by(missions.c.given_at, missions.c.id)
SETTLE = update(missions).where(missions.c.learner_id == _of, missions.c.id == bindparam("its"))
CARDS = select(real_cards).where(real_cards.c.learner_id == _of).order_by(real_cards.c.got_at, real_cards.c.id)


class EventRows:
    """Real events, missions and real cards."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, learner: Learner, event: KeptEvent) -> None:
        """Keep one."""
        seal = await self._session.seal_of_learner(learner.id)
        values = {"id": event.id, "learner_id": learner.id, "made_at": event.made}
        await self._session.run(insert(events), values | _changing(event, seal))

    async def save(self, learner: Learner, event: KeptEvent) -> None:
        """Keep day, kind, hope, nerves, hour, state and told as given."""
        seal = await self._session.seal_of_learner(learner.id)
        await self._session.run(SAVE, {"learner": learner.id, "event": event.id} | _changing(event, seal))

    async def of(self, learner: Learner) -> tuple[KeptEvent, ...]:
        """All of theirs, in the order of their days."""
        seal = await self._session.seal_of_learner(learner.id)
        return tuple(
            KeptEvent(
                id=row["id"],
                learner=row["learner_id"],
                day=row["day"],
                kind=row["kind"],
                hope=seal.open(row["hope"], HOPE),
                made=row["made_at"],
                nerves=row["nerves"],
                hour=row["hour"],
                state=EventState(row["state"]),
                told=seal.open(row["told"], TOLD),
            )
            for row in await self._session.rows(EVENTS, {"learner": learner.id})
        )

    async def give(self, learner: Learner, mission: KeptMission) -> None:
        """Keep a mission."""
        seal = await self._session.seal_of_learner(learner.id)
        values = {
            "id": mission.id,
            "learner_id": learner.id,
            "event_id": mission.event,
            "mission": mission.mission,
            "state": mission.state.value,
            "told": seal.close(mission.told, MISSION_TOLD),
            "given_at": mission.given,
            "settled_at": mission.settled,
        }
        await self._session.run(insert(missions), values)

    async def settle(self, learner: Learner, mission: KeptMission) -> None:
        """Keep state, told and settled as given."""
        seal = await self._session.seal_of_learner(learner.id)
        values = {
            "learner": learner.id,
            "its": mission.id,
            "state": mission.state.value,
            "told": seal.close(mission.told, MISSION_TOLD),
            "settled_at": mission.settled,
        }
        await self._session.run(SETTLE, values)

    async def missions(self, learner: Learner) -> tuple[KeptMission, ...]:
        """All of theirs, oldest first."""
        seal = await self._session.seal_of_learner(learner.id)
        return tuple(
            KeptMission(
                id=row["id"],
                learner=row["learner_id"],
                mission=row["mission"],
                given=row["given_at"],
                event=row["event_id"],
                state=MissionState(row["state"]),
                told=seal.open(row["told"], MISSION_TOLD),
                settled=row["settled_at"],
            )
            for row in await self._session.rows(MISSIONS, {"learner": learner.id})
        )

    async def add_card(self, learner: Learner, card: KeptCard) -> None:
        """Keep a real card."""
        seal = await self._session.seal_of_learner(learner.id)
        values = {
            "id": card.id,
            "learner_id": learner.id,
            "event_id": card.event,
            "way": card.way.value,
            "name": seal.close(card.name, CARD_NAME),
            "note": seal.close(card.note, CARD_NOTE),
            "got_at": card.got,
        }
        await self._session.run(insert(real_cards), values)

    async def cards(self, learner: Learner) -> tuple[KeptCard, ...]:
        """All of theirs, oldest first."""
        seal = await self._session.seal_of_learner(learner.id)
        return tuple(
            KeptCard(
                id=row["id"],
                learner=row["learner_id"],
                way=CardWay(row["way"]),
                name=seal.open(row["name"], CARD_NAME),
                got=row["got_at"],
                event=row["event_id"],
                note=seal.open(row["note"], CARD_NOTE),
            )
            for row in await self._session.rows(CARDS, {"learner": learner.id})
        )


def _changing(event: KeptEvent, seal: Seal) -> dict[str, object]:
    return {
        "day": event.day,
        "kind": event.kind,
        "hope": seal.close(event.hope, HOPE),
        "nerves": event.nerves,
        "hour": event.hour,
        "state": event.state.value,
        "told": seal.close(event.told, TOLD),
    }
