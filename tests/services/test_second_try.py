from __future__ import annotations

from dataclasses import replace

from coaching.language import Language
from coaching.rehearsal import Profile, play
from coaching.services import second_try
from coaching.services.events import (
    Branches,
    Debrief,
    Forked,
    NoSuchTurn,
    NotRehearsing,
    Running,
    StillRunning,
    UnknownRehearsal,
)
from coaching.services.records import KeptRehearsal, KeptTurn
from tests.content import library, understanding
from tests.services.practices import ATTENDEE, OTHER, RUDE, SHY, Room, a_practice

PITCH = "Je vends des assurances, je peux vous faire un excellent prix dès demain!"


async def test_a_second_try_goes_on_from_the_turn_before_as_if_nothing_else_had_been_said(room: Room) -> None:
    first = await _rehearsed(room, SHY[0], PITCH, SHY[2])

    forked = await _fork(room, first, 2)
    spoken = await room.say(SHY[1])

    played = play(library()[ATTENDEE], Profile(Language.FR), 1, SHY[:2], understanding())
    assert forked.conversation.turns == played.turns[:1]
    assert forked.instead_of.text == PITCH
    assert spoken.conversation == played


async def test_the_first_try_stays_as_it_was(room: Room) -> None:
    first = await _rehearsed(room, SHY[0], PITCH)
    before = await _kept(room, first)

    await _fork(room, first, 1)
    await room.say(SHY[1])

    assert await _kept(room, first) == before


async def test_a_second_try_knows_where_it_comes_from_and_copies_no_arrival(room: Room) -> None:
    begun = await room.begin()
    await room.say(SHY[0], update_id=11)
    await room.say(PITCH, update_id=12)

    forked = await _fork(room, begun.id, 2)

    kept = await room.last()
    assert (kept.id, kept.number) == (forked.id, 2)
    assert (kept.forked_from, kept.forked_at) == (begun.id, 2)
    assert [(turn.number, turn.text, turn.update_id) for turn in kept.turns] == [(1, SHY[0], None)]


async def test_a_turn_taken_back_isnt_part_of_a_second_try(room: Room) -> None:
    begun = await room.begin()
    await room.say(PITCH)
    await room.take_back()
    await room.say(SHY[0])
    await room.say(SHY[1])

    forked = await _fork(room, begun.id, 2)

    assert [turn.text for turn in forked.conversation.turns] == [SHY[0]]


async def test_forking_the_running_rehearsal_ends_it_with_its_marks(room: Room) -> None:
    begun = await room.begin()
    await room.say(SHY[0])
    await room.say(PITCH)

    forked = await _fork(room, begun.id, 2)

    assert forked.ended is not None
    assert forked.ended.id == begun.id
    origin = await _kept(room, begun.id)
    assert origin.ended == room.clock.now
    assert origin.score == forked.ended.scorecard.score


async def test_forking_an_old_one_ends_the_one_that_runs(room: Room) -> None:
    first = await _rehearsed(room, SHY[0], PITCH)
    other = await room.begin(OTHER)
    await room.say(SHY[0])

    forked = await _fork(room, first, 2)

    assert forked.ended is not None
    assert forked.ended.id == other.id


async def test_a_second_try_in_which_nothing_new_was_said_is_left_without_a_debrief(room: Room) -> None:
    first = await _rehearsed(room, SHY[0], PITCH)
    await _fork(room, first, 2)

    again = await _fork(room, first, 2)

    assert again.ended is None


async def test_a_second_try_can_be_forked_in_its_turn(room: Room) -> None:
    first = await _rehearsed(room, SHY[0], PITCH)
    second = await _fork(room, first, 2)
    await room.say(SHY[1])

    third = await _fork(room, second.id, 2)

    assert third.origin == second.id
    assert third.instead_of.text == SHY[1]


async def test_a_turn_that_never_was_cant_be_replayed(room: Room) -> None:
    first = await _rehearsed(room, SHY[0])

    async with room.store.transaction() as tx:
        answers = [
            await second_try.fork(room.practice.notebook, tx, room.learner, first, turn) for turn in (-1, 0, 2, 99)
        ]

    assert answers == [NoSuchTurn(first, turn, 1) for turn in (-1, 0, 2, 99)]
    assert (await room.last()).id == first


async def test_nobody_gets_at_a_rehearsal_of_somebody_else(room: Room) -> None:
    first = await _rehearsed(room, SHY[0])
    notebook = room.practice.notebook

    async with room.store.transaction() as tx:
        marc = await tx.learners.add(8, 8, Language.FR)
        answers = [
            await second_try.fork(notebook, tx, marc, first, 1),
            await second_try.branches(notebook, tx, marc, first),
            await second_try.open_marks(notebook, tx, marc, first),
        ]

        assert answers == [UnknownRehearsal(first)] * 3
        assert await tx.rehearsals.of_id(marc, first) is None
        assert await tx.rehearsals.last(marc) is None


async def test_the_branches_lie_side_by_side_with_their_marks(room: Room) -> None:
    first = await _rehearsed(room, SHY[0], PITCH)
    better = await _fork(room, first, 2)
    await room.say(SHY[1])
    other = await _fork(room, first, 1)
    await room.say(RUDE)

    of_origin, of_fork = await _branches(room, first), await _branches(room, better.id)

    assert of_origin.origin is None
    assert [fork.id for fork in of_origin.forks] == [better.id, other.id]
    assert of_fork.origin is not None
    assert (of_fork.origin.id, of_fork.this.forked_at, of_fork.forks) == (first, 2, ())
    assert of_fork.this.scorecard.score > of_fork.origin.scorecard.score
    assert [fork.has_ended for fork in of_origin.forks] == [True, True]


