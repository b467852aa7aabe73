"""What can be done after a rehearsal: the same buttons wherever one looks at it."""

from __future__ import annotations

from coaching.faces.telegram.coaching_sharing import share_rows
from coaching.faces.telegram.messages import Rows
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.services.events import Debrief, StillRunning, UnknownRehearsal
from coaching.services.second_try import open_marks
from coaching.watching import example_to_watch

Row = list[tuple[str, Deed, str]]


async def next_rows(visit: Visit, debrief: Debrief, *first: Row, without: frozenset[Deed] = frozenset()) -> Rows:
    """A new keyboard about that rehearsal: these rows first, then what is usual, without some."""
    words = visit.words
    slip = debrief.told.slip if debrief.conversation.turns else None
    look: Row = [(words("telegram.buttons.marks"), Deed.MARKS, "")] if debrief.conversation.turns else []
    retry: Row = []
    if slip:
        retry.append((words("telegram.buttons.replay", turn=slip.turn), Deed.REPLAY, str(slip.turn)))
    if debrief.forked_from:
        look.append((words("telegram.buttons.compare"), Deed.COMPARE, ""))
    if example_to_watch(debrief.scenario, visit.lang):
        look.append((words("telegram.buttons.watch"), Deed.WATCH, debrief.scenario.id))
    onward: Row = [
        (words("telegram.buttons.again"), Deed.AGAIN, ""),
        (words("telegram.buttons.another"), Deed.CHOOSE, ""),
    ]
    usual = ([one for one in row if one[1] not in without] for row in (retry, look, onward))
    shared = await share_rows(visit, debrief)
    return await visit.keyboard(Place.READY, [row for row in (*shared, *first, *usual) if row], about=debrief.id)


async def ended(visit: Visit, rehearsal: str) -> Debrief | None:
    """The debrief of that rehearsal of theirs; None where there is none, or it still runs."""
    found = await open_marks(visit.house.notebook, visit.tx, visit.learner, rehearsal)
    return None if isinstance(found, StillRunning | UnknownRehearsal) else found


async def last_ended(visit: Visit) -> Debrief | None:
    """The latest rehearsal of theirs that ended and in which they said something."""
    every = await visit.tx.rehearsals.all(visit.learner)
    kept = next((one for one in reversed(every) if one.ended is not None and one.is_begun), None)
    return await ended(visit, kept.id) if kept else None
