"""Where a learner stands in an evening's room, and the buttons there: whom to walk up to, or what goes with a talk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from coaching.evening.evening import Evening, Guest
from coaching.evening.looking import look
from coaching.faces.telegram.evening_told import called, clock_blocks, last_line, number_of, room_block
from coaching.faces.telegram.markup import clipped, escaped
from coaching.faces.telegram.messages import Button, Rows
from coaching.faces.telegram.presses import OF_A_TALK_IN_A_ROOM, Deed, Press
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import Words
from coaching.scenario import CardState
from coaching.services.evenings import Out
from coaching.services.events import Running
from coaching.services.preferences import HintStyle

LONGEST_LABEL = 34  # characters that a small phone shows of a button
LINGERS = "5"  # minutes
LONG_AGO = timedelta(days=1)  # from then on, an evening waits until it is asked for
IN_A_ROW = 2

Choice = tuple[str, Deed, str]


async def out_now(visit: Visit) -> Out | None:
    """The evening they are out at."""
    evenings = visit.house.shelf.evenings
    return await evenings.running(visit.tx, visit.learner) if evenings else None


async def partner(visit: Visit) -> Running | None:
    """Whom they talk with, as a rehearsal."""
    out = await out_now(visit)
    guest = out.evening.partner if out else None
    if out is None or guest is None or guest.conversation is None:
        return None
    return Running(out.journey.id, guest.conversation, out.venue.scenarios[guest.scenario])


async def come_back(visit: Visit, *blocks: str, only_lately: bool = False) -> bool:
    """These blocks, then where they stand in their evening; False where they are out nowhere.

    `only_lately`: an evening left long ago is not called to mind unasked.
    """
    out = await out_now(visit)
    if out is None or (only_lately and visit.tx.now - out.last > LONG_AGO):
        return False
    words = visit.words_in(out.evening.profile.lang)
    occasion = out.venue.occasion.name.first(out.evening.profile.lang)
    told = escaped(words("telegram_evening.back", occasion=occasion))
    await stand(visit, out, *blocks, told, *last_line(out), looks=True)
    return True


async def stand(visit: Visit, out: Out, *blocks: str, looks: bool = False) -> None:
    """These blocks; under them what can be done where they stand. `looks`: the whole room in words, too."""
    words = visit.words_in(out.evening.profile.lang)
    if out.evening.talking_to:
        blocks, rows = (*blocks, *clock_blocks(out, words)), await talk_rows(visit, out)
    else:
        waits = card_is_asked(out.evening)
        who = [escaped(visit.words("telegram_evening.waits", name=called(waits.scenario, out)))] if waits else []
        blocks = (*blocks, room_block(out, words, whole=looks), *who)
        rows = await visit.keyboard(Place.EVENING, list(_room_choices(visit, out)), about="")
    visit.tell(*blocks, rows=rows)


async def talk_rows(visit: Visit, out: Out, *, again: bool = False) -> Rows:
    """What goes with a talk. Like asides, these share one number until one of them is tapped.

    `again`: a hint was given just now, and the button is for another.
    """
    evening, stage = out.evening, visit.stage
    partner = evening.talking_to or ""
    is_same = stage.place is Place.EVENING and stage.about == partner
    if not is_same or stage.offered != OF_A_TALK_IN_A_ROOM:
        every = [[("", deed, "") for deed in OF_A_TALK_IN_A_ROOM]]
        await visit.keyboard(Place.EVENING, every, about=partner)
    return tuple(
        tuple(Button(label, Press(deed, visit.stage.keyboard, about).data()) for label, deed, about in row)
        for row in _in_rows(_talk_choices(visit, out, again=again))
    )


async def walk_rows(visit: Visit, out: Out) -> Rows:
    """The room's own buttons, also beside a talk in which nothing was said yet."""
    return await visit.keyboard(Place.EVENING, list(_room_choices(visit, out)), about=out.evening.talking_to or "")


def has_spoken(evening: Evening) -> bool:
    """Whether they said anything in the talk they are in: one doesn't walk off from that."""
    partner = evening.partner
    return partner is not None and partner.turns > partner.turns_before


def card_is_asked(evening: Evening) -> Guest | None:
    """Who waits for the learner's card: whom they talk with, or have just taken leave of."""
    guest = evening.partner or evening.guest(evening.held_by or "")
    if guest is None or guest.conversation is None:
        return None
    return guest if guest.conversation.mind.card is CardState.ASKED else None


def people_met(evening: Evening) -> tuple[Guest, ...]:
    """Those they said something to, whom they can introduce."""
    return tuple(one for one in evening.guests if one.turns)


def _talk_choices(visit: Visit, out: Out, *, again: bool) -> Iterator[Choice]:
    words, evening, partner = visit.words, out.evening, out.evening.partner
    if card_is_asked(evening):
        yield words("telegram_evening.buttons.card"), Deed.GIVE_CARD, ""
    if visit.learner.preferences.hints is not HintStyle.NONE:
        # Left for later, the button gives the first nudge of whatever moment it is tapped at.
        turn = str(partner.turns) if again and partner else ""
        yield words("telegram.buttons.hint" if again else "chat.buttons.hint"), Deed.HINT, turn
    if partner and partner.turns:
        yield words("chat.buttons.why"), Deed.WHY, ""
    yield words("telegram_evening.buttons.leave"), Deed.TAKE_LEAVE, ""
    yield words("telegram_evening.buttons.look"), Deed.LOOK, ""
    if evening.drifting:
        yield words("telegram_evening.buttons.make_room"), Deed.MAKE_ROOM, ""
    if len(people_met(evening)) > 1:
        yield words("telegram_evening.buttons.introduce"), Deed.BRING, ""


def _room_choices(visit: Visit, out: Out) -> Iterator[list[Choice]]:
    words, evening = visit.words, out.evening
    if evening.held_by and card_is_asked(evening):
        yield [(words("telegram_evening.buttons.card"), Deed.GIVE_CARD, "")]
    for sight in look(evening, out.venue):
        for one in sight.people:
            if not one.is_shut and not one.is_partner:
                number = number_of(one.who, out)
                label = clipped(called(one.who, out), LONGEST_LABEL)
                yield [(words("telegram_evening.buttons.person", number=number, who=label), Deed.WALK_TO, str(number))]
    lang = evening.profile.lang
    for place in out.venue.occasion.places:
        if place.is_break and place.id != evening.place:
            label = clipped(place.name.first(lang), LONGEST_LABEL)
            yield [(words("telegram_evening.buttons.place", place=label), Deed.GO_OVER, place.id)]
    yield from _in_rows(_around(evening, words))


def _around(evening: Evening, words: Words) -> Iterator[Choice]:
    yield words("telegram_evening.buttons.linger", minutes=LINGERS), Deed.LINGER, LINGERS
    yield words("telegram_evening.buttons.look"), Deed.LOOK, ""
    if len(people_met(evening)) > 1:
        yield words("telegram_evening.buttons.introduce"), Deed.BRING, ""
    yield words("telegram_evening.buttons.home"), Deed.GO_HOME, ""


def _in_rows(choices: Iterable[Choice]) -> list[list[Choice]]:
    every = list(choices)
    return [every[at : at + IN_A_ROW] for at in range(0, len(every), IN_A_ROW)]
