"""A coach's groups: made in a name and a day, each with a menu from which everything is a tap away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from coaching.cohorts.rights import Role
from coaching.faces.telegram.coaching_asked import next_due
from coaching.faces.telegram.coaching_inviting import show_invitation
from coaching.faces.telegram.coaching_pages import Choice, ask, at, back, coached, gone, home, show
from coaching.faces.telegram.coaching_week import BEGIN, STOP
from coaching.faces.telegram.markup import bold, clipped, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words.days import day_told, read_day
from coaching.faces.words.groups import role_told
from coaching.language import Language
from coaching.services import cohorts, reminding, reviewing
from coaching.services.access import NotThere
from coaching.services.cohort_records import KeptCohort
from coaching.services.cohorts import Seen
from coaching.services.real_events import day_of
from coaching.services.weeks import is_weekly, plan_weeks

LONGEST_LABEL = 26
FARTHEST = timedelta(days=2 * 365)
OTHER = {Language.FR: Language.EN, Language.EN: Language.FR}


async def show_groups(visit: Visit, _: str) -> None:
    """All their groups, whatever they are there; and a new one."""
    words = visit.words
    mine = await cohorts.mine(visit.tx, visit.learner)
    rows: list[list[Choice]] = []
    for cohort, me in mine:
        label = words("coach.home.group", name=clipped(cohort.name, LONGEST_LABEL), role=role_told(me.role, words))
        rows.append([(label, Deed.MY_GROUP if me.role is Role.LEARNER else Deed.GROUP, cohort.id)])
    rows.append([(words("coach.buttons.new"), Deed.NEW_GROUP, "")])
    told = words("coach.home.which" if mine else "coach.home.none")
    await show(visit, "", f"👥 {bold(words('coach.home.title'))}", escaped(told), rows=rows)


async def _new(visit: Visit, _: str) -> None:
    await visit.use_up_keyboard(Place.GROUP_NAME)
    visit.tell(escaped(visit.words("coach.new.name")))


async def _name(visit: Visit, text: str) -> None:
    """It is made with its name alone; the rest has a default, and can be changed on the way."""
    if not text.strip():
        await _new(visit, "")
        return
    cohort = await cohorts.create(visit.house.notebook, visit.tx, visit.learner, text, visit.lang)
    visit.learner = await reminding.allow(visit.tx, visit.learner, reminders=True)
    await plan_weeks(visit.tx, visit.learner, cohort)
    await _ask_day(visit, cohort, visit.words("coach.new.made", name=cohort.name))


async def _ask_day(visit: Visit, cohort: KeptCohort, said: str) -> None:
    words, other = visit.words, OTHER[cohort.lang]
    rows: list[list[Choice]] = [
        [(words("coach.new.no_day"), Deed.NO_GROUP_DAY, "")],
        [(words(f"coach.new.language.{other.value}"), Deed.GROUP_LANGUAGE, other.value)],
    ]
    about = cohort.id
    blocks = [escaped(said)] if said else []
    await ask(visit, Place.GROUP_DAY, about, *blocks, escaped(words("coach.new.day")), rows=rows)


async def _language(visit: Visit, lang: str) -> None:
    cohort = await coached(visit)
    changed = (
        await cohorts.change(visit.tx, visit.learner, replace(cohort, lang=Language(lang)))
        if cohort and lang in set(Language)
        else NotThere()
    )
    if isinstance(changed, NotThere):
        await gone(visit)
    else:
        await _ask_day(visit, changed, visit.words(f"coach.new.speaks.{changed.lang.value}"))


async def _day(visit: Visit, text: str) -> None:
    cohort, today = await coached(visit), day_of(visit.tx.now, visit.learner)
    day = read_day(text, today, visit.lang)
    if cohort is None:
        await gone(visit)
    elif day is None or not today <= day <= today + FARTHEST:
        await _ask_day(visit, cohort, visit.words("coach.new.which_day"))
    else:
        changed = await cohorts.change(visit.tx, visit.learner, replace(cohort, event=day))
        await (gone(visit) if isinstance(changed, NotThere) else show_invitation(visit, cohort.id, Role.LEARNER))


async def _no_day(visit: Visit, _: str) -> None:
    await show_invitation(visit, at(visit, 1)[0], Role.LEARNER)


async def _menu(visit: Visit, cohort_id: str) -> None:
    await open_group(visit, cohort_id)


async def open_group(visit: Visit, cohort_id: str, *blocks: str) -> None:
    """The menu of a group for its coaches, its counts for a sponsor."""
    seen = await cohorts.see(visit.tx, visit.learner, cohort_id)
    if isinstance(seen, NotThere) or seen.me.role is Role.LEARNER:
        await gone(visit)
    elif seen.me.role is Role.SPONSOR:
        await _counts(visit, seen, *blocks)
    else:
        await _for_coaches(visit, seen, *blocks)


async def _for_coaches(visit: Visit, seen: Seen, *blocks: str) -> None:
    words, cohort = visit.words, seen.cohort
    head = [f"👥 {bold(cohort.name)}"]
    if cohort.event:
        head.append(escaped(words("joining.event", day=day_told(cohort.event, visit.lang))))
    head.append(escaped(words.count("coach.menu.learners", seen.learners or 0)))
    waiting = await reviewing.waiting(visit.house.notebook, visit.tx, visit.learner, cohort.id)
    if not isinstance(waiting, NotThere) and waiting:
        head.append(escaped(words.count("coach.menu.waiting", len(waiting))))
    head += [escaped(one) for one in await next_due(visit, cohort.id)]
    weekly = STOP if await is_weekly(visit.tx, visit.learner, cohort) else BEGIN
    rows: list[list[Choice]] = [
        [(words("coach.menu.board"), Deed.BOARD, ""), (words("coach.menu.assign"), Deed.ASSIGN, "")],
        [(words("coach.menu.week"), Deed.WEEK, ""), (words("coach.menu.asked"), Deed.ASKED, "")],
        [(words("coach.menu.appeals"), Deed.APPEALS, ""), (words("coach.menu.disagree"), Deed.DISAGREE, "")],
        [(words("coach.menu.invite"), Deed.INVITE, Role.LEARNER.value), (words("coach.menu.links"), Deed.LINKS, "")],
        [(words(f"coach.menu.weekly.{weekly}"), Deed.WEEKLY, weekly)],
    ]
    if visit.house.shelf.web:
        rows.append([(words("coach.menu.web"), Deed.WEB, "")])
    if seen.me.role is Role.OWNER:
        rows.append(
            [(words("coach.menu.hand_over"), Deed.HAND_OVER, ""), (words("coach.menu.close"), Deed.CLOSE_GROUP, "")]
        )
        rows.append([home(visit)])
    else:
        rows.append([home(visit), (words("joining.buttons.leave"), Deed.STEP_DOWN, "")])
    await show(visit, cohort.id, *blocks, "\n".join(head), rows=rows)


async def _counts(visit: Visit, seen: Seen, *blocks: str) -> None:
    """How many stand where, and nobody's name."""
    words = visit.words
    counts = await cohorts.counts(visit.tx, visit.learner, seen.cohort.id)
    if isinstance(counts, NotThere):
        await gone(visit)
        return
    lines = [words.count("coach.menu.learners", counts.learners)]
    for number, one in enumerate(counts.assignments, start=1):
        open_ones = one.not_started + one.in_progress + one.past_due
        lines.append(words("coach.counts.line", number=number, done=one.completed, open=open_ones))
    if not counts.assignments:
        lines.append(words("coach.counts.few"))
    told = "\n".join([f"👥 {bold(seen.cohort.name)}", *map(escaped, lines)])
    await show(
        visit, seen.cohort.id, *blocks, told, rows=[[home(visit), (words("joining.buttons.leave"), Deed.STEP_DOWN, "")]]
    )


