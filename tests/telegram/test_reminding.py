"""The reminders of a real event, day by day, with a clock that is turned: each once, and only what is left to do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from coaching.faces.telegram.reminding import LOOKS, Reminding, tellers_of
from coaching.faces.telegram.shelf import House
from coaching.faces.telegram.talk import Talk
from coaching.faces.telegram.updates import Pressed, Update, Who
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.services.journey_records import ReminderState
from coaching.services.real_events import Planned
from coaching.services.records import Kind, Learner
from coaching.store import DatabaseStore
from tests.content import library
from tests.store.stores import Clock, a_learner, opened
from tests.telegram.bots import practice, shelf

TORONTO = ZoneInfo("America/Toronto")
START = datetime(2026, 10, 29, 15, tzinfo=UTC)  # three days before the clocks change in Toronto
EVENT = date(2026, 11, 3)
FR = read_words(Language.FR)


@pytest.fixture
def clock() -> Clock:
    return Clock(START)


@pytest.fixture
async def store(clock: Clock) -> AsyncIterator[DatabaseStore]:
    async with opened("sqlite://", clock) as store:
        yield store


@pytest.fixture
def house() -> House:
    return House(practice(), tuple(library().values()), shelf())


async def prepared(store: DatabaseStore, house: House) -> tuple[Learner, Planned]:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        learner = replace(learner, preferences=replace(learner.preferences, zone="America/Toronto"))
        await tx.learners.save(learner)
        planned = await house.real_events.begin(tx, learner, EVENT, "soiree", "dire bonjour", 8)
        assert isinstance(planned, Planned)
        return await house.real_events.remind(tx, learner, planned.event, time(18, 30)), planned


async def days(store: DatabaseStore, house: House, clock: Clock, count: int) -> list[tuple[datetime, list[str]]]:
    """So many days, half an hour at a time, a new bot each time; what it wrote, and when."""
    heard = []
    for _ in range(count * 48):
        woken: list[int] = []
        reminding = Reminding(store, tellers_of(house), lambda woken=woken: woken.append(1))  # type: ignore[misc]
        assert timedelta(0) <= await reminding.once() <= LOOKS
        async with store.transaction() as tx:
            claimed = await tx.outbox.claim(10)
        texts = []
        while claimed:
            for one in claimed:
                assert one.kind is Kind.REMINDER
                texts.append(str(one.payload.get("text", one.payload.get("caption"))))
                async with store.transaction() as tx:
                    await tx.outbox.sent(one.id, 1)
            async with store.transaction() as tx:
                claimed = await tx.outbox.claim(10)
        assert bool(texts) == bool(woken)
        if texts:
            heard.append((clock.now.astimezone(TORONTO), texts))
        clock.turn(1800)
    return heard


async def test_every_day_of_the_plan_is_told_once_at_its_hour_over_the_change_of_the_clocks(
    store: DatabaseStore, house: House, clock: Clock
) -> None:
    await prepared(store, house)

    heard = await days(store, house, clock, 8)

    assert [(at.date(), at.time()) for at, _ in heard] == [
        *((date(2026, 10, 29) + timedelta(days=at), time(18, 30)) for at in range(5)),
        (EVENT, time(8)),
        (EVENT + timedelta(days=1), time(18, 30)),
    ]
    assert FR("reminders.card") in heard[-2][1]
    assert FR("event.pocket.caption") in heard[-2][1]
    assert heard[-1][1] == [FR("reminders.after")]


async def test_after_a_rehearsal_today_nothing_is_asked_of_today(
    store: DatabaseStore, house: House, clock: Clock
) -> None:
    learner, _ = await prepared(store, house)
    async with store.transaction() as tx:
        await house.practice.begin(tx, learner, "buffet_loner")
        await house.practice.say(tx, learner, "Bonsoir! Vous connaissez du monde ici?")
        await house.practice.end(tx, learner)

    heard = await days(store, house, clock, 1)

    assert heard == []


async def test_an_event_called_off_is_never_spoken_of_again(store: DatabaseStore, house: House, clock: Clock) -> None:
    learner, planned = await prepared(store, house)
    async with store.transaction() as tx:
        await house.real_events.drop(tx, learner, planned.event)

    assert await days(store, house, clock, 2) == []


async def test_another_hour_moves_what_waits_and_doubles_nothing(
    store: DatabaseStore, house: House, clock: Clock
) -> None:
    learner, planned = await prepared(store, house)
    async with store.transaction() as tx:
        await house.real_events.remind(tx, learner, planned.event, time(12))

    heard = await days(store, house, clock, 2)

    assert [at.time() for at, _ in heard] == [time(12), time(12)]


async def test_under_a_reminder_one_tap_puts_it_off_begins_or_ends_it(
    store: DatabaseStore, house: House, clock: Clock
) -> None:
    learner, _ = await prepared(store, house)
    await days(store, house, clock, 1)
    clock.now = datetime(2026, 10, 29, 22, 31, tzinfo=UTC)
    async with store.transaction() as tx:
        fired = next(one for one in await tx.reminders.of(learner) if one.state is ReminderState.FIRED)
    talk = Talk(house.practice, house.attendees, house.shelf)

    async def tap(deed: str, about: str, update: int) -> str:
        who = Who(learner.user_id, "Sophie", "fr")
        pressed = Pressed(str(update), f"{deed}:0:{about}", message_id=5)
        async with store.transaction() as tx:
            out = await talk.answer(tx, Update(update, learner.chat_id, who, pressed))
        return "\n".join(str(one.payload.get("text", "")) for one in out)

    put_off = await tap("snooze", str(fired.id), 1)
    twice = await tap("snooze", str(fired.id), 2)
    async with store.transaction() as tx:
        again = await tx.reminders.of(learner)
    assert "19\u00a0h\u00a031" in put_off
    assert FR("reminders.gone") in twice
    assert next(one.due for one in again if one.id == fired.id) == clock.now + timedelta(hours=1)

    clock.turn(3600)
    assert len(await days(store, house, clock, 1)) >= 1
    clock.now = datetime(2026, 10, 30, 22, 40, tzinfo=UTC)
    async with store.transaction() as tx:
        told = [one for one in await tx.reminders.of(learner) if one.state is ReminderState.FIRED]
    begun = await tap("go", str(told[-1].id), 3)
    assert FR("event.adapts") in begun

    stopped = await tap("stopit", str(told[0].id), 4)
    assert FR("reminders.stopped") in stopped
    async with store.transaction() as tx:
        left = await tx.reminders.of(learner)
    assert ReminderState.PENDING not in {one.state for one in left}
