"""What is kept: learners, scenario copies, rehearsals with their turns, arrivals and outgoing messages. Values only.

Every time is in UTC and aware. Texts are plain here; a store seals them before they touch a disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from coaching.language import Language
from coaching.services.preferences import Preferences


@dataclass(frozen=True)
class Learner:
    """Someone who practises. `user_id` and `chat_id` are the messenger's; `id` is the store's own."""

    id: int
    user_id: int
    chat_id: int
    lang: Language
    met: datetime
    name: str = ""
    sells: str = ""  # what they do and sell, in their words
    stage: str = ""  # where their conversation with the bot stands; the face's own word, up to 500 characters
    blocked: bool = False  # they stopped the bot: nothing is sent until they come back
    preferences: Preferences = field(default_factory=Preferences)


@dataclass(frozen=True)
class ScenarioCopy:
    """The very texts a rehearsal is played from, so that an edited or removed scenario doesn't disturb it."""

    scenario: str  # its id
    text: str  # the author's YAML
    common: str = ""  # the YAML all scenarios share

    @cached_property
    def hash(self) -> str:
        """64 hexadecimal digits that name these texts."""
        return sha256(f"{self.scenario}\0{self.text}\0{self.common}".encode()).hexdigest()


@dataclass(frozen=True)
class KeptTurn:
    """One message and its reply as stored. Taking back and saying again makes the next `attempt` of the same number."""

    number: int  # 1 for the first message
    text: str
    reply: str
    saved: str  # the Turn as JSON, see saving.py
    at: datetime
    update_id: int | None = None  # the arrival it was made from
    attempt: int = 1
    withdrawn: bool = False


@dataclass(frozen=True)
class KeptRehearsal:
    """One rehearsal as stored, with its turns in the order in which they were said."""

    id: str  # a UUID
    learner: int
    number: int  # 1 for the learner's first rehearsal
    scenario: str
    copy: str  # the hash of its ScenarioCopy
    lang: Language
    name: str  # as it was when it began
    sells: str
    seed: int
    opening: str
    opening_said: tuple[int, ...]
    started: datetime
    ended: datetime | None = None
    ending: str | None = None  # the scenario's ending; None when the learner stopped
    ended_by: str | None = None  # "learner" or "attendee"
    score: int | None = None  # 0–100
    mode: str | None = None
    marks: str | None = None  # the Scorecard as JSON
    nerves_before: int | None = None  # 0–10, the learner's own rating
    nerves_after: int | None = None
    guess: int | None = None  # 0–10: how much the learner guessed the attendee liked the talk
    forked_from: str | None = None  # the rehearsal this one tries again
    forked_at: int | None = None  # the first turn that is its own; those before are copied
    hints: tuple[int, ...] = ()  # the turn that was to come at each hint asked for
    turns: tuple[KeptTurn, ...] = ()

    @property
    def standing(self) -> tuple[KeptTurn, ...]:
        """The turns that weren't taken back."""
        return tuple(turn for turn in self.turns if not turn.withdrawn)

    @property
    def is_begun(self) -> bool:
        """Whether the learner said anything in it; what a second try copied was said elsewhere."""
        return any(turn.number >= (self.forked_at or 1) for turn in self.standing)


@dataclass(frozen=True)
class KeptTry:
    """What a ladder asks of a rehearsal that ended."""

    scenario: str
    score: int  # 0–100
    nerves_before: int | None = None  # 0–10
    nerves_after: int | None = None


@dataclass(frozen=True)
class KeptDrill:
    """One drill done, with what was written and its marks."""

    learner: int
    kind: str
    item: str  # its id within kind and language
    lang: Language
    text: str
    marks: str  # JSON
    score: int  # 0–100
    done: datetime


class AppealState(StrEnum):
    """What became of an appeal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class KeptAppeal:
    """A finding a learner contests. The marks stay as they were; an accepted appeal says what the score would be."""

    id: str  # a UUID
    learner: int
    rehearsal: str
    turn: int
    attempt: int
    rule: str  # the rule or pattern of the finding
    reason: str  # in the learner's words, may be empty
    made: datetime
    points_before: int  # the score as shown, 0–100
    points_after: int | None = None  # the score without the finding, once accepted
    state: AppealState = AppealState.OPEN
    decided: datetime | None = None
    note: str = ""  # of whoever decided


@dataclass(frozen=True)
class KeptReferral:
    """Whom of those they met a learner would send somebody with a need to, and why."""

    learner: int
    rehearsals: tuple[str, ...]  # the ids of those asked about
    need: str  # its id
    need_text: str  # as it was told
    answer: str  # the scenario or rehearsal chosen
    why: str
    fits: bool
    made: datetime


@dataclass(frozen=True)
class Arrival:
    """Something the messenger delivered, kept before it is confirmed. Delivered again, it is the same arrival."""

    update_id: int
    chat_id: int  # 0 when it belongs to no chat
    payload: Mapping[str, object]  # as delivered, JSON
    attempts: int = 0  # how often applying it failed


class Kind(StrEnum):
    """What an outgoing message is for; it decides what to do when nobody knows whether it was sent."""

    REPLY = "reply"  # an attendee's line, a debrief: sent again, in the same words
    REMINDER = "reminder"  # unasked: better never than twice
    PASSING = "passing"  # a typing sign, the answer to a press: worthless once late
    FAREWELL = "farewell"  # the last words to someone forgotten: as a reply, and its row goes once it is sent

    @property
    def may_repeat(self) -> bool:
        """Whether sending it twice is better than not at all."""
        return self in (Kind.REPLY, Kind.FAREWELL)


@dataclass(frozen=True)
class Outgoing:
    """A message to send. Those of one chat go out in the order in which they were enqueued."""

    chat_id: int
    method: str  # the messenger's own: "sendMessage"
    payload: Mapping[str, object] = field(default_factory=dict)  # its parameters, JSON
    kind: Kind = Kind.REPLY
    answers: int | None = None  # the arrival it answers
    not_before: datetime | None = None


@dataclass(frozen=True)
class Claimed:
    """An outgoing message that one sender holds. It is marked as being sent before anybody sends it."""

    id: int
    chat_id: int
    method: str
    payload: Mapping[str, object]
    kind: Kind
    attempts: int  # this one included
    answers: int | None = None


@dataclass(frozen=True)
class Recovered:
    """What a start found in the middle of being sent: how many go out again, how many are let go."""

    again: int
    let_go: int
