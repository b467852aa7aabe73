"""What is kept of coaches' groups. Values only; times in UTC; texts plain here, sealed by the store.

What a coach wrote to the whole group is sealed with the group's own key, what is about one learner with that learner's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from coaching.cohorts.adjusting import Decision
from coaching.cohorts.rights import Role
from coaching.cohorts.sharing import Level
from coaching.cohorts.standing import Standing
from coaching.cohorts.target import Result, Target, What
from coaching.language import Language
from coaching.scorecard.rubric import Dimension


@dataclass(frozen=True)
class KeptCohort:
    """A coach's group."""

    id: str  # a UUID, as all ids here
    name: str
    lang: Language
    zone: str  # IANA, where its coach lives
    made: datetime
    event: date | None = None


@dataclass(frozen=True)
class KeptMember:
    """Somebody in a cohort. Its id, and never the learner's own number, is what others are shown."""

    id: str
    cohort: str
    learner: int
    role: Role
    joined: datetime
    alias: str = ""  # as they want to be called there
    sharing: Level = Level.NOTHING  # the standing consent: of work for the cohort that ends from now on
    left: datetime | None = None


@dataclass(frozen=True)
class KeptInvitation:
    """A link that lets people in. Its token is kept nowhere, only the hash."""

    id: str
    cohort: str
    author: int | None
    hash: str  # SHA-256 of the token, hexadecimal
    role: Role
    made: datetime
    expires: datetime
    most_uses: int
    uses: int = 0
    revoked: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether somebody can still come in by it."""
        return self.revoked is None and now < self.expires and self.uses < self.most_uses


@dataclass(frozen=True)
class KeptAssignment:
    """What a cohort, or one of its learners, is asked to do."""

    id: str
    cohort: str
    author: int | None
    what: What
    about: str  # the scenario, the occasion, the kind of drill, or the id of an own scenario
    due: datetime
    zone: str  # where that is due
    made: datetime
    member: str | None = None  # None: the whole cohort
    attempts: int = 1  # the least
    target: Target | None = None
    weights: Mapping[Dimension, int] | None = None
    note: str = ""
    edited: datetime | None = None
    withdrawn: datetime | None = None


@dataclass(frozen=True)
class KeptResult:
    """What a piece of work came to, beside the work itself, for the pages that count."""

    id: str  # of the rehearsal or the journey; of its own for drills
    learner: int
    what: What
    about: str
    begun: datetime
    ended: datetime | None = None
    result: Result | None = None  # once ended


@dataclass(frozen=True)
class KeptSubmission:
    """A piece of work a learner shared with a cohort, or kept from it (`level` NOTHING)."""

    id: str
    cohort: str
    learner: int
    result: str
    level: Level
    by_standing_consent: bool
    shared: datetime
    ended: datetime  # the work itself


@dataclass(frozen=True)
class KeptConsent:
    """One change of what a learner shares with a cohort."""

    learner: int
    cohort: str | None  # None once the cohort is gone
    was: Level
    became: Level
    changed: datetime
    result: str | None = None  # None: all that is to come


@dataclass(frozen=True)
class KeptReading:
    """Once that a coach looked at what a learner shared."""

    learner: int
    reader: int | None  # None once they are forgotten
    cohort: str | None
    result: str
    level: Level
    at: datetime


@dataclass(frozen=True)
class KeptComment:
    """A coach's word on a rehearsal, on one of its turns, or on one of its findings."""

    id: str
    learner: int
    author: int
    cohort: str | None
    rehearsal: str
    text: str
    made: datetime
    turn: int | None = None
    rule: str | None = None
    edited: datetime | None = None


@dataclass(frozen=True)
class KeptReview:
    """What a coach decided about a finding. The marks stay as they were shown."""

    id: str
    learner: int
    author: int | None
    cohort: str | None
    rehearsal: str
    scenario: str
    turn: int
    rule: str
    decision: Decision
    made: datetime
    score_before: int  # as it stood, 0–100
    score_after: int | None = None  # where the decision changed it
    points: int | None = None  # what the finding weighs once adjusted
    note: str = ""
    appeal: str | None = None


@dataclass(frozen=True)
class KeptOwnScenario:
    """A scenario a coach writes: the draft, and which version was published last (0 for none)."""

    id: str
    author: int
    scenario: str  # the name its author gave it
    draft: str
    changed: datetime
    published: int = 0


@dataclass(frozen=True)
class KeptReport:
    """A learner's complaint about a coach's own scenario."""

    id: str
    learner: int
    own: str
    reason: str
    made: datetime
    settled: datetime | None = None
    version: int | None = None  # it is about; None: not known
    mended: int | None = None  # the version in which; None, once settled: it was looked at and left as it is


@dataclass(frozen=True)
class BoardLine:
    """One learner and one assignment, as a coach's board shows them."""

    member: str
    alias: str
    assignment: str
    what: What
    about: str
    due: datetime
    standing: Standing  # `best` is left out: the coach sees `best_shared`


@dataclass(frozen=True)
class Activity:
    """What one learner of a cohort did of all that is asked of them, whether they show it or not."""

    member: str
    joined: datetime
    last: datetime | None  # when they last began or ended any of it
    asked: int  # assignments
    done: int  # of these, completed


@dataclass(frozen=True)
class SharedResult:
    """A piece of work whose marks the coaches may see."""

    member: str
    level: Level  # in force now
    result: KeptResult


@dataclass(frozen=True)
class StateCounts:
    """How many of those an assignment is for stand where."""

    assignment: str
    not_started: int = 0
    in_progress: int = 0
    completed: int = 0
    past_due: int = 0
    late: int = 0  # of the completed
