"""Coming into a group by its link, seeing what is shared there, changing it, and leaving: a tap each."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

from coaching.cohorts.rights import Role
from coaching.cohorts.sharing import Level
from coaching.faces.telegram.afterwards import ended, next_rows
from coaching.faces.telegram.assigned import asked_block, open_ones, show_assigned
from coaching.faces.telegram.choosing import choose, go_on
from coaching.faces.telegram.coaching_groups import open_group, show_groups
from coaching.faces.telegram.coaching_pages import gone, home
from coaching.faces.telegram.coaching_sharing import level_rows
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.markup import bold, clipped, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words.days import day_told
from coaching.faces.words.groups import (
    consent_told,
    joined_told,
    left_told,
    offer_buttons,
    offer_told,
    sharing_told,
)
from coaching.faces.words.hours import hour_told
from coaching.services import cohorts, consents, invitations, reminding
from coaching.services.access import NotThere
from coaching.services.cohort_records import KeptCohort, KeptMember, KeptReading
from coaching.services.consents import Shared
from coaching.services.invitations import TOKEN_BYTES, AlreadyIn, Joined, Offer
from coaching.services.reminding import zone_of
from coaching.services.weeks import plan_weeks

LOOKS_SHOWN, LONGEST_LABEL = 10, 34


async def _coach(visit: Visit, _: str) -> None:
    """Straight to the one group where there is one alone."""
    mine = await cohorts.mine(visit.tx, visit.learner)
    await (open_any(visit, mine[0][0].id) if len(mine) == 1 else show_groups(visit, ""))


async def _by_link(visit: Visit, token: str) -> None:
    """Who invites, and exactly what they would see; nothing happens before a tap."""
    offer = await invitations.look(visit.tx, visit.learner, token)
    told = [escaped(one) for one in offer_told(offer, visit.words)]
    if not isinstance(offer, Offer):
        await go_on(visit, *told)
        return
    if offer.is_in:
        await open_any(visit, offer.cohort.id, escaped(visit.words("coaches.offer.already", cohort=offer.cohort.name)))
        return
    words = visit.words
    join, decline = offer_buttons(words)
    name = visit.learner.name or words("joining.nobody")
    as_whom = [escaped(words("joining.as_whom", name=name))] if offer.role is Role.LEARNER else []
    notices = [escaped(words("joining.notices"))] if offer.role is Role.LEARNER else []
    rows = [[(join, Deed.JOIN, _small(token)), (decline, Deed.NOT_NOW, "")]]
    first, *rest = told
    visit.tell(f"👥 <b>{first}</b>", *rest, *as_whom, *notices, rows=await visit.keyboard(Place.READY, rows, about=""))


async def _join(visit: Visit, small: str) -> None:
    joined = await invitations.join(visit.house.notebook, visit.tx, visit.learner, _token(small))
    if not isinstance(joined, Joined | AlreadyIn):
        await go_on(visit, *[escaped(one) for one in offer_told(joined, visit.words)])
        return
    if isinstance(joined, Joined) and joined.member.role is not Role.SPONSOR:
        # They said yes to being told what is asked of them; the settings take that back.
        visit.learner = await reminding.allow(visit.tx, visit.learner, reminders=True)
    if joined.member.role.is_coach:
        await plan_weeks(visit.tx, visit.learner, joined.cohort)
    told = [escaped(one) for one in joined_told(joined, visit.words)]
    await open_any(visit, joined.cohort.id, *told)


async def _not_now(visit: Visit, _: str) -> None:
    await go_on(visit, escaped(visit.words("joining.declined")))


async def open_any(visit: Visit, cohort_id: str, *blocks: str) -> None:
    """A group, as what they are in it."""
    me = await visit.tx.cohorts.member(cohort_id, visit.learner.id)
    if me is not None and me.role is Role.LEARNER:
        await _page(visit, cohort_id, *blocks)
    else:
        await open_group(visit, cohort_id, *blocks)


async def _mine(visit: Visit, cohort_id: str) -> None:
    await _page(visit, cohort_id)


async def _page(visit: Visit, cohort_id: str, *blocks: str) -> None:
    """A group, as one of its learners sees it: who coaches, what is asked, what is shared."""
    found = await _learning(visit, cohort_id)
    if found is None:
        await gone(visit)
        return
    (cohort, me), words = found, visit.words
    seen = await cohorts.see(visit.tx, visit.learner, cohort_id)
    coaches = [] if isinstance(seen, NotThere) else [name for name in seen.coaches if name]
    head = [bold(cohort.name)]
    if coaches:
        head.append(escaped(words("joining.coaches", names=", ".join(coaches))))
    if cohort.event:
        head.append(escaped(words("joining.event", day=day_told(cohort.event, visit.lang))))
    if me.alias:
        head.append(escaped(words("joining.called", name=me.alias)))
    asked = tuple(one for one in await open_ones(visit) if one.assignment.cohort == cohort_id)
    first = (words("joining.buttons.first"), Deed.ASSIGNED, asked[0].assignment.id) if asked else None
    todo = [[first or (words("telegram.buttons.somebody"), Deed.CHOOSE, "")]]
    told = [one for one in (*blocks, "\n".join(head), await asked_block(visit, asked)) if one]
    if not blocks:
        told.append(f"👁 {escaped(sharing_told(me.sharing, words))}")
    consent = [
        [(words(f"joining.consent.{level.value}"), Deed.CONSENT, level.value)]
        for level in Level
        if level is not me.sharing
    ]
    rows = [
        *todo,
        *consent,
        [(words("joining.buttons.alias"), Deed.ALIAS, ""), (words("joining.buttons.readers"), Deed.READERS, "")],
        [(words("joining.buttons.leave"), Deed.LEAVE, ""), home(visit)],
    ]
    visit.show(*told, rows=await visit.keyboard(Place.READY, rows, about=cohort_id))


async def _consent(visit: Visit, level: str) -> None:
    """Their standing consent; it holds from this tap on."""
    cohort_id = visit.stage.about
    if level not in set(Level):
        await gone(visit)
        return
    changed = await consents.stand(visit.tx, visit.learner, cohort_id, Level(level))
    if isinstance(changed, NotThere):
        await gone(visit)
    else:
        await _page(visit, cohort_id, *[escaped(one) for one in consent_told(changed, visit.words)])


async def _ask_alias(visit: Visit, _: str) -> None:
    cohort_id = visit.stage.about
    await visit.use_up_keyboard(Place.ALIAS, cohort_id)
    visit.tell(escaped(visit.words("joining.alias")))


async def _alias(visit: Visit, name: str) -> None:
    cohort_id = visit.stage.about
    await cohorts.call(visit.tx, visit.learner, cohort_id, name)
    await open_any(visit, cohort_id)


async def _readers(visit: Visit, _: str) -> None:
    """Who looked at what they shared, latest first."""
    cohort_id, words = visit.stage.about, visit.words
    looks = [one for one in await consents.readers(visit.tx, visit.learner) if one.cohort == cohort_id][:LOOKS_SHOWN]
    lines = [await _look(visit, one) for one in looks]
    title = bold(words("joining.readers"))
    told = "\n".join([title, *map(escaped, lines)]) if lines else escaped(words("joining.no_reader"))
    rows = [[(words("coach.buttons.back"), Deed.MY_GROUP, cohort_id)]]
    visit.show(told, rows=await visit.keyboard(Place.READY, rows, about=cohort_id))


async def _look(visit: Visit, look: KeptReading) -> str:
    words, there = visit.words, look.at.astimezone(zone_of(visit.learner))
    who = await visit.tx.cohorts.member(look.cohort, look.reader) if look.cohort and look.reader else None
    name = (who.alias if who else "") or words("joining.a_coach")
    when = words("joining.when", day=day_told(there.date(), visit.lang), hour=hour_told(there, words))
    return words(f"joining.looked.{look.level.value}", name=name, when=when)


async def _leave(visit: Visit, _: str) -> None:
    """Whatever they are there; an owner is told what comes first."""
    cohort_id = visit.stage.about
    cohort = await visit.tx.cohorts.of_id(cohort_id)
    left = await cohorts.leave(visit.tx, visit.learner, cohort_id)
    if cohort is None or isinstance(left, NotThere):
        await gone(visit)
        return
    if isinstance(left, KeptMember):
        await visit.tx.reminders.stop(visit.learner, cohort_id)  # the Wednesdays of a coach
    name = cohort.name if isinstance(left, KeptMember) else left
    await choose(visit, escaped(left_told(name, visit.words)))


async def _sharing(visit: Visit, cohort_id: str) -> None:
    """The choice again, about one rehearsal and one group: where there are several, which of them comes first."""
    rehearsal = visit.stage.about.partition(" ")[0]
    debrief, words = await ended(visit, rehearsal), visit.words
    if debrief is None:
        await go_on(visit)
        return
    groups = await _meant(visit, rehearsal)
    chosen = next((one for one in groups if one.id == cohort_id or len(groups) == 1), None)
    if chosen is None:
        rows = [[(clipped(one.name, LONGEST_LABEL), Deed.SHARING, one.id)] for one in groups]
        told, about = words("joining.share.with_whom"), rehearsal
    else:
        rows, about = level_rows(visit), f"{rehearsal} {chosen.id}"
        told = words("joining.share.what", cohort=chosen.name)
    visit.tell(escaped(told), rows=await visit.keyboard(Place.READY, rows, about=about))


async def _share(visit: Visit, level: str) -> None:
    """One rehearsal, with the group that was chosen; under its debrief, with those that asked for it."""
    rehearsal, _, chosen = visit.stage.about.partition(" ")
    debrief, told = await ended(visit, rehearsal), list[str]()
    if debrief is None or level not in set(Level):
        await go_on(visit)
        return
    for cohort in await _meant(visit, rehearsal):
        if chosen not in ("", cohort.id):
            continue
        shared = await consents.share(visit.house.notebook, visit.tx, visit.learner, cohort.id, rehearsal, Level(level))
        if isinstance(shared, Shared):
            head = visit.words("joining.shared_with", cohort=cohort.name)
            told.append("\n".join([bold(head), escaped(visit.words(f"joining.shared.{shared.level.value}"))]))
    visit.tell(*told or [escaped(visit.words("coach.gone"))], rows=await next_rows(visit, debrief))


async def _meant(visit: Visit, rehearsal: str) -> tuple[KeptCohort, ...]:
    """The groups that asked for it; all they learn in where none did."""
    groups = [one.cohort for one in await consents.choices(visit.tx, visit.learner, rehearsal)]
    counted = [await visit.tx.assignments.of_id(name) for name in await visit.tx.work.counted(rehearsal)]
    asking = {one.cohort for one in counted if one}
    return tuple(one for one in groups if one.id in asking) or tuple(groups)


async def _assigned(visit: Visit, assignment_id: str) -> None:
    if not await show_assigned(visit, assignment_id):
        await choose(visit, escaped(visit.words("joining.no_more")))


async def _learning(visit: Visit, cohort_id: str) -> tuple[KeptCohort, KeptMember] | None:
    mine = await cohorts.mine(visit.tx, visit.learner)
    return next((one for one in mine if one[0].id == cohort_id and one[1].role is Role.LEARNER), None)


def _small(token: str) -> str:
    """The token in letters a button carries, so that it is kept nowhere."""
    return urlsafe_b64decode(f"{token}==").hex()


def _token(small: str) -> str:
    """The token again; any other text for what was none."""
    try:
        plain = bytes.fromhex(small)
    except ValueError:
        plain = b""
    return urlsafe_b64encode(plain).decode().rstrip("=") if len(plain) == TOKEN_BYTES else small


JOINING = Matter(
    commands={Command.COACH: _coach},
    deeds={
        Deed.JOIN: _join,
        Deed.NOT_NOW: _not_now,
        Deed.MY_GROUP: _mine,
        Deed.CONSENT: _consent,
        Deed.ALIAS: _ask_alias,
        Deed.READERS: _readers,
        Deed.LEAVE: _leave,
        Deed.SHARING: _sharing,
        Deed.SHARE: _share,
        Deed.ASSIGNED: _assigned,
    },
    texts={Place.ALIAS: _alias},
    links={"j": _by_link},
)
