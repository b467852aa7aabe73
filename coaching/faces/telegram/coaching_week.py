"""The week of a group: asked for, or on Wednesday morning, unasked, for as long as its coach wants it."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from coaching.faces.telegram.coaching_pages import NAMES_IN_A_ROW, Choice, at, back, gone, in_rows, show
from coaching.faces.telegram.markup import bold, clipped, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.messages import Button, pages
from coaching.faces.telegram.presses import Deed, Press
from coaching.faces.telegram.shelf import House
from coaching.faces.telegram.visits import Visit
from coaching.faces.words import Words, words_for
from coaching.faces.words.days import day_told
from coaching.faces.words.groups import week_told
from coaching.scorecard.rubric import Rubric
from coaching.services import boards, cohorts, reminding
from coaching.services.access import NotThere
from coaching.services.boards import Week
from coaching.services.journey_records import KeptReminder
from coaching.services.ports import Transaction
from coaching.services.records import Kind, Learner, Outgoing
from coaching.services.weeks import plan_weeks

BEGIN, STOP = "begin", "stop"
LONGEST_LABEL = 16


async def week_due(house: House, tx: Transaction, learner: Learner, due: KeptReminder) -> Sequence[Outgoing]:
    """The digest as a message of its own; nothing where they coach it no more, or nobody is in it yet."""
    week = await boards.week(tx, learner, due.about)
    if isinstance(week, NotThere):
        return ()
    await plan_weeks(tx, learner, week.cohort, due.key.split(":", 3)[3])
    if not week.digest.learners:
        return ()
    words, number = words_for(learner.preferences, learner.lang), str(due.id)
    rows = (
        (Button(words("coach.week.open"), Press(Deed.GO, 0, number).data()),),
        (Button(words("reminders.stop"), Press(Deed.STOP_REMINDING, 0, number).data()),),
    )
    return pages(learner.chat_id, _blocks(week, words, house.notebook.rubric), rows, Kind.REMINDER)


async def _week(visit: Visit, _: str) -> None:
    cohort_id = at(visit, 1)[0]
    week = await boards.week(visit.tx, visit.learner, cohort_id)
    if isinstance(week, NotThere):
        await gone(visit)
        return
    about = dict.fromkeys([*(one.member for one in week.digest.stuck), *(one.member for one in week.digest.grew)])
    names: list[Choice] = [
        (clipped(week.names[one] or visit.words("coach.nameless"), LONGEST_LABEL), Deed.MEMBER, one) for one in about
    ]
    rows = [*in_rows(names, NAMES_IN_A_ROW), [back(visit, cohort_id)]]
    await show(visit, cohort_id, *_blocks(week, visit.words, visit.house.notebook.rubric), rows=rows)


async def _weekly(visit: Visit, wanted: str) -> None:
    """On Wednesdays from now on, or no more."""
    seen = await cohorts.see(visit.tx, visit.learner, at(visit, 1)[0])
    if isinstance(seen, NotThere) or not seen.me.role.is_coach:
        await gone(visit)
        return
    await visit.tx.reminders.stop(visit.learner, seen.cohort.id)
    key = STOP
    if wanted == BEGIN:
        visit.learner = await reminding.allow(visit.tx, visit.learner, reminders=True)
        await plan_weeks(visit.tx, visit.learner, seen.cohort)
        key = BEGIN
    told = escaped(visit.words(f"coach.week.told.{key}"))
    await show(visit, seen.cohort.id, told, rows=[[back(visit, seen.cohort.id)]])


def _blocks(week: Week, words: Words, rubric: Rubric) -> tuple[str, ...]:
    day = day_told(week.next.astimezone(ZoneInfo(week.cohort.zone)).date(), words.lang)
    title, *rest = week_told(week, words, rubric, day)
    return f"🗓 {bold(title)}", "\n".join(map(escaped, rest))


WEEKS = Matter(deeds={Deed.WEEK: _week, Deed.WEEKLY: _weekly})
