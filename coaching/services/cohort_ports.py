"""What the use cases ask of a store about coaches' groups."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from coaching.cohorts.disagreement import Tally
from coaching.cohorts.sharing import Level
from coaching.cohorts.standing import Standing
from coaching.cohorts.target import Effort
from coaching.services.cohort_records import (
    BoardLine,
    KeptAssignment,
    KeptCohort,
    KeptComment,
    KeptConsent,
    KeptInvitation,
    KeptMember,
    KeptOwnScenario,
    KeptReading,
    KeptReport,
    KeptResult,
    KeptReview,
    KeptSubmission,
    SharedResult,
    StateCounts,
)
from coaching.services.records import Learner


class BoardOrder(StrEnum):
    """In which order a board is read."""

    DUE = "due"
    NEEDS_WORD = "needs_word"  # past due first, then what is not begun, then what runs
    BEST = "best"
    ATTEMPTS = "attempts"


class Cohorts(Protocol):
    """The groups and who is in them."""

    async def add(self, cohort: KeptCohort) -> None:
        """Keep a new one, with a key of its own."""
        ...

    async def save(self, cohort: KeptCohort) -> None:
        """Keep name, lang, zone and event as given."""
        ...

    async def delete(self, cohort_id: str) -> None:
        """Erase it and all that is its own; what coaches said to a learner stays the learner's."""
        ...

    async def of_id(self, cohort_id: str) -> KeptCohort | None:
        """That one."""
        ...

    async def of_learner(self, learner: Learner) -> tuple[tuple[KeptCohort, KeptMember], ...]:
        """Those they are in now, whatever they are there, oldest first."""
        ...

    async def enter(self, learner: Learner, member: KeptMember) -> None:
        """Keep a membership; one that was left before is taken up again with these values and its own id."""
        ...

    async def keep_member(self, member: KeptMember) -> None:
        """Keep role, alias, sharing and left as given."""
        ...

    async def member(self, cohort_id: str, learner_id: int) -> KeptMember | None:
        """What that learner is there now; None for whoever is not, or not any more."""
        ...

    async def member_of_id(self, member_id: str) -> KeptMember | None:
        """That one, unless they left."""
        ...

    async def members(self, cohort_id: str, start: int = 0, most: int | None = None) -> tuple[KeptMember, ...]:
        """Those who are in it now: coaches first, then in the order in which they came."""
        ...

    async def member_count(self, cohort_id: str) -> Mapping[str, int]:
        """How many are in it, by role."""
        ...


class Invitations(Protocol):
    """The links that let people in, and those that were guessed."""

    async def add(self, invitation: KeptInvitation) -> None:
        """Keep one."""
        ...

    async def of_id(self, invitation_id: str) -> KeptInvitation | None:
        """That one."""
        ...

    async def of_hash(self, hash_: str) -> KeptInvitation | None:
        """The one whose token has that hash."""
        ...

    async def of_cohort(self, cohort_id: str) -> tuple[KeptInvitation, ...]:
        """All of a cohort's, newest first."""
        ...

    async def use(self, invitation_id: str) -> bool:
        """Count one use; False where none is left or it doesn't hold any more."""
        ...

    async def revoke(self, invitation_id: str) -> None:
        """It lets nobody in from now on."""
        ...

    async def missed(self, learner: Learner) -> None:
        """Note that somebody tried one that leads nowhere."""
        ...

    async def misses(self, learner: Learner, since: datetime) -> int:
        """How often they did since then."""
        ...

    async def all_misses(self, since: datetime) -> int:
        """How often anybody did."""
        ...


class Assignments(Protocol):
    """What is asked of whom, and the pages on how everybody stands."""

    async def add(self, assignment: KeptAssignment) -> None:
        """Keep one."""
        ...

    async def save(self, assignment: KeptAssignment) -> None:
        """Keep everything but cohort, author, member and made as given."""
        ...

    async def of_id(self, assignment_id: str) -> KeptAssignment | None:
        """That one, withdrawn or not."""
        ...

    async def of_cohort(self, cohort_id: str) -> tuple[KeptAssignment, ...]:
        """All of a cohort's that stand, by due date."""
        ...

    async def of_learner(self, learner: Learner) -> tuple[tuple[KeptAssignment, Standing], ...]:
        """All that are for them and stand, in whichever cohort they learn, by due date."""
        ...

    async def meant_for(self, assignment: KeptAssignment) -> tuple[KeptMember, ...]:
        """The learners it is for now."""
        ...

    async def board(
        self,
        cohort_id: str,
        now: datetime,
        *,
        order: BoardOrder = BoardOrder.DUE,
        member: str | None = None,
        assignment: str | None = None,
        start: int = 0,
        most: int | None = None,
    ) -> tuple[BoardLine, ...]:
        """Every learner with everything that is asked of them, or of those only one's, or one assignment's."""
        ...

    async def board_length(self, cohort_id: str, *, member: str | None = None, assignment: str | None = None) -> int:
        """How many lines that board has in all."""
        ...

    async def state_counts(self, cohort_id: str, now: datetime) -> tuple[StateCounts, ...]:
        """How many stand where, by assignment, by due date."""
        ...


