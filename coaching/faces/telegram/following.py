"""The day after: a note to somebody met, marked, and written again beside the first."""

from __future__ import annotations

from coaching.faces.telegram.choosing import go_on
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.markup import bold, clipped, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words.days import day_told
from coaching.faces.words.noting import note_told
from coaching.services.followups import Addressee, Written
from coaching.services.real_events import day_of

LONGEST_LABEL = 38  # characters that a small phone shows of a button
AGAIN = "again"  # after the person in what the place is about: the note was written once


async def follow(visit: Visit, _: str) -> None:
    """Those met last, a button each."""
    words, notes = visit.words, visit.house.followups
    met = await notes.addressees(visit.tx, visit.learner) if notes else ()
    if not met:
        await go_on(visit, escaped(words("followup.nobody")))
        return
    rows = [[(clipped(_label(visit, one), LONGEST_LABEL), Deed.WRITE_TO, one.key)] for one in met]
    visit.tell(
        f"💌 {bold(words('followup.title'))}",
        escaped(words("followup.whom")),
        rows=await visit.keyboard(Place.READY, rows),
    )


def _label(visit: Visit, one: Addressee) -> str:
    name, day = one.met.person, day_told(day_of(one.when, visit.learner), visit.lang)
    if one.met.silence is not None:
        return visit.words("followup.silent", name=name)
    if one.note is not None:
        return visit.words("followup.written", name=name, day=day, score=one.note.rewrite_score or one.note.score)
    return visit.words("followup.person", name=name, day=day)


async def _to(visit: Visit, rehearsal: str) -> None:
    to = await _addressee(visit, rehearsal)
    if to is None:
        await go_on(visit, escaped(visit.words("followup.nobody")))
    elif to.met.silence is not None:
        told = visit.words(f"followup.silence.{to.met.silence}", name=to.met.person)
        await go_on(visit, escaped(told))
    else:
        about = f"{rehearsal} {AGAIN}" if to.note else rehearsal
        skip = [[(visit.words("telegram.buttons.skip"), Deed.NOTED, "")]]
        rows = await visit.keyboard(Place.NOTE, skip, about=about)
        visit.tell(escaped(visit.words("followup.ask", name=to.met.person)), rows=rows)


async def _write(visit: Visit, text: str) -> None:
    """The note, or the same once more; both stand side by side then."""
    rehearsal, _, again = visit.stage.about.partition(" ")
    to, notes = await _addressee(visit, rehearsal), visit.house.followups
    if to is None or notes is None:
        await go_on(visit, escaped(visit.words("followup.nobody")))
        return
    write = notes.rewrite if again else notes.write
    written = await write(visit.tx, visit.learner, to, text)
    if written.before is not None:
        await go_on(visit, *_both(visit, written), *_marks(visit, written))
        return
    leave = [[(visit.words("telegram.buttons.enough"), Deed.NOTED, "")]]
    rows = await visit.keyboard(Place.NOTE, leave, about=f"{rehearsal} {AGAIN}")
    visit.tell(*_marks(visit, written), escaped(visit.words("followup.again")), rows=rows)


def _marks(visit: Visit, written: Written) -> tuple[str, ...]:
    words, marks, before = visit.words, written.marks, written.before
    score = (
        words("followup.score", score=marks.score)
        if before is None
        else words("followup.rescore", score=marks.score, before=before.score)
    )
    told = [escaped(said) + (f"\n<i>{escaped(about)}</i>" if about else "") for said, about in note_told(marks, words)]
    return (bold(score), "\n".join(told))


def _both(visit: Visit, written: Written) -> tuple[str, ...]:
    note = written.note
    sides = (("first", note.text), ("second", note.rewrite))
    return tuple(
        f"{bold(visit.words(f'followup.{name}'))}\n<blockquote>{escaped(text)}</blockquote>" for name, text in sides
    )


async def _leave(visit: Visit, _: str) -> None:
    await go_on(visit, escaped(visit.words("followup.passed")))


async def _addressee(visit: Visit, rehearsal: str) -> Addressee | None:
    notes = visit.house.followups
    return await notes.addressee(visit.tx, visit.learner, rehearsal) if notes else None


FOLLOWING = Matter(
    commands={Command.FOLLOWUP: follow},
    deeds={Deed.WRITE_TO: _to, Deed.NOTED: _leave},
    texts={Place.NOTE: _write},
)
