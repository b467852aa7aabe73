"""A coach's group with everybody who may have to do with it, and one of everything in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from coaching.cohorts.rights import Role
from coaching.cohorts.sharing import Level
from coaching.cohorts.target import What
from coaching.language import Language
from coaching.services import assignments, cohorts, commenting, consents, invitations, own_scenarios
from coaching.services.assignments import Assigned, Wish
from coaching.services.cohort_records import KeptAssignment, KeptCohort, KeptComment, KeptMember, KeptOwnScenario
from coaching.services.consents import Shared
from coaching.services.events import Begun
from coaching.services.inspecting import Inspected
from coaching.services.invitations import Invited, Joined
from coaching.services.notebook import Notebook
from coaching.services.ports import Transaction
from coaching.services.practice import Practice
from coaching.services.records import Learner
from coaching.store import DatabaseStore
from tests.services.practices import ATTENDEE, SHY, a_practice
from tests.store.stores import Clock, opened

ACTORS = ("owner", "co_coach", "learner", "other_learner", "sponsor", "other_coach", "stranger")
DUE = date(2026, 12, 3)
PITCH = "Je vends des assurances, je peux vous faire un excellent prix dès demain!"


@dataclass
class Group:
    """Everybody by what they are to the group, and what there is of everything."""

    practice: Practice
    store: DatabaseStore
    clock: Clock
    people: dict[str, Learner] = field(default_factory=dict)
    cohort: KeptCohort | None = None
    other_cohort: KeptCohort | None = None

    @property
    def notebook(self) -> Notebook:
        return self.practice.notebook

    @property
    def id(self) -> str:
        assert self.cohort
        return self.cohort.id

    async def token(self, tx: Transaction, role: Role = Role.LEARNER, uses: int = 40) -> str:
        invited = await invitations.invite(self.notebook, tx, self.people["owner"], self.id, role, uses=uses)
        assert isinstance(invited, Invited)
        return invited.token

    async def join(self, tx: Transaction, who: str, role: Role = Role.LEARNER) -> KeptMember:
        joined = await invitations.join(self.notebook, tx, self.people[who], await self.token(tx, role), alias=who)
        assert isinstance(joined, Joined)
        return joined.member

    async def member(self, tx: Transaction, who: str) -> KeptMember:
        found = await tx.cohorts.member(self.id, self.people[who].id)
        assert found
        return found

    async def assign(self, tx: Transaction, **wish: object) -> KeptAssignment:
        given: dict[str, object] = {"what": What.SCENARIO, "about": ATTENDEE, "day": DUE} | wish
        made = await assignments.assign(self.notebook, tx, self.people["owner"], self.id, Wish(**given))  # type: ignore[arg-type]  # spelled out by each test
        assert isinstance(made, Assigned), made
        return made.assignment

    async def rehearse(self, who: str, *texts: str, scenario: str = ATTENDEE) -> str:
        """The id of a rehearsal in which they said that and ended."""
        learner = self.people[who]
        async with self.store.transaction() as tx:
            begun = await self.practice.begin(tx, learner, scenario)
            assert isinstance(begun, Begun)
        for text in texts or SHY[:2]:
            self.clock.turn(60)
            async with self.store.transaction() as tx:
                await self.practice.say(tx, learner, text)
        async with self.store.transaction() as tx:
            await self.practice.end(tx, learner)
        self.clock.turn(60)
        return begun.id

    async def share(self, tx: Transaction, who: str, rehearsal: str, level: Level) -> Shared:
        shared = await consents.share(self.notebook, tx, self.people[who], self.id, rehearsal, level)
        assert isinstance(shared, Shared)
        return shared


@asynccontextmanager
async def a_group(url: str = "sqlite://") -> AsyncIterator[Group]:
    """An owner, a co-coach, two learners, a sponsor, another coach with a cohort of theirs, and a stranger."""
    clock = Clock()
    async with opened(url, clock) as store:
        group = Group(a_practice(), store, clock)
        async with store.transaction() as tx:
            for number, who in enumerate(ACTORS, start=7):
                group.people[who] = await tx.learners.add(number, number, Language.FR)
            group.cohort = await cohorts.create(
                group.notebook, tx, group.people["owner"], "Chambre", Language.FR, zone="America/Toronto"
            )
            group.other_cohort = await cohorts.create(
                group.notebook, tx, group.people["other_coach"], "Ailleurs", Language.FR, zone="Europe/Paris"
            )
            await group.join(tx, "co_coach", Role.CO_COACH)
            await group.join(tx, "learner")
            await group.join(tx, "other_learner")
            await group.join(tx, "sponsor", Role.SPONSOR)
        clock.turn(timedelta(hours=8).total_seconds())  # the middle of the day
        yield group


@dataclass(frozen=True)
class Things:
    """One of every kind, all about `learner`."""

    invitation: str
    member: KeptMember
    assignment: KeptAssignment
    result: str
    comment: KeptComment
    own: KeptOwnScenario


async def one_of_everything(group: Group) -> Things:
    async with group.store.transaction() as tx:
        member = await group.member(tx, "learner")
        assignment = await group.assign(tx, member=member.id)
    result = await group.rehearse("learner", SHY[1], PITCH)
    async with group.store.transaction() as tx:
        owner = group.people["owner"]
        await group.share(tx, "learner", result, Level.TRANSCRIPT)
        comment = await commenting.comment(group.notebook, tx, owner, group.id, result, "Bien!", turn=1)
        own = await own_scenarios.save_draft(group.notebook, tx, owner, "boulanger", "id: boulanger")
        assert isinstance(comment, KeptComment)
        assert isinstance(own, KeptOwnScenario)
        await own_scenarios.publish(tx, owner, own.id, [group.id], Inspected(own.draft))
        invited = await tx.invitations.of_cohort(group.id)
    return Things(invited[0].id, member, assignment, result, comment, own)