class Work(Protocol):
    """What was done, what it counts for, and how that makes everybody stand."""

    async def keep_result(self, result: KeptResult) -> None:
        """Keep a piece of work, new or changed."""
        ...

    async def result(self, result_id: str) -> KeptResult | None:
        """That piece of work, whoever's it is."""
        ...

    async def count(self, assignment_id: str, result: KeptResult) -> None:
        """That piece of work counts for that assignment, once."""
        ...

    async def counted(self, result_id: str) -> tuple[str, ...]:
        """The assignments that piece of work counts for."""
        ...

    async def efforts(self, assignment_id: str) -> Mapping[int, tuple[Effort, ...]]:
        """All that was done for it, by learner."""
        ...

    async def efforts_of(self, assignment_id: str, learner_id: int) -> tuple[Effort, ...]:
        """What one learner did for it."""
        ...

    async def keep_standings(self, assignment_id: str, all_standings: Mapping[int, Standing]) -> None:
        """Keep how those learners stand with it."""
        ...


class Sharing(Protocol):
    """What learners let their coaches see, and who looked."""

    async def submit(self, submission: KeptSubmission) -> None:
        """Keep what is shared of a piece of work with a cohort; it replaces what was."""
        ...

    async def submission(self, cohort_id: str, result_id: str) -> KeptSubmission | None:
        """What is shared of it there, by hand or by a standing consent."""
        ...

    async def of_result(self, result_id: str) -> tuple[KeptSubmission, ...]:
        """What is shared of it, in every cohort."""
        ...

    async def end_standing(self, cohort_id: str, learner_id: int) -> None:
        """Erase all that a standing consent gave that cohort of theirs."""
        ...

    async def end_all(self, cohort_id: str, learner_id: int) -> None:
        """Erase all that is shared of theirs with that cohort."""
        ...

    async def note_consent(self, consent: KeptConsent) -> None:
        """Keep a change."""
        ...

    async def consents(self, learner: Learner) -> tuple[KeptConsent, ...]:
        """Every change of theirs, oldest first."""
        ...

    async def note_reading(self, reading: KeptReading) -> None:
        """Keep that somebody looked."""
        ...

    async def readings(self, learner: Learner, most: int = 100) -> tuple[KeptReading, ...]:
        """Who looked at theirs, latest first."""
        ...

    async def shared(
        self,
        cohort_id: str,
        *,
        member: str | None = None,
        since: datetime | None = None,
        at_least: Level = Level.MARKS,
        start: int = 0,
        most: int | None = None,
    ) -> tuple[SharedResult, ...]:
        """Ended work whose marks that cohort's coaches may see now, latest first."""
        ...

    async def submissions_of(self, learner: Learner) -> tuple[KeptSubmission, ...]:
        """All of theirs, oldest first."""
        ...


class Remarks(Protocol):
    """What coaches say about rehearsals, and what they decide about findings."""

    async def comment(self, comment: KeptComment) -> None:
        """Keep one."""
        ...

    async def edit(self, comment: KeptComment) -> None:
        """Keep text and edited as given."""
        ...

    async def delete(self, comment_id: str) -> None:
        """Erase one."""
        ...

    async def comment_of_id(self, comment_id: str) -> KeptComment | None:
        """That one."""
        ...

    async def comments(self, rehearsal_id: str) -> tuple[KeptComment, ...]:
        """All on that rehearsal, by turn and time; those on the whole last."""
        ...

    async def comments_to(self, learner: Learner) -> tuple[KeptComment, ...]:
        """All on anything of theirs, oldest first."""
        ...

    async def review(self, review: KeptReview) -> None:
        """Keep a decision; it replaces an earlier one about the same finding."""
        ...

    async def reviews(self, rehearsal_id: str) -> tuple[KeptReview, ...]:
        """All decisions about that rehearsal, oldest first."""
        ...

    async def reviews_of(self, learner: Learner) -> tuple[KeptReview, ...]:
        """All decisions about theirs, oldest first."""
        ...

    async def rejected(self, cohort_id: str) -> tuple[KeptReview, ...]:
        """The findings a cohort's coaches rejected, oldest first."""
        ...

    async def tallies(self, cohort_ids: Collection[str]) -> tuple[Tally, ...]:
        """How often what was decided in those cohorts, by scenario and rule."""
        ...


class OwnScenarios(Protocol):
    """Scenarios that coaches write: drafts apart, published versions unchanged for ever."""

    async def save(self, own: KeptOwnScenario) -> None:
        """Keep its name and draft, new or changed."""
        ...

    async def delete(self, own_id: str) -> None:
        """Erase it with every version; rehearsals that were played from one keep their copy."""
        ...

    async def of_id(self, own_id: str) -> KeptOwnScenario | None:
        """That one."""
        ...

    async def of_author(self, learner: Learner) -> tuple[KeptOwnScenario, ...]:
        """All of theirs, by name."""
        ...

    async def add_version(self, own: KeptOwnScenario) -> int:
        """The draft as it is becomes the next version; its number."""
        ...

    async def publish(self, own_id: str, cohort_id: str, number: int) -> None:
        """That cohort plays that version from now on."""
        ...

    async def unpublish(self, own_id: str, cohort_id: str) -> None:
        """That cohort plays it no more."""
        ...

    async def published_in(self, own_id: str) -> Mapping[str, int]:
        """Which version every cohort plays that plays it."""
        ...

    async def version(self, own_id: str, number: int) -> str | None:
        """The text of that version."""
        ...

    async def open_in(self, cohort_ids: Collection[str]) -> tuple[tuple[KeptOwnScenario, int], ...]:
        """What those cohorts play, each once with its newest number there, by name."""
        ...

    async def report(self, report: KeptReport) -> None:
        """Keep a complaint."""
        ...

    async def reports(self, own_id: str) -> tuple[KeptReport, ...]:
        """The complaints about it, oldest first."""
        ...

    async def reports_by(self, learner: Learner) -> tuple[KeptReport, ...]:
        """The complaints they made, oldest first."""
        ...

    async def settle(self, report_id: str) -> None:
        """A complaint was dealt with."""
        ...
