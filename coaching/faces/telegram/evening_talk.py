"""Talking in a room over Telegram: what is said, how one leaves, making room, bringing two people together."""

from __future__ import annotations

from datetime import timedelta

from coaching.evening.evening import Act, ActKind, Evening, EventKind, Guest
from coaching.faces.telegram.choosing import go_on
from coaching.faces.telegram.evening_home import come_home
from coaching.faces.telegram.evening_room import card_is_asked, out_now, people_met, stand, talk_rows
from coaching.faces.telegram.evening_told import called, events_blocks, last_line
from coaching.faces.telegram.markup import clipped, escaped, italic, spoken
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.rating import number_in
from coaching.faces.telegram.rehearsing import account_told
from coaching.faces.telegram.thinking import begin_to_think, react
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words.telling import hint_told
from coaching.hints import hint
from coaching.services.evenings import Out
from coaching.services.preferences import HintStyle
from coaching.why import why

# What they are asked for words for, before whom it is about.
LEAVE, INVITE, INTRODUCE = "leave", "invite", "introduce"
LONGEST_LABEL = 34  # characters
ROOM_HINTS = 3


async def step(visit: Visit, act: Act) -> None:
    """Do it, and tell what came of it."""
    evenings = visit.house.shelf.evenings
    out = await evenings.do(visit.tx, visit.learner, act, visit.update.update_id) if evenings else None
    if out is None:
        await lost(visit)
        return
    words = visit.words_in(out.evening.profile.lang)
    blocks = events_blocks(out, words)
    if out.outcome is not None:
        await come_home(visit, out, *blocks)
        return
    if act.kind is ActKind.WAIT and not blocks:
        blocks = (italic(words("telegram_evening.rested")),)
    await stand(visit, out, *blocks, pause=_pause(visit, act, out) if act.kind is ActKind.SAY else None)
    if act.kind is ActKind.SAY and not out.repeated:
        _nod(visit, out)


async def lost(visit: Visit) -> None:
    """They are out nowhere."""
    await go_on(visit, escaped(visit.words("telegram_evening.over")))


async def said(visit: Visit, text: str) -> None:
    """To whoever they talk with; to nobody, it may be a number of somebody to walk up to."""
    out = await out_now(visit)
    if out is None:
        await lost(visit)
    elif not out.evening.talking_to and (guest := _numbered(text, out.evening)):
        await step(visit, Act(ActKind.APPROACH, (guest.scenario,)))
    elif out.evening.talking_to or out.evening.held_by:
        begin_to_think(visit)
        await step(visit, Act(ActKind.SAY, text=text))
    else:
        await stand(visit, out, escaped(visit.words("telegram_evening.nobody_near")))


async def walk_up(visit: Visit, number: str) -> None:
    """To somebody, by their number."""
    out = await out_now(visit)
    guest = _numbered(number, out.evening) if out else None
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
        await step(visit, Act(ActKind.SAY, text=visit.words_in(out.evening.profile.lang)("unspoken.card")))


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
    two = [guest for number in chosen.split("-") if (guest := _numbered(number, out.evening))]
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


async def stay(visit: Visit, _: str) -> None:
    """Where they were, as if nothing had been asked."""
    out = await out_now(visit)
    if out is None:
        await lost(visit)
    else:
        await stand(visit, out, *last_line(out))


async def give_hint(visit: Visit, turn: str) -> None:
    """A nudge; asked again at the same moment, ways to begin. Between two talks, one about the room."""
    out = await out_now(visit)
    if out is None:
        await lost(visit)
        return
    wishes, partner, lang = visit.learner.preferences.hints, out.evening.partner, out.evening.profile.lang
    words = visit.words_in(lang)
    if wishes is HintStyle.NONE:
        visit.tell(escaped(visit.words("preferences.hints_off")))
    elif partner is None or partner.conversation is None:
        which = len(out.evening.acts) % ROOM_HINTS + 1
        visit.tell(f"💡 {escaped(words(f'telegram_evening.hint.{which}'))}")
    elif partner.cues:
        nudge = words("telegram_evening.hint.cue", name=called(partner.scenario, out))
        visit.tell(f"💡 {escaped(nudge)}", rows=await talk_rows(visit, out))
    else:
        asked = 2 if wishes is HintStyle.OPENINGS or turn == str(partner.turns) else 1
        found = hint(partner.conversation, out.venue.scenarios[partner.scenario], asked)
        first, *openings = hint_told(found, words, called(partner.scenario, out))
        told = "\n".join([f"💡 {spoken(first)}", *map(spoken, openings)])
        visit.tell(told, rows=await talk_rows(visit, out, again=not openings))


async def tell_why(visit: Visit, _: str) -> None:
    """How the last message was taken by whoever it was said to."""
    out = await out_now(visit)
    if out is None:
        await lost(visit)
        return
    words, evening = visit.words_in(out.evening.profile.lang), out.evening
    guest = evening.guest(evening.course[-1][0]) if evening.course else None
    found = why(guest.conversation, out.venue.scenarios[guest.scenario]) if guest and guest.conversation else None
    told = account_told(found, words) if found else escaped(words("why.too_early"))
    visit.tell(told, rows=await talk_rows(visit, out) if evening.talking_to else ())


async def _ask(visit: Visit, rows: list[list[tuple[str, Deed, str]]], about: str, key: str, *names: str) -> None:
    told = visit.words(key, **dict(zip(("name", "other"), names, strict=False)))
    visit.tell(escaped(told), rows=await visit.keyboard(Place.EVENING_WORDS, rows, about=about))


def _pause(visit: Visit, act: Act, out: Out) -> timedelta | None:
    reply = " ".join(event.text for event in out.evening.events if event.kind is not EventKind.HOUR)
    wishes = visit.learner.preferences
    return visit.house.tempo.thinking(act.text, reply, out.took, likes_it=wishes.typing) or None


def _nod(visit: Visit, out: Out) -> None:
    """At what they said, as in any rehearsal."""
    who = out.evening.course[-1][0] if out.evening.course else ""
    guest = out.evening.guest(who)
    if guest and guest.conversation and guest.conversation.turns:
        react(visit, guest.conversation.turns[-1])


def _numbered(typed: str, evening: Evening) -> Guest | None:
    """The attendee of that number, as words, buttons and picture have it."""
    number = number_in(typed)
    return evening.guests[number - 1] if number and number <= len(evening.guests) else None


def _number(guest: Guest, evening: Evening) -> int:
    return evening.guests.index(guest) + 1
