"""Seasons of the club as they are kept: one transaction an arrival, played from the files they began with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pydantic import ValidationError

from coaching.club.attending import Act, Attendance, Doing, Outcome, Understanding, Where, attend
from coaching.club.choosing import ModeAnswer
from coaching.club.meeting import scene
from coaching.club.member import Club
from coaching.club.network import Network, SeasonMarks, network_of, season_marks
from coaching.club.season import WEEK, begin_season
from coaching.cohorts.target import What, result_of
from coaching.event.hours import awake, on_their_clock, their_day
from coaching.hints import Hint, hint
from coaching.rehearsal import Profile
from coaching.scenario import Scenario
from coaching.services import efforts, journeys
from coaching.services.club_editions import ClubEditions
from coaching.services.cohort_records import KeptResult
from coaching.services.journey_records import JourneyKind, KeptJourney, KeptReminder
from coaching.services.notebook import Notebook
from coaching.services.ports import Transaction
from coaching.services.preferences import HintStyle
from coaching.services.records import Learner
from coaching.services.reminding import allow, zone_of
from coaching.services.season_saving import (
    Kept,
    act_from_json,
    act_to_json,
    kept_from_json,
    kept_to_json,
    outcome_from_json,
    outcome_to_json,
    played_again,
)
from coaching.services.texts import joined, sound

REMINDER = "club"  # the kind of its reminders
ABOUT = "club"  # what an assignment of a season is about
SAYING = frozenset({Doing.INTRODUCE, Doing.SAY})  # what may come in several pieces


@dataclass(frozen=True)
class AtClub:
    """A season as it stands."""

    journey: KeptJourney
    kept: Kept
    club: Club

    @property
    def attendance(self) -> Attendance:
        """Where they are in it."""
        return self.kept.attendance

    @property
    def scene(self) -> Scenario | None:
        """What the meeting under way is played from."""
        meeting = self.attendance.meeting
        return scene(meeting, self.club) if meeting else None


@dataclass(frozen=True)
class Done:
    """A season after an act, and what came of it; `repeated` where the same arrival came before."""

    at: AtClub
    outcome: Outcome
    took: timedelta = timedelta()  # since they did something last
    repeated: bool = False
    rest_of: int | None = None  # the arrival whose text was gone on with: nobody hears the answer to it alone


@dataclass(frozen=True)
class Seasons:
    """The seasons of all learners."""

    notebook: Notebook
    editions: ClubEditions
    understanding: Understanding
    seeds: Callable[[], int]

    async def begin(self, tx: Transaction, learner: Learner) -> AtClub:
        """A new season, from the club as it is now. One that runs already ends here."""
        last = await self.running(tx, learner)
        if last is not None:
            await self._end(tx, learner, last)
        club = self.editions.club
        season = begin_season(club, Profile(learner.lang, learner.name, learner.sells), self.seeds())
        kept = Kept(Attendance(season), tx.now, tx.now)
        copies = self.editions.copies([one.member for one in season.relations], self.notebook.library)
        name = self.notebook.new_id()
        journey = await journeys.begin(tx, learner, JourneyKind.SEASON, name, kept_to_json(kept), copies)
        await efforts.begun(tx, learner, _work(journey))
        return AtClub(journey, kept, club)

    async def running(self, tx: Transaction, learner: Learner) -> AtClub | None:
        """The season they are in, however long ago they left it."""
        journey = await journeys.running(tx, learner, JourneyKind.SEASON)
        return await self._open(tx, learner, journey) if journey else None

    async def last(self, tx: Transaction, learner: Learner) -> AtClub | None:
        """Their latest season, running or over."""
        journey = await tx.journeys.last(learner, JourneyKind.SEASON)
        return await self._open(tx, learner, journey) if journey else None

    async def ended(self, tx: Transaction, learner: Learner, journey_id: str) -> AtClub | None:
        """That season of theirs, once it is over."""
        journey = await tx.journeys.of_id(learner, journey_id)
        if journey is None or journey.kind is not JourneyKind.SEASON or journey.ended is None:
            return None
        return await self._open(tx, learner, journey)

    async def act(
        self,
        tx: Transaction,
        learner: Learner,
        at: AtClub,
        act: Act,
        update_id: int | None = None,
        *,
        unheard: int | None = None,
    ) -> Done:
        """The season after that act. The same arrival again changes nothing, and is told as then.

        `unheard` is the arrival whose answer nobody has heard yet: where the last thing said came by it, this act's
        text is the rest of it, and both are one act. Raises NotNowError, NotAMemberError.
        """
        before = await journeys.told_before(tx, learner, update_id)
        if before is not None:
            return Done(at, outcome_from_json(before.told), repeated=True)
        act = replace(act, text=sound(act.text), days=max(act.days, (tx.now - at.kept.met).days))
        begun = await journeys.begun(tx, learner, at.journey, unheard) if act.doing in SAYING else None
        said, stood = (act_from_json(begun.did), kept_from_json(begun.state)) if begun else (act, None)
        whole = joined(said.text, act.text) if said and stood else None
        if said and stood and whole:
            at, act = replace(at, kept=stood), replace(said, text=whole)
        else:
            begun = None
        attendance, outcome = attend(at.attendance, act, at.club, self.understanding)
        returns = act.doing is Doing.COME_BACK
        kept = replace(
            at.kept,
            attendance=attendance,
            met=tx.now if returns else at.kept.met,
            heard=tx.now,
            due=None if returns else at.kept.due,
            hints=0,
        )
        if returns:
            await tx.reminders.stop(learner, at.journey.id)
        told, state = outcome_to_json(outcome), kept_to_json(kept)
        speaks = act.doing in SAYING and attendance.where is not Where.OVER
        stepped = await journeys.step(
            tx, learner, at.journey, act_to_json(act), told, state, update_id, may_go_on=speaks, rest_of=begun
        )
        after = AtClub(stepped.journey, kept, at.club)
        if attendance.where is Where.OVER:
            after = await self._end(tx, learner, after)
        return Done(after, outcome, tx.now - at.kept.heard, rest_of=unheard if begun else None)

    async def hint(self, tx: Transaction, learner: Learner, at: AtClub) -> Hint | None:
        """What would help most in the small room they are in; None outside of one."""
        meeting, its = at.attendance.meeting, at.scene
        if meeting is None or its is None:
            return None
        kept = replace(at.kept, hints=at.kept.hints + 1)
        await self._save(tx, learner, at, kept)
        openings = learner.preferences.hints is HintStyle.OPENINGS
        return hint(meeting.conversation, its, 2 if openings else kept.hints)

    async def answer(self, tx: Transaction, learner: Learner, at: AtClub, answer: ModeAnswer) -> AtClub:
        """What they say of how they network is kept: the first answer as before, any later one as after."""
        kept = replace(at.kept, after=answer) if at.kept.before else replace(at.kept, before=answer)
        return await self._save(tx, learner, at, kept)

    async def remind(self, tx: Transaction, learner: Learner, at: AtClub) -> tuple[Learner, datetime]:
        """A reminder of the next meeting, a week after this one on their clock; to ask for it is to allow it."""
        zone = zone_of(learner)
        local = at.kept.met.astimezone(zone)
        due = on_their_clock(their_day(tx.now, zone) + timedelta(days=WEEK), local.time(), zone)
        due = awake(due, zone)
        key = f"{REMINDER}:{at.journey.id}:{at.attendance.season.week}:{due.date().isoformat()}"
        learner = await allow(tx, learner, reminders=True)
        await tx.reminders.plan(learner, [KeptReminder(learner.id, REMINDER, key, due, about=at.journey.id)])
        await self._save(tx, learner, at, replace(at.kept, due=due))
        return learner, due

    def network(self, at: AtClub) -> tuple[Network, SeasonMarks]:
        """What it has come to so far."""
        season = at.attendance.season
        return network_of(season, at.club), season_marks(season, at.club, self.notebook.rubric)

    async def _open(self, tx: Transaction, learner: Learner, journey: KeptJourney) -> AtClub | None:
        club = await self.editions.as_pinned(tx, journey.copies, self.notebook)
        kept = kept_from_json(journey.state)
        if kept is None:
            try:
                steps = journeys.standing(await tx.journeys.steps(learner, journey.id))
                kept = played_again(journey, steps, club, self.understanding)
            except (ValidationError, ValueError):
                return None
        known = all(one.member in club.people for one in kept.attendance.season.relations)
        return AtClub(journey, kept, club) if known else None

    async def _save(self, tx: Transaction, learner: Learner, at: AtClub, kept: Kept) -> AtClub:
        journey = replace(at.journey, state=kept_to_json(kept))
        await tx.journeys.save(learner, journey)
        return replace(at, journey=journey, kept=kept)

    async def _end(self, tx: Transaction, learner: Learner, at: AtClub) -> AtClub:
        """With its marks; what was never spoken in has none."""
        _, marks = self.network(at)
        spoke = bool(at.attendance.season.met)
        score, mode = (marks.score, str(marks.said.mode)) if spoke else (None, None)
        journey = await journeys.end(tx, learner, at.journey, score, mode)
        await tx.reminders.stop(learner, journey.id)
        if spoke and journey.ended is not None:
            result = replace(result_of(marks.said, self.notebook.rubric), score=marks.score)
            await efforts.ended(tx, learner, replace(_work(journey), ended=journey.ended, result=result))
        return replace(at, journey=journey)


def _work(journey: KeptJourney) -> KeptResult:
    return KeptResult(journey.id, journey.learner, What.CLUB, ABOUT, journey.started)
