"""Talking in a room over Telegram: what is said, and whom one walks up to."""

from __future__ import annotations

from coaching.evening.evening import Act, ActKind, Evening, EventKind, Guest
from coaching.faces.telegram.choosing import go_on
from coaching.faces.telegram.evening_home import come_home
from coaching.faces.telegram.evening_room import card_is_asked, out_now, stand
from coaching.faces.telegram.evening_told import events_blocks, last_line
from coaching.faces.telegram.markup import escaped, italic
from coaching.faces.telegram.rating import number_in
from coaching.faces.telegram.thinking import begin_to_think, nod_at, react, unheard, unsay, wait_as_long
from coaching.faces.telegram.visits import Visit
from coaching.services.evenings import Out


async def step(visit: Visit, act: Act, rest_of: int | None = None) -> None:
    """Do it, and tell what came of it. `rest_of` is the arrival whose answer is unheard: both texts are one act."""
    evenings, arrival = visit.house.shelf.evenings, visit.update.update_id
    out = await evenings.do(visit.tx, visit.learner, act, arrival, unheard=rest_of) if evenings else None
    if out is None:
        await lost(visit)
        return
    await unsay(visit, out.rest_of)
    words = visit.words_in(out.evening.profile.lang)
    blocks = events_blocks(out, words)
    if out.outcome is not None:
        await come_home(visit, out, *blocks)
        return
    if act.kind is ActKind.WAIT and not blocks:
        blocks = (italic(words("telegram_evening.rested")),)
    since = len(visit.out)
    await stand(visit, out, *blocks)
    if act.text and not out.repeated:
        reply = " ".join(event.text for event in out.evening.events if event.kind is not EventKind.HOUR)
        wait_as_long(visit, since, reply, act.text, out.took)
        _nod(visit, out)


async def lost(visit: Visit) -> None:
    """They are out nowhere."""
    await go_on(visit, escaped(visit.words("telegram_evening.over")))


async def said(visit: Visit, text: str) -> None:
    """To whoever they talk with; to nobody, it may be a number of somebody to walk up to.

    What comes while somebody still thinks belongs to what they think about, also where they are about to go.
    """
    out, rest_of = await out_now(visit), await unheard(visit)
    if out is None:
        await lost(visit)
    elif out.evening.talking_to or out.evening.held_by or rest_of is not None:
        begin_to_think(visit)
        await step(visit, Act(ActKind.SAY, text=text), rest_of)
    elif guest := numbered(text, out.evening):
        await step(visit, Act(ActKind.APPROACH, (guest.scenario,)))
    else:
        await stand(visit, out, escaped(visit.words("telegram_evening.nobody_near")))


async def walk_up(visit: Visit, number: str) -> None:
    """To somebody, by their number."""
    out = await out_now(visit)
    guest = numbered(number, out.evening) if out else None
    if guest is None:
        await lost(visit)
    else:
        await step(visit, Act(ActKind.APPROACH, (guest.scenario,)))


async def give_card(visit: Visit, _: str) -> None:
    """To whoever asked for it."""
    out = await out_now(visit)
    if out is None or card_is_asked(out.evening) is None:
        await stay(visit, "")
    else:
        begin_to_think(visit)
        await step(visit, Act(ActKind.SAY, text=visit.words_in(out.evening.profile.lang)("unspoken.card")))


async def stay(visit: Visit, _: str) -> None:
    """Where they were, as if nothing had been asked."""
    out = await out_now(visit)
    if out is None:
        await lost(visit)
    else:
        await stand(visit, out, *last_line(out))


def numbered(typed: str, evening: Evening) -> Guest | None:
    """The attendee of that number, as words, buttons and picture have it."""
    number = number_in(typed)
    return evening.guests[number - 1] if number and number <= len(evening.guests) else None


def _nod(visit: Visit, out: Out) -> None:
    """At what they said, as in any rehearsal; at a welcome, and at two people brought together for a reason."""
    evening, kinds = out.evening, {event.kind for event in out.evening.events}
    if EventKind.INVITED in kinds:
        nod_at(visit, visit.words("chat.nods.welcome") if evening.welcomes[-1].counts else "")
    elif EventKind.INTRODUCED in kinds:
        nod_at(visit, visit.words("chat.nods.help_that_fits") if evening.introductions[-1].fits else "")
    elif evening.course and EventKind.NOT_NOW not in kinds:
        guest = evening.guest(evening.course[-1][0])
        if guest and guest.conversation and guest.conversation.turns:
            react(visit, guest.conversation.turns[-1])
