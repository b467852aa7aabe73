"""The day after: whom a learner could write to, the note they write, and the same note written again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter, ValidationError

from coaching.followup.marking import NoteJudge, NoteMarks, mark_note
from coaching.followup.met import Met, met_in
from coaching.followup.rubric import NoteRubric
from coaching.services.evening_people import hardly_met, people_met
from coaching.services.evenings import Evenings, Out
from coaching.services.journey_records import KeptNote
from coaching.services.notebook import Notebook
from coaching.services.ports import Transaction
from coaching.services.records import KeptRehearsal, Learner
from coaching.services.texts import sound

MOST = 5  # people to choose from
LONGEST = 3000  # characters of a note
EVENINGS = 2  # looked back on
UUID_LONG, BETWEEN = 36, "-"


@dataclass(frozen=True)
class Addressee:
    """Somebody met, and the latest note to them, if there is one."""

    met: Met
    when: datetime
    rehearsal: str | None = None
    journey: str | None = None
    note: KeptNote | None = None
    number: int = 0  # in the room, where they were met at an evening

    @property
    def key(self) -> str:
        """Where they were met: a rehearsal, or an evening and their number there. At most 40 characters."""
        return self.rehearsal or f"{self.journey}{BETWEEN}{self.number}"


@dataclass(frozen=True)
class Written:
    """A note with its marks; with those of the first writing, where it is the second."""

    note: KeptNote
    met: Met
    marks: NoteMarks
    before: NoteMarks | None = None


class Followups:
    """The notes of all learners."""

    def __init__(
        self, notebook: Notebook, judge: NoteJudge, rubric: NoteRubric, evenings: Evenings | None = None
    ) -> None:
        """`judge` is the understanding the notes are read with."""
        self._notebook, self._judge, self._rubric, self._evenings = notebook, judge, rubric, evenings

    async def addressees(self, tx: Transaction, learner: Learner) -> tuple[Addressee, ...]:
        """Those met last, each once, the latest first; where there is nothing to write, `met.silence` says why."""
        found: dict[str, Addressee] = {}
        for one in await self._at_evenings(tx, learner) + await self._in_rehearsals(tx, learner):
            before = found.get(one.met.scenario)
            if before is None or before.when < one.when:
                found[one.met.scenario] = one
        return tuple(sorted(found.values(), key=lambda one: one.when, reverse=True)[:MOST])

    async def addressee(self, tx: Transaction, learner: Learner, key: str) -> Addressee | None:
        """Whoever was met there; None where it is nobody's or has not ended."""
        journey, number = key[:UUID_LONG], key[UUID_LONG:].removeprefix(BETWEEN)
        if number:
            out = await self._evenings.ended(tx, learner, journey) if self._evenings else None
            met_there = await self._of_evening(tx, learner, out) if out else []
            return next((one for one in met_there if str(one.number) == number), None)
        kept = await tx.rehearsals.of_id(learner, key)
        met = await self._met(tx, kept) if kept and kept.ended else None
        if kept is None or kept.ended is None or met is None:
            return None
        notes = [one for one in await tx.followups.of(learner) if one.rehearsal == key]
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

    async def _in_rehearsals(self, tx: Transaction, learner: Learner) -> list[Addressee]:
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
        return list(found.values())

    async def _at_evenings(self, tx: Transaction, learner: Learner) -> list[Addressee]:
        """The latest evening first, the latest talk of it first."""
        if self._evenings is None:
            return []
        outs = await self._evenings.last_ended(tx, learner, EVENINGS)
        return [one for out in outs for one in await self._of_evening(tx, learner, out)]

    async def _of_evening(self, tx: Transaction, learner: Learner, out: Out) -> list[Addressee]:
        ended, order = out.journey.ended or out.last, out.evening.met
        its_notes = [one for one in await tx.followups.of(learner) if one.journey == out.journey.id]
        notes = {one.person: one for one in its_notes}
        found = [
            Addressee(met, ended, journey=out.journey.id, note=notes.get(met.scenario), number=number)
            for number, met in people_met(out, self._judge)
        ]
        talked = [one for one in found if one.met.scenario in order]
        pushed = [one for one in found if one not in talked]
        return [*sorted(talked, key=lambda one: order.index(one.met.scenario), reverse=True), *pushed]

    async def _met(self, tx: Transaction, kept: KeptRehearsal) -> Met | None:
        at = await self._notebook.open(tx, kept)
        if at is None:
            return None
        marks = self._notebook.marks_of(kept, at)
        met = met_in(at.conversation, at.scenario, self._judge, marks.mode)
        return hardly_met(met, marks.score, at.conversation)


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
