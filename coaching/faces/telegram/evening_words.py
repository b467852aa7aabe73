"""What is asked for in one's own words in a room: taking leave, making room, bringing two people together."""

from __future__ import annotations

from coaching.evening.evening import Act, ActKind, Evening, Guest
from coaching.faces.telegram.evening_room import out_now, people_met
from coaching.faces.telegram.evening_talk import numbered, stay, step
from coaching.faces.telegram.evening_told import called
from coaching.faces.telegram.markup import clipped, escaped
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.thinking import begin_to_think
from coaching.faces.telegram.visits import Place, Visit

# What they are asked for words for, before whom it is about.
LEAVE, INVITE, INTRODUCE = "leave", "invite", "introduce"
LONGEST_LABEL = 34  # characters


async def take_leave(visit: Visit, _: str) -> None:
    """Ask for the words of it."""
    out = await out_now(visit)
    partner = out.evening.partner if out else None
    if out is None or partner is None:
        await stay(visit, "")
        return
    words = visit.words
    silently = (words("telegram_evening.buttons.silently"), Deed.SILENTLY, "")
    rows = [[silently], [(words("telegram_evening.buttons.stay"), Deed.STAY, "")]]
    await _ask(visit, rows, LEAVE, "telegram_evening.leave", called(partner.scenario, out))


async def go_silently(visit: Visit, _: str) -> None:
    """Without a word."""
    await step(visit, Act(ActKind.LEAVE))


async def make_room(visit: Visit, _: str) -> None:
    """Ask for the words of it."""
    out = await out_now(visit)
    if out is None or not out.evening.drifting:
        await stay(visit, "")
        return
    rows = [[(visit.words("telegram_evening.buttons.never_mind"), Deed.STAY, "")]]
    await _ask(visit, rows, f"{INVITE} {out.evening.drifting}", "telegram_evening.make_room", "")


async def bring_together(visit: Visit, chosen: str) -> None:
    """Ask for the first of the two, the second, the words; `chosen`: the numbers of those chosen so far."""
    out = await out_now(visit)
    people = people_met(out.evening) if out else ()
    if out is None or len(people) < 2:
        await stay(visit, "")
        return
    two = [guest for number in chosen.split("-") if (guest := numbered(number, out.evening))]
    names = [called(one.scenario, out) for one in two]
    leave_it = [(visit.words("telegram_evening.buttons.never_mind"), Deed.STAY, "")]
    if len(two) > 1:
        about = " ".join([INTRODUCE, *(one.scenario for one in two)])
        await _ask(visit, [leave_it], about, "telegram_evening.introduce.words", names[0], names[1])
        return
    begun = f"{chosen}-" if two else ""
    rows = [
        [(clipped(called(one.scenario, out), LONGEST_LABEL), Deed.BRING, f"{begun}{_number(one, out.evening)}")]
        for one in people
        if one not in two
    ]
    key = "telegram_evening.introduce.second" if two else "telegram_evening.introduce.first"
    question = visit.words(key, name=names[0]) if two else visit.words(key)
    about = out.evening.talking_to or ""
    visit.tell(escaped(question), rows=await visit.keyboard(Place.EVENING, [*rows, leave_it], about=about))


async def words_said(visit: Visit, text: str) -> None:
    """The words they were asked for."""
    kind, *whom = visit.stage.about.split(" ")
    begin_to_think(visit)
    if kind == INVITE:
        await step(visit, Act(ActKind.INVITE, tuple(whom), text))
    elif kind == INTRODUCE and len(whom) > 1:
        await step(visit, Act(ActKind.INTRODUCE, tuple(whom), text))
    else:
        await step(visit, Act(ActKind.LEAVE, text=text))


async def _ask(visit: Visit, rows: list[list[tuple[str, Deed, str]]], about: str, key: str, *names: str) -> None:
    told = visit.words(key, **dict(zip(("name", "other"), names, strict=False)))
    visit.tell(escaped(told), rows=await visit.keyboard(Place.EVENING_WORDS, rows, about=about))


def _number(guest: Guest, evening: Evening) -> int:
    return evening.guests.index(guest) + 1
