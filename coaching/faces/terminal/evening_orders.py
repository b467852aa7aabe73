"""What a learner can do in the room by a line that begins with a slash, in either language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from coaching.evening.evening import Act, ActKind, Evening
from coaching.evening.looking import look
from coaching.evening.moving import ALONE, GROUP, NEXT
from coaching.evening.place import Venue
from coaching.faces.words import Words, read_words
from coaching.language import Language

SLASHED = re.compile(r"\s*/(\S+)\s*(.*)", re.DOTALL)
# How the three ways of choosing somebody are typed, by their first letters.
CHOICES = {"alone": ALONE, "seul": ALONE, "group": GROUP, "next": NEXT, "suiv": NEXT}

USUAL, MOST = 2, 120  # minutes of waiting


class Order(StrEnum):
    """What can be asked in the room; the words give its names."""

    APPROACH = "approach"
    LEAVE = "leave"
    ROOM = "room"
    GO = "go"
    WAIT = "wait"
    INTRODUCE = "introduce"
    INVITE = "invite"
    END = "end"
    HELP = "help"


@dataclass(frozen=True)
class Typed:
    """An order and what follows it; None for one nobody knows, with the nearest."""

    order: Order | None
    rest: str
    typed: str = ""
    nearest: str = ""


def order_in(line: str) -> Typed | None:
    """The order the line gives; None when it is something to say."""
    slashed = SLASHED.match(line)
    if slashed is None:
        return None
    typed, names = slashed[1].casefold(), _names()
    if typed in names:
        return Typed(names[typed], slashed[2].strip())
    near = get_close_matches(typed, names, 1, 0.5)
    return Typed(None, "", f"/{slashed[1]}", f"/{near[0]}" if near else "")


def help_lines(words: Words) -> list[str]:
    """Every order and what it does."""
    rows = [
        ("/" + words(f"evening.orders.{one}.names").split()[0], words(f"evening.orders.{one}.does")) for one in Order
    ]
    width = max(len(name) for name, _ in rows)
    return [words("evening.orders.heading"), *(f"  {name:<{width}}  {does}" for name, does in rows)]


def act_of(typed: Typed, evening: Evening, venue: Venue) -> Act | str:
    """The act that was ordered, or the key of what to ask instead."""
    first, _, rest = typed.rest.partition(" ")
    match typed.order:
        case Order.LEAVE:
            return Act(ActKind.LEAVE, text=typed.rest)
        case Order.GO:
            return Act(ActKind.GO, (_place(typed.rest, evening, venue),))
        case Order.WAIT:
            return Act(ActKind.WAIT, minutes=min(MOST, int(first)) if re.fullmatch("[0-9]{1,3}", first) else USUAL)
        case Order.INTRODUCE:
            return _introduction(first, rest, evening, venue)
        case Order.INVITE:
            return _invitation(typed.rest, evening, venue)
    whom = person(first, evening, venue) or _choice(first)
    return Act(ActKind.APPROACH, (whom,)) if whom else "which"


def _invitation(rest: str, evening: Evening, venue: Venue) -> Act | str:
    """To somebody by number or name, else to whoever stands near."""
    first, _, said = rest.partition(" ")
    whom = person(first, evening, venue)
    if whom is None and evening.drifting:
        return Act(ActKind.INVITE, (evening.drifting,), rest)
    return Act(ActKind.INVITE, (whom,), said.strip()) if whom else "which"


def _introduction(first: str, rest: str, evening: Evening, venue: Venue) -> Act | str:
    other, _, said = rest.strip().partition(" ")
    two = [who for one in (first, other) if (who := person(one, evening, venue))]
    return Act(ActKind.INTRODUCE, (two[0], two[1]), said.strip()) if len({*two}) == len((first, other)) else "two"


def person(typed: str, evening: Evening, venue: Venue) -> str | None:
    """The attendee of that number, or name where one knows it."""
    if typed.isascii() and typed.isdigit():
        return evening.guests[int(typed) - 1].scenario if 0 < int(typed) <= len(evening.guests) else None
    wanted = typed.casefold()
    known = {venue.scenarios[who].name.first(evening.profile.lang).casefold(): who for who in evening.met}
    ids = {one.scenario: one.scenario for one in evening.guests}
    return ids.get(wanted) or next((who for name, who in known.items() if wanted and wanted in name.split()), None)


def _choice(typed: str) -> str | None:
    return next((choice for name, choice in CHOICES.items() if typed.casefold().startswith(name)), None)


def _place(typed: str, evening: Evening, venue: Venue) -> str:
    """The place of that letter or name, in any of its words; as typed where there is none."""
    wanted = typed.strip().casefold()
    for at, sight in enumerate(look(evening, venue)):
        names = (sight.place.id, *(name.casefold() for lang in Language for name in sight.place.name.of(lang)))
        if wanted == chr(ord("a") + at) or wanted in names or any(len(wanted) > 2 and wanted in one for one in names):
            return sight.place.id
    return wanted


def _names() -> dict[str, Order]:
    """Every name of every order: what one learned in one language is understood in the other."""
    return {
        name.casefold(): order
        for lang in Language
        for order in Order
        for name in read_words(lang)(f"evening.orders.{order}.names").split()
    }
