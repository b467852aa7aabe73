"""What attendees say in a room beside the conversation itself: never twice the same while there is anything else."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from coaching.evening.evening import Evening, Event, EventKind, Guest
from coaching.language import Language, Lines
from coaching.wording.written import SLOT, mark


def dice_of(evening: Evening, who: str) -> Random:
    """The dice of the act under way, each attendee's own: two people don't say the same thing at once."""
    return Random(
        f"{evening.seed}:evening:{len(evening.acts)}:{who}"
    )  # a string is hashed the same way in every process


def heard(evening: Evening, guest: Guest, kind: EventKind, lines: Lines) -> Evening:
    """The evening with something said by that attendee; where all was said, it is shown without words."""
    text, guest = spoken(guest, lines, evening.profile.lang, dice_of(evening, guest.scenario))
    return evening.with_guest(guest).showing(Event(kind, guest.scenario, text))


def spoken(guest: Guest, lines: Lines, lang: Language, dice: Random) -> tuple[str, Guest]:
    """One of the wordings they haven't said yet, empty where there is none left; and them, having said it."""
    in_talk = guest.conversation.said if guest.conversation else frozenset()
    fresh = [one for one in lines.of(lang) if mark(one) not in guest.said | in_talk and not SLOT.search(one)]
    if not fresh:
        return "", guest
    chosen = dice.choice(fresh)
    return chosen, replace(guest, said=guest.said | {mark(chosen)})
