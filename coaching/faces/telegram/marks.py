"""All the marks of a rehearsal, what became of them since, and the whole as a PDF."""

from __future__ import annotations

from coaching.faces.telegram.afterwards import Row, ended, last_ended, next_rows
from coaching.faces.telegram.choosing import nobody_there
from coaching.faces.telegram.coaching_answers import said_blocks
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.debriefing import all_marks_blocks
from coaching.faces.telegram.markup import bold, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.messages import Rows
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.printing import can_print, send_printed
from coaching.faces.telegram.visits import Visit
from coaching.faces.words import Words
from coaching.faces.words.marking import numbers_to_contest
from coaching.services.events import Debrief
from coaching.services.records import AppealState

SHOWN = frozenset({Deed.MARKS, Deed.REPLAY})  # what stands above or beside it already


async def _marks(visit: Visit, _: str) -> None:
    """Every mark; those of the keyboard's rehearsal."""
    debrief = await ended(visit, visit.stage.about)
    await _show(visit, debrief)


async def _last_marks(visit: Visit, _: str) -> None:
    await _show(visit, await last_ended(visit))


async def _show(visit: Visit, debrief: Debrief | None) -> None:
    if debrief is None:
        await nobody_there(visit)
        return
    words = visit.words_in(debrief.conversation.profile.lang)
    blocks = (*all_marks_blocks(debrief, words), *_standing(debrief, visit.words), *await said_blocks(visit, debrief))
    visit.tell(*blocks, rows=await _rows(visit, debrief, is_printable=can_print()))


async def _print(visit: Visit, _: str) -> None:
    """The debrief with all its marks, as a PDF."""
    debrief = await ended(visit, visit.stage.about)
    if debrief is None or not can_print():
        await _show(visit, debrief)
        return
    send_printed(visit, debrief, await _rows(visit, debrief, is_printable=False))


async def _rows(visit: Visit, debrief: Debrief, *, is_printable: bool) -> Rows:
    words, first = visit.words, Row()
    if numbers_to_contest(debrief.scorecard):
        first.append((words("telegram.buttons.contest"), Deed.CONTEST, ""))
    first.append((words("telegram.buttons.replay_any"), Deed.REPLAY, ""))
    paper: Row = [(words("telegram.buttons.print"), Deed.PRINT, "")] if is_printable else []
    return await next_rows(visit, debrief, first, paper, without=SHOWN)


def _standing(debrief: Debrief, words: Words) -> tuple[str, ...]:
    """What became of the marks since they were first shown."""
    told = []
    if debrief.corrected is not None and debrief.corrected != debrief.scorecard.score:
        told.append(bold(words("phone.appeal.corrected", before=debrief.scorecard.score, after=debrief.corrected)))
    if waiting := sum(one.state is AppealState.OPEN for one in debrief.appeals):
        told.append(escaped(words.count("phone.appeal.waiting", waiting)))
    return tuple(told)


MARKS = Matter(commands={Command.MARKS: _last_marks}, deeds={Deed.MARKS: _marks, Deed.PRINT: _print})
