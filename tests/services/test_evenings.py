"""Evenings as they are kept: an arrival acts once, and neither edited files nor another version disturb one."""

from __future__ import annotations

import json
from dataclasses import replace

from coaching.evening.evening import Act, ActKind
from coaching.services.evenings import Evenings, Out
from coaching.services.journey_records import JourneyKind
from coaching.store.store import DatabaseTransaction
from tests.content import library
from tests.services.practices import Room
from tests.telegram.bots import evenings_of, practice

HELLO = Act(ActKind.SAY, text="Bonsoir! Qu'est-ce qui vous amène ici ce soir?")
THANKS = Act(ActKind.LEAVE, text="J'ai aimé vous entendre, merci. Je vous laisse à la soirée!")


def fresh() -> Evenings:
    """As a program that has just started has them."""
    return evenings_of(practice())


async def a_talk(evenings: Evenings, tx: DatabaseTransaction, room: Room) -> Out:
    """Somebody walked up to, and greeted by arrival 41."""
    out = await evenings.begin(tx, room.learner, "soiree", nerves=7)
    assert out
    to = Act(ActKind.APPROACH, (out.evening.guests[0].scenario,))
    assert await evenings.do(tx, room.learner, to, 40)
    out = await evenings.do(tx, room.learner, HELLO, 41)
    assert out
    return out


async def test_the_same_arrival_again_is_told_the_same_and_changes_nothing(room: Room) -> None:
    async with room.store.transaction() as tx:
        first = await a_talk(fresh(), tx, room)
    async with room.store.transaction() as tx:
        again = await fresh().do(tx, room.learner, HELLO, 41)
        steps = await tx.journeys.steps(room.learner, first.journey.id)

    assert again
    assert again.repeated
    assert again.evening == first.evening
    assert len(steps) == 2


async def test_after_a_restart_and_a_year_the_evening_is_the_one_that_was_left(room: Room) -> None:
    async with room.store.transaction() as tx:
        left = await a_talk(fresh(), tx, room)
    room.clock.turn(366 * 24 * 3600)
    async with room.store.transaction() as tx:
        found = await fresh().running(tx, room.learner)

    assert found
    assert found.evening == left.evening
    assert found.last == left.last


async def test_edited_files_change_the_next_evening_and_not_this_one(room: Room) -> None:
    async with room.store.transaction() as tx:
        left = await a_talk(fresh(), tx, room)
    who = left.evening.guests[0].scenario
    edited = practice()
    edited.notebook.library = {  # somebody else is all there is
        name: edition for name, edition in edited.notebook.library.items() if name != who
    }
    async with room.store.transaction() as tx:
        found = await evenings_of(edited).do(tx, room.learner, THANKS, 42)
        assert found
        other = await evenings_of(edited).begin(tx, room.learner, "soiree")

    assert found.venue.scenarios[who] == library()[who]
    assert found.evening.guest(who)
    assert found.evening.talking_to is None
    assert other
    assert other.evening.guest(who) is None


async def test_what_another_version_wrote_is_played_again(room: Room) -> None:
    async with room.store.transaction() as tx:
        left = await a_talk(fresh(), tx, room)
        state = json.loads(left.journey.state)
        del state["clock"], state["guests"]
        await tx.journeys.save(room.learner, replace(left.journey, state=json.dumps(state)))
    async with room.store.transaction() as tx:
        found = await fresh().running(tx, room.learner)

    assert found
    assert found.evening.talking_to == left.evening.talking_to
    assert {one.scenario for one in found.evening.guests} == {one.scenario for one in left.evening.guests}
    assert found.evening.acts == left.evening.acts


async def test_an_evening_that_is_over_keeps_its_marks_and_what_they_were_made_of(room: Room) -> None:
    async with room.store.transaction() as tx:
        evenings = fresh()
        await a_talk(evenings, tx, room)
        await evenings.do(tx, room.learner, THANKS, 42)
        home = await evenings.go_home(tx, room.learner, 43)
        assert home
        assert home.outcome
        await evenings.rate_after(tx, room.learner, home.journey.id, 3)
    async with room.store.transaction() as tx:
        assert await fresh().running(tx, room.learner) is None
        kept = await fresh().ended(tx, room.learner, home.journey.id)
        last = await tx.journeys.last(room.learner, JourneyKind.EVENING)

    assert kept
    assert kept.outcome == home.outcome
    assert last
    assert (last.score, last.nerves_before, last.nerves_after) == (home.outcome.score, 7, 3)
