"""Who is what in a group: its owner names coaches, partners and members, and hands it over."""

from __future__ import annotations

from coaching.cohorts.rights import Action, Role
from coaching.faces.web.answers import Answer, Ask, Shown, Went
from coaching.faces.words.groups import role_told
from coaching.services import cohorts
from coaching.services.access import NotThere, may
from coaching.services.cohort_records import KeptCohort, KeptMember
from coaching.services.cohorts import OwnerStays

ROLES = (Role.LEARNER, Role.CO_COACH, Role.SPONSOR)


async def role(ask: Ask) -> Answer:
    """What somebody is, to be changed; and to take them out."""
    found = await _found(ask)
    if isinstance(found, NotThere):
        return found
    cohort, member = found
    roles = [
        (one.value, role_told(one, ask.words), ask.words(f"web.role.means.{one.value}"), one is member.role)
        for one in ROLES
    ]
    return Shown("role.html", {**_about(ask, cohort, member), "roles": roles})


async def appoint(ask: Ask) -> Answer:
    """They are that from now on."""
    wanted = ask.given("role")
    if wanted not in set(ROLES):
        return NotThere()
    given = await cohorts.appoint(ask.tx, ask.me, ask.id("member"), Role(wanted))
    return _after(given, "appointed")


async def handing(ask: Ask) -> Answer:
    """What it means that somebody else answers for the group, before it is done."""
    found = await _found(ask)
    if isinstance(found, NotThere) or found[1].role is not Role.CO_COACH:
        return NotThere()
    return Shown("hand.html", _about(ask, *found))


async def hand_over(ask: Ask) -> Answer:
    """They answer for it from now on."""
    return _after(await cohorts.hand_over(ask.tx, ask.me, ask.id("member")), "handed")


async def _found(ask: Ask) -> tuple[KeptCohort, KeptMember] | NotThere:
    """Somebody else in a group of theirs."""
    member = await cohorts.member(ask.tx, ask.me, ask.id("member"))
    if isinstance(member, NotThere) or member.learner == ask.me.id:
        return NotThere()
    cohort = await ask.tx.cohorts.of_id(member.cohort)
    may_appoint = await may(ask.tx, ask.me, Action.CHANGE, member)
    return (cohort, member) if cohort and may_appoint else NotThere()


def _about(ask: Ask, cohort: KeptCohort, member: KeptMember) -> dict[str, object]:
    return {
        "group": cohort,
        "member": member,
        "who": member.alias or ask.words("web.nameless"),
        "is_coach": member.role is Role.CO_COACH,
        "is_learner": member.role is Role.LEARNER,
        "now": role_told(member.role, ask.words),
    }


def _after(given: KeptMember | NotThere | OwnerStays, said: str) -> Answer:
    if isinstance(given, OwnerStays):
        return Went("/", "owner_stays")
    return given if isinstance(given, NotThere) else Went(f"/c/{given.cohort}/people", said)
