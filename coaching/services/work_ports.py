"""What the use cases ask of a store about the work done for coaches' groups, and about what coaches answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from coaching.cohorts.digest import Mark
from coaching.cohorts.disagreement import Tally
from coaching.cohorts.sharing import Level
from coaching.cohorts.standing import Standing
from coaching.cohorts.target import Effort
from coaching.services.cohort_records import (
    KeptComment,
    KeptConsent,
    KeptOwnScenario,
    KeptReading,
    KeptReport,
    KeptResult,
    KeptReview,
    KeptSubmission,
    SharedResult,
)
from coaching.services.records import Learner


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

    async def done_for(self, cohort_id: str, learner_id: int, most: int) -> tuple[KeptResult, ...]:
        """Their ended work that counts for what that cohort asked, latest first."""
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

    async def lately(self, cohort_id: str, since: datetime, each: int) -> tuple[tuple[str, Mark], ...]:
        """By membership, of each the last so many marks that may be seen, none from before `since`, oldest first."""
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

    async def report_of_id(self, report_id: str) -> KeptReport | None:
        """That complaint."""
        ...

    async def settle(self, report: KeptReport) -> None:
        """Keep that it was dealt with, and in which version it was mended, as given; once."""
        ...
