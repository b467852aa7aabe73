"""An evening over Telegram: which one, how nervous one is at the door, then the room."""

from __future__ import annotations

from coaching.evening.evening import Act, ActKind
from coaching.faces.telegram.afterwards import last_ended
from coaching.faces.telegram.choosing import choose, go_on
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.debriefing import replaced_blocks
from coaching.faces.telegram.evening_asides import give_hint, tell_why
from coaching.faces.telegram.evening_home import ask_home, go_home, home_nerves, to_whom_to_write, without_nerves
from coaching.faces.telegram.evening_home import talks as tell_talks
from coaching.faces.telegram.evening_room import come_back, has_spoken, out_now, stand, talk_rows, walk_rows
from coaching.faces.telegram.evening_talk import give_card, lost, said, stay, step, walk_up
from coaching.faces.telegram.evening_told import events_blocks, room_block
from coaching.faces.telegram.evening_words import bring_together, go_silently, make_room, take_leave, words_said
from coaching.faces.telegram.markup import bold, clipped, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.picturing import show_room
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.rating import numbers, rating_in
from coaching.faces.telegram.visits import Place, Visit
from coaching.services import learners

LONGEST_LABEL = 36  # characters of a button
SHORT = 30  # minutes of an evening for whoever would rather not stay long
IN_THE_ROOM = (Place.EVENING, Place.EVENING_WORDS)


async def _go_out(visit: Visit, _: str) -> None:
    """Back to the evening they are out at, or where to go."""
    if not await come_back(visit):
        await _where(visit, "")


async def _where(visit: Visit, _: str) -> None:
    """The occasions, a button each."""
    evenings, words, lang = visit.house.shelf.evenings, visit.words, visit.lang
    occasions = sorted(evenings.occasions if evenings else (), key=lambda one: one.people)
    if not occasions:
        await go_on(visit, escaped(words("telegram_evening.none")))
        return
    rows = [[(_label(one.name.first(lang)), Deed.OUT_TO, one.id)] for one in occasions]
    shortest = min(occasions, key=lambda one: one.minutes)
    short = words("telegram_evening.buttons.short", name=_label(shortest.name.first(lang)), minutes=SHORT)
    rows.append([(clipped(short, LONGEST_LABEL), Deed.OUT_TO, f"{shortest.id}-{SHORT}")])
    rows.append([(words("telegram_evening.buttons.not_tonight"), Deed.CHOOSE, "")])
    visit.tell(
        f"🥂 {bold(words('telegram_evening.title'))}",
        escaped(words("telegram_evening.about")),
        escaped(words("telegram_evening.where")),
        rows=await visit.keyboard(Place.READY, rows),
    )


async def _to(visit: Visit, occasion: str) -> None:
    """How nervous they are; the room follows whatever they answer, and nothing begins before."""
    words = visit.words
    rows = await visit.keyboard(Place.EVENING_DOOR, numbers(Deed.OUT_NERVES, words), about=occasion)
    visit.tell(escaped(words("phone.nerves.before")), rows=rows)


async def _begin(visit: Visit, answer: str) -> None:
    """Their nerves, or anything else in place of them; then the scene, the room as a picture and in words."""
    evenings, nerves = visit.house.shelf.evenings, rating_in(answer)
    occasion, _, minutes = visit.stage.about.partition("-")
    lasts = int(minutes) if minutes.isdecimal() else None
    out = await evenings.begin(visit.tx, visit.learner, occasion, lasts, nerves) if evenings else None
    if out is None:
        await _where(visit, "")
        return
    if nerves is not None:
        visit.learner = await learners.came(visit.tx, visit.learner, nerves)
        if visit.tapped:
            visit.show(escaped(visit.words("phone.nerves.kept", value=nerves)))
    words, lang = visit.words, out.evening.profile.lang
    name = out.venue.occasion.name.first(lang)
    left = await last_ended(visit) if out.replaced else None
    if left:
        visit.tell(*replaced_blocks(left, visit.words_in(left.conversation.profile.lang)))
    visit.tell(
        bold(_label(name)),
        *events_blocks(out, words),
        escaped(words("telegram_evening.how")),
    )
    show_room(visit, out.evening, out.venue, words)
    await stand(visit, out, looks=True)


async def _not_tonight(visit: Visit, _: str) -> None:
    await choose(visit, escaped(visit.words("telegram.choose.another")))


async def _look(visit: Visit, _: str) -> None:
    """The room again, with its picture; who talks with somebody stays with them."""
    out = await out_now(visit)
    if out is None:
        await lost(visit)
        return
    words = visit.words_in(out.evening.profile.lang)
    show_room(visit, out.evening, out.venue, words)
    if not out.evening.talking_to:
        await stand(visit, out, looks=True)
    elif has_spoken(out.evening):
        leave_first = escaped(visit.words("telegram_evening.leave_first"))
        visit.tell(room_block(out, words), leave_first, rows=await talk_rows(visit, out))
    else:
        visit.tell(room_block(out, words), rows=await walk_rows(visit, out))


async def _go_over(visit: Visit, place: str) -> None:
    await step(visit, Act(ActKind.GO, (place,)))


async def _linger(visit: Visit, minutes: str) -> None:
    await step(visit, Act(ActKind.WAIT, minutes=int(minutes) if minutes.isdecimal() and len(minutes) < 3 else 1))


async def _no_way_back(visit: Visit, _: str) -> None:
    """Nothing can be taken back in a room."""
    visit.tell(escaped(visit.words("telegram_evening.no_way_back")))


def _label(name: str) -> str:
    """An occasion as a heading or a button begins."""
    return clipped(name[:1].upper() + name[1:], LONGEST_LABEL)


EVENING = Matter(
    commands={Command.EVENING: _go_out},
    deeds={
        Deed.EVENING: _where,
        Deed.OUT_TO: _to,
        Deed.OUT_NERVES: _begin,
        Deed.WALK_TO: walk_up,
        Deed.GO_OVER: _go_over,
        Deed.LINGER: _linger,
        Deed.LOOK: _look,
        Deed.TAKE_LEAVE: take_leave,
        Deed.SILENTLY: go_silently,
        Deed.STAY: stay,
        Deed.MAKE_ROOM: make_room,
        Deed.BRING: bring_together,
        Deed.GIVE_CARD: give_card,
        Deed.GO_HOME: go_home,
        Deed.HOME_NERVES: home_nerves,
        Deed.TALKS: tell_talks,
        Deed.NOTES: to_whom_to_write,
    },
    texts={
        Place.EVENING_DOOR: _begin,
        Place.EVENING: said,
        Place.EVENING_WORDS: words_said,
        Place.EVENING_HOME: without_nerves,
    },
    here={
        (Place.EVENING_DOOR, Command.END): _not_tonight,
        (Place.EVENING, Deed.HINT): give_hint,
        (Place.EVENING, Deed.WHY): tell_why,
        **{(place, Command.HINT): give_hint for place in IN_THE_ROOM},
        **{(place, Command.WHY): tell_why for place in IN_THE_ROOM},
        **{(place, Command.BACK): _no_way_back for place in IN_THE_ROOM},
        **{(place, Command.END): ask_home for place in IN_THE_ROOM},
    },
)
