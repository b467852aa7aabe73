"""The week of a group, told to its coaches on Wednesday mornings: which of them are planned, and for whom."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from coaching.cohorts.calendar import next_digest
from coaching.services.cohort_records import KeptCohort
from coaching.services.journey_records import KeptReminder, ReminderState
from coaching.services.ports import Transaction
from coaching.services.records import Learner

WEEK = "week"  # the kind of the reminder; it is about the cohort
AHEAD = 4  # weeks that are planned: one that is missed doesn't end them


async def plan_weeks(tx: Transaction, coach: Learner, cohort: KeptCohort, since: str = "") -> None:
    """The next Wednesdays; `since` is when they first asked for them, which keeps each from being told twice."""
    since = since or tx.now.isoformat(timespec="seconds")
    zone, when, planned = ZoneInfo(cohort.zone), tx.now, []
    for _ in range(AHEAD):
        when = next_digest(when + timedelta(minutes=1), zone)
        key = f"{WEEK}:{cohort.id}:{when.date().isoformat()}:{since}"
        planned.append(KeptReminder(coach.id, WEEK, key, when, cohort.id))
    await tx.reminders.plan(coach, planned)


async def is_weekly(tx: Transaction, coach: Learner, cohort: KeptCohort) -> bool:
    """Whether they are told on Wednesdays."""
    if not coach.preferences.reminders:
        return False
    theirs = await tx.reminders.of(coach)
    return any((one.kind, one.about, one.state) == (WEEK, cohort.id, ReminderState.PENDING) for one in theirs)
