"""A coach reads an exercise, an evening or a season that was shared: its marks, or all of it where the words were too.

What is shown with the marks alone holds no word of the learner's, nor an advice that quotes one. Every look is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from pydantic import TypeAdapter, ValidationError

from coaching.club.meeting import Meeting
from coaching.club.network import Network, SeasonMarks
from coaching.cohorts.rights import Action
from coaching.cohorts.sharing import Level
from coaching.cohorts.target import What
from coaching.drills import DrillMarks
from coaching.evening.leaving import EveningFinding
from coaching.evening.rubric import Part
from coaching.evening.summing_up import Ledger
from coaching.language import Language, Lines
from coaching.scorecard.card import Scorecard
from coaching.scorecard.rubric import Mode
from coaching.services import journeys
from coaching.services.access import Marks, NotThere, Transcript, may
from coaching.services.cohort_records import KeptResult
from coaching.services.efforts import exercise_id
from coaching.services.evenings import Evenings, Out
from coaching.services.ports import Transaction
from coaching.services.reading import note, without_words
from coaching.services.records import Learner
from coaching.services.season_saving import outcome_from_json
from coaching.services.seasons import AtClub, Seasons


@dataclass(frozen=True)
class ExerciseSeen:
    """One exercise."""

    result: KeptResult
    item: str
    lang: Language
    marks: DrillMarks
    text: str | None = None  # what they wrote, where it may be read


@dataclass(frozen=True)
class TalkSeen:
    """What was said with one attendee of an evening, by its marks."""

    who: Lines
    turns: int
    scorecard: Scorecard


@dataclass(frozen=True)
class EveningSeen:
    """An evening by its marks, and the evening itself where every word may be read."""

    result: KeptResult
    lang: Language
    score: int
    mode: Mode
    parts: Mapping[Part, int]
    ledger: Ledger
    talks: tuple[TalkSeen, ...]
    findings: tuple[EveningFinding, ...]
    whole: Out | None = None


@dataclass(frozen=True)
class SeasonSeen:
    """A season of the club by its marks, and the season with its meetings where every word may be read."""

    result: KeptResult
    lang: Language
    marks: SeasonMarks
    network: Network
    introductions: tuple[int, ...]  # the scores of those that were made, in order
    whole: AtClub | None = None
    meetings: tuple[Meeting, ...] = ()


@dataclass(frozen=True)
class _Found:
    """Work that may be looked at, whose it is, and how much of it."""

    work: KeptResult
    learner: Learner
    level: Level


async def exercise(tx: Transaction, actor: Learner, cohort_id: str, result_id: str) -> ExerciseSeen | NotThere:
    """One exercise that was shared with the cohort."""
    found = await _found(tx, actor, cohort_id, result_id, What.DRILLS)
    every = await tx.drills.of(found.learner) if found else ()
    kept = next((one for one in every if exercise_id(one) == result_id), None)
    if found is None or kept is None:
        return NotThere()
    await note(tx, actor, cohort_id, found.work, found.level)
    try:
        marks = _drill_marks().validate_json(kept.marks)
    except ValidationError:  # another version's
        marks = DrillMarks(kept.score, ())
    if found.level is Level.TRANSCRIPT:
        return ExerciseSeen(found.work, kept.item, kept.lang, marks, kept.text)
    bare = tuple(replace(one, quote="", advice="") for one in marks.findings if one.name)
    return ExerciseSeen(found.work, kept.item, kept.lang, replace(marks, findings=bare))


async def evening(
    evenings: Evenings, tx: Transaction, actor: Learner, cohort_id: str, result_id: str
) -> EveningSeen | NotThere:
    """An evening that was shared with the cohort."""
    found = await _found(tx, actor, cohort_id, result_id, What.EVENING)
    out = await evenings.ended(tx, found.learner, result_id) if found else None
    if found is None or out is None or out.outcome is None:
        return NotThere()
    await note(tx, actor, cohort_id, found.work, found.level)
    outcome, is_whole = out.outcome, found.level is Level.TRANSCRIPT
    return EveningSeen(
        result=found.work,
        lang=out.evening.profile.lang,
        score=outcome.score,
        mode=outcome.mode,
        parts=outcome.parts,
        ledger=outcome.ledger,
        talks=tuple(
            TalkSeen(out.venue.scenarios[one.who].name, one.turns, _marked(one.scorecard, is_whole=is_whole))
            for one in outcome.talks
        ),
        findings=tuple(one if is_whole else replace(one, quote="", advice="") for one in outcome.findings),
        whole=out if is_whole else None,
    )


async def season(
    seasons: Seasons, tx: Transaction, actor: Learner, cohort_id: str, result_id: str
) -> SeasonSeen | NotThere:
    """A season of the club that was shared with the cohort."""
    found = await _found(tx, actor, cohort_id, result_id, What.CLUB)
    at = await seasons.ended(tx, found.learner, result_id) if found else None
    if found is None or at is None:
        return NotThere()
    await note(tx, actor, cohort_id, found.work, found.level)
    is_whole, its = found.level is Level.TRANSCRIPT, at.attendance.season
    network, marks = seasons.network(at)
    steps = journeys.standing(await tx.journeys.steps(found.learner, result_id)) if is_whole else ()
    outcomes = [outcome_from_json(one.told) for one in steps]
    return SeasonSeen(
        result=found.work,
        lang=its.profile.lang,
        marks=replace(marks, said=_marked(marks.said, is_whole=is_whole)),
        network=network,
        introductions=tuple(one.score for one in its.introductions),
        whole=at if is_whole else None,
        meetings=tuple(one.meeting for one in outcomes if one.meeting),
    )


async def _found(tx: Transaction, actor: Learner, cohort_id: str, result_id: str, what: What) -> _Found | None:
    work = await tx.work.result(result_id)
    if work is None or work.what is not what or not await may(tx, actor, Action.SEE, Marks(cohort_id, work)):
        return None
    learner = await tx.learners.of_id(work.learner)
    reads = await may(tx, actor, Action.SEE, Transcript(cohort_id, work))
    return _Found(work, learner, Level.TRANSCRIPT if reads else Level.MARKS) if learner else None


def _marked(card: Scorecard, *, is_whole: bool) -> Scorecard:
    return card if is_whole else replace(card, findings=tuple(without_words(one) for one in card.findings))


@cache
def _drill_marks() -> TypeAdapter[DrillMarks]:
    return TypeAdapter(DrillMarks)