async def test_a_running_branch_is_marked_so_far(room: Room) -> None:
    first = await _rehearsed(room, SHY[0], PITCH)
    await _fork(room, first, 2)
    spoken = await room.say(SHY[1])

    (fork,) = (await _branches(room, first)).forks

    assert not fork.has_ended
    assert fork.conversation == spoken.conversation


async def test_the_marks_of_any_ended_rehearsal_can_be_opened_as_they_were_told(room: Room) -> None:
    begun = await room.begin()
    await room.say(SHY[1])
    async with room.store.transaction() as tx:
        told = await room.practice.end(tx, room.learner)
    await room.begin(OTHER)

    async with room.store.transaction() as tx:
        opened = await second_try.open_marks(room.practice.notebook, tx, room.learner, begun.id)

    assert opened == told


async def test_marks_that_were_kept_are_shown_even_where_the_rubric_changed(room: Room) -> None:
    first = await _rehearsed(room, SHY[0], PITCH)
    async with room.store.transaction() as tx:
        kept = await tx.rehearsals.of_id(room.learner, first)
        assert kept is not None
        assert kept.marks is not None
        await tx.rehearsals.end(room.learner, replace(kept, marks=kept.marks.replace('"score":', '"score":9', 1)))

    opened = await _opened(room, first)

    assert opened.scorecard.score == int(f"9{kept.score}")


async def test_marks_of_another_shape_are_made_anew(room: Room) -> None:
    first = await _rehearsed(room, SHY[0], PITCH)
    before = (await _opened(room, first)).scorecard
    async with room.store.transaction() as tx:
        kept = await tx.rehearsals.of_id(room.learner, first)
        assert kept is not None
        await tx.rehearsals.end(room.learner, replace(kept, marks='{"of": "another version"}'))

    assert (await _opened(room, first)).scorecard == before


async def test_a_running_rehearsal_has_no_marks_to_open_yet(room: Room) -> None:
    begun = await room.begin()

    async with room.store.transaction() as tx:
        opened = await second_try.open_marks(room.practice.notebook, tx, room.learner, begun.id)

    assert opened == StillRunning(begun.id)


async def test_a_second_try_of_turns_an_older_version_wrote_plays_them_again(room: Room) -> None:
    begun = await room.begin()
    async with room.store.transaction() as tx:
        for number, text in enumerate(SHY[:3], start=1):
            await tx.rehearsals.add_turn(
                room.learner, begun.id, KeptTurn(number, text, "an older answer", "{}", room.clock.now)
            )

    forked = await _fork(room, begun.id, 3)

    played = play(library()[ATTENDEE], Profile(Language.FR), 1, SHY[:2], understanding())
    assert forked.conversation == played
    assert [turn.reply for turn in (await room.last()).turns] == [turn.reply for turn in played.turns]


async def test_another_process_goes_on_with_a_second_try(room: Room) -> None:
    first = await _rehearsed(room, SHY[0], PITCH)
    forked = await _fork(room, first, 2)
    room.practice = a_practice(first_name=100)

    async with room.store.transaction() as tx:
        running = await room.practice.running(tx, room.learner)

    assert isinstance(running, Running)
    assert (running.id, running.conversation) == (forked.id, forked.conversation)


async def test_hints_are_noted_with_their_turn_and_told_how_often_they_were_asked_for(room: Room) -> None:
    await room.begin()
    asked = [await _hint(room), await _hint(room)]
    await room.say(SHY[0])
    asked.append(await _hint(room))

    assert asked == [1, 2, 1]
    assert (await room.last()).hints == (1, 1, 2)


async def test_a_hint_never_changes_the_marks(room: Room) -> None:
    first = await _rehearsed(room, SHY[0], SHY[1])
    second = await room.begin()
    await room.say(SHY[0])
    await _hint(room)
    await room.say(SHY[1])
    async with room.store.transaction() as tx:
        await room.practice.end(tx, room.learner)

    assert (await _kept(room, second.id)).score == (await _kept(room, first)).score


async def _hint(room: Room) -> int:
    async with room.store.transaction() as tx:
        hinted = await room.practice.hint(tx, room.learner)
    assert not isinstance(hinted, NotRehearsing)
    return hinted.asked


async def _rehearsed(room: Room, *texts: str) -> str:
    """An ended rehearsal in which that was said; its id."""
    begun = await room.begin()
    for text in texts:
        await room.say(text)
    async with room.store.transaction() as tx:
        await room.practice.end(tx, room.learner)
    return begun.id


async def _fork(room: Room, rehearsal: str, turn: int) -> Forked:
    async with room.store.transaction() as tx:
        forked = await second_try.fork(room.practice.notebook, tx, room.learner, rehearsal, turn)
    assert isinstance(forked, Forked)
    return forked


async def _branches(room: Room, rehearsal: str) -> Branches:
    async with room.store.transaction() as tx:
        branches = await second_try.branches(room.practice.notebook, tx, room.learner, rehearsal)
    assert isinstance(branches, Branches)
    return branches


async def _opened(room: Room, rehearsal: str) -> Debrief:
    async with room.store.transaction() as tx:
        opened = await second_try.open_marks(room.practice.notebook, tx, room.learner, rehearsal)
    assert isinstance(opened, Debrief)
    return opened


async def _kept(room: Room, rehearsal: str) -> KeptRehearsal:
    async with room.store.transaction() as tx:
        kept = await tx.rehearsals.of_id(room.learner, rehearsal)
    assert kept is not None
    return kept
