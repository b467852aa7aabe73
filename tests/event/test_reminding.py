from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from coaching.event.hours import on_their_clock
from coaching.services import reminding
from coaching.services.journey_records import KeptReminder, ReminderState
from coaching.services.ports import Transaction
from coaching.services.records import Kind, Learner, Outgoing
from coaching.services.reminding import Fired, Teller, fire
from coaching.store import DatabaseStore
from coaching.store.store import DatabaseTransaction
from tests.postgres import a_database
from tests.store.stores import Clock, a_learner, file_url, opened

TORONTO = ZoneInfo("America/Toronto")
AFTERNOON = datetime(2026, 10, 30, 20, tzinfo=UTC)  # 16:00 in Toronto, two days before its clocks change


async def told(_: Transaction, learner: Learner, due: KeptReminder) -> Sequence[Outgoing]:
    return [Outgoing(learner.chat_id, "sendMessage", {"text": due.key})]


async def broken(*_: object) -> Sequence[Outgoing]:
    raise ZeroDivisionError


async def nothing(*_: object) -> Sequence[Outgoing]:
    return ()


TELLERS: dict[str, Teller] = {"event": told, "broken": broken, "nothing": nothing}


async def someone(tx: DatabaseTransaction, user: int = 7, **wishes: object) -> Learner:
    learner = await a_learner(tx, user)
    learner = replace(learner, preferences=replace(learner.preferences, **({"reminders": True} | wishes)))  # type: ignore[arg-type]
    await tx.learners.save(learner)
    return learner


def a_reminder(learner: Learner, key: str, due: datetime, kind: str = "event") -> KeptReminder:
    return KeptReminder(learner.id, kind, key, due)


async def sent(store: DatabaseStore) -> list[str]:
    """What is to go out, in order, which goes out here."""
    found: list[str] = []
    while True:
        async with store.transaction() as tx:
            claimed = await tx.outbox.claim(10)
        if not claimed:
            return found
        for one in claimed:
            assert one.kind is Kind.REMINDER
            found.append(str(one.payload["text"]))
            async with store.transaction() as tx:
                await tx.outbox.sent(one.id, 1)


@pytest.fixture
def clock() -> Clock:
    return Clock(AFTERNOON)


@pytest.fixture
async def store(clock: Clock) -> AsyncIterator[DatabaseStore]:
    async with opened("sqlite://", clock) as store:
        yield store


async def test_each_is_told_once_over_restarts_and_the_change_of_the_clocks(tmp_path: Path, clock: Clock) -> None:
    url = file_url(tmp_path / "store.sqlite3")
    days = [date(2026, 10, 30) + timedelta(days=at) for at in range(5)]
    async with opened(url, clock) as store, store.transaction() as tx:
        learner = await someone(tx, zone="America/Toronto")
        await tx.reminders.plan(
            learner, [a_reminder(learner, day.isoformat(), on_their_clock(day, time(18, 30), TORONTO)) for day in days]
        )

    heard: list[tuple[str, datetime]] = []
    while clock.now < AFTERNOON + timedelta(days=6):
        async with opened(url, clock) as store:  # a new process every time
            await fire(store, TELLERS)
            heard += [(text, clock.now) for text in await sent(store)]
        clock.turn(1800)

    assert [text for text, _ in heard] == [day.isoformat() for day in days]
    assert {at.astimezone(TORONTO).time() for _, at in heard} == {time(18, 30)}
    assert {at.hour for _, at in heard} == {22, 23}


async def test_a_process_that_dies_before_the_commit_tells_nothing_and_the_next_one_tells_it(
    store: DatabaseStore, clock: Clock
) -> None:
    async with store.transaction() as tx:
        learner = await someone(tx)
        await tx.reminders.plan(learner, [a_reminder(learner, "a", clock.now)])

    async def killed(*_: object) -> Sequence[Outgoing]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await fire(store, {"event": killed})

    assert await sent(store) == []
    assert await fire(store, TELLERS) == (Fired.TOLD,)
    assert await fire(store, TELLERS) == ()
    assert await sent(store) == ["a"]


