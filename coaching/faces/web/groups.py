"""A coach's groups: which there are, and the page of one. A sponsor gets counts, a learner what is theirs."""

from __future__ import annotations

from coaching.cohorts.rights import Role
from coaching.faces.web.answers import Answer, Ask, Sent, Shown, Went
from coaching.faces.web.board import board
from coaching.faces.words.groups import role_told
from coaching.services import cohorts
from coaching.services.access import NotThere
from coaching.services.cohorts import Seen


async def home(ask: Ask) -> Answer:
    """Every group they are in."""
    mine = await cohorts.mine(ask.tx, ask.me)
    told = [
        {"name": cohort.name, "role": role_told(me.role, ask.words), "to": f"/c/{cohort.id}", "lang": cohort.lang.value}
        for cohort, me in mine
    ]
    coaches = any(me.role.is_coach for _, me in mine)
    return Shown(
        "home.html", {"groups": told, "coaches": coaches, "can_write": coaches and ask.site.inspector is not None}
    )


async def cohort(ask: Ask) -> Answer:
    """One group, as whoever they are there sees it."""
    seen = await cohorts.see(ask.tx, ask.me, ask.id("cohort"))
    if isinstance(seen, NotThere):
        return seen
    if seen.me.role is Role.LEARNER:
        return Went(f"/m/{seen.me.id}")
    return await (board(ask, seen) if seen.me.role.is_coach else _counts(ask, seen))


async def export(ask: Ask) -> Answer:
    """The board as a file."""
    form = ask.id("form")
    if ask.site.exporter is None or form not in ("csv", "xlsx"):
        return NotThere()
    made = await ask.site.exporter.export(ask.tx, ask.me, ask.id("cohort"), form)
    return made if isinstance(made, NotThere) else Sent(made.content, made.kind, made.name)


async def _counts(ask: Ask, seen: Seen) -> Answer:
    counts = await cohorts.counts(ask.tx, ask.me, seen.cohort.id)
    if isinstance(counts, NotThere):
        return counts
    lines = [
        {
            "number": number,
            "not_started": one.not_started,
            "in_progress": one.in_progress,
            "completed": one.completed,
            "past_due": one.past_due,
        }
        for number, one in enumerate(counts.assignments, start=1)
    ]
    return Shown("counts.html", {"group": seen.cohort, "me": seen.me, "learners": counts.learners, "lines": lines})
