"""Short ways through the talk, for tests that are about something else."""

from __future__ import annotations

from tests.bot_api.chats import Posted
from tests.bot_api.people import Person

PHOTOGRAPHER = "photogra"


async def walk_up(person: Person, attendee: str = PHOTOGRAPHER) -> Posted:
    """From nothing to the attendee's first words."""
    await person.say("/start")
    await person.wait_for("langue")
    await person.press("Français")
    await person.wait_for("vendez")
    await person.press("Passer")
    await person.wait_for("Avec qui")
    await person.press(attendee)
    await person.wait_for("nerveux")
    await person.press("Passer")
    await person.wait_for("simulée")
    return await person.wait_for(" — ")
