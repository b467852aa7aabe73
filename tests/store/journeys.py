"""Something of a learner's in every table of journeys, notes, real events and reminders."""

from __future__ import annotations

from datetime import date

from coaching.services.journey_records import (
    CardWay,
    JourneyKind,
    KeptCard,
    KeptEvent,
    KeptJourney,
    KeptMission,
    KeptNote,
    KeptReminder,
    KeptStep,
)
from coaching.services.records import Learner
from coaching.store.store import DatabaseTransaction
from tests.store.stores import COPY, DAWN

# What stands sealed in each table, for tests that look for it on the disk.
SEALED_COLUMNS = {
    "journeys": ("state",),
    "journey_steps": ("did", "told"),
    "followups": ("note", "marks", "rewrite", "rewrite_marks"),
    "events": ("hope", "told"),
    "missions": ("told",),
    "real_cards": ("name", "note"),
    "reminders": ("payload",),
}


def an_id(learner: Learner, number: int = 1) -> str:
    return f"{learner.id:08}-0000-4000-a000-{number:012}"


def a_journey(learner: Learner, number: int = 1, kind: JourneyKind = JourneyKind.EVENING) -> KeptJourney:
    name = an_id(learner, number + 100 * (kind is JourneyKind.SEASON))
    return KeptJourney(name, learner.id, kind, number, learner.lang, DAWN, '{"a": "canary-state"}', (COPY.hash,))


def a_step(number: int, update_id: int | None = None, did: str = "canary-did") -> KeptStep:
    return KeptStep(number, f'{{"say": "{did}"}}', '{"heard": "canary-told"}', DAWN, update_id)


def a_note(learner: Learner, number: int = 1) -> KeptNote:
    return KeptNote(
        id=an_id(learner, number),
        learner=learner.id,
        person="baker",
        lang=learner.lang,
        text="canary-note",
        marks='{"a": "canary-marked"}',
        score=60,
        written=DAWN,
        rewrite="canary-rewrite",
        rewrite_marks='{"a": "canary-remarked"}',
        rewrite_score=80,
    )


def an_event(learner: Learner, number: int = 1, day: date = date(2026, 12, 3)) -> KeptEvent:
    told = '{"a": "canary-answers"}'
    return KeptEvent(an_id(learner, number), learner.id, day, "five_to_seven", "canary-hope", DAWN, 7, told=told)


def a_mission(learner: Learner, number: int = 1) -> KeptMission:
    return KeptMission(an_id(learner, number), learner.id, "proud", DAWN, told="canary-mission")


def a_card(learner: Learner, number: int = 1) -> KeptCard:
    return KeptCard(an_id(learner, number), learner.id, CardWay.ASKED, "canary-card", DAWN, note="canary-scribble")


def a_reminder(learner: Learner, key: str = "event:1", seconds: int = 0) -> KeptReminder:
    due = DAWN.replace(hour=DAWN.hour + seconds // 3600, minute=seconds % 3600 // 60, second=seconds % 60)
    return KeptReminder(learner.id, "event", key, due, about="1", payload='{"person": "canary-payload"}')


async def fill(tx: DatabaseTransaction, learner: Learner) -> None:
    """One row in every table."""
    journey = a_journey(learner)
    await tx.journeys.add(learner, journey)
    await tx.journeys.step(learner, journey.id, a_step(1, 90), '{"a": "canary-state"}')
    await tx.followups.add(learner, a_note(learner))
    await tx.events.add(learner, an_event(learner))
    await tx.events.give(learner, a_mission(learner))
    await tx.events.add_card(learner, a_card(learner))
    await tx.reminders.plan(learner, [a_reminder(learner)])
