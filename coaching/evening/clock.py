"""Time in a room: how long things take, and what others do meanwhile: they move, come up, are called out and come back.

Seconds throughout. A turn takes 45–90 of them by its length, as people talk in a noisy room.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from coaching.evening.evening import MINUTE, Evening, Event, EventKind, Guest, How, Parting
from coaching.evening.place import Stand, Venue
from coaching.evening.speaking import heard
from coaching.rehearsal import begin

SHORTEST_TURN, LONGEST_TURN = 45, 90
WORD = 0.7  # seconds it adds to the shortest turn, heard or said
STEP = 20  # seconds of getting away from where one stands
STRIDE = 0.4  # seconds for each per cent of the room's width: 40 across it
LOOK = 10  # seconds in which nothing comes of something
APART = 4 * MINUTE  # between two people who come up: one is an incident, two are a farce
MOVES = {Stand.MOVING: 0.5, Stand.GROUP: 0.06}  # chance in two minutes that somebody goes elsewhere
SELDOM = 0.12
CALLED_OUT = 0.03  # chance in two minutes that somebody goes out to telephone
OUT_LEAST, OUT_MOST = 2, 5  # minutes
DRIFTERS = frozenset({Stand.ALONE, Stand.BUFFET, Stand.DOOR})


def turn_takes(said: str, reply: str) -> int:
    """How long a message and its reply take."""
    words = len(said.split()) + len(reply.split())
    return min(LONGEST_TURN, SHORTEST_TURN + round(WORD * words))


def walk_takes(evening: Evening, place: str, venue: Venue) -> int:
    """How long it takes to get there; a moment where one is there already."""
    far = venue.occasion.distance(evening.place, place)
    return STEP + round(STRIDE * far) if far else LOOK


def pass_time(
    evening: Evening, seconds: int, venue: Venue, *, waits_for: str = "", may_come_up: bool = False
) -> Evening:
    """The room after so many seconds; `waits_for` stands still, `may_come_up`: the learner can be spoken to."""
    before = evening.clock
    evening = replace(evening, clock=min(evening.minutes * MINUTE, evening.clock + seconds))
    dice = Random(f"{evening.seed}:room:{before}:{len(evening.acts)}")
    for guest in evening.guests:
        if guest.scenario not in (evening.talking_to, waits_for):
            evening = evening.with_guest(_meanwhile(guest, evening, seconds, venue, dice))
    lang = evening.profile.lang
    for hour in venue.occasion.hours:
        if before < hour.at * evening.minutes * MINUTE // 100 <= evening.clock:
            evening = evening.showing(Event(EventKind.HOUR, text=dice.choice(hour.says.of(lang))))
    if not evening.seconds_left:
        return close(evening, venue)
    evening = _somebody_comes_up(evening, venue, waits_for, may_come_up=may_come_up)
    return _somebody_drifts_near(evening, venue, dice)


def close(evening: Evening, venue: Venue) -> Evening:
    """The end of the evening; a talk under way ends with it."""
    if evening.is_over:
        return evening
    if evening.partner:
        evening = part(evening, evening.partner, How.EVENING_OVER)
    last = "" if evening.seconds_left else venue.occasion.over.first(evening.profile.lang)
    over = Event(EventKind.OVER, text=last)
    return replace(evening, is_over=True).showing(over)


def part(evening: Evening, guest: Guest, how: How, text: str = "") -> Evening:
    """The evening with that talk ended; one without a word said by the learner leaves no trace."""
    turns = guest.turns - guest.turns_before
    first = guest.conversation.beginning.trust if guest.conversation else 0
    parting = Parting(how, turns, guest.cues, guest.turns, text, guest.trust > first)
    kept = (*guest.partings, parting) if turns else guest.partings
    guest = replace(guest, partings=kept, turns_before=guest.turns, cues=0)
    return replace(evening.with_guest(guest), talking_to=None, drifting=None)


def start(evening: Evening, guest: Guest, venue: Venue) -> Evening:
    """The evening as that attendee speaks to the learner for the first time."""
    scenario = venue.scenarios[guest.scenario]
    conversation = begin(scenario, evening.profile, evening.seed)
    trust = min(100, conversation.beginning.trust + guest.goodwill)
    conversation = replace(conversation, beginning=replace(conversation.beginning, trust=trust))
    guest = replace(guest, conversation=conversation, since=evening.clock, goodwill=0)
    evening = replace(evening, talking_to=guest.scenario, drifting=None, met=(*evening.met, guest.scenario))
    evening = evening.with_guest(guest).showing(Event(EventKind.OPENING, guest.scenario, conversation.opening))
    return _card_in_hand(evening, guest, venue)


def _card_in_hand(evening: Evening, guest: Guest, venue: Venue) -> Evening:
    """Whoever hands out cards has done so, once."""
    if guest.has_pushed_card or not venue.of(guest.scenario).pushes_card:
        return evening
    pushed = Event(EventKind.CARD_PUSHED, guest.scenario)
    return evening.with_guest(replace(guest, has_pushed_card=True)).showing(pushed)


def _meanwhile(guest: Guest, evening: Evening, seconds: int, venue: Venue, dice: Random) -> Guest:
    """What somebody did who isn't talking with the learner."""
    share, chance, out = seconds / (2 * MINUTE), dice.random(), dice.random()
    if guest.is_beside and evening.talking_to:
        return guest
    guest = replace(guest, is_beside=False)
    if guest.away_until:
        back = guest.away_until <= evening.clock
        return replace(guest, away_until=0, place=_place_for(guest, venue, dice)) if back else guest
    if out < CALLED_OUT * share:
        return replace(guest, away_until=evening.clock + dice.randint(OUT_LEAST, OUT_MOST) * MINUTE)
    if chance < MOVES.get(guest.stands, SELDOM) * share:
        return replace(guest, place=_place_for(guest, venue, dice))
    return guest


