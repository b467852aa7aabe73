"""What coaches ask of a learner: in a line each, on a page of its own, and where it is done from there."""

from __future__ import annotations

from datetime import datetime, tzinfo

from coaching.cohorts.standing import State
from coaching.cohorts.target import What
from coaching.faces.telegram.markup import bold, clipped, escaped
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.shelf import House
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import Words
from coaching.faces.words.days import day_told
from coaching.faces.words.groups import state_told, wanted_told, what_told
from coaching.faces.words.hours import hour_told
from coaching.services import assignments, own_scenarios
from coaching.services.access import NotThere
from coaching.services.assignments import Asked
from coaching.services.cohort_records import KeptAssignment
from coaching.services.efforts import OWN
from coaching.services.ports import Transaction
from coaching.services.records import Learner
from coaching.services.reminding import zone_of

MOST_SHOWN = 4  # where somebody chooses whom to meet
LONGEST_LABEL = 34
Choice = tuple[str, Deed, str]


async def name_of(house: House, tx: Transaction, learner: Learner, what: What, about: str) -> str:
    """What the scenario, the exercise or the occasion of that id is called."""
    lang = learner.lang
    if what is What.SCENARIO:
        attendee = house.attendee(about)
        return attendee.name.first(lang) if attendee else about
    if what is What.DRILLS:
        drill = next((one for one in house.shelf.drills if one.id == about), None)
        return drill.name.first(lang) if drill else about
    if what is What.OWN:
        found = await own_scenarios.play(tx, learner, about)
        return about if isinstance(found, NotThere) else found.name
    evenings, seasons = house.shelf.evenings, house.shelf.seasons
    if what is What.CLUB:
        return seasons.editions.club.name.first(lang) if seasons else about
    occasion = next((one for one in (evenings.occasions if evenings else ()) if one.id == about), None)
    return occasion.name.first(lang) if occasion else about


def begun_large(text: str) -> str:
    """The text as a line that begins with it."""
    return text[:1].upper() + text[1:]


def when_told(due: datetime, zone: tzinfo, words: Words) -> str:
    """A day and an hour as somebody's clock shows them."""
    there = due.astimezone(zone)
    return words("joining.when", day=day_told(there.date(), words.lang), hour=hour_told(there, words))


async def coach_of(tx: Transaction, assignment: KeptAssignment, words: Words) -> str:
    """Who asks it, as they are called in that group; the group itself where nobody is."""
    author = await tx.cohorts.member(assignment.cohort, assignment.author) if assignment.author else None
    cohort = await tx.cohorts.of_id(assignment.cohort)
    return (author.alias if author else "") or words("joining.group_itself", cohort=cohort.name if cohort else "")


async def open_ones(visit: Visit) -> tuple[Asked, ...]:
    """What is still to be done, by due date."""
    every = await assignments.of_learner(visit.tx, visit.learner)
    return tuple(one for one in every if one.state is not State.COMPLETED)


async def asked_block(visit: Visit, asked: tuple[Asked, ...]) -> str:
    """Those in a line each; empty where there are none."""
    if not asked:
        return ""
    lines = [escaped(await _line(visit, one)) for one in asked]
    return "\n".join([f"📌 {bold(visit.words('joining.asked'))}", *lines])


async def asked_rows(visit: Visit) -> tuple[str, list[list[Choice]]]:
    """The first of what is still to be done, as a block and a button each: to stand above whom one could meet."""
    first = (await open_ones(visit))[:MOST_SHOWN]
    rows = []
    for one in first:
        name = await _named(visit, one)
        rows.append([(f"📌 {clipped(name, LONGEST_LABEL)}", Deed.ASSIGNED, one.assignment.id)])
    return await asked_block(visit, first), rows


async def show_assigned(visit: Visit, assignment_id: str) -> bool:
    """The page of one of them, with the way to do it; False where there is none, or none for them."""
    every = await assignments.of_learner(visit.tx, visit.learner)
    asked = next((one for one in every if one.assignment.id == assignment_id), None)
    if asked is None:
        return False
    words, assignment = visit.words, asked.assignment
    name = await _named(visit, asked)
    coach = await coach_of(visit.tx, assignment, words)
    told = [escaped(one) for one in wanted_told(assignment, words, visit.house.notebook.rubric)]
    note = [escaped(words("coaches.notice.note", coach=coach, note=assignment.note))] if assignment.note else []
    begin = _way(visit, asked)
    rows = [
        *([[(words("joining.buttons.begin"), *begin)]] if begin else []),
        [(words("telegram.buttons.another"), Deed.CHOOSE, "")],
    ]
    until = words("joining.until", due=_due(visit, asked), state=_state(asked, words))
    visit.show(
        f"📌 {bold(begun_large(what_told(assignment.what, name, words)))}",
        "\n".join([escaped(until), *told]),
        *note,
        *([] if begin else [escaped(words("joining.elsewhere"))]),
        rows=await visit.keyboard(Place.READY, rows),
    )
    return True


def _way(visit: Visit, asked: Asked) -> tuple[Deed, str] | None:
    """The tap that begins it here."""
    about, shelf = asked.assignment.about, visit.house.shelf
    match asked.assignment.what:
        case What.SCENARIO if visit.house.attendee(about):
            return Deed.PICK, about
        case What.OWN:
            return Deed.PICK, f"{OWN}{about}"
        case What.DRILLS if any(one.id == about for one in shelf.drills):
            return Deed.DRILL, about
        case What.EVENING if shelf.evenings and any(one.id == about for one in shelf.evenings.occasions):
            return Deed.OUT_TO, about
        case What.CLUB if shelf.seasons:
            return Deed.CLUB, ""
    return None


async def _named(visit: Visit, asked: Asked) -> str:
    return await name_of(visit.house, visit.tx, visit.learner, asked.assignment.what, asked.assignment.about)


async def _line(visit: Visit, asked: Asked) -> str:
    words, assignment = visit.words, asked.assignment
    what = what_told(assignment.what, await _named(visit, asked), words)
    return words("joining.line", what=what, due=_due(visit, asked), state=_state(asked, words))


def _due(visit: Visit, asked: Asked) -> str:
    return when_told(asked.assignment.due, zone_of(visit.learner), visit.words)


def _state(asked: Asked, words: Words) -> str:
    """Where it stands; of several attempts, how many are done."""
    state, of = state_told(asked, words), asked.assignment.attempts
    if of == 1:
        return state
    return words("joining.done_of", state=state, done=min(asked.standing.attempts, of), of=of)
