"""Reminders: each is told once, at its time on the learner's clock, however often the bot stops and starts.

What is due is claimed and turned into an outgoing message within one transaction: both hold or neither does. Who words
a reminder is handed in by its kind, so that whatever wants to remind somebody only plans a record.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coaching.event.hours import NIGHT, Quiet, awake
from coaching.services.journey_records import KeptReminder, ReminderState
from coaching.services.ports import Interrupted, Store, Transaction
from coaching.services.records import Kind, Learner, Outgoing

LOG = logging.getLogger(__name__)
TOO_LATE = timedelta(hours=20)  # after that long, a reminder tells of yesterday
Teller = Callable[[Transaction, Learner, KeptReminder], Awaitable[Sequence[Outgoing]]]


class Fired(StrEnum):
    """What became of the reminder that was due."""

    TOLD = "told"
    LATER = "later"  # it is night there
    SKIPPED = "skipped"
    FAILED = "failed"


def zone_of(learner: Learner) -> tzinfo:
    """The zone a learner lives in; UTC where the machine knows no such zone."""
    try:
        return ZoneInfo(learner.preferences.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


async def fire(store: Store, tellers: Mapping[str, Teller], quiet: Quiet = NIGHT) -> tuple[Fired, ...]:
    """Tell everything that is due, one reminder a transaction; what became of each."""
    fired = []
    while (one := await _fire_one(store, tellers, quiet)) is not None:
        fired.append(one)
    return tuple(fired)


async def snooze(tx: Transaction, learner: Learner, key: str, wait: timedelta, quiet: Quiet = NIGHT) -> datetime | None:
    """When that reminder comes again, not in the quiet hours; None where there is none any more."""
    due = awake(tx.now + wait, zone_of(learner), quiet)
    return due if await tx.reminders.move(learner, key, due) else None


async def allow(tx: Transaction, learner: Learner, *, reminders: bool) -> Learner:
    """The learner, reminded from now on or no more; those that wait stay, for when they change their mind."""
    if learner.preferences.reminders is reminders:
        return learner
    learner = replace(learner, preferences=replace(learner.preferences, reminders=reminders))
    await tx.learners.save(learner)
    return learner


async def _fire_one(store: Store, tellers: Mapping[str, Teller], quiet: Quiet) -> Fired | None:
    claimed: KeptReminder | None = None
    try:
        async with store.transaction() as tx:
            claimed = next(iter(await tx.reminders.claim(1)), None)
            return await _told(tx, claimed, tellers, quiet) if claimed else None
    except Interrupted:  # no fault of the reminder's: it waits as it did
        raise
    except Exception:
        if claimed is None:
            raise
        LOG.exception("a reminder of kind %s could not be told and is left", claimed.kind)
    # What was claimed waits again, its transaction being undone. Left like that, it would stop all the others.
    async with store.transaction() as tx:
        await tx.reminders.settle(claimed, ReminderState.SKIPPED)
    return Fired.FAILED


async def _told(tx: Transaction, due: KeptReminder, tellers: Mapping[str, Teller], quiet: Quiet) -> Fired:
    learner = await tx.learners.of_id(due.learner)
    if learner is None or learner.blocked or not learner.preferences.reminders or tx.now - due.due > TOO_LATE:
        return await _skipped(tx, due)
    morning = awake(tx.now, zone_of(learner), quiet)
    if morning > tx.now:
        await tx.reminders.settle(due, ReminderState.PENDING, morning)
        return Fired.LATER
    tell = tellers.get(due.kind)
    messages = await tell(tx, learner, due) if tell else ()
    if not messages:  # nothing to remind of any more
        return await _skipped(tx, due)
    await tx.outbox.enqueue([replace(one, kind=Kind.REMINDER) for one in messages])
    return Fired.TOLD


async def _skipped(tx: Transaction, due: KeptReminder) -> Fired:
    await tx.reminders.settle(due, ReminderState.SKIPPED)
    return Fired.SKIPPED
