"""Evenings as they are kept: an arrival acts once, and neither edited files nor another version disturb one."""

from __future__ import annotations

import json
from dataclasses import replace

from coaching.authoring.notes import read_note_rubric
from coaching.cohorts.standing import State
from coaching.cohorts.target import What
from coaching.evening.evening import Act, ActKind, How
from coaching.evening.playing import play
from coaching.followup.met import Silence
from coaching.services import assignments
from coaching.services.evening_saving import frame_to_json
from coaching.services.evenings import Evenings, Out
from coaching.services.followups import Followups
from coaching.services.journey_records import JourneyKind
from coaching.store.store import DatabaseTransaction
from tests.content import library, understanding
from tests.services.groups import a_group
from tests.services.practices import Room
from tests.telegram.bots import evenings_of, practice

HELLO = Act(ActKind.SAY, text="Bonsoir! Qu'est-ce qui vous amène ici ce soir?")
THANKS = Act(ActKind.LEAVE, text="J'ai aimé vous entendre, merci. Je vous laisse à la soirée!")

ASKED = (
    "Qu'est-ce que vous aimez le plus dans votre métier?",
    "Et qu'est-ce qui est le plus difficile en ce moment?",
    "Je comprends, ça doit être lourd. Qu'est-ce qui vous aiderait?",
)


def fresh() -> Evenings:
    """As a program that has just started has them."""
    return evenings_of(practice())


async def a_talk(evenings: Evenings, tx: DatabaseTransaction, room: Room) -> Out:
    """Somebody walked up to, and greeted by arrival 41."""
    _, out = await begun_and_greeted(tx, room, evenings)
    return out


async def begun_and_greeted(tx: DatabaseTransaction, room: Room, evenings: Evenings | None = None) -> tuple[Out, Out]:
    """The evening as it begins, and after somebody was walked up to and greeted by arrival 41."""
    evenings = evenings or fresh()
    begun = await evenings.begin(tx, room.learner, "soiree", nerves=7)
    assert begun
    to = Act(ActKind.APPROACH, (begun.evening.guests[0].scenario,))
    assert await evenings.do(tx, room.learner, to, 40)
    out = await evenings.do(tx, room.learner, HELLO, 41)
    assert out
    return begun, out


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


async def test_what_was_said_in_pieces_nobody_answered_is_one_act(room: Room) -> None:
    pieces = (HELLO.text, "Moi, je ne connais personne.", "Et vous?")
    async with room.store.transaction() as tx:
        begun, _ = await begun_and_greeted(tx, room)
    for number, piece in enumerate(pieces[1:], start=42):
        room.clock.turn(3)
        async with room.store.transaction() as tx:
            said = await fresh().do(tx, room.learner, Act(ActKind.SAY, text=piece), number, unheard=number - 1)
        assert said
        assert (said.rest_of, said.took.total_seconds()) == (number - 1, 3 * (number - 41))
    async with room.store.transaction() as tx:
        found = await fresh().running(tx, room.learner)
        later = await fresh().do(tx, room.learner, Act(ActKind.SAY, text="Ah bon?"), 44, unheard=41)

    assert found
    assert [act.text for act in found.evening.acts] == ["", "\n".join(pieces)]
    assert found.evening == play(begun.evening, found.evening.acts, found.venue, understanding())
    assert later
    assert (later.rest_of, len(later.evening.acts)) == (None, 3)


async def test_a_leave_in_two_pieces_is_one_leave(room: Room) -> None:
    async with room.store.transaction() as tx:
        begun, before = await begun_and_greeted(tx, room)
        left = await fresh().do(tx, room.learner, Act(ActKind.LEAVE, text="Bon."), 42)
    async with room.store.transaction() as tx:
        after = await fresh().do(tx, room.learner, Act(ActKind.SAY, text=THANKS.text), 43, unheard=42)

    assert left
    assert after
    acts = (*before.evening.acts, Act(ActKind.LEAVE, text=f"Bon.\n{THANKS.text}"))
    assert after.evening == play(begun.evening, acts, after.venue, understanding())
    assert [one.how for guest in left.evening.guests for one in guest.partings] == [How.CURTLY]
    assert [one.how for guest in after.evening.guests for one in guest.partings] == [How.KINDLY]


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


async def test_whoever_goes_out_again_has_come_home_before(room: Room) -> None:
    async with room.store.transaction() as tx:
        first = await a_talk(fresh(), tx, room)
        second = await fresh().begin(tx, room.learner, "five_to_seven", 30)
        kept = await fresh().ended(tx, room.learner, first.journey.id)

    assert second
    assert (second.evening.occasion, second.evening.minutes) == ("five_to_seven", 30)
    assert kept
    assert kept.outcome
    assert kept.journey.score == kept.outcome.score


async def test_the_day_after_one_writes_to_whom_one_met_there(room: Room) -> None:
    evenings, its = fresh(), practice()
    notes = Followups(its.notebook, understanding(), read_note_rubric(), evenings_of(its))
    async with room.store.transaction() as tx:
        out = await a_talk(evenings, tx, room)
        for number, text in enumerate(ASKED, start=42):
            await evenings.do(tx, room.learner, Act(ActKind.SAY, text=text), number)
        assert await notes.addressees(tx, room.learner) == ()
        await evenings.go_home(tx, room.learner, 50)
    async with room.store.transaction() as tx:
        first = (await notes.addressees(tx, room.learner))[0]
        await notes.write(tx, room.learner, first, "Bonsoir, merci pour la conversation! Et votre métier, ça va?")
        again = await notes.addressee(tx, room.learner, first.key)
        (note,) = await tx.followups.of(room.learner)

    assert first.met.scenario == out.evening.guests[0].scenario
    assert first.met.silence is None
    assert first.met.mine[-1] == ASKED[-1]
    assert len(first.key) <= 40
    assert note.journey == out.journey.id
    assert again
    assert again.note == note


async def test_a_card_that_was_pushed_on_somebody_calls_for_no_note(room: Room) -> None:
    evenings, its = fresh(), practice()
    notes = Followups(its.notebook, understanding(), read_note_rubric(), evenings_of(its))
    async with room.store.transaction() as tx:
        out = await evenings.begin(tx, room.learner, "soiree")
        assert out
        pushed = replace(out.evening.guests[0], has_pushed_card=True)
        state = frame_to_json(out.evening.with_guest(pushed))
        await tx.journeys.save(room.learner, replace(out.journey, state=state))
        await evenings.go_home(tx, room.learner, 50)
        (only,) = await notes.addressees(tx, room.learner)

    assert (only.met.scenario, only.met.silence) == (pushed.scenario, Silence.PUSHED_ON_YOU)


async def test_an_evening_a_group_is_asked_for_counts_once_it_is_over() -> None:
    async with a_group() as group:
        evenings, learner = fresh(), group.people["learner"]
        states = []
        async with group.store.transaction() as tx:
            await group.assign(tx, what=What.EVENING, about="soiree")
            for occasion in ("five_to_seven", "soiree"):
                assert await evenings.begin(tx, learner, occasion)
                states += [one.state for one in await assignments.of_learner(tx, learner)]
            await evenings.go_home(tx, learner, 50)
            states += [one.state for one in await assignments.of_learner(tx, learner)]

    assert states == [State.NOT_STARTED, State.IN_PROGRESS, State.COMPLETED]
