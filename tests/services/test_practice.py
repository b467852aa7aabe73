from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coaching.debriefing.telling import tell
from coaching.rehearsal import Profile, begin, marks, play
from coaching.services.events import (
    Begun,
    Debrief,
    Explained,
    Hinted,
    NotRehearsing,
    Running,
    Spoken,
    TakenBack,
    UnknownScenario,
)
from coaching.services.practice import Edition
from coaching.services.records import KeptTurn, ScenarioCopy
from coaching.services.saving import scorecard_to_json
from tests.content import library, rubric, understanding
from tests.services.practices import ATTENDEE, OTHER, RUDE, SHY, Room, a_practice, a_room, editions, the_copy
from tests.store.stores import file_url


async def test_a_rehearsal_begins_as_the_attendee_speaks_first(room: Room) -> None:
    begun = await room.begin()

    assert begun.conversation == begin(library()[ATTENDEE], Profile(room.learner.lang), seed=1)
    assert begun.ended is None


async def test_said_over_the_store_or_played_in_one_go_a_conversation_is_the_same(room: Room) -> None:
    await room.begin()

    spoken = [await room.say(text) for text in SHY]

    played = play(library()[ATTENDEE], Profile(room.learner.lang), 1, SHY, understanding())
    assert spoken[-1].conversation == played
    assert [one.turn for one in spoken] == list(played.turns)


async def test_another_process_goes_on_where_the_first_stopped(tmp_path: Path) -> None:
    url = file_url(tmp_path / "store.sqlite3")
    async with a_room(url) as room:
        await room.begin()
        await room.say(SHY[0])
    async with a_room(url) as room:
        spoken = await room.say(SHY[1])

    played = play(library()[ATTENDEE], Profile(room.learner.lang), 1, SHY[:2], understanding())
    assert spoken.conversation == played


async def test_the_same_arrival_said_twice_gets_one_turn_and_the_same_answer(room: Room) -> None:
    await room.begin()
    first = await room.say(SHY[0], update_id=11)
    await room.say(SHY[1], update_id=12)

    again = await room.say(SHY[0], update_id=11)

    assert again.repeated
    assert again.turn == first.turn
    assert [turn.text for turn in (await room.last()).turns] == list(SHY[:2])


async def test_a_rehearsal_that_ends_when_a_newer_version_plays_it_again_is_told_its_debrief(room: Room) -> None:
    begun = await room.begin()
    async with room.store.transaction() as tx:
        kept = KeptTurn(1, RUDE, "what an older version answered", saved="{}", at=room.clock.now)
        await tx.rehearsals.add_turn(room.learner, begun.id, kept)

    spoken = await room.say("Bonsoir")

    assert spoken.turn.text == RUDE
    assert spoken.debrief is not None
    assert (await room.last()).ended is not None


async def test_the_arrival_that_ended_a_rehearsal_said_again_gives_the_same_debrief(room: Room) -> None:
    await room.begin()
    first = await room.say(RUDE, update_id=11)

    again = await room.say(RUDE, update_id=11)

    assert first.debrief is not None
    assert again == replace(first, repeated=True)


async def test_the_arrival_of_a_turn_taken_back_isnt_said_again(room: Room) -> None:
    await room.begin()
    await room.say(SHY[0], update_id=11)
    await room.take_back()

    again = await room.say(SHY[0], update_id=11)

    assert again.repeated
    assert again.conversation.turns == ()


async def test_an_attendee_who_leaves_ends_the_rehearsal_with_its_marks(room: Room) -> None:
    await room.begin()

    spoken = await room.say(RUDE)

    last = await room.last()
    scorecard = marks(spoken.conversation, spoken.scenario, understanding(), rubric())
    told = tell(spoken.conversation, spoken.scenario, scorecard, rubric())
    assert spoken.debrief == Debrief(last.id, spoken.conversation, spoken.scenario, scorecard, told)
    assert (last.ended, last.ended_by, last.score) == (room.clock.now, "attendee", scorecard.score)
    assert last.ending == spoken.turn.ended
    assert last.marks == scorecard_to_json(scorecard)
    assert await room.say_anything() == NotRehearsing()


async def test_a_learner_who_stops_gets_the_debrief(room: Room) -> None:
    await room.begin()
    await room.say(SHY[0])

    async with room.store.transaction() as tx:
        debrief = await room.practice.end(tx, room.learner)

    last = await room.last()
    assert isinstance(debrief, Debrief)
    assert (last.ended_by, last.ending, last.score) == ("learner", None, debrief.scorecard.score)


