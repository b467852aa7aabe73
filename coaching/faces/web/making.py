"""A group made, changed and closed for good; what its closing takes along is told before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from coaching.cohorts.rights import Action, Role
from coaching.faces.web.answers import Answer, Ask, Shown, Went
from coaching.language import Language
from coaching.services import assignments, cohorts, invitations, reminding
from coaching.services.access import NotThere, may
from coaching.services.cohort_records import KeptCohort, KeptMember
from coaching.services.cohorts import LONGEST_NAME, Seen
from coaching.services.real_events import day_of
from coaching.services.texts import one_line
from coaching.services.weeks import plan_weeks

MOST_COACHES = 50  # who are named where a group is handed over; coaches stand first


@dataclass(frozen=True)
class Wish:
    """What a group should be called, which language it speaks, and when its event is."""

    name: str
    lang: Language
    event: date | None


async def blank(ask: Ask) -> Answer:
    """A form for a new one."""
    return _new(ask)


async def make(ask: Ask) -> Answer:
    """A new one, of theirs; and on to the link that lets people in."""
    wish = _wish(ask)
    if isinstance(wish, str):
        return _new(ask, wish)
    cohort = await cohorts.create(ask.notebook, ask.tx, ask.me, wish.name, wish.lang, event=wish.event)
    me = await reminding.allow(ask.tx, ask.me, reminders=True)
    await plan_weeks(ask.tx, me, cohort)
    return Went(f"/c/{cohort.id}/links", "made")


async def settings(ask: Ask) -> Answer:
    """What a group is called and the rest of it, to be changed; and the ways out of it."""
    return await _settings(ask)


async def change(ask: Ask) -> Answer:
    """It is called that from now on."""
    seen = await coached(ask)
    if isinstance(seen, NotThere):
        return seen
    wish = _wish(ask, seen.cohort)
    if isinstance(wish, str):
        return await _settings(ask, wish)
    wished = replace(seen.cohort, name=wish.name, lang=wish.lang, event=wish.event)
    changed = await cohorts.change(ask.tx, ask.me, wished)
    return changed if isinstance(changed, NotThere) else Went(f"/c/{changed.id}/settings", "changed")


async def closing(ask: Ask) -> Answer:
    """What would be gone and what would stay, for whoever may close it."""
    seen = await coached(ask)
    if isinstance(seen, NotThere) or not await may(ask.tx, ask.me, Action.DELETE, seen.cohort):
        return NotThere()
    asked = await assignments.of_cohort(ask.tx, ask.me, seen.cohort.id)
    links = await invitations.of_cohort(ask.tx, ask.me, seen.cohort.id)
    values = {
        "group": seen.cohort,
        "learners": seen.learners or 0,
        "asked": 0 if isinstance(asked, NotThere) else len(asked),
        "links": 0 if isinstance(links, NotThere) else len([one for one in links if one.is_open(ask.tx.now)]),
        "can_hand": any(one.role is Role.CO_COACH for one in await _coaches(ask, seen)),
    }
    return Shown("closing.html", values)


async def close(ask: Ask) -> Answer:
    """It is no more."""
    closed = await cohorts.close(ask.tx, ask.me, ask.id("cohort"))
    return closed if isinstance(closed, NotThere) else Went("/", "closed")


async def _coaches(ask: Ask, seen: Seen) -> tuple[KeptMember, ...]:
    page = await cohorts.members(ask.tx, ask.me, seen.cohort.id, most=MOST_COACHES)
    return () if isinstance(page, NotThere) else tuple(one for one in page.members if one.role.is_coach)


async def coached(ask: Ask) -> Seen | NotThere:
    """The group, for one of its coaches."""
    seen = await cohorts.see(ask.tx, ask.me, ask.id("cohort"))
    return seen if not isinstance(seen, NotThere) and seen.me.role.is_coach else NotThere()


def _new(ask: Ask, wrong: str = "") -> Answer:
    form = {"name": "", "lang": ask.words.lang.value, "event": ""}
    return Shown("new_group.html", _form(ask, form, wrong), 422 if wrong else 200)


async def _settings(ask: Ask, wrong: str = "") -> Answer:
    seen = await coached(ask)
    if isinstance(seen, NotThere):
        return seen
    group = seen.cohort
    form = {"name": group.name, "lang": group.lang.value, "event": group.event.isoformat() if group.event else ""}
    heirs = [
        (f"/m/{one.id}/hand", one.alias or ask.words("web.nameless"))
        for one in await _coaches(ask, seen)
        if one.role is Role.CO_COACH
    ]
    values = {"group": group, "me": seen.me, "owns": seen.me.role is Role.OWNER, "heirs": heirs}
    return Shown("settings.html", values | _form(ask, form, wrong), 422 if wrong else 200)


def _form(ask: Ask, form: dict[str, str], wrong: str) -> dict[str, object]:
    return {
        "form": form | {name: ask.form[name] for name in form if name in ask.form},
        "langs": [(one.value, ask.words(f"web.group.lang.{one.value}")) for one in Language],
        "today": day_of(ask.tx.now, ask.me).isoformat(),
        "longest": LONGEST_NAME,
        "wrong": ask.words(f"web.group.wrong.{wrong}") if wrong else "",
    }


def _wish(ask: Ask, known: KeptCohort | None = None) -> Wish | str:
    """What the form asks for; or what is wrong with it, a key under `web.group.wrong`."""
    name, lang, event = one_line(ask.given("name"), LONGEST_NAME), ask.given("lang"), ask.given("event").strip()
    try:
        day = date.fromisoformat(event) if event else None
    except ValueError:
        return "day"
    was = known.event if known else None
    if day is not None and day != was and not cohorts.can_be_on(day, day_of(ask.tx.now, ask.me)):
        return "day"
    if not name or lang not in set(Language):
        return "name"
    return Wish(name, Language(lang), day)
