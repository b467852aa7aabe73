"""Where an evening takes place, and how its attendees behave in a room. Frozen values; authors write them in YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import hypot
from typing import Protocol

from coaching.language import NOTHING, Language, Lines
from coaching.rehearsal import Reader
from coaching.scenario import Scenario


class Stand(StrEnum):
    """How somebody is found in the room."""

    ALONE = "alone"
    GROUP = "group"  # among others who talk
    MOVING = "moving"  # from one to the next
    BUFFET = "buffet"
    DOOR = "door"


@dataclass(frozen=True)
class Manners:
    """What one sees of an attendee in a room, and what they say there beside the conversation itself."""

    scenario: str
    stands: Stand
    seen: Lines  # from afar, after no more than a glance
    wants_to_go: Lines  # cues
    called_away: Lines
    back_warm: Lines  # the learner comes back
    back_cold: Lines
    introduced_fits: Lines  # the learner introduces somebody to them
    introduced_misses: Lines
    invited: Lines  # the learner makes room for them
    goodbye_kind: Lines  # answers a kind leave
    goodbye_curt: Lines
    comes_up: Lines = NOTHING  # what they say when they come to the learner unasked; most never do
    pushes_card: bool = False  # hands out their card to whoever stands before them


@dataclass(frozen=True)
class Place:
    """A part of the room."""

    id: str
    name: Lines
    x: int  # per cent of the room's width
    y: int  # and of its depth
    holds: frozenset[Stand]  # who is likely to be found there
    crowd: Lines = NOTHING  # others one sees there
    is_break: bool = False  # where one can catch one's breath
    breaks: Lines = NOTHING  # what catching it is like


@dataclass(frozen=True)
class Hour:
    """Something that happens to everybody, when so much of the evening is over."""

    at: int  # per cent
    says: Lines


@dataclass(frozen=True)
class Occasion:
    """A kind of event and its room."""

    id: str
    name: Lines
    called: Lines  # other words for it
    people: int  # in the room, told and drawn; only a few of them can be met
    minutes: int
    scene: Lines
    places: tuple[Place, ...]
    hours: tuple[Hour, ...]
    over: Lines  # how it ends
    without: frozenset[str] = frozenset()  # attendees who belong elsewhere: here only where a script names them
    instead: tuple[tuple[Language, str, str], ...] = ()  # words that don't suit the hour, and others for them

    def place(self, place_id: str) -> Place:
        """The place of that name, else the first."""
        return next((one for one in self.places if one.id == place_id), self.places[0])

    def as_said_here(self, text: str, lang: Language) -> str:
        """What an attendee says, for this hour of the day: nobody wishes a good evening over morning coffee."""
        for spoken, words, others in self.instead:
            if spoken is lang:
                text = re.sub(rf"\b{re.escape(words)}(?![\w-])", others, text)
        return text

    def distance(self, here: str, there: str) -> int:
        """How far it is, in per cent of the room's width."""
        one, other = self.place(here), self.place(there)
        return round(hypot(one.x - other.x, one.y - other.y))


@dataclass(frozen=True)
class Pair:
    """A need of one attendee that another can meet, as they are in one language."""

    id: str
    lang: Language
    who: str  # the attendee who is missing something
    need: str
    other: str  # the one who has it
    facts: frozenset[str]  # what one has to know of them: any of these
    why: str


class Listener(Reader, Protocol):
    """What an evening asks of understanding beside readings."""

    def taken_up(self, text: str, line: str, lang: Language) -> tuple[str, ...]:
        """The words of the text that share a stem with a content word of the line."""
        ...


@dataclass(frozen=True)
class Venue:
    """All an evening is played from."""

    occasion: Occasion
    scenarios: Mapping[str, Scenario]
    manners: Mapping[str, Manners]
    pairs: tuple[Pair, ...]
    anyone: Manners  # the manners of whoever has none written

    def of(self, who: str) -> Manners:
        """How that attendee behaves in a room."""
        return self.manners.get(who, self.anyone)

    def seen(self, who: str, looks: int, lang: Language) -> str:
        """What one sees of that attendee from afar."""
        wordings = self.of(who).seen.of(lang)
        return wordings[looks % len(wordings)] if wordings else ""
