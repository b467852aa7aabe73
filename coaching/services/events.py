"""What a use case gives back to be shown: frozen values, without a word of any language of the interface."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.hints import Hint
from coaching.rehearsal import Conversation, Turn
from coaching.scenario import Scenario
from coaching.scorecard.card import Scorecard
from coaching.scorecard.debrief import Debrief as Told
from coaching.why import Why


@dataclass(frozen=True)
class NotRehearsing:
    """There is no running rehearsal to do that in."""


@dataclass(frozen=True)
class UnknownScenario:
    """No attendee goes by that id, or none does any more."""

    scenario: str


@dataclass(frozen=True)
class Running:
    """A rehearsal as it stands."""

    id: str
    conversation: Conversation
    scenario: Scenario


@dataclass(frozen=True)
class Debrief:
    """A rehearsal that ended, with its marks and what a coach would tell of them."""

    id: str
    conversation: Conversation
    scenario: Scenario
    scorecard: Scorecard
    told: Told


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


@dataclass(frozen=True)
class TakenBack:
    """The last message, as if it had never been sent; None when nothing had been said yet."""

    id: str
    turn: Turn | None
    conversation: Conversation
    scenario: Scenario


@dataclass(frozen=True)
class Hinted:
    """What would help most now."""

    id: str
    hint: Hint
    conversation: Conversation
    scenario: Scenario


@dataclass(frozen=True)
class Explained:
    """What the last message did to the attendee; None when nothing was said yet."""

    id: str
    why: Why | None
    conversation: Conversation
    scenario: Scenario
