from __future__ import annotations

import json
from dataclasses import replace

from coaching.ladder import rungs
from coaching.progress import best_lines, practise_next
from coaching.scorecard.card import Kind
from coaching.scorecard.rubric import Dimension
from coaching.services import appeals, second_try
from coaching.services.events import AppealTold, Contested, Debrief, Forked, Rating
from coaching.services.progress import history
from coaching.services.ratings import rate
from tests.content import library
from tests.services.practices import ATTENDEE, OTHER, SHY, Room, a_practice, editions

PITCH = "Je vends des assurances, je peux vous faire un excellent prix dès demain!"


async def test_a_history_tells_each_ended_rehearsal_as_it_went_oldest_first(room: Room) -> None:
    first = await _rehearsed(room, *SHY[:3], PITCH)
    room.clock.turn(3600)
    second = await _rehearsed(room, *SHY, scenario=OTHER)
    async with room.store.transaction() as tx:
        await rate(tx, room.learner, first.id, Rating.NERVES_BEFORE, 7)
        await rate(tx, room.learner, first.id, Rating.NERVES_AFTER, 4)
        await rate(tx, room.learner, first.id, Rating.GUESS, 2)

    async with room.store.transaction() as tx:
        one, other = (await history(room.practice.notebook, tx, room.learner)).pasts

    assert [one.id, other.id] == [first.id, second.id]
    assert (one.scenario, one.attendee) == (ATTENDEE, first.scenario.name.first(room.learner.lang))
    assert (other.started - one.started).seconds == 3600
    assert (one.score, one.standing, one.mode) == (first.scorecard.score,) * 2 + (first.scorecard.mode,)
    assert one.dimensions == first.scorecard.dimensions
    assert one.cards == first.scorecard.cards
    assert one.trust == first.conversation.mind.trust
    assert one.relief == 3
    assert one.liking_gap == one.trust - 20
    assert (other.relief, other.liking_gap) == (None, None)


async def test_what_runs_and_what_nothing_was_said_in_is_no_history(room: Room) -> None:
    ended = await _rehearsed(room, SHY[0], SHY[1])
    async with room.store.transaction() as tx:
        await second_try.fork(room.practice.notebook, tx, room.learner, ended.id, 2)
    await room.begin()
    await room.begin(OTHER)
    await room.say(SHY[0])

    async with room.store.transaction() as tx:
        past = await history(room.practice.notebook, tx, room.learner)

    assert [one.id for one in past.pasts] == [ended.id]


async def test_the_ladder_needs_no_more_than_scores_and_nerves(room: Room) -> None:
    attendees = tuple(library().values())
    first = await _rehearsed(room, *SHY[:3])
    async with room.store.transaction() as tx:
        await rate(tx, room.learner, first.id, Rating.NERVES_BEFORE, 9)
        await second_try.fork(room.practice.notebook, tx, room.learner, first.id, 2)
        await room.practice.end(tx, room.learner)  # with nothing said but what was copied
    await room.begin(OTHER)
    await room.say(SHY[0])
    await room.take_back()
    await _rehearsed(room, SHY[0], PITCH, scenario=OTHER)
    await room.begin()
    await room.say(SHY[0])

    async with room.store.transaction() as tx:
        tried = await tx.rehearsals.tried(room.learner)
        pasts = (await history(room.practice.notebook, tx, room.learner)).pasts

    assert len(tried) == 2
    assert [(one.scenario, one.score, one.nerves_before, one.nerves_after) for one in tried] == [
        (one.scenario, one.score, one.nerves_before, one.nerves_after) for one in pasts
    ]
    assert rungs(attendees, tried) == rungs(attendees, pasts)


async def test_nobody_has_a_history_to_begin_with(room: Room) -> None:
    async with room.store.transaction() as tx:
        past = await history(room.practice.notebook, tx, room.learner)

    assert past.pasts == ()
    assert best_lines(past) == ()
    assert practise_next(past) is None