async def test_a_rehearsal_in_which_nothing_was_said_can_be_ended(room: Room) -> None:
    await room.begin()

    async with room.store.transaction() as tx:
        debrief = await room.practice.end(tx, room.learner)

    assert isinstance(debrief, Debrief)
    assert debrief.conversation.turns == ()


async def test_beginning_another_ends_the_running_one_and_keeps_its_marks(room: Room) -> None:
    await room.begin()
    await room.say(SHY[1])

    begun = await room.begin(OTHER)

    assert begun.ended is not None
    async with room.store.transaction() as tx:
        first, second = await tx.rehearsals.all(room.learner)
    assert first.score == begun.ended.scorecard.score
    assert first.ended == room.clock.now
    assert (second.scenario, second.ended, second.number) == (OTHER, None, 2)


async def test_beginning_another_says_nothing_of_one_in_which_nothing_was_said(room: Room) -> None:
    await room.begin()

    assert (await room.begin(OTHER)).ended is None


async def test_nobody_by_that_name_leaves_the_running_rehearsal_alone(room: Room) -> None:
    await room.begin()

    async with room.store.transaction() as tx:
        answer = await room.practice.begin(tx, room.learner, "nobody")

    assert answer == UnknownScenario("nobody")
    assert (await room.last()).ended is None


async def test_a_message_taken_back_was_never_said_but_stays_in_the_records(room: Room) -> None:
    await room.begin()
    await room.say(SHY[0])
    await room.say(SHY[2])

    taken = await room.take_back()
    spoken = await room.say(SHY[1])

    played = play(library()[ATTENDEE], Profile(room.learner.lang), 1, SHY[:2], understanding())
    assert isinstance(taken, TakenBack)
    assert taken.turn is not None
    assert spoken.conversation == played
    kept = [(turn.number, turn.attempt, turn.withdrawn) for turn in (await room.last()).turns]
    assert kept == [(1, 1, False), (2, 1, True), (2, 2, False)]


async def test_messages_can_be_taken_back_down_to_the_first_and_no_further(room: Room) -> None:
    begun = await room.begin()
    for text in SHY[:2]:
        await room.say(text)

    taken = [await room.take_back() for _ in range(3)]

    assert [one.turn.number if one.turn else None for one in taken] == [2, 1, None]
    assert taken[-1].conversation == begun.conversation


async def test_again_meets_the_same_attendee_anew(room: Room) -> None:
    await room.begin()
    await room.say(RUDE)

    async with room.store.transaction() as tx:
        begun = await room.practice.again(tx, room.learner)

    assert isinstance(begun, Begun)
    assert begun.conversation.scenario == ATTENDEE
    assert begun.conversation.seed == 2
    assert begun.conversation.turns == ()


async def test_a_hint_and_a_reason_can_be_asked_for_and_change_nothing_but_the_note_of_the_hint(room: Room) -> None:
    await room.begin()
    await room.say(SHY[0])
    before = await room.last()

    async with room.store.transaction() as tx:
        hinted = await room.practice.hint(tx, room.learner)
        explained = await room.practice.why(tx, room.learner)

    assert isinstance(hinted, Hinted)
    assert isinstance(explained, Explained)
    assert explained.why is not None
    assert await room.last() == replace(before, hints=(2,))


async def test_a_reason_can_still_be_asked_for_after_the_end(room: Room) -> None:
    await room.begin()
    await room.say(RUDE)

    async with room.store.transaction() as tx:
        explained = await room.practice.why(tx, room.learner)

    assert isinstance(explained, Explained)
    assert explained.why is not None
    assert explained.why.after < explained.why.before


async def test_somebody_who_isnt_rehearsing_is_told_so_whatever_they_ask(room: Room) -> None:
    practice, learner = room.practice, room.learner

    async with room.store.transaction() as tx:
        answers = [
            await practice.say(tx, learner, "Bonsoir"),
            await practice.take_back(tx, learner),
            await practice.end(tx, learner),
            await practice.again(tx, learner),
            await practice.hint(tx, learner),
            await practice.why(tx, learner),
            await practice.running(tx, learner),
        ]

    assert answers == [NotRehearsing()] * len(answers)


async def test_changing_ones_language_or_trade_doesnt_change_a_running_rehearsal(room: Room) -> None:
    begun = await room.begin()
    async with room.store.transaction() as tx:
        await tx.learners.save(replace(room.learner, sells="des assurances", name="Sophie"))

    async with room.store.transaction() as tx:
        running = await room.practice.running(tx, room.learner)

    assert isinstance(running, Running)
    assert running.conversation == begun.conversation


