"""A coach's group: made in a minute, left in one tap, and never without somebody who answers for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from coaching.cohorts.calendar import not_quiet
from coaching.cohorts.rights import Action, Role
from coaching.cohorts.sharing import Level
from coaching.language import Language
from coaching.services import assignments, consents
from coaching.services.access import NotThere, may
from coaching.services.cohort_records import KeptCohort, KeptMember, StateCounts
from coaching.services.invitations import LONGEST_ALIAS
from coaching.services.journey_records import KeptReminder
from coaching.services.notebook import Notebook
from coaching.services.ports import Transaction
from coaching.services.records import Learner
from coaching.services.texts import one_line

LONGEST_NAME = 80  # characters
PAGE = 25  # lines a page, where nobody asks otherwise
APPOINTED = "appointed"  # the kind of the reminder that they are something else in a group now; about the cohort
FARTHEST = timedelta(days=2 * 365)  # that an event is planned ahead
FEW = 3  # learners: counts of fewer would tell of one


@dataclass(frozen=True)
class Seen:
    """A cohort, as one of those in it sees it."""

    cohort: KeptCohort
    me: KeptMember
    coaches: tuple[str, ...]  # as they call themselves there
    learners: int | None  # how many; None for whoever has no business knowing


@dataclass(frozen=True)
class Members:
    """A page of those who are in it."""

    members: tuple[KeptMember, ...]
    start: int
    of: int


@dataclass(frozen=True)
class Counts:
    """How many there are and how many stand where, without a name."""

    learners: int
    assignments: tuple[StateCounts, ...]


@dataclass(frozen=True)
class OwnerStays:
    """A cohort has an owner: they hand it over or close it before they leave."""


async def create(
    notebook: Notebook,
    tx: Transaction,
    actor: Learner,
    name: str,
    lang: Language,
    *,
    zone: str = "",
    event: date | None = None,
) -> KeptCohort:
    """A new group with them as its owner; `zone` (IANA) is their own where it is empty. Raises for an unknown zone."""
    zone = zone or actor.preferences.time_zone
    ZoneInfo(zone)
    cohort = KeptCohort(notebook.new_id(), one_line(name, LONGEST_NAME), lang, zone, tx.now, event)
    await tx.cohorts.add(cohort)
    alias = one_line(actor.name, LONGEST_ALIAS)
    await tx.cohorts.enter(actor, KeptMember(notebook.new_id(), cohort.id, actor.id, Role.OWNER, tx.now, alias))
    return cohort


def can_be_on(event: date, today: date) -> bool:
    """Whether an event may still be planned for that day."""
    return today <= event <= today + FARTHEST


async def mine(tx: Transaction, actor: Learner) -> tuple[tuple[KeptCohort, KeptMember], ...]:
    """Those they are in, with what they are there, oldest first."""
    return await tx.cohorts.of_learner(actor)


async def see(tx: Transaction, actor: Learner, cohort_id: str) -> Seen | NotThere:
    """That one."""
    cohort, me = await tx.cohorts.of_id(cohort_id), await tx.cohorts.member(cohort_id, actor.id)
    if cohort is None or me is None or not await may(tx, actor, Action.SEE, cohort):
        return NotThere()
    counted = await tx.cohorts.member_count(cohort_id)
    coaches = sum(counted.get(role.value, 0) for role in Role if role.is_coach)
    names = tuple(one.alias for one in await tx.cohorts.members(cohort_id, most=coaches) if one.role.is_coach)
    is_told = me.role is not Role.LEARNER
    return Seen(cohort, me, names, counted.get(Role.LEARNER.value, 0) if is_told else None)


async def change(tx: Transaction, actor: Learner, changed: KeptCohort) -> KeptCohort | NotThere:
    """Its name, language, zone and event as given. Raises for an unknown zone."""
    known = await tx.cohorts.of_id(changed.id)
    if known is None or not await may(tx, actor, Action.CHANGE, known):
        return NotThere()
    ZoneInfo(changed.zone)
    kept = replace(changed, name=one_line(changed.name, LONGEST_NAME), made=known.made)
    await tx.cohorts.save(kept)
    return kept


async def close(tx: Transaction, actor: Learner, cohort_id: str) -> KeptCohort | NotThere:
    """It is no more; what its learners did and were told stays theirs."""
    known = await tx.cohorts.of_id(cohort_id)
    if known is None or not await may(tx, actor, Action.DELETE, known):
        return NotThere()
    await tx.cohorts.delete(cohort_id)
    await tx.reminders.stop(actor, cohort_id)
    return known


async def members(
    tx: Transaction, actor: Learner, cohort_id: str, start: int = 0, most: int = PAGE
) -> Members | NotThere:
    """Who is in it, coaches first."""
    me = await tx.cohorts.member(cohort_id, actor.id)
    if me is None or not me.role.is_coach:
        return NotThere()
    counted: Mapping[str, int] = await tx.cohorts.member_count(cohort_id)
    return Members(await tx.cohorts.members(cohort_id, start, most), start, sum(counted.values()))


async def member(tx: Transaction, actor: Learner, member_id: str) -> KeptMember | NotThere:
    """That one."""
    found = await tx.cohorts.member_of_id(member_id)
    return found if found and await may(tx, actor, Action.SEE, found) else NotThere()


async def appoint(tx: Transaction, actor: Learner, member_id: str, role: Role) -> KeptMember | NotThere | OwnerStays:
    """Somebody in it is something else there from now on, and is told. To make another the owner is to hand it over."""
    if role is Role.OWNER:
        return await hand_over(tx, actor, member_id)
    found = await tx.cohorts.member_of_id(member_id)
    if found is None or not await may(tx, actor, Action.CHANGE, found):
        return NotThere()
    if found.learner == actor.id:
        return OwnerStays()
    if found.role is role:
        return found
    if found.role is Role.LEARNER:
        await _learns_no_more(tx, found)
        found = replace(found, sharing=Level.NOTHING)
    return await _appointed(tx, found, role)


async def hand_over(tx: Transaction, actor: Learner, member_id: str) -> KeptMember | NotThere | OwnerStays:
    """A co-coach answers for it from now on, and is told; whoever did is a co-coach. To anybody else it isn't handed.

    The heir, or OwnerStays where that is themselves. Telling is a reminder of the kind APPOINTED about the cohort.
    """
    heir = await tx.cohorts.member_of_id(member_id)
    if heir is None or not await may(tx, actor, Action.CHANGE, heir):
        return NotThere()
    if heir.learner == actor.id:
        return OwnerStays()
    me = await tx.cohorts.member(heir.cohort, actor.id)
    if me is None or heir.role is not Role.CO_COACH:
        return NotThere()
    await tx.cohorts.keep_member(replace(me, role=Role.CO_COACH))
    return await _appointed(tx, heir, Role.OWNER)


async def call(tx: Transaction, actor: Learner, cohort_id: str, alias: str) -> KeptMember | NotThere:
    """They are called that there."""
    me = await tx.cohorts.member(cohort_id, actor.id)
    if me is None:
        return NotThere()
    called = replace(me, alias=one_line(alias, LONGEST_ALIAS))
    await tx.cohorts.keep_member(called)
    return called


async def leave(tx: Transaction, actor: Learner, cohort_id: str) -> KeptMember | NotThere | OwnerStays:
    """They are out, and nothing of theirs is shared there any more."""
    me = await tx.cohorts.member(cohort_id, actor.id)
    if me is None:
        return NotThere()
    return OwnerStays() if me.role is Role.OWNER else await _out(tx, me)


async def remove(tx: Transaction, actor: Learner, member_id: str) -> KeptMember | NotThere | OwnerStays:
    """Somebody is out; coaches are removed by the owner alone."""
    found = await tx.cohorts.member_of_id(member_id)
    if found is None or not await may(tx, actor, Action.DELETE, found):
        return NotThere()
    if found.role is Role.OWNER:
        return OwnerStays()
    me = await tx.cohorts.member(found.cohort, actor.id)
    if found.role.is_coach and found.learner != actor.id and (me is None or me.role is not Role.OWNER):
        return NotThere()
    return await _out(tx, found)


async def counts(tx: Transaction, actor: Learner, cohort_id: str) -> Counts | NotThere:
    """How many stand where. A sponsor gets no count that would tell of one person."""
    me = await tx.cohorts.member(cohort_id, actor.id)
    if me is None or me.role is Role.LEARNER:
        return NotThere()
    learners = (await tx.cohorts.member_count(cohort_id)).get(Role.LEARNER.value, 0)
    every = await tx.assignments.state_counts(cohort_id, tx.now)
    if me.role is Role.SPONSOR:
        of_one = {one.id for one in await tx.assignments.of_cohort(cohort_id) if one.member is not None}
        every = tuple(one for one in every if one.assignment not in of_one and _people(one) >= FEW)
    return Counts(learners, every)


async def depart(tx: Transaction, actor: Learner) -> None:
    """They are about to be forgotten: what they own goes to their oldest co-coach, who is told, or with them."""
    for cohort, me in await tx.cohorts.of_learner(actor):
        if me.role is not Role.OWNER:
            continue
        heir = next((one for one in await tx.cohorts.members(cohort.id) if one.role is Role.CO_COACH), None)
        if heir is None:
            await tx.cohorts.delete(cohort.id)
        else:
            await _appointed(tx, heir, Role.OWNER)


async def _appointed(tx: Transaction, member: KeptMember, role: Role) -> KeptMember:
    appointed = replace(member, role=role)
    await tx.cohorts.keep_member(appointed)
    learner = await tx.learners.of_id(member.learner)
    if learner is not None:
        when = not_quiet(tx.now, ZoneInfo(learner.preferences.time_zone))
        key = f"{APPOINTED}:{member.id}:{tx.now.isoformat(timespec='seconds')}"
        await tx.reminders.plan(learner, [KeptReminder(learner.id, APPOINTED, key, when, member.cohort)])
        if role is Role.LEARNER:
            await assignments.welcome(tx, learner, member.cohort)
    return appointed


async def _out(tx: Transaction, member: KeptMember) -> KeptMember:
    await _learns_no_more(tx, member)
    gone = replace(member, left=tx.now, sharing=Level.NOTHING)
    await tx.cohorts.keep_member(gone)
    return gone


async def _learns_no_more(tx: Transaction, member: KeptMember) -> None:
    """Nothing of theirs is shared there any more, and they are reminded of nothing that was asked."""
    await consents.end(tx, member)
    learner = await tx.learners.of_id(member.learner)
    if learner is not None:
        for one, _ in await tx.assignments.of_learner(learner):
            if one.cohort == member.cohort:
                await tx.reminders.stop(learner, one.id)


def _people(one: StateCounts) -> int:
    return one.not_started + one.in_progress + one.completed + one.past_due