async def test_two_replicas_tell_each_reminder_once(clock: Clock) -> None:
    with a_database() as url:
        async with opened(url, clock) as one, opened(url, clock) as other:
            async with one.transaction() as tx:
                learner = await someone(tx)
                await tx.reminders.plan(learner, [a_reminder(learner, f"{at:02}", clock.now) for at in range(6)])

            async with one.transaction() as first, other.transaction() as second:
                mine, theirs = await first.reminders.claim(3), await second.reminders.claim(10)
                for tx, claimed in ((first, mine), (second, theirs)):
                    await tx.outbox.enqueue(
                        [Outgoing(7, "sendMessage", {"text": r.key}, Kind.REMINDER) for r in claimed]
                    )
            assert await fire(other, TELLERS) == ()

            assert sorted(await sent(one)) == [f"{at:02}" for at in range(6)]


async def test_who_blocked_the_bot_or_wants_no_reminders_hears_nothing(store: DatabaseStore, clock: Clock) -> None:
    async with store.transaction() as tx:
        blocked, quiet = await someone(tx, 7), await someone(tx, 8, reminders=False)
        await tx.learners.save(replace(blocked, blocked=True))
        for learner in (blocked, quiet):
            await tx.reminders.plan(learner, [a_reminder(learner, "a", clock.now)])

    assert await fire(store, TELLERS) == (Fired.SKIPPED, Fired.SKIPPED)
    assert await sent(store) == []


async def test_at_night_it_waits_for_the_morning_of_the_learner(store: DatabaseStore, clock: Clock) -> None:
    clock.now = datetime(2026, 11, 1, 3, tzinfo=UTC)  # 23:00 in Toronto, the night its clocks change
    async with store.transaction() as tx:
        sophie, marc = await someone(tx, 7, zone="America/Toronto"), await someone(tx, 8, zone="Asia/Tokyo")
        for learner in (sophie, marc):
            await tx.reminders.plan(learner, [a_reminder(learner, str(learner.user_id), clock.now)])

    assert sorted(await fire(store, TELLERS)) == [Fired.LATER, Fired.TOLD]
    assert await sent(store) == ["8"]
    async with store.transaction() as tx:
        morning = await tx.reminders.next_due()
    assert morning == datetime(2026, 11, 1, 13, tzinfo=UTC)  # 8:00 by the new clock

    clock.now = morning
    assert await fire(store, TELLERS) == (Fired.TOLD,)
    assert await sent(store) == ["7"]


async def test_one_nobody_can_tell_doesnt_hold_up_the_others(store: DatabaseStore, clock: Clock) -> None:
    async with store.transaction() as tx:
        learner = await someone(tx)
        kinds = ("broken", "nothing", "unheard_of", "event")
        await tx.reminders.plan(learner, [a_reminder(learner, kind, clock.now, kind) for kind in kinds])

    assert await fire(store, TELLERS) == (Fired.FAILED, Fired.SKIPPED, Fired.SKIPPED, Fired.TOLD)
    assert await fire(store, TELLERS) == ()
    assert await sent(store) == ["event"]


async def test_yesterdays_reminder_is_not_told_today(store: DatabaseStore, clock: Clock) -> None:
    async with store.transaction() as tx:
        learner = await someone(tx)
        await tx.reminders.plan(learner, [a_reminder(learner, "a", clock.now - timedelta(hours=21))])

    assert await fire(store, TELLERS) == (Fired.SKIPPED,)


async def test_a_snooze_doesnt_end_in_the_night(store: DatabaseStore, clock: Clock) -> None:
    async with store.transaction() as tx:
        learner = await someone(tx, zone="America/Toronto")
        await tx.reminders.plan(learner, [a_reminder(learner, "a", clock.now)])
    await fire(store, TELLERS)
    async with store.transaction() as tx:
        soon = await reminding.snooze(tx, learner, "a", timedelta(hours=1))
        late = await reminding.snooze(tx, learner, "a", timedelta(hours=6))
        none = await reminding.snooze(tx, learner, "b", timedelta(hours=1))
        assert [one.state for one in await tx.reminders.of(learner)] == [ReminderState.PENDING]

    assert soon == clock.now + timedelta(hours=1)
    assert late == datetime(2026, 10, 31, 12, tzinfo=UTC)
    assert none is None


async def test_a_zone_the_machine_doesnt_know_is_no_trouble(store: DatabaseStore, clock: Clock) -> None:
    clock.now = datetime(2026, 11, 3, 12, tzinfo=UTC)
    async with store.transaction() as tx:
        learner = await someone(tx, zone="Mars/Olympus")
        await tx.reminders.plan(learner, [a_reminder(learner, "a", clock.now)])

    assert await fire(store, TELLERS) == (Fired.TOLD,)