@pytest.mark.parametrize("change", ["edited", "removed"])
async def test_an_open_rehearsal_goes_on_from_its_own_copy_of_the_scenario(room: Room, change: str) -> None:
    await room.begin()
    await room.say(SHY[0])
    library_now = editions()
    if change == "removed":
        del library_now[ATTENDEE]
    else:
        meek = replace(library()[ATTENDEE], trust=90, topics=(), reactions=())
        library_now[ATTENDEE] = Edition(meek, ScenarioCopy(ATTENDEE, "edited"))
    room.practice = a_practice(library_now, first_name=100)

    spoken = [await room.say(text) for text in SHY[1:]]

    played = play(library()[ATTENDEE], Profile(room.learner.lang), 1, SHY, understanding())
    assert spoken[-1].conversation == played


async def test_a_rehearsal_whose_copy_cant_be_read_goes_on_with_the_present_scenario(room: Room) -> None:
    unreadable = editions()
    unreadable[ATTENDEE] = Edition(library()[ATTENDEE], ScenarioCopy(ATTENDEE, "{broken"))
    room.practice = a_practice(unreadable)
    await room.begin()
    room.practice = a_practice(first_name=100)

    assert (await room.say(SHY[0])).scenario == library()[ATTENDEE]


async def test_a_rehearsal_nobody_can_rebuild_makes_way_for_another(room: Room) -> None:
    unreadable = editions()
    unreadable[ATTENDEE] = Edition(library()[ATTENDEE], ScenarioCopy(ATTENDEE, "{broken"))
    room.practice = a_practice(unreadable)
    await room.begin()
    without = editions()
    del without[ATTENDEE]
    room.practice = a_practice(without, first_name=100)

    assert await room.say_anything() == NotRehearsing()
    assert (await room.begin(OTHER)).ended is None


@pytest.mark.parametrize("text", ["\ud83c", "Bonsoir \udf89!", "\ud83c\udf89", "\x00", "", "é" * 4096])
async def test_whatever_a_messenger_can_deliver_is_answered_and_kept(room: Room, text: str) -> None:
    await room.begin()

    spoken = await room.say(text)

    assert spoken.turn.reply
    assert (await room.last()).turns[0].text == spoken.turn.text


async def test_two_halves_of_an_emoji_are_made_whole(room: Room) -> None:
    await room.begin()

    assert (await room.say("Bonsoir \ud83c\udf89")).turn.text == "Bonsoir 🎉"


async def test_a_failure_after_a_turn_leaves_the_rehearsal_as_it_was(room: Room) -> None:
    await room.begin()

    async def slip() -> None:
        async with room.store.transaction() as tx:
            await room.practice.say(tx, room.learner, RUDE)
            _ = 1 // 0

    with pytest.raises(ZeroDivisionError):
        await slip()

    last = await room.last()
    assert last.turns == ()
    assert last.ended is None


async def test_the_copy_a_rehearsal_is_played_from_is_kept_with_it(room: Room) -> None:
    await room.begin()
    last = await room.last()

    async with room.store.transaction() as tx:
        assert await tx.rehearsals.copy(last.copy) == the_copy(ATTENDEE)


async def test_the_rest_of_a_message_nobody_answered_yet_makes_one_turn_of_both(room: Room) -> None:
    await room.begin()
    await room.say(SHY[0], update_id=11)
    await room.say(SHY[1], update_id=12)
    async with room.store.transaction() as tx:
        joined = await room.practice.say(tx, room.learner, SHY[2], 13, unheard=12)

    assert isinstance(joined, Spoken)
    whole = f"{SHY[1]}\n{SHY[2]}"
    played = play(library()[ATTENDEE], Profile(room.learner.lang), 1, (SHY[0], whole), understanding())
    assert joined.conversation == played
    assert joined.rest_of == 12
    kept = await room.last()
    assert [turn.text for turn in kept.standing] == [SHY[0], whole]


@pytest.mark.parametrize(("unheard", "rest"), [(None, SHY[2]), (11, SHY[2]), (12, "oui " * 5_000)])
async def test_an_answered_message_or_a_very_long_one_stays_as_it_is(
    room: Room, unheard: int | None, rest: str
) -> None:
    await room.begin()
    await room.say(SHY[0], update_id=11)
    await room.say(SHY[1], update_id=12)
    async with room.store.transaction() as tx:
        spoken = await room.practice.say(tx, room.learner, rest, 13, unheard=unheard)

    assert isinstance(spoken, Spoken)
    assert spoken.rest_of is None
    assert [turn.text for turn in (await room.last()).standing] == [SHY[0], SHY[1], rest]


async def test_it_is_told_how_long_the_learner_took(room: Room) -> None:
    await room.begin()
    room.clock.turn(30)
    first = await room.say(SHY[0])
    room.clock.turn(8)
    second = await room.say(SHY[1])

    assert [first.took.total_seconds(), second.took.total_seconds()] == [30, 8]
