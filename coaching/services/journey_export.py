"""What is stored of a learner's evenings, seasons, notes, real events and reminders, as plain values ready for JSON."""

from __future__ import annotations

import json
from datetime import datetime

from coaching.services.journey_records import (
    KeptCard,
    KeptEvent,
    KeptJourney,
    KeptMission,
    KeptNote,
    KeptReminder,
    KeptStep,
)
from coaching.services.ports import Transaction
from coaching.services.records import Learner


async def journeys_of(tx: Transaction, learner: Learner) -> dict[str, object]:
    """All of it by kind, oldest first."""
    return {
        "journeys": [_journey(one, await tx.journeys.steps(learner, one.id)) for one in await tx.journeys.all(learner)],
        "followups": [_note(one) for one in await tx.followups.of(learner)],
        "events": [_event(one) for one in await tx.events.of(learner)],
        "missions": [_mission(one) for one in await tx.events.missions(learner)],
        "real_cards": [_card(one) for one in await tx.events.cards(learner)],
        "reminders": [_reminder(one) for one in await tx.reminders.of(learner)],
    }


def _journey(journey: KeptJourney, steps: tuple[KeptStep, ...]) -> dict[str, object]:
    return {
        "id": journey.id,
        "kind": journey.kind.value,
        "number": journey.number,
        "lang": journey.lang.value,
        "started": journey.started.isoformat(),
        "ended": _iso(journey.ended),
        "score": journey.score,
        "mode": journey.mode,
        "nerves_before": journey.nerves_before,
        "nerves_after": journey.nerves_after,
        "state": _json(journey.state),
        "steps": [
            {
                "number": step.number,
                "update_id": step.update_id,
                "at": step.at.isoformat(),
                "did": _json(step.did),
                "told": _json(step.told),
            }
            for step in steps
        ],
    }


def _note(note: KeptNote) -> dict[str, object]:
    return {
        "id": note.id,
        "person": note.person,
        "rehearsal": note.rehearsal,
        "journey": note.journey,
        "lang": note.lang.value,
        "written": note.written.isoformat(),
        "text": note.text,
        "marks": _json(note.marks),
        "score": note.score,
        "rewrite": note.rewrite,
        "rewrite_marks": _json(note.rewrite_marks),
        "rewrite_score": note.rewrite_score,
    }


def _event(event: KeptEvent) -> dict[str, object]:
    return {
        "id": event.id,
        "day": event.day.isoformat(),
        "kind": event.kind,
        "hope": event.hope,
        "nerves": event.nerves,
        "hour": event.hour,
        "state": event.state.value,
        "told": _json(event.told),
        "made": event.made.isoformat(),
    }


def _mission(mission: KeptMission) -> dict[str, object]:
    return {
        "id": mission.id,
        "mission": mission.mission,
        "event": mission.event,
        "state": mission.state.value,
        "told": mission.told,
        "given": mission.given.isoformat(),
        "settled": _iso(mission.settled),
    }


def _card(card: KeptCard) -> dict[str, object]:
    return {
        "id": card.id,
        "event": card.event,
        "way": card.way.value,
        "name": card.name,
        "note": card.note,
        "got": card.got.isoformat(),
    }


def _reminder(reminder: KeptReminder) -> dict[str, object]:
    return {
        "kind": reminder.kind,
        "about": reminder.about,
        "due": reminder.due.isoformat(),
        "state": reminder.state.value,
        "payload": _json(reminder.payload),
    }


def _json(text: str) -> object:
    return json.loads(text) if text else None


def _iso(when: datetime | None) -> str | None:
    return when.isoformat() if when else None
