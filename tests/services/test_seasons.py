"""Seasons as they are kept: once an arrival, from the files they began with, over any pause."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import yaml

from coaching.authoring.clubs import club_texts, read_club_copy
from coaching.club.attending import Act, Doing, Where
from coaching.club.choosing import ModeAnswer
from coaching.club.meeting import say
from coaching.club.member import Greeting
from coaching.language import Language
from coaching.scorecard.rubric import Mode
from coaching.services.club_editions import ClubEditions, ClubTexts
from coaching.services.journey_records import ReminderState
from coaching.services.notebook import Edition
from coaching.services.records import ScenarioCopy
from coaching.services.seasons import AtClub, Done, Seasons
from tests.club.seasons import REAL, the_club
from tests.content import ROOT, library, understanding
from tests.services.practices import Room, a_practice, editions

ASKS = "Qu'est-ce que vous aimez le plus dans votre métier?"
WEEK = 7 * 24 * 3600


@dataclass
class Table:
    """A learner's seasons in a room of the tests."""

    room: Room
    seasons: Seasons

    async def begin(self) -> AtClub:
        async with self.room.store.transaction() as tx:
            return await self.seasons.begin(tx, self.room.learner)

    async def now(self) -> AtClub:
        async with self.room.store.transaction() as tx:
            at = await self.seasons.running(tx, self.room.learner)
        assert at is not None
        return at

    async def last(self) -> AtClub:
        async with self.room.store.transaction() as tx:
            at = await self.seasons.last(tx, self.room.learner)
        assert at is not None
        return at

    async def do(
        self,
        doing: Doing,
        text: str = "",
        days: int = 7,
        update_id: int | None = None,
        unheard: int | None = None,
    ) -> Done:
        async with self.room.store.transaction() as tx:
            at = await self.seasons.running(tx, self.room.learner)
            assert at is not None
            act = Act(doing, text, days)
            return await self.seasons.act(tx, self.room.learner, at, act, update_id, unheard=unheard)

    async def talk_with(self, member: str, *texts: str) -> None:
        await self.do(Doing.GO_ON)
        await self.do(Doing.ENTER, member)
        for text in texts:
            await self.do(Doing.SAY, text)


def the_seasons(texts: ClubTexts | None = None, its_library: Mapping[str, Edition] | None = None) -> Seasons:
    """The product's club, or one of these texts and people."""
    known = dict(its_library or editions())
    club = the_club()
    if texts is not None:
        read = read_club_copy(texts, {name: one.scenario for name, one in known.items()})
        assert read is not None
        club = read
    kept = ClubEditions(club, texts or club_texts(ROOT / "scenarios"), read_club_copy)
    seeds = count(3)
    return Seasons(a_practice(known, 1 if texts is None else 100).notebook, kept, understanding(), lambda: next(seeds))


def a_table(room: Room) -> Table:
    return Table(room, the_seasons())


def edited(gone: str) -> Seasons:
    """The club after its authors worked on it: Réal says other things and goes by another name, somebody left."""
    texts = club_texts(ROOT / "scenarios")
    real = yaml.safe_load(texts.members[REAL])
    real["greetings"]["first"] = {"fr": ["Nouvelle salutation.", "Autre salutation."], "en": ["New one.", "Another."]}
    changed = {**texts.members, REAL: yaml.safe_dump(real, allow_unicode=True)}
    known = {name: one for name, one in editions().items() if name != gone}
    before = known[REAL]
    name = replace(before.scenario.name, fr=("Marcel",), en=("Marcel",))
    copy = ScenarioCopy(REAL, before.copy.text.replace("Réal", "Marcel"), before.copy.common)
    known[REAL] = Edition(replace(before.scenario, name=name), copy)
    return the_seasons(ClubTexts(texts.club, changed), known)


async def test_edited_and_removed_files_leave_a_season_that_runs_as_it_began(room: Room) -> None:
    table = a_table(room)
    begun = await table.begin()
    members = [one.member for one in begun.attendance.season.relations]
    afterwards = Table(room, edited(gone=members[-1]))

    resumed = await afterwards.now()
    await afterwards.talk_with(REAL)
    greeted = (await afterwards.now()).attendance.meeting
    there = {name: resumed.club.people[name].name(Language.FR) for name in members}
    anew = await afterwards.begin()
    await afterwards.talk_with(REAL)
    greeted_anew = (await afterwards.now()).attendance.meeting

    assert there == {name: library()[name].name.first(Language.FR) for name in members}
    assert greeted is not None
    assert greeted_anew is not None
    assert "salutation" not in greeted.conversation.opening
    assert "salutation" in greeted_anew.conversation.opening
    assert anew.club.people[REAL].name(Language.FR) == "Marcel"


async def test_a_message_that_arrives_again_is_answered_as_then_and_changes_nothing(room: Room) -> None:
    table = a_table(room)
    await table.begin()
    await table.talk_with(REAL)

    first = await table.do(Doing.SAY, ASKS, update_id=41)
    after = await table.now()
    again = await table.do(Doing.SAY, ASKS, update_id=41)

    assert first.outcome.turn is not None
    assert (again.outcome, again.repeated, first.repeated) == (first.outcome, True, False)
    assert await table.now() == after