async def _close(visit: Visit, _: str) -> None:
    cohort = await coached(visit)
    if cohort is None:
        await gone(visit)
        return
    rows: list[list[Choice]] = [
        [(visit.words("coach.menu.close_yes"), Deed.CLOSE_FOR_GOOD, ""), back(visit, cohort.id)]
    ]
    await show(visit, cohort.id, escaped(visit.words("coach.menu.close_sure", name=cohort.name)), rows=rows)


async def _close_for_good(visit: Visit, _: str) -> None:
    closed = await cohorts.close(visit.tx, visit.learner, at(visit, 1)[0])
    if isinstance(closed, NotThere):
        await gone(visit)
    else:
        await visit.tx.reminders.stop(visit.learner, closed.id)
        told = escaped(visit.words("coach.menu.closed", name=closed.name))
        await show(visit, "", told, rows=[[home(visit)]])


GROUPS_OF_COACHES = Matter(
    deeds={
        Deed.COACH: show_groups,
        Deed.NEW_GROUP: _new,
        Deed.GROUP: _menu,
        Deed.GROUP_LANGUAGE: _language,
        Deed.NO_GROUP_DAY: _no_day,
        Deed.CLOSE_GROUP: _close,
        Deed.CLOSE_FOR_GOOD: _close_for_good,
    },
    texts={Place.GROUP_NAME: _name, Place.GROUP_DAY: _day},
)
