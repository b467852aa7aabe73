"""A message changed after it was sent: what is said is said, and they are told what can be done about it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from coaching.club.attending import may_say_again
from coaching.faces.telegram.club_places import here
from coaching.faces.telegram.evening_room import out_now
from coaching.faces.telegram.markup import escaped
from coaching.faces.telegram.visits import Place, Visit

# When what they are in began, and what they are told; None where nothing was said in it yet.
Said = tuple[datetime, str]


async def corrected(visit: Visit) -> None:
    """They changed a message of what they are in: it stands as it was said. A burst of changes is answered once."""
    said = await IN[visit.stage.place](visit) if visit.stage.place in IN else None
    if said is None:
        return
    since, told = said
    # Telegram tells whole seconds.
    is_part_of_it = visit.update.written >= int(since.timestamp())
    if is_part_of_it and visit.house.corrections.begins(visit.learner.chat_id):
        visit.tell(escaped(told))


async def _in_a_rehearsal(visit: Visit) -> Said | None:
    last = await visit.tx.rehearsals.last(visit.learner)
    is_under_way = last is not None and last.ended is None and bool(last.turns)
    return (last.started, visit.words("telegram.edited")) if last and is_under_way else None


async def _out_for_an_evening(visit: Visit) -> Said | None:
    out = await out_now(visit)
    return (out.journey.started, visit.words("telegram_evening.no_way_back")) if out else None


async def _in_a_small_room(visit: Visit) -> Said | None:
    at = await here(visit)
    meeting = at.attendance.meeting if at else None
    if at is None or meeting is None or not meeting.conversation.turns:
        return None
    return at.kept.met, visit.words("telegram.edited")


async def _at_the_round(visit: Visit) -> Said | None:
    at = await here(visit)
    if at is None or not at.attendance.tries or not may_say_again(at.attendance):
        return None
    return at.kept.met, visit.words("telegram_club.edited")


IN: Mapping[Place, Callable[[Visit], Awaitable[Said | None]]] = {
    Place.READY: _in_a_rehearsal,
    Place.EVENING: _out_for_an_evening,
    Place.EVENING_WORDS: _out_for_an_evening,
    Place.CLUB_ROOM: _in_a_small_room,
    Place.CLUB_ROUND: _at_the_round,
}
