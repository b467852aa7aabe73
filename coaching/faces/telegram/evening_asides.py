"""A nudge in a room, and how the last message was taken."""

from __future__ import annotations

from coaching.faces.telegram.evening_room import out_now, talk_rows
from coaching.faces.telegram.evening_talk import lost
from coaching.faces.telegram.evening_told import called
from coaching.faces.telegram.markup import escaped, spoken
from coaching.faces.telegram.rehearsing import account_told
from coaching.faces.telegram.visits import Visit
from coaching.faces.words.telling import hint_told
from coaching.hints import hint
from coaching.services.preferences import HintStyle
from coaching.why import why

ROOM_HINTS = 3


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
