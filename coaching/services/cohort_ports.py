"""What the use cases ask of a store about coaches' groups."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from coaching.cohorts.standing import Standing, State
from coaching.services.cohort_records import (
    Activity,
    BoardLine,
    KeptAssignment,
    KeptCohort,
    KeptInvitation,
    KeptMember,
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

    async def called(self, member_ids: Collection[str]) -> Mapping[str, str]:
        """What those who are still in it want to be called, by membership."""
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
        state: State | None = None,
        start: int = 0,
        most: int | None = None,
    ) -> tuple[BoardLine, ...]:
        """Every learner with everything asked of them; or one's, one assignment's, or what stands in one way alone."""
        ...

    async def board_length(
        self, cohort_id: str, now: datetime, *, assignment: str | None = None, state: State | None = None
    ) -> int:
        """How many lines that board has in all."""
        ...

    async def open_work(self, cohort_id: str, members: Collection[str]) -> tuple[tuple[str, str, int, bool], ...]:
        """What these haven't completed, by due date: the membership, the assignment, the attempts, whether it began."""
        ...

    async def activity(self, cohort_id: str) -> tuple[Activity, ...]:
        """Every learner in the order in which they came: when they last did what was asked, how much they completed."""
        ...

    async def state_counts(self, cohort_id: str, now: datetime) -> tuple[StateCounts, ...]:
        """How many stand where, by assignment, by due date."""
        ...
