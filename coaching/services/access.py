"""Whether somebody may do something with a record: one function for each kind, and one answer to whoever may not.

Every use case about groups asks here first. A record that isn't theirs is answered exactly as one that isn't there.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from coaching.cohorts.rights import Action, Kind, Relation, Role, allowed
from coaching.cohorts.sharing import Level, in_force
from coaching.services.cohort_records import (
    KeptAssignment,
    KeptCohort,
    KeptComment,
    KeptInvitation,
    KeptMember,
    KeptOwnScenario,
    KeptResult,
)
from coaching.services.ports import Transaction
from coaching.services.records import Learner

OF_ROLE: Mapping[Role, Relation] = MappingProxyType(
    {
        Role.OWNER: Relation.OWNER,
        Role.CO_COACH: Relation.CO_COACH,
        Role.SPONSOR: Relation.SPONSOR,
        Role.LEARNER: Relation.PEER,
    }
)


@dataclass(frozen=True)
class NotThere:
    """There is no such thing, or not for them. Nobody can tell which, so it says nothing more."""


@dataclass(frozen=True)
class Marks:
    """The marks of a piece of work, as a cohort may see them."""

    cohort: str
    result: KeptResult


@dataclass(frozen=True)
class Transcript:
    """The words of a piece of work, as a cohort may see them."""

    cohort: str
    result: KeptResult


Record = KeptCohort | KeptMember | KeptInvitation | KeptAssignment | Marks | Transcript | KeptComment | KeptOwnScenario


async def may(tx: Transaction, actor: Learner, action: Action, record: Record) -> bool:
    """Whether they may do that with the record."""
    return await MAY[type(record)](tx, actor, action, record)


async def may_cohort(tx: Transaction, actor: Learner, action: Action, cohort: KeptCohort) -> bool:
    """Its coaches, its learners and its sponsors; nobody else knows of it."""
    return allowed(Kind.COHORT, action, await _relations(tx, actor, cohort.id))


async def may_member(tx: Transaction, actor: Learner, action: Action, member: KeptMember) -> bool:
    """The coaches, and whom it is about; learners don't see one another."""
    relations = await _relations(tx, actor, member.cohort, subject=member.learner)
    return allowed(Kind.MEMBER, action, relations)


async def may_invitation(tx: Transaction, actor: Learner, action: Action, invitation: KeptInvitation) -> bool:
    """The coaches alone."""
    return allowed(Kind.INVITATION, action, await _relations(tx, actor, invitation.cohort))


async def may_assignment(tx: Transaction, actor: Learner, action: Action, assignment: KeptAssignment) -> bool:
    """The coaches, and the learners it is for."""
    me = await tx.cohorts.member(assignment.cohort, actor.id)
    is_for = me is not None and me.role is Role.LEARNER and assignment.member in (None, me.id)
    relations = {OF_ROLE[me.role]} if me else set()
    return allowed(Kind.ASSIGNMENT, action, relations | ({Relation.SUBJECT} if is_for else set()))


async def may_marks(tx: Transaction, actor: Learner, action: Action, marks: Marks) -> bool:
    """Whose work it is, and the coaches it was shared with."""
    relations = await _relations(tx, actor, marks.cohort, subject=marks.result.learner)
    return allowed(Kind.MARKS, action, relations, await shared_level(tx, marks.cohort, marks.result))


async def may_transcript(tx: Transaction, actor: Learner, action: Action, transcript: Transcript) -> bool:
    """Whose words they are, and the coaches who were let read them."""
    relations = await _relations(tx, actor, transcript.cohort, subject=transcript.result.learner)
    level = await shared_level(tx, transcript.cohort, transcript.result)
    return allowed(Kind.TRANSCRIPT, action, relations, level)


async def may_comment(tx: Transaction, actor: Learner, action: Action, comment: KeptComment) -> bool:
    """Whose rehearsal it is on, and the coaches, while they may see its marks."""
    result = await tx.work.result(comment.rehearsal)
    author = comment.author if comment.cohort else None
    relations = await _relations(tx, actor, comment.cohort, subject=comment.learner, author=author)
    level = await shared_level(tx, comment.cohort, result) if comment.cohort and result else Level.NOTHING
    return allowed(Kind.COMMENT, action, relations, level)


async def may_scenario(tx: Transaction, actor: Learner, action: Action, own: KeptOwnScenario) -> bool:
    """Its author; and once it is published, those who play it, to see it."""
    relations = {Relation.AUTHOR} if own.author == actor.id else set()
    for cohort in await tx.own_scenarios.published_in(own.id):
        relations |= await _relations(tx, actor, cohort)
    return allowed(Kind.SCENARIO, action, relations)


MAY: Mapping[type, Callable[[Transaction, Learner, Action, Any], Coroutine[Any, Any, bool]]] = MappingProxyType(
    {
        KeptCohort: may_cohort,
        KeptMember: may_member,
        KeptInvitation: may_invitation,
        KeptAssignment: may_assignment,
        Marks: may_marks,
        Transcript: may_transcript,
        KeptComment: may_comment,
        KeptOwnScenario: may_scenario,
    }
)


async def shared_level(tx: Transaction, cohort_id: str, result: KeptResult) -> Level:
    """What the coaches of that cohort may see of it at this very moment."""
    submission = await tx.sharing.submission(cohort_id, result.id)
    member = await tx.cohorts.member(cohort_id, result.learner)
    if submission is None or member is None:
        return Level.NOTHING
    return in_force(submission.level, member.sharing, by_standing_consent=submission.by_standing_consent)


async def _relations(
    tx: Transaction, actor: Learner, cohort_id: str | None, *, subject: int | None = None, author: int | None = None
) -> set[Relation]:
    me = await tx.cohorts.member(cohort_id, actor.id) if cohort_id else None
    relations = {OF_ROLE[me.role]} if me else set()
    if subject == actor.id:
        relations.add(Relation.SUBJECT)
    if author == actor.id and me and me.role.is_coach:  # who is no coach any more has no say in what they wrote
        relations.add(Relation.AUTHOR)
    return relations
