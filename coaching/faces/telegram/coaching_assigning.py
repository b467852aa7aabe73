"""Asking a group or one of its learners to do something: what, whom, until when; a word along with it; and changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from coaching.cohorts.calendar import local
from coaching.cohorts.rights import Role
from coaching.cohorts.target import What
from coaching.faces.telegram.assigned import begun_large, name_of
from coaching.faces.telegram.coaching_asked import changeable, whom_told
from coaching.faces.telegram.coaching_drafts import (
    NONE,
    Draft,
    doubles_for,
    draft_of,
    read_draft,
)
from coaching.faces.telegram.coaching_pages import NAMES_IN_A_ROW, Choice, back, coached, gone, in_rows, show
from coaching.faces.telegram.markup import bold, clipped, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words.days import day_told, read_day
from coaching.faces.words.groups import refusal_told, wanted_told, what_told
from coaching.faces.words.hours import hour_told
from coaching.scenario import Scenario
from coaching.services import assignments, cohorts, own_scenarios
from coaching.services.access import NotThere
from coaching.services.assignments import DUE_AT, Refused, Unfit
from coaching.services.cohort_records import KeptAssignment, KeptCohort
from coaching.services.seasons import ABOUT

EVERYBODY = "all"
DAYS_AHEAD = (1, 3, 7, 14)
LONGEST_LABEL, LONGEST_WITH_MORE, LONGEST_NAME = 34, 37, 16
PEOPLE = 16  # names a page
FARTHEST = timedelta(days=2 * 365)


async def _assign(visit: Visit, member: str) -> None:
    """What kind of thing; for one person where it began at theirs."""
    cohort = await coached(visit)
    if cohort is None:
        await gone(visit)
        return
    draft = Draft(cohort.id, member=member or NONE)
    kinds = [one for one in What if await _offered(visit, cohort, one)]
    rows: list[list[Choice]] = [
        [(visit.words(f"coach.assign.kind.{one.value}"), Deed.OF_WHAT, one.value)] for one in kinds
    ]
    told = escaped(visit.words("coach.assign.what"))
    await show(visit, draft.written(), told, rows=[*rows, [back(visit, cohort.id)]])


async def _of_what(visit: Visit, kind: str) -> None:
    draft = read_draft(visit.stage.about)
    cohort = await coached(visit)
    if draft is None or cohort is None or kind not in set(What):
        await gone(visit)
        return
    offered = await _offered(visit, cohort, What(kind))
    rows = [[(clipped(name, LONGEST_WITH_MORE), Deed.ABOUT, about)] for about, name in offered]
    changed = replace(draft, what=What(kind), about=NONE)
    told = escaped(visit.words(f"coach.assign.which.{kind}"))
    await show(visit, changed.written(), told, rows=[*rows, [back(visit, cohort.id)]])


async def _about(visit: Visit, about: str) -> None:
    draft = read_draft(visit.stage.about)
    if draft is None:
        await gone(visit)
        return
    changed = replace(draft, about=about)
    await (_ask_whom(visit, changed, 0) if draft.member == NONE else _ask_day(visit, changed))


async def _ask_whom(visit: Visit, draft: Draft, start: int) -> None:
    words = visit.words
    found = await cohorts.members(visit.tx, visit.learner, draft.cohort, most=500)
    if isinstance(found, NotThere):
        await gone(visit)
        return
    learners = [one for one in found.members if one.role is Role.LEARNER]
    page = learners[start : start + PEOPLE]
    names: list[Choice] = [
        (clipped(one.alias or words("coach.nameless"), LONGEST_NAME), Deed.FOR_WHOM, one.id) for one in page
    ]
    more: list[Choice] = [("›", Deed.FOR_WHOM, str(start + PEOPLE))] if start + PEOPLE < len(learners) else []
    rows = [
        [(words("coach.assign.everybody"), Deed.FOR_WHOM, EVERYBODY)],
        *in_rows(names, NAMES_IN_A_ROW),
        *([more] if more else []),
        [back(visit, draft.cohort)],
    ]
    await show(visit, draft.written(), escaped(words("coach.assign.whom")), rows=rows)


async def _for_whom(visit: Visit, whom: str) -> None:
    draft = read_draft(visit.stage.about)
    if draft is None:
        await gone(visit)
    elif whom.isdecimal():
        await _ask_whom(visit, draft, int(whom))
    else:
        await _ask_day(visit, replace(draft, member=NONE if whom == EVERYBODY else whom))


async def _ask_day(visit: Visit, draft: Draft, *blocks: str) -> None:
    """A day by button, or typed as they would say it."""
    cohort = await coached(visit)
    if cohort is None:
        await gone(visit)
        return
    words, today = visit.words, _today(visit, cohort)
    rows: list[list[Choice]] = []
    eve = cohort.event - timedelta(days=1) if cohort.event else None
    if eve and local(eve, DUE_AT, ZoneInfo(cohort.zone)) > visit.tx.now:
        key = "coach.assign.tonight" if eve == today else "coach.assign.eve"
        rows.append([(words(key, day=day_told(eve, visit.lang)), Deed.DUE, eve.isoformat())])
    else:
        eve = None  # what is asked now is for afterwards
    for days in DAYS_AHEAD:
        day = today + timedelta(days=days)
        if eve is None or day < eve:
            label = words.count("coach.assign.in_days", days, day=day_told(day, visit.lang))
            rows.append([(label, Deed.DUE, day.isoformat())])
    rows.append([back(visit, cohort.id)])
    about, question = draft.written(), escaped(words("coach.assign.until"))
    visit.show(*blocks, question, rows=await visit.keyboard(Place.DUE, rows, about=about))


async def _due(visit: Visit, day: str) -> None:
    draft = read_draft(visit.stage.about)
    if draft is None:
        await gone(visit)
    else:
        await _until(visit, draft, day)


async def _day(visit: Visit, text: str) -> None:
    draft = read_draft(visit.stage.about)
    await (gone(visit) if draft is None else _until(visit, draft, text))


async def _until(visit: Visit, draft: Draft, said: str) -> None:
    """A day to come, as a button or a person says it; asked for again where it is none."""
    cohort = await coached(visit)
    if cohort is None:
        await gone(visit)
        return
    today = _today(visit, cohort)
    day = read_day(said, today, visit.lang)
    if day is not None and today <= day <= today + FARTHEST:
        await show_draft(visit, replace(draft, day=day))
    else:
        await _ask_day(visit, draft, *([escaped(visit.words("coach.new.which_day"))] if said else []))


async def show_draft(visit: Visit, draft: Draft, *blocks: str) -> None:
    """All of it before it goes out; what is typed now is the word that goes along."""
    cohort, words = await coached(visit), visit.words
    known = await _known(visit, draft)
    wish = None if isinstance(known, NotThere) else draft.wish("", known, visit.house.notebook.rubric)
    if cohort is None or wish is None:
        await gone(visit)
        return
    preview = KeptAssignment("", cohort.id, None, draft.what, draft.about, visit.tx.now, cohort.zone, visit.tx.now)
    preview = replace(preview, attempts=draft.attempts, target=wish.target, weights=wish.weights)
    name = await name_of(visit.house, visit.tx, visit.learner, draft.what, draft.about)
    lines = [
        words("coach.assign.to", name=await whom_told(visit, draft)),
        words("coach.assign.due", day=day_told(wish.day, visit.lang), hour=hour_told(wish.at, words)),
        *wanted_told(preview, words, visit.house.notebook.rubric),
        *([words("coach.assign.note", note=wish.note)] if wish.note else []),
    ]
    send = "coach.assign.send" if draft.is_new else "coach.assign.send_change"
    double: list[Choice] = [(words("coach.assign.double"), Deed.DOUBLE, "")] if doubles_for(draft.what) else []
    rows: list[list[Choice]] = [
        [(words(send), Deed.HAND_OUT, "")],
        [(words("coach.assign.attempts"), Deed.ATTEMPTS, ""), (words("coach.assign.target"), Deed.TARGET, "")],
        [*double, (words("coach.assign.day"), Deed.DUE, "")],
        [back(visit, cohort.id)],
    ]
    head = bold(begun_large(what_told(draft.what, name, words)))
    told = escaped(words("coach.assign.word"))
    rows_shown = await visit.keyboard(Place.WORD, rows, about=draft.written())
    visit.show(*blocks, "\n".join([f"📌 {head}", *map(escaped, lines)]), told, rows=rows_shown)


async def _word(visit: Visit, note: str) -> None:
    await _hand_out(visit, note)


async def _hand_out(visit: Visit, note: str) -> None:
    """It is asked from now on, or changed; everybody it is for will be told."""
    draft = read_draft(visit.stage.about)
    known = await _known(visit, draft) if draft else None
    was = known if isinstance(known, KeptAssignment) else None
    wish = draft.wish(note, was, visit.house.notebook.rubric) if draft else None
    if draft is None or wish is None or isinstance(known, NotThere):
        await gone(visit)
        return
    notebook = visit.house.notebook
    made = (
        await assignments.edit(notebook, visit.tx, visit.learner, known.id, wish)
        if known
        else await assignments.assign(notebook, visit.tx, visit.learner, draft.cohort, wish)
    )
    if isinstance(made, NotThere):
        await gone(visit)
    elif isinstance(made, Refused):
        told = escaped(refusal_told(made, visit.words))
        await (_ask_day(visit, draft, told) if made.why is Unfit.DUE else show_draft(visit, draft, told))
    else:
        key = "coach.assign.sent" if draft.is_new else "coach.assign.changed"
        told = escaped(visit.words.count(key, len(made.learners)))
        rows: list[list[Choice]] = [
            [(visit.words("coach.assign.another"), Deed.ASSIGN, ""), (visit.words("coach.menu.board"), Deed.BOARD, "")],
            [back(visit, draft.cohort)],
        ]
        await show(visit, draft.cohort, told, rows=rows)


async def _draft(visit: Visit, assignment_id: str) -> None:
    found = await changeable(visit, assignment_id)
    await (gone(visit) if found is None else show_draft(visit, draft_of(found, visit.house.notebook.rubric)))


async def _offered(visit: Visit, cohort: KeptCohort, what: What) -> Sequence[tuple[str, str]]:
    """What of that kind can be done here: ids and names."""
    lang = visit.lang
    match what:
        case What.SCENARIO:
            easiest_first = sorted(visit.house.attendees, key=lambda one: (one.difficulty, one.id))
            return [(one.id, _with_difficulty(visit, one)) for one in easiest_first]
        case What.DRILLS:
            drills = visit.house.shelf.drills if visit.house.shelf.marker else ()
            return [(one.id, one.name.first(lang)) for one in drills if one.items.get(lang)]
        case What.OWN:
            found = await own_scenarios.open_to(visit.tx, visit.learner, cohort.id)
            return [] if isinstance(found, NotThere) else [(one.id, one.name) for one in found]
        case What.EVENING:
            evenings = visit.house.shelf.evenings
            return [(one.id, one.name.first(lang)) for one in evenings.occasions] if evenings else []
        case What.CLUB:
            seasons = visit.house.shelf.seasons
            return [(ABOUT, seasons.editions.club.name.first(lang))] if seasons else []


def _with_difficulty(visit: Visit, attendee: Scenario) -> str:
    difficulty = visit.words(f"attendee.difficulty.{attendee.difficulty}")
    title = clipped(attendee.title.first(visit.lang), LONGEST_LABEL - len(difficulty))
    return visit.words("telegram.choose.button", title=title, difficulty=difficulty)


async def _known(visit: Visit, draft: Draft) -> KeptAssignment | NotThere | None:
    """The assignment a draft changes; None where it is a new one."""
    if draft.is_new:
        return None
    return await changeable(visit, draft.assignment) or NotThere()


def _today(visit: Visit, cohort: KeptCohort) -> date:
    return visit.tx.now.astimezone(ZoneInfo(cohort.zone)).date()


ASSIGNING = Matter(
    deeds={
        Deed.ASSIGN: _assign,
        Deed.OF_WHAT: _of_what,
        Deed.ABOUT: _about,
        Deed.FOR_WHOM: _for_whom,
        Deed.DUE: _due,
        Deed.DRAFT: _draft,
        Deed.HAND_OUT: _hand_out,
    },
    texts={Place.DUE: _day, Place.WORD: _word},
)
