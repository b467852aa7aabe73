"""The day after: whom a learner could write to, the note they write, and the same note written again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter, ValidationError

from coaching.followup.marking import NoteJudge, NoteMarks, mark_note
from coaching.followup.met import Met, Silence, met_in
from coaching.followup.rubric import NoteRubric
from coaching.services.journey_records import KeptNote
from coaching.services.notebook import Notebook
from coaching.services.ports import Transaction
from coaching.services.records import KeptRehearsal, Learner
from coaching.services.texts import sound

MOST = 5  # people to choose from
GOOD_ENOUGH = 40  # score from which there is somebody to write to
LONGEST = 3000  # characters of a note


@dataclass(frozen=True)
class Addressee:
    """Somebody met, and the latest note to them, if there is one."""

    met: Met
    when: datetime
    rehearsal: str | None = None
    journey: str | None = None
    note: KeptNote | None = None


@dataclass(frozen=True)
class Written:
    """A note with its marks; with those of the first writing, where it is the second."""

    note: KeptNote
    met: Met
    marks: NoteMarks
    before: NoteMarks | None = None


class Followups:
    """The notes of all learners."""

    def __init__(self, notebook: Notebook, judge: NoteJudge, rubric: NoteRubric) -> None:
        """`judge` is the understanding the notes are read with."""
        self._notebook, self._judge, self._rubric = notebook, judge, rubric

    async def addressees(self, tx: Transaction, learner: Learner) -> tuple[Addressee, ...]:
        """Those met last, each once, the latest first; where there is nothing to write, `met.silence` says why."""
        notes = {one.rehearsal: one for one in await tx.followups.of(learner)}
        found: dict[str, Addressee] = {}
        for kept in reversed(await tx.rehearsals.all(learner)):
            if kept.scenario in found or kept.ended is None or not kept.is_begun:
                continue
            met = await self._met(tx, kept)
            if met is not None:
                found[kept.scenario] = Addressee(met, kept.ended, kept.id, note=notes.get(kept.id))
            if len(found) == MOST:
                break
        return tuple(found.values())

    async def addressee(self, tx: Transaction, learner: Learner, rehearsal_id: str) -> Addressee | None:
        """Whoever was met in that rehearsal; None where it is nobody's or has not ended."""
        kept = await tx.rehearsals.of_id(learner, rehearsal_id)
        met = await self._met(tx, kept) if kept and kept.ended else None
        if kept is None or kept.ended is None or met is None:
            return None
        notes = [one for one in await tx.followups.of(learner) if one.rehearsal == rehearsal_id]
        return Addressee(met, kept.ended, kept.id, note=notes[-1] if notes else None)

    async def write(self, tx: Transaction, learner: Learner, to: Addressee, text: str) -> Written:
        """The note, marked and kept."""
        text = sound(text)[:LONGEST]
        marks = mark_note(text, to.met, self._judge, self._rubric)
        note = KeptNote(
            id=self._notebook.new_id(),
            learner=learner.id,
            person=to.met.scenario,
            lang=to.met.lang,
            text=text,
            marks=marks_to_json(marks),
            score=marks.score,
            written=tx.now,
            rehearsal=to.rehearsal,
            journey=to.journey,
        )
        await tx.followups.add(learner, note)
        return Written(note, to.met, marks)

    async def rewrite(self, tx: Transaction, learner: Learner, to: Addressee, text: str) -> Written:
        """The last note to them written again, beside the first writing; a first one where there is none."""
        if to.note is None:
            return await self.write(tx, learner, to, text)
        text = sound(text)[:LONGEST]
        marks = mark_note(text, to.met, self._judge, self._rubric)
        note = replace(to.note, rewrite=text, rewrite_marks=marks_to_json(marks), rewrite_score=marks.score)
        await tx.followups.save(learner, note)
        before = marks_from_json(to.note.marks) or mark_note(to.note.text, to.met, self._judge, self._rubric)
        return Written(note, to.met, marks, before)

    async def _met(self, tx: Transaction, kept: KeptRehearsal) -> Met | None:
        at = await self._notebook.open(tx, kept)
        if at is None:
            return None
        marks = self._notebook.marks_of(kept, at)
        met = met_in(at.conversation, at.scenario, self._judge, marks.mode)
        has_little = met.silence is None and marks.score < GOOD_ENOUGH and at.conversation.turns[-1].openness.rank == 0
        return replace(met, silence=Silence.HARDLY_MET) if has_little else met


@cache
def _marks() -> TypeAdapter[NoteMarks]:
    return TypeAdapter(NoteMarks)


def marks_to_json(marks: NoteMarks) -> str:
    """The marks as a JSON object."""
    return _marks().dump_json(marks).decode()


def marks_from_json(text: str) -> NoteMarks | None:
    """The marks that were kept; None for what another version wrote."""
    try:
        return _marks().validate_json(text) if text else None
    except ValidationError:
        return None
