from __future__ import annotations

import pytest

from coaching.language import Language
from coaching.services.events import OutOfRange, Rated, Rating, UnknownRehearsal
from coaching.services.ratings import rate
from tests.services.practices import SHY, Room


async def test_nerves_and_guess_are_kept_with_their_rehearsal(room: Room) -> None:
    begun = await room.begin()
    async with room.store.transaction() as tx:
        await rate(tx, room.learner, begun.id, Rating.NERVES_BEFORE, 7)
    await room.say(SHY[0])
    async with room.store.transaction() as tx:
        await room.practice.end(tx, room.learner)
        await rate(tx, room.learner, begun.id, Rating.GUESS, 3)
        rated = await rate(tx, room.learner, begun.id, Rating.NERVES_AFTER, 4)

    last = await room.last()
    assert (last.nerves_before, last.nerves_after, last.guess) == (7, 4, 3)
    assert rated == Rated(begun.id, Rating.NERVES_AFTER, 4, nerves_before=7, nerves_after=4, guess=3)


async def test_a_rating_given_again_replaces_the_first(room: Room) -> None:
    begun = await room.begin()
    async with room.store.transaction() as tx:
        for value in (0, 10):
            await rate(tx, room.learner, begun.id, Rating.NERVES_BEFORE, value)

    assert (await room.last()).nerves_before == 10


@pytest.mark.parametrize("rating", Rating)
@pytest.mark.parametrize("value", [-1, 11, 10**30])
async def test_a_number_off_the_scale_is_told_with_the_scale_and_kept_nowhere(
    room: Room, rating: Rating, value: int
) -> None:
    begun = await room.begin()
    before = await room.last()

    async with room.store.transaction() as tx:
        answer = await rate(tx, room.learner, begun.id, rating, value)

    assert answer == OutOfRange(rating, value, least=0, most=10)
    assert await room.last() == before


async def test_nobody_rates_for_somebody_else(room: Room) -> None:
    begun = await room.begin()

    async with room.store.transaction() as tx:
        marc = await tx.learners.add(8, 8, Language.FR)
        answer = await rate(tx, marc, begun.id, Rating.GUESS, 5)

    assert answer == UnknownRehearsal(begun.id)
    assert (await room.last()).guess is None


async def test_ratings_and_hints_leave_one_another_alone(room: Room) -> None:
    begun = await room.begin()
    async with room.store.transaction() as tx:
        await room.practice.hint(tx, room.learner)
        await rate(tx, room.learner, begun.id, Rating.NERVES_BEFORE, 5)
        await room.practice.hint(tx, room.learner)

    last = await room.last()
    assert (last.hints, last.nerves_before) == ((1, 1), 5)
