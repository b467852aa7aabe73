"""What is kept of evenings and seasons, of the day after, of real events and of reminders. Values only.

Every time is in UTC and aware. Texts are plain here; a store seals them before they touch a disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from coaching.language import Language


class JourneyKind(StrEnum):
    """What is longer than one conversation."""

    EVENING = "evening"
    SEASON = "season"


@dataclass(frozen=True)
class KeptStep:
    """One thing a learner did in a journey, with what they were told, so that a repeated arrival is told the same."""

    number: int  # 1 for the first
    did: str  # JSON: what they chose or wrote
    told: str  # JSON: what came of it
    at: datetime
    update_id: int | None = None  # the arrival it was made from


@dataclass(frozen=True)
class KeptJourney:
    """An evening or a season as stored: the whole of its state after the last step."""

    id: str  # a UUID
    learner: int
    kind: JourneyKind
    number: int  # 1 for the learner's first of that kind
    lang: Language
    started: datetime
    state: str  # JSON
    copies: tuple[str, ...] = ()  # the hashes of the scenario copies it is played from
    ended: datetime | None = None
    score: int | None = None  # 0–100
    mode: str | None = None
    nerves_before: int | None = None  # 0–10, the learner's own rating
    nerves_after: int | None = None


@dataclass(frozen=True)
class KeptNote:
    """The note of the day after to one person, and its second writing."""

    id: str  # a UUID
    learner: int
    person: str  # the scenario
    lang: Language
    text: str
    marks: str  # JSON
    score: int  # 0–100
    written: datetime
    rehearsal: str | None = None  # where they met
    journey: str | None = None
    rewrite: str = ""
    rewrite_marks: str = ""  # JSON; empty until it is written again
    rewrite_score: int | None = None


class EventState(StrEnum):
    """What became of a real event."""

    PLANNED = "planned"
    HELD = "held"  # they went, and told
    MISSED = "missed"  # they did not go
    DROPPED = "dropped"  # they called the preparation off


@dataclass(frozen=True)
class KeptEvent:
    """A real event a learner prepares."""

    id: str  # a UUID
    learner: int
    day: date  # where they live
    kind: str
    hope: str  # in their words
    made: datetime
    nerves: int | None = None  # 0–10, as they look forward to it
    hour: str = "18:30"  # when they want to be reminded, where they live
    state: EventState = EventState.PLANNED
    told: str = ""  # JSON: how it really went; empty until they told


class MissionState(StrEnum):
    """What became of a small real mission."""

    GIVEN = "given"
    DONE = "done"
    LET_GO = "let_go"


@dataclass(frozen=True)
class KeptMission:
    """One small thing to do among real people."""

    id: str  # a UUID
    learner: int
    mission: str  # its id
    given: datetime
    event: str | None = None
    state: MissionState = MissionState.GIVEN
    told: str = ""  # how it went, in their words
    settled: datetime | None = None


class CardWay(StrEnum):
    """How a card changed hands; the words of the evening's ledger."""

    ASKED = "asked"  # they asked for the learner's
    EXCHANGED = "exchanged"
    PUSHED_ON_YOU = "pushed_on_you"
    PUSHED_BY_YOU = "pushed_by_you"


@dataclass(frozen=True)
class KeptCard:
    """A card of a real person."""

    id: str  # a UUID
    learner: int
    way: CardWay
    name: str  # whose, in the learner's words
    got: datetime
    event: str | None = None
    note: str = ""


class ReminderState(StrEnum):
    """What became of a reminder."""

    PENDING = "pending"
    FIRED = "fired"
    SKIPPED = "skipped"  # nobody to tell it to: blocked, or reminders are off
    STOPPED = "stopped"


@dataclass(frozen=True)
class KeptReminder:
    """Something to be told once, at a time. `key` is unique for a learner: the same reminder is never made twice."""

    learner: int
    kind: str  # who words it: "event", "note", "assignment", ...
    key: str
    due: datetime
    about: str = ""  # the id of what it is about
    payload: str = "{}"  # JSON: names and numbers for the words, no sentence
    state: ReminderState = ReminderState.PENDING
    id: int = 0  # the store's own; 0 until it is kept
