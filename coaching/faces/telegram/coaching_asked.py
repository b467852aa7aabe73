"""What is asked of a group, one by one: how many stand where, to be changed or taken back."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from coaching.faces.telegram.assigned import begun_large, name_of, when_told
from coaching.faces.telegram.coaching_drafts import NONE, Draft, draft_of
from coaching.faces.telegram.coaching_pages import Choice, back, coached, gone, show
from coaching.faces.telegram.markup import bold, clipped, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Visit
from coaching.faces.words.days import day_told
from coaching.faces.words.groups import wanted_told, what_told
from coaching.services import assignments, cohorts
from coaching.services.access import NotThere
from coaching.services.assignments import Assigned
from coaching.services.cohort_records import KeptAssignment, KeptMember

LONGEST_NAME = 16


async def _asked(visit: Visit, _: str) -> None:
    """All that is asked of the group, a button each."""
    cohort = await coached(visit)
    every = await assignments.of_cohort(visit.tx, visit.learner, cohort.id) if cohort else NotThere()
    if cohort is None or isinstance(every, NotThere):
        await gone(visit)
        return
    words, rows = visit.words, list[list[Choice]]()
    for one in every:
        name = await name_of(visit.house, visit.tx, visit.learner, one.what, one.about)
        day = day_told(one.due.astimezone(ZoneInfo(one.zone)).date(), visit.lang)
        label = words("coach.asked.button", name=clipped(name, LONGEST_NAME), day=day)
        rows.append([(label, Deed.RE_ASK, one.id)])
    told = words("coach.asked.which" if rows else "coach.asked.none")
    rows.append([(words("coach.menu.assign"), Deed.ASSIGN, ""), back(visit, cohort.id)])
    await show(visit, cohort.id, f"📌 {bold(words('coach.asked.title'))}", escaped(told), rows=rows)


async def _one(visit: Visit, assignment_id: str) -> None:
    """One of them: what it asks and how many stand where."""
    found = await changeable(visit, assignment_id)
    if found is None:
        await gone(visit)
        return
    words = visit.words
    name = await name_of(visit.house, visit.tx, visit.learner, found.what, found.about)
    counts = await cohorts.counts(visit.tx, visit.learner, found.cohort)
    stand = () if isinstance(counts, NotThere) else counts.assignments
    here = next((one for one in stand if one.assignment == found.id), None)
    lines = [
        words("coach.assign.to", name=await whom_told(visit, draft_of(found, visit.house.notebook.rubric))),
        words("coach.asked.until", when=when_told(found.due, ZoneInfo(found.zone), words)),
        *wanted_told(found, words, visit.house.notebook.rubric),
    ]
    if found.note:
        lines.append(words("coach.assign.note", note=found.note))
    if here:
        waiting = here.not_started + here.past_due
        lines.append(words("coach.asked.stand", done=here.completed, running=here.in_progress, waiting=waiting))
    rows: list[list[Choice]] = [
        [(words("coach.asked.change"), Deed.DRAFT, found.id)],
        [(words("coach.asked.withdraw"), Deed.UN_ASK, found.id)],
        [(words("coach.menu.asked"), Deed.ASKED, ""), back(visit, found.cohort)],
    ]
    head = f"📌 {bold(begun_large(what_told(found.what, name, words)))}"
    await show(visit, found.cohort, "\n".join([head, *map(escaped, lines)]), rows=rows)


async def _withdraw(visit: Visit, assignment_id: str) -> None:
    """Whether they are sure: everybody it is for will be told."""
    found = await changeable(visit, assignment_id)
    if found is None:
        await gone(visit)
        return
    words = visit.words
    name = await name_of(visit.house, visit.tx, visit.learner, found.what, found.about)
    meant = len(await visit.tx.assignments.meant_for(found))
    told = words.count("coach.asked.withdraw_sure", meant, what=what_told(found.what, name, words))
    rows: list[list[Choice]] = [
        [(words("coach.asked.withdraw_yes"), Deed.UN_ASKED, found.id)],
        [(words("coach.asked.keep"), Deed.RE_ASK, found.id)],
    ]
    await show(visit, found.cohort, escaped(told), rows=rows)


async def _withdraw_for_good(visit: Visit, assignment_id: str) -> None:
    gone_now = await assignments.withdraw(visit.tx, visit.learner, assignment_id)
    if not isinstance(gone_now, Assigned):
        await gone(visit)
        return
    cohort_id = gone_now.assignment.cohort
    told = escaped(visit.words.count("coach.asked.withdrawn", len(gone_now.learners)))
    await show(
        visit, cohort_id, told, rows=[[(visit.words("coach.menu.asked"), Deed.ASKED, ""), back(visit, cohort_id)]]
    )


async def next_due(visit: Visit, cohort_id: str) -> tuple[str, ...]:
    """What is due next there, and how many stand where with it; nothing where all of it is over or done."""
    counts = await cohorts.counts(visit.tx, visit.learner, cohort_id)
    every = await assignments.of_cohort(visit.tx, visit.learner, cohort_id)
    if isinstance(counts, NotThere) or isinstance(every, NotThere):
        return ()
    stand = {one.assignment: one for one in counts.assignments}
    for one in every:
        here = stand.get(one.id)
        waiting = here.not_started + here.past_due if here else 0
        if here is None or one.due <= visit.tx.now or not waiting + here.in_progress:
            continue
        name = await name_of(visit.house, visit.tx, visit.learner, one.what, one.about)
        day = day_told(one.due.astimezone(ZoneInfo(one.zone)).date(), visit.lang)
        what = visit.words("coach.asked.button", name=name, day=day)
        slots = {"done": here.completed, "running": here.in_progress, "waiting": waiting}
        return (visit.words("coach.menu.next", what=what, **slots),)
    return ()


async def changeable(visit: Visit, assignment_id: str) -> KeptAssignment | None:
    """That assignment, where they coach the group it is asked of."""
    found = await assignments.see(visit.tx, visit.learner, assignment_id)
    me = None if isinstance(found, NotThere) else await visit.tx.cohorts.member(found.cohort, visit.learner.id)
    return found if isinstance(found, KeptAssignment) and me is not None and me.role.is_coach else None


async def whom_told(visit: Visit, draft: Draft) -> str:
    """Whom it is for, by name."""
    words = visit.words
    if draft.member == NONE:
        return words("coach.assign.everybody")
    member = await cohorts.member(visit.tx, visit.learner, draft.member)
    return (member.alias if isinstance(member, KeptMember) else "") or words("coach.nameless")


ASKED = Matter(deeds={Deed.ASKED: _asked, Deed.RE_ASK: _one, Deed.UN_ASK: _withdraw, Deed.UN_ASKED: _withdraw_for_good})
