"""A coach reads what was shared: the marks without a word of what was said, or the words where those were shared too.

Every look at a learner's work is kept for them to see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from coaching.cohorts.rights import Action
from coaching.cohorts.sharing import Level
from coaching.scorecard.card import Cards, Finding
from coaching.scorecard.deed import NeedsFound
from coaching.scorecard.rubric import Dimension, Mode
from coaching.services.access import Marks, NotThere, Transcript, may, shared_level
from coaching.services.cohort_records import KeptComment, KeptReading, KeptResult, KeptReview
from coaching.services.events import Debrief, Running
from coaching.services.notebook import Notebook, corrected
from coaching.services.ports import Transaction
from coaching.services.records import KeptRehearsal, Learner


@dataclass(frozen=True)
class MarksSeen:
    """The marks of a rehearsal without a word of what was said, nor of how anybody felt."""

    result: KeptResult
    score: int  # as it was shown
    corrected: int | None
    mode: Mode
    dimensions: Mapping[Dimension, int]
    cards: Cards
    needs: NeedsFound | None
    findings: tuple[Finding, ...]  # without quotes; in the order of the scorecard
    level: Level  # what may be seen of it beside


@dataclass(frozen=True)
class TranscriptSeen:
    """A rehearsal with every word, as its learner let it be read."""

    result: KeptResult
    debrief: Debrief  # without the learner's own ratings


@dataclass(frozen=True)
class Beside:
    """What coaches said and decided about a rehearsal, with the names of those who did."""

    comments: tuple[KeptComment, ...] = ()
    reviews: tuple[KeptReview, ...] = ()
    names: Mapping[int, str] | None = None  # by author; who is gone has none


@dataclass(frozen=True)
class Opened:
    """A rehearsal that counts as work, put together again."""

    work: KeptResult
    learner: Learner
    kept: KeptRehearsal
    at: Running


async def marks(
    notebook: Notebook, tx: Transaction, actor: Learner, cohort_id: str, result_id: str
) -> MarksSeen | NotThere:
    """The marks of what was shared with the cohort."""
    found = await opened(notebook, tx, result_id)
    if found is None or not await may(tx, actor, Action.SEE, Marks(cohort_id, found.work)):
        return NotThere()
    card = notebook.marks_of(found.kept, found.at)
    await note(tx, actor, cohort_id, found.work, Level.MARKS)
    return MarksSeen(
        result=found.work,
        score=card.score,
        corrected=await _corrected(tx, found),
        mode=card.mode,
        dimensions=card.dimensions,
        cards=card.cards,
        needs=card.needs,
        findings=tuple(without_words(one) for one in card.findings),
        level=await shared_level(tx, cohort_id, found.work),
    )


async def transcript(
    notebook: Notebook, tx: Transaction, actor: Learner, cohort_id: str, result_id: str
) -> TranscriptSeen | NotThere:
    """The whole debrief with the words, where they were shared."""
    found = await opened(notebook, tx, result_id)
    if found is None or not await may(tx, actor, Action.SEE, Transcript(cohort_id, found.work)):
        return NotThere()
    await note(tx, actor, cohort_id, found.work, Level.TRANSCRIPT)
    contested = tuple(one for one in await tx.appeals.of(found.learner) if one.rehearsal == found.kept.id)
    reviews = await tx.remarks.reviews(found.kept.id)
    told = notebook.debrief(found.kept, found.at, notebook.marks_of(found.kept, found.at), contested, reviews)
    return TranscriptSeen(found.work, replace(told, nerves_before=None, nerves_after=None, guess=None))


async def beside(tx: Transaction, actor: Learner, rehearsal_id: str) -> Beside | NotThere:
    """What coaches said and decided about it: all for its learner, for a coach what their own cohort did."""
    work = await tx.work.result(rehearsal_id)
    if work is None:
        return NotThere()
    comments = [one for one in await tx.remarks.comments(rehearsal_id) if await may(tx, actor, Action.LIST, one)]
    reviews = [
        one
        for one in await tx.remarks.reviews(rehearsal_id)
        if work.learner == actor.id or (one.cohort and await may(tx, actor, Action.SEE, Marks(one.cohort, work)))
    ]
    if not comments and not reviews and not await _sees_at_all(tx, actor, work):
        return NotThere()
    authors = [(one.author, one.cohort) for one in comments] + [(one.author, one.cohort) for one in reviews]
    names = {
        author: member.alias
        for author, cohort in dict.fromkeys(authors)
        if author is not None and cohort and (member := await tx.cohorts.member(cohort, author))
    }
    return Beside(tuple(comments), tuple(reviews), names)


async def opened(notebook: Notebook, tx: Transaction, result_id: str) -> Opened | None:
    """That rehearsal, ended and counted as work; it is for whoever asks to see whether they may."""
    work = await tx.work.result(result_id)
    learner = await tx.learners.of_id(work.learner) if work else None
    kept = await tx.rehearsals.of_id(learner, result_id) if learner else None
    at = await notebook.open(tx, kept) if kept and kept.ended else None
    return Opened(work, learner, kept, at) if work and learner and kept and at else None


def without_words(one: Finding) -> Finding:
    """The finding by its rule and points alone."""
    return replace(one, quote="", advice="", effect="", instead="")


async def note(tx: Transaction, actor: Learner, cohort_id: str, work: KeptResult, level: Level) -> None:
    """Kept for the learner to see: somebody else looked at that much of theirs."""
    if actor.id != work.learner:
        await tx.sharing.note_reading(KeptReading(work.learner, actor.id, cohort_id, work.id, level, tx.now))


async def _corrected(tx: Transaction, found: Opened) -> int | None:
    contested = tuple(one for one in await tx.appeals.of(found.learner) if one.rehearsal == found.kept.id)
    return corrected(contested, await tx.remarks.reviews(found.kept.id))


async def _sees_at_all(tx: Transaction, actor: Learner, work: KeptResult) -> bool:
    shared = await tx.sharing.of_result(work.id)
    return work.learner == actor.id or any(
        [await may(tx, actor, Action.SEE, Marks(one.cohort, work)) for one in shared]
    )
