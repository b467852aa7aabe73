"""What stands under a debrief for somebody in a group: to share it or keep it, or what its coaches see of it now."""

from __future__ import annotations

from coaching.cohorts.sharing import Level
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Visit
from coaching.services import consents
from coaching.services.events import Debrief

Choice = tuple[str, Deed, str]


async def share_rows(visit: Visit, debrief: Debrief) -> list[list[Choice]]:
    """The choice itself where it counts for something and nothing was chosen; else one button to come back to it."""
    if not debrief.conversation.turns:
        return []
    choices = await consents.choices(visit.tx, visit.learner, debrief.id)
    if not choices:
        return []
    if await _is_undecided(visit, debrief.id):
        return level_rows(visit)
    level = max((one.level for one in choices), key=lambda one: one.depth)
    return [[(visit.words(f"joining.seen.{level.value}"), Deed.SHARING, "")]]


def level_rows(visit: Visit) -> list[list[Choice]]:
    """Marks, words as well, or nothing."""
    words = visit.words
    return [
        [(words("joining.share.marks"), Deed.SHARE, Level.MARKS.value)],
        [(words("joining.share.transcript"), Deed.SHARE, Level.TRANSCRIPT.value)],
        [(words("joining.share.nothing"), Deed.SHARE, Level.NOTHING.value)],
    ]


async def _is_undecided(visit: Visit, rehearsal: str) -> bool:
    counts = await visit.tx.work.counted(rehearsal)
    return bool(counts) and not await visit.tx.sharing.of_result(rehearsal)