async def test_what_was_said_in_pieces_nobody_answered_is_one_turn(room: Room) -> None:
    table, whole = a_table(room), f"Bonjour Réal!\n{ASKS}\nMoi, je débute."
    await table.begin()
    await table.talk_with(REAL)
    before = (await table.now()).attendance
    assert before.meeting is not None

    await table.do(Doing.SAY, "Bonjour Réal!", update_id=41)
    room.clock.turn(3)
    second = await table.do(Doing.SAY, ASKS, update_id=42, unheard=41)
    room.clock.turn(3)
    third = await table.do(Doing.SAY, "Moi, je débute.", update_id=43, unheard=42)
    after = await table.now()
    apart = await table.do(Doing.SAY, "Ah bon?", update_id=44, unheard=41)

    assert (second.rest_of, third.rest_of, apart.rest_of) == (41, 42, None)
    assert third.took == timedelta(seconds=6)
    assert after.attendance.meeting == say(before.meeting, whole, before.season, the_club(), understanding())

    other = json.loads((await table.now()).journey.state)
    other["attendance"]["season"]["week"] = {"number": 1}  # as another version might have it
    async with room.store.transaction() as tx:
        await tx.journeys.save(room.learner, replace(apart.at.journey, state=json.dumps(other)))
    again = (await table.now()).attendance.meeting
    assert again is not None
    assert [one.text for one in again.conversation.turns] == [whole, "Ah bon?"]


async def test_an_introduction_in_pieces_is_one_and_costs_one_try(room: Room) -> None:
    table = a_table(room)
    await table.begin()

    await table.do(Doing.INTRODUCE, "Je tiens les livres", update_id=41)
    said = await table.do(Doing.SAY, "de petits commerces.", update_id=42, unheard=41)

    assert [one.text for one in said.at.attendance.season.introductions] == [
        "Je tiens les livres\nde petits commerces."
    ]
    assert said.at.attendance.tries == 1


async def test_after_a_year_the_conversation_goes_on_and_the_next_meeting_is_one_after_an_absence(room: Room) -> None:
    table = a_table(room)
    await table.begin()
    await table.talk_with(REAL, "Bonjour Réal!", ASKS)
    before = await table.now()

    room.clock.turn(366 * 24 * 3600)
    assert await table.now() == before
    await table.do(Doing.SAY, "Comment ça a commencé?")
    await table.do(Doing.LEAVE)
    won = (await table.now()).attendance.season.relation(REAL)
    await table.do(Doing.GO_HOME)
    await table.do(Doing.COME_BACK)
    await table.talk_with(REAL)
    after = (await table.now()).attendance

    assert after.season.away == 366
    assert after.season.relation(REAL).trust == won.began < won.trust
    assert after.meeting is not None
    assert after.meeting.greeting is Greeting.AFTER_ABSENCE


async def test_a_season_another_version_wrote_is_played_again_from_what_was_done(room: Room) -> None:
    table = a_table(room)
    await table.begin()
    await table.do(Doing.INTRODUCE, "Je tiens les livres de petits commerces.")
    await table.talk_with(REAL, "Bonjour Réal!", ASKS)
    await table.do(Doing.TAKE_BACK)
    await table.do(Doing.SAY, "Comment ça a commencé?")
    before = await table.now()

    other = json.loads(before.journey.state)
    other["attendance"]["season"]["week"] = {"number": 1}  # as if weeks had been told otherwise
    async with room.store.transaction() as tx:
        await tx.journeys.save(room.learner, replace(before.journey, state=json.dumps(other)))

    assert (await table.now()).attendance == before.attendance


async def test_the_last_week_ends_the_season_with_its_marks(room: Room) -> None:
    table = a_table(room)
    await table.begin()
    await table.talk_with(REAL, "Bonjour Réal!", ASKS)
    await table.do(Doing.LEAVE)
    for _ in range(the_club().figures.weeks - 1):
        await table.do(Doing.GO_HOME)
        await table.do(Doing.COME_BACK)
    over = await table.do(Doing.GO_HOME)

    kept = (await table.last()).journey
    _, marks = table.seasons.network(over.at)
    assert over.at.attendance.where is Where.OVER
    assert kept.ended is not None
    assert (kept.score, kept.mode) == (marks.score, str(marks.said.mode))


async def test_what_they_say_of_themselves_is_kept_before_and_after(room: Room) -> None:
    table = a_table(room)
    await table.begin()
    first, second = ModeAnswer(Mode.SELLING, 30), ModeAnswer(Mode.NETWORKING, 80)

    for answer in (first, second):
        at = await table.now()
        async with room.store.transaction() as tx:
            await table.seasons.answer(tx, room.learner, at, answer)

    kept = (await table.now()).kept
    assert (kept.before, kept.after) == (first, second)


async def test_the_next_meeting_is_reminded_of_at_the_same_hour_across_a_change_of_the_clocks(room: Room) -> None:
    table, toronto = a_table(room), ZoneInfo("America/Toronto")
    wishes = replace(room.learner.preferences, zone="America/Toronto", reminders=False)
    room.learner = replace(room.learner, preferences=wishes)
    room.clock.now = datetime(2026, 10, 28, 15, 20, tzinfo=UTC)  # four days before
    begun = await table.begin()
    home = await table.do(Doing.GO_HOME)
    async with room.store.transaction() as tx:
        learner, due = await table.seasons.remind(tx, room.learner, home.at)
        (reminder,) = await tx.reminders.of(room.learner)

    assert learner.preferences.reminders
    assert f"{due.astimezone(toronto):%d %H:%M}" == "04 11:20"
    assert due - room.clock.now == timedelta(days=7, hours=1)
    assert (reminder.due, reminder.about) == (due, begun.journey.id)

    await table.do(Doing.COME_BACK)
    async with room.store.transaction() as tx:
        (reminder,) = await tx.reminders.of(room.learner)
    assert reminder.state is ReminderState.STOPPED
