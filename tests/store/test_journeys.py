from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from coaching.services.export import export
from coaching.services.journey_records import EventState, JourneyKind, MissionState, ReminderState
from coaching.store import DatabaseStore
from tests.store.journeys import a_card, a_journey, a_mission, a_note, a_reminder, a_step, an_event, fill
from tests.store.stores import DAWN, Clock, a_learner


async def test_a_journey_comes_back_with_its_state_and_steps(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        journey = a_journey(learner)
        await tx.journeys.add(learner, journey)
        assert await tx.journeys.step(learner, journey.id, a_step(1, 41), '{"turn": 1}')
        assert await tx.journeys.step(learner, journey.id, a_step(2, 42), '{"turn": 2}')

    async with store.transaction() as tx:
        assert await tx.journeys.of_id(learner, journey.id) == replace(journey, state='{"turn": 2}')
        assert await tx.journeys.steps(learner, journey.id) == (a_step(1, 41), a_step(2, 42))
        assert await tx.journeys.made_from(learner, 42) == a_step(2, 42)


async def test_an_arrival_that_comes_again_changes_nothing_of_a_journey(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        journey = a_journey(learner)
        await tx.journeys.add(learner, journey)
        await tx.journeys.step(learner, journey.id, a_step(1, 41), '{"turn": 1}')

    async with store.transaction() as tx:
        again = await tx.journeys.step(learner, journey.id, a_step(2, 41, "something else"), '{"turn": 2}')
        kept = await tx.journeys.last(learner, JourneyKind.EVENING)

        assert not again
        assert kept == replace(journey, state='{"turn": 1}')
        assert await tx.journeys.steps(learner, journey.id) == (a_step(1, 41),)


async def test_evenings_and_seasons_are_counted_apart_and_are_ones_own(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        sophie, marc = await a_learner(tx, 7), await a_learner(tx, 8)
        evening, second, season = a_journey(sophie), a_journey(sophie, 2), a_journey(sophie, 1, JourneyKind.SEASON)
        for journey in (evening, second, season):
            await tx.journeys.add(sophie, journey)
        ended = replace(second, ended=DAWN, score=61, mode="networking", nerves_before=7, nerves_after=3)
        await tx.journeys.save(sophie, ended)

    async with store.transaction() as tx:
        assert await tx.journeys.last(sophie, JourneyKind.EVENING) == ended
        assert await tx.journeys.last(sophie, JourneyKind.SEASON) == season
        assert set(await tx.journeys.all(sophie)) == {evening, ended, season}
        assert await tx.journeys.of_id(marc, evening.id) is None
        assert await tx.journeys.all(marc) == ()


async def test_notes_events_missions_and_cards_come_back_as_they_were_changed(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        note = replace(a_note(learner), rewrite="", rewrite_marks="", rewrite_score=None)
        early, late = an_event(learner, 1, date(2026, 12, 9)), an_event(learner, 2, date(2026, 12, 3))
        await tx.followups.add(learner, note)
        for event in (early, late):
            await tx.events.add(learner, event)
        await tx.events.give(learner, a_mission(learner))
        await tx.events.add_card(learner, a_card(learner))
        await tx.followups.save(learner, a_note(learner))
        held = replace(late, state=EventState.HELD, told="{}", nerves=4, hope="autre chose")
        await tx.events.save(learner, held)
        done = replace(a_mission(learner), state=MissionState.DONE, told="oui", settled=DAWN)
        await tx.events.settle(learner, done)

    async with store.transaction() as tx:
        assert await tx.followups.of(learner) == (a_note(learner),)
        assert await tx.events.of(learner) == (held, early)
        assert await tx.events.missions(learner) == (done,)
        assert await tx.events.cards(learner) == (a_card(learner),)


async def test_a_reminder_that_is_due_is_claimed_once(store: DatabaseStore, clock: Clock) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        soon, late = a_reminder(learner, "a", 60), a_reminder(learner, "b", 120)
        assert await tx.reminders.plan(learner, [late, soon]) == 2
        assert await tx.reminders.claim() == ()
        assert await tx.reminders.next_due() == soon.due
    clock.turn(60)

    async with store.transaction() as tx:
        claimed = await tx.reminders.claim()
    async with store.transaction() as tx:
        again = await tx.reminders.claim()
        next_due = await tx.reminders.next_due()

    assert [(one.key, one.payload) for one in claimed] == [("a", soon.payload)]
    assert again == ()
    assert next_due == late.due


async def test_a_reminder_claimed_in_a_transaction_that_fails_waits_on(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        await tx.reminders.plan(learner, [a_reminder(learner)])
    with suppress(ZeroDivisionError):
        async with store.transaction() as tx:
            assert len(await tx.reminders.claim()) == 1
            raise ZeroDivisionError

    async with store.transaction() as tx:
        assert len(await tx.reminders.claim()) == 1


async def test_a_reminder_planned_twice_is_one_even_after_it_fired(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        sophie, marc = await a_learner(tx, 7), await a_learner(tx, 8)
        assert await tx.reminders.plan(sophie, [a_reminder(sophie), a_reminder(sophie)]) == 1
        assert await tx.reminders.plan(marc, [a_reminder(marc)]) == 1
        assert len(await tx.reminders.claim()) == 2

    async with store.transaction() as tx:
        assert await tx.reminders.plan(sophie, [a_reminder(sophie)]) == 0
        assert await tx.reminders.claim() == ()


async def test_reminders_are_stopped_by_what_they_are_about_or_all_together(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        mine = [a_reminder(learner, "a"), replace(a_reminder(learner, "b"), about="2"), a_reminder(learner, "c")]
        await tx.reminders.plan(learner, mine)

        assert await tx.reminders.stop(learner, "2") == 1
        assert not await tx.reminders.move(learner, "b", DAWN)
        assert await tx.reminders.stop(learner) == 2
        assert await tx.reminders.claim() == ()


async def test_a_snoozed_reminder_fires_again_at_its_new_time(store: DatabaseStore, clock: Clock) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        await tx.reminders.plan(learner, [a_reminder(learner)])
        (fired,) = await tx.reminders.claim()
        assert await tx.reminders.move(learner, fired.key, DAWN + timedelta(hours=1))
        assert await tx.reminders.claim() == ()
    clock.turn(3600)

    async with store.transaction() as tx:
        (again,) = await tx.reminders.claim()
        await tx.reminders.settle(again, ReminderState.SKIPPED)
        assert [one.state for one in await tx.reminders.of(learner)] == [ReminderState.SKIPPED]
        assert await tx.reminders.purge(DAWN + timedelta(days=1)) == 1
        assert await tx.reminders.of(learner) == ()


async def test_two_steps_of_one_number_cant_both_be_kept(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        await tx.journeys.add(learner, a_journey(learner))
        await tx.journeys.step(learner, a_journey(learner).id, a_step(1, 41), "{}")

    with pytest.raises(IntegrityError):
        async with store.transaction() as tx:
            await tx.journeys.step(learner, a_journey(learner).id, a_step(1, 42), "{}")


async def test_the_export_holds_every_word_of_them(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        await fill(tx, learner)
        exported = json.dumps(await export(tx, learner.user_id))

    words = "state did told note marked rewrite remarked hope answers mission card scribble payload"
    assert [word for word in words.split() if f"canary-{word}" not in exported] == []
