"""Whom they talk with, wherever that is: in a rehearsal, in an evening's room, at the club."""

from __future__ import annotations

from coaching.faces.telegram.choosing import running
from coaching.faces.telegram.club_places import in_the_room
from coaching.faces.telegram.evening_room import partner
from coaching.faces.telegram.visits import Place, Visit
from coaching.services.events import Running


async def company(visit: Visit) -> Running | None:
    """That conversation; None where they talk with nobody, or another question stands open."""
    match visit.stage.place:
        case Place.EVENING:
            return await partner(visit)
        case Place.CLUB_ROOM:
            return await in_the_room(visit)
        case Place.READY:
            return await running(visit)
        case _:
            return None
