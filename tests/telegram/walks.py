"""Short ways through the talk, for tests that are about something else."""

from __future__ import annotations

from tests.bot_api.chats import Posted
from tests.bot_api.people import Person

PHOTOGRAPHER = "photogra"


async def walk_up(person: Person, attendee: str = PHOTOGRAPHER) -> Posted:
    """From nothing to the attendee's first words."""
    await person.ask("/start")
    await person.press("Français")
    await person.next()
    await person.press("Passer")
    await person.next()
    await person.press(attendee)
    await person.next()
    return await person.next()