async def test_a_second_try_and_its_hints_stand_in_the_history(room: Room) -> None:
    first = await _rehearsed(room, SHY[0], PITCH)
    async with room.store.transaction() as tx:
        forked = await second_try.fork(room.practice.notebook, tx, room.learner, first.id, 2)
        for _ in range(2):
            await room.practice.hint(tx, room.learner)
        await room.practice.say(tx, room.learner, SHY[1])
        await room.practice.end(tx, room.learner)
        past = await history(room.practice.notebook, tx, room.learner)

    assert isinstance(forked, Forked)
    assert [(one.forked_from, one.hints) for one in past.pasts] == [(None, 0), (first.id, 2)]


async def test_an_accepted_appeal_stands_in_the_history_as_corrected(room: Room) -> None:
    told = await _rehearsed(room, *SHY[:3], PITCH)
    at = next(at for at, one in enumerate(told.scorecard.findings) if one.kind is Kind.SLIP)
    async with room.store.transaction() as tx:
        notebook = room.practice.notebook
        contested = await appeals.contest(notebook, tx, room.learner, told.id, at)
        assert isinstance(contested, Contested)
        decided = await appeals.decide(notebook, tx, contested.appeal.id, accept=True)
        assert isinstance(decided, AppealTold)
        (past,) = (await history(notebook, tx, room.learner)).pasts

    assert (past.score, past.corrected) == (told.scorecard.score, decided.appeal.points_after)
    assert past.standing == decided.appeal.points_after
    assert told.scorecard.findings[at] not in past.findings


async def test_a_rehearsal_with_somebody_who_is_gone_stays_in_the_history(room: Room) -> None:
    told = await _rehearsed(room, *SHY[:3])
    without = editions()
    del without[ATTENDEE]
    room.practice = a_practice(without, first_name=100)

    async with room.store.transaction() as tx:
        (past,) = (await history(room.practice.notebook, tx, room.learner)).pasts

    assert (past.attendee, past.trust) == (told.scenario.name.first(room.learner.lang), told.conversation.mind.trust)


async def test_marks_of_an_older_version_are_made_again_for_the_history(room: Room) -> None:
    told = await _rehearsed(room, *SHY[:3])
    last = await room.last()
    async with room.store.transaction() as tx:
        await tx.rehearsals.end(room.learner, replace(last, marks=json.dumps({"of": "old"})))

    async with room.store.transaction() as tx:
        (past,) = (await history(room.practice.notebook, tx, room.learner)).pasts

    assert past.dimensions == told.scorecard.dimensions


async def test_the_ladder_reads_a_history_as_it_is(room: Room) -> None:
    await _rehearsed(room, *SHY[:3])

    async with room.store.transaction() as tx:
        past = await history(room.practice.notebook, tx, room.learner)

    ladder = rungs(tuple(library().values()), past.pasts)
    assert [rung.met for rung in ladder.rungs if rung.scenario.id == ATTENDEE] == [1]


async def test_from_real_rehearsals_come_the_learners_own_lines_and_what_to_practise(room: Room) -> None:
    await _rehearsed(room, *SHY[:3])
    await _rehearsed(room, *SHY[:3], PITCH)

    async with room.store.transaction() as tx:
        past = await history(room.practice.notebook, tx, room.learner)

    lines, wanted = best_lines(past), practise_next(past)
    assert lines
    assert all(any(line.quote in " ".join(text.split()) for text in SHY) for line in lines)
    assert len({line.quote for line in lines}) == len(lines)
    assert wanted is not None
    assert wanted.dimension is Dimension.GENEROSITY


async def _rehearsed(room: Room, *texts: str, scenario: str = ATTENDEE) -> Debrief:
    await room.begin(scenario)
    spoken = [await room.say(text) for text in texts]
    if spoken[-1].debrief:
        return spoken[-1].debrief
    async with room.store.transaction() as tx:
        told = await room.practice.end(tx, room.learner)
    assert isinstance(told, Debrief)
    return told
