"""The room as the learner sees it: who stands where, and what one sees of them from afar."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.evening.evening import MINUTE, Evening, Guest
from coaching.evening.place import Place, Stand, Venue
from coaching.scenario import Result

GLANCE = 7 * MINUTE  # seconds after which the rest of the room is another


@dataclass(frozen=True)
class Seen:
    """One attendee as one sees them."""

    who: str
    text: str
    stands: Stand
    name: str = ""  # known once one has talked
    is_shut: bool = False  # has turned their back on the learner
    is_partner: bool = False
    is_beside: bool = False  # in the learner's group
    is_leaving: bool = False  # has said goodbye for the evening, and is still about


@dataclass(frozen=True)
class Sight:
    """One part of the room and who is there."""

    place: Place
    crowd: str  # others there; empty where there is nobody in particular
    people: tuple[Seen, ...]
    is_here: bool  # where the learner stands


def look(evening: Evening, venue: Venue) -> tuple[Sight, ...]:
    """Every part of the room, the learner's own among them."""
    return tuple(_sight(place, number, evening, venue) for number, place in enumerate(venue.occasion.places))


def within_reach(evening: Evening, venue: Venue) -> tuple[Guest, ...]:
    """Whom the learner can go to, nearest first."""
    there = [one for one in evening.guests if one.scenario != evening.talking_to and not is_shut(one, venue)]
    return tuple(sorted(there, key=lambda one: venue.occasion.distance(evening.place, one.place)))


def is_shut(guest: Guest, venue: Venue) -> bool:
    """Whether they left the learner for good, this evening."""
    last = guest.conversation.turns[-1] if guest.conversation and guest.conversation.turns else None
    if last is None or last.ended is None:
        return False
    ending = venue.scenarios[guest.scenario].ending(last.ended)
    return ending is None or ending.result is Result.LOST


def _sight(place: Place, number: int, evening: Evening, venue: Venue) -> Sight:
    lang = evening.profile.lang
    here = [one for one in evening.guests if one.place == place.id and not one.away_until]
    others = place.crowd.of(lang)
    glance = evening.seed + evening.clock // GLANCE + number
    return Sight(
        place=place,
        crowd=others[glance % len(others)] if others else "",
        people=tuple(_seen(one, evening, venue) for one in here),
        is_here=place.id == evening.place,
    )


def _seen(guest: Guest, evening: Evening, venue: Venue) -> Seen:
    lang = evening.profile.lang
    return Seen(
        who=guest.scenario,
        text=venue.seen(guest.scenario, guest.looks, lang),
        stands=guest.stands,
        name=venue.scenarios[guest.scenario].name.first(lang) if guest.conversation else "",
        is_shut=is_shut(guest, venue),
        is_partner=guest.scenario == evening.talking_to,
        is_beside=guest.is_beside,
        is_leaving=_is_leaving(guest, venue),
    )


def _is_leaving(guest: Guest, venue: Venue) -> bool:
    """Whether their last words were how a good talk ends in their scenario: with a coat on, more often than not."""
    last = guest.conversation.turns[-1] if guest.conversation and guest.conversation.turns else None
    ending = venue.scenarios[guest.scenario].ending(last.ended) if last and last.ended else None
    return ending is not None and ending.result is Result.WON
