from __future__ import annotations

from dataclasses import replace

from coaching.services import journeys
from coaching.services.journey_records import JourneyKind
from tests.services.practices import ATTENDEE, Room, the_copy

EVENING = "00000000-0000-4000-8000-000000000001"


async def test_a_step_that_arrives_again_is_told_what_it_was_told_and_changes_nothing(room: Room) -> None:
    async with room.store.transaction() as tx:
        evening = await journeys.begin(tx, room.learner, JourneyKind.EVENING, EVENING, "{}", [the_copy(ATTENDEE)], 7)
        first = await journeys.step(tx, room.learner, evening, '"hello"', '"hi"', '{"turn": 1}', 41)
    async with room.store.transaction() as tx:
        again = await journeys.step(tx, room.learner, first.journey, '"hello"', '"other"', '{"turn": 2}', 41)
        kept = await journeys.running(tx, room.learner, JourneyKind.EVENING)

    assert (again.told, again.repeated) == ('"hi"', True)
    assert kept == first.journey == replace(evening, state='{"turn": 1}')


async def test_a_season_goes_on_after_a_years_pause_with_the_texts_it_began_with(room: Room) -> None:
    async with room.store.transaction() as tx:
        begun = await journeys.begin(tx, room.learner, JourneyKind.SEASON, EVENING, "{}", [the_copy(ATTENDEE)])
    room.clock.turn(366 * 24 * 3600)

    async with room.store.transaction() as tx:
        kept = await journeys.running(tx, room.learner, JourneyKind.SEASON)
        assert kept == begun
        assert await journeys.copies(tx, begun) == (the_copy(ATTENDEE),)


async def test_another_evening_ends_the_one_before_and_leaves_the_season(room: Room) -> None:
    async with room.store.transaction() as tx:
        await journeys.begin(tx, room.learner, JourneyKind.SEASON, EVENING[:-1] + "3", "{}", [])
        first = await journeys.begin(tx, room.learner, JourneyKind.EVENING, EVENING, "{}", [])
        second = await journeys.begin(tx, room.learner, JourneyKind.EVENING, EVENING[:-1] + "2", "{}", [])
        ended = await tx.journeys.of_id(room.learner, first.id)
        season = await journeys.running(tx, room.learner, JourneyKind.SEASON)
        over = await journeys.end(tx, room.learner, second, 70, "networking", 3)
        assert await journeys.running(tx, room.learner, JourneyKind.EVENING) is None
        assert await tx.journeys.of_id(room.learner, second.id) == over

    assert ended is not None
    assert ended.ended is not None
    assert (first.number, second.number) == (1, 2)
    assert season is not None