def _place_for(guest: Guest, venue: Venue, dice: Random) -> str:
    """Another place of their kind; where there is none they stay: nobody guards the plates from the windows."""
    fitting = [one.id for one in venue.occasion.places if guest.stands in one.holds and one.id != guest.place]
    return dice.choice(fitting) if fitting else guest.place


def _somebody_comes_up(evening: Evening, venue: Venue, waits_for: str, *, may_come_up: bool) -> Evening:
    """Whoever gives everybody a card gets to the learner as well: in the middle of a talk, or to begin one."""
    due = (
        one
        for one in evening.guests
        if one.comes_at and one.comes_at <= evening.clock and one.conversation is None and not one.away_until
    )
    guest = next((one for one in due if one.scenario != waits_for and not one.has_pushed_card), None)
    if guest is None or evening.is_over:
        return evening
    if not (evening.talking_to or may_come_up):
        return evening
    guest = replace(guest, place=evening.place, comes_at=0)
    evening = _others_wait(evening.with_guest(guest))
    if evening.talking_to:
        evening = heard(evening, guest, EventKind.COMES_UP, venue.of(guest.scenario).comes_up)
        return _card_in_hand(evening, evening.guest(guest.scenario) or guest, venue)
    return start(evening.showing(Event(EventKind.COMES_UP, guest.scenario)), guest, venue)


def _others_wait(evening: Evening) -> Evening:
    """The evening in which whoever else would come up now does so a while later."""
    soonest = evening.clock + APART
    guests = (replace(one, comes_at=max(one.comes_at, soonest)) if one.comes_at else one for one in evening.guests)
    return replace(evening, guests=tuple(guests))


def _somebody_drifts_near(evening: Evening, venue: Venue, dice: Random) -> Evening:
    """Somebody who stands alone comes to stand near the learner's group, and may be welcomed."""
    due = evening.drifts_at and evening.drifts_at[0] <= evening.clock
    comes_up = any(one.kind is EventKind.COMES_UP for one in evening.events)
    if not due or comes_up or evening.partner is None or not evening.partner.turns or evening.drifting:
        return evening
    free = [
        one
        for one in evening.guests
        if one.stands in DRIFTERS and one.scenario != evening.talking_to and not one.away_until and not one.turns
    ]
    rest = replace(evening, drifts_at=evening.drifts_at[1:])
    if not free:
        return rest
    guest = replace(dice.choice(free), place=evening.place)
    seen = venue.seen(guest.scenario, guest.looks, evening.profile.lang)
    return replace(rest.with_guest(guest), drifting=guest.scenario).showing(
        Event(EventKind.DRIFTS_NEAR, guest.scenario, seen)
    )
