"""What a use case gives back to be shown: frozen values, without a word of any language of the interface."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from coaching.debriefing.telling import Telling
from coaching.hints import Hint
from coaching.rehearsal import Conversation, Turn
from coaching.scenario import Scenario
from coaching.scorecard.card import Finding, Scorecard
from coaching.services.records import KeptAppeal
from coaching.why import Why


@dataclass(frozen=True)
class NotRehearsing:
    """There is no running rehearsal to do that in."""


@dataclass(frozen=True)
class UnknownScenario:
    """No attendee goes by that id, or none does any more."""

    scenario: str


@dataclass(frozen=True)
class UnknownRehearsal:
    """The learner has no rehearsal of that id."""

    id: str


@dataclass(frozen=True)
class StillRunning:
    """That can only be had of a rehearsal that has ended."""

    id: str


@dataclass(frozen=True)
class Running:
    """A rehearsal as it stands."""

    id: str
    conversation: Conversation
    scenario: Scenario


@dataclass(frozen=True)
class Debrief:
    """A rehearsal that ended, with its marks and what a coach would tell of them.

    `scorecard` stays as it was first shown; `corrected` is the score after the appeals that were accepted, if any.
    """

    id: str
    conversation: Conversation
    scenario: Scenario
    scorecard: Scorecard
    told: Telling
    nerves_before: int | None = None  # 0–10
    nerves_after: int | None = None
    guess: int | None = None  # 0–10: how much the learner guessed the attendee liked the talk
    forked_from: str | None = None
    forked_at: int | None = None
    appeals: tuple[KeptAppeal, ...] = ()
    corrected: int | None = None


@dataclass(frozen=True)
class Begun:
    """A rehearsal that begins; `ended` is the one it replaced, marked, when something had been said in it."""

    id: str
    conversation: Conversation
    scenario: Scenario
    ended: Debrief | None = None


@dataclass(frozen=True)
class Spoken:
    """One message answered; `debrief` when that ended the rehearsal."""

    id: str
    turn: Turn
    conversation: Conversation
    scenario: Scenario
    debrief: Debrief | None = None
    repeated: bool = False  # the same arrival was answered before; nothing was changed
    took: timedelta = timedelta()  # from the attendee's words before to these of the learner
    rest_of: int | None = None  # the arrival whose message this one was joined to


@dataclass(frozen=True)
class TakenBack:
    """The last message, as if it had never been sent; None when nothing had been said yet."""

    id: str
    turn: Turn | None
    conversation: Conversation
    scenario: Scenario


@dataclass(frozen=True)
class Hinted:
    """What would help most now; `asked` is how often at this very turn, this time included."""

    id: str
    hint: Hint
    conversation: Conversation
    scenario: Scenario
    asked: int = 1


@dataclass(frozen=True)
class Explained:
    """What the last message did to the attendee; None when nothing was said yet."""

    id: str
    why: Why | None
    conversation: Conversation
    scenario: Scenario


@dataclass(frozen=True)
class NoSuchTurn:
    """The rehearsal has no turn of that number."""

    id: str
    turn: int
    turns: int  # how many it has


@dataclass(frozen=True)
class Forked:
    """A rehearsal taken up again; the next message takes the place of `instead_of`."""

    id: str
    conversation: Conversation
    scenario: Scenario
    origin: str
    instead_of: Turn  # what was said there the first time, and answered
    ended: Debrief | None = None  # the one it replaced, marked, when something had been said in it


@dataclass(frozen=True)
class Branch:
    """One of several tries, to be laid beside the others."""

    id: str
    number: int
    conversation: Conversation
    scenario: Scenario
    scorecard: Scorecard  # so far, while it runs
    started: datetime
    has_ended: bool
    forked_from: str | None = None
    forked_at: int | None = None  # the first turn that is its own
    corrected: int | None = None


@dataclass(frozen=True)
class Branches:
    """A rehearsal, the one it was forked from, and those forked from it, oldest first."""

    this: Branch
    origin: Branch | None
    forks: tuple[Branch, ...]


class Rating(StrEnum):
    """What a learner can rate from 0 to 10."""

    NERVES_BEFORE = "nerves_before"
    NERVES_AFTER = "nerves_after"
    GUESS = "guess"  # how much they think the attendee liked the talk


@dataclass(frozen=True)
class Rated:
    """A rating was kept; the others of its rehearsal stand beside it."""

    id: str
    rating: Rating
    value: int
    nerves_before: int | None = None
    nerves_after: int | None = None
    guess: int | None = None


@dataclass(frozen=True)
class OutOfRange:
    """A rating that is no number from `least` to `most`; nothing was kept."""

    rating: Rating
    value: int
    least: int
    most: int


@dataclass(frozen=True)
class Contested:
    """A finding is contested; the marks stay as they are until somebody decides, and after."""

    appeal: KeptAppeal
    finding: Finding


@dataclass(frozen=True)
class AlreadyContested:
    """That finding was contested before, and this is how that stands."""

    appeal: KeptAppeal


@dataclass(frozen=True)
class NothingToContest:
    """There is no such finding, or it holds nothing against the learner."""

    id: str
    finding: int


@dataclass(frozen=True)
class UnknownAppeal:
    """There is no appeal of that id."""

    id: str


@dataclass(frozen=True)
class AlreadyDecided:
    """That appeal is settled."""

    appeal: KeptAppeal


@dataclass(frozen=True)
class AppealTold:
    """An appeal with what it is about, for whoever decides or has decided. No word of who made it."""

    appeal: KeptAppeal
    scenario: str
    lang: str
    heard: str  # the attendee's line before
    text: str  # the learner's message
    finding: Finding | None  # None when its marks can't be read any more
