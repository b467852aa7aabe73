"""Going about a room: to somebody, to another place, or staying where one is while time goes by."""

from __future__ import annotations

from dataclasses import replace

from coaching.evening.clock import LOOK, close, part, pass_time, start, walk_takes
from coaching.evening.evening import (
    MINUTE,
    Act,
    ActKind,
    Evening,
    Event,
    EventKind,
    Guest,
    How,
    WhyNot,
)
from coaching.evening.looking import is_shut, within_reach
from coaching.evening.place import Stand, Venue
from coaching.evening.speaking import heard
from coaching.rehearsal import Conversation
from coaching.scenario import Openness

ALONE, GROUP, NEXT = "alone", "group", "next"
CHOICES = (ALONE, GROUP, NEXT)  # by which somebody can be approached whose name one doesn't know
STANDING_ALONE = frozenset({Stand.ALONE, Stand.BUFFET, Stand.DOOR})


def approach(evening: Evening, whom: str, venue: Venue) -> Evening:
    """The evening as the learner goes to that attendee, or to one who stands so: alone, group, next."""
    evening = begin_act(evening, Act(ActKind.APPROACH, (whom,)))
    if evening.is_over:
        return evening
    guest = chosen(evening, whom, venue)
    if guest is None:
        return cannot(evening, WhyNot.NOBODY_SUCH, venue)
    if guest.scenario == evening.talking_to:
        return evening
    if is_shut(guest, venue):
        return cannot(evening, WhyNot.SHUT, venue, guest.scenario)
    evening = walk_off(evening, venue)
    evening = waited_for(evening, guest, venue)
    evening = walk(evening, (evening.guest(guest.scenario) or guest).place, venue, to=guest.scenario)
    if evening.is_over:
        return evening
    return _meet(evening, replace(evening.guest(guest.scenario) or guest, was_approached=True), venue)


def go(evening: Evening, place: str, venue: Venue) -> Evening:
    """The evening as the learner goes to another part of the room; at the buffet one catches one's breath."""
    evening = begin_act(evening, Act(ActKind.GO, (place,)))
    if evening.is_over:
        return evening
    if all(one.id != place for one in venue.occasion.places):
        return cannot(evening, WhyNot.NO_SUCH_PLACE, venue)
    evening = walk(walk_off(evening, venue), place, venue, may_come_up=True)
    return evening if evening.is_over or evening.talking_to else _catch_breath(evening, venue)


def wait(evening: Evening, minutes: int, venue: Venue) -> Evening:
    """The evening some minutes later, or sooner where somebody comes up to the learner."""
    evening = begin_act(evening, Act(ActKind.WAIT, minutes=minutes))
    alone = evening.talking_to is None
    if alone and not evening.is_over:
        evening = _catch_breath(evening, venue)
    for _ in range(minutes):
        if evening.is_over or (alone and evening.talking_to):
            break
        evening = pass_time(evening, MINUTE, venue, may_come_up=alone)
    return evening


def finish(evening: Evening, venue: Venue) -> Evening:
    """The evening as the learner goes home."""
    return close(replace(evening, events=()), venue)


def begin_act(evening: Evening, act: Act) -> Evening:
    """The evening with that act noted, and nothing to show yet; once it is over, that alone."""
    if evening.is_over:
        return replace(evening, events=(Event(EventKind.NOT_NOW, why=WhyNot.EVENING_OVER),))
    held = evening.held_by if act.kind is ActKind.SAY else None
    return replace(evening, acts=(*evening.acts, act), events=(), held_by=held)


def cannot(evening: Evening, why: WhyNot, venue: Venue, who: str = "") -> Evening:
    """The evening a moment later, with why nothing came of it."""
    return pass_time(evening.showing(Event(EventKind.NOT_NOW, who, why=why)), LOOK, venue)


def chosen(evening: Evening, whom: str, venue: Venue) -> Guest | None:
    """The attendee of that name, or the nearest who stands so; whom one hasn't met comes first."""
    if whom not in CHOICES:
        return evening.guest(whom)
    free = [one for one in within_reach(evening, venue) if not one.away_until]
    if whom == ALONE:
        free = [one for one in free if one.stands in STANDING_ALONE]
    elif whom == GROUP:
        free = [one for one in free if one.stands is Stand.GROUP] or [one for one in free if one.stands is Stand.MOVING]
    last = evening.met[-1] if evening.met else None
    return next(iter(sorted(free, key=lambda one: (one.turns > 0, one.scenario == last))), None)


def walk_off(evening: Evening, venue: Venue) -> Evening:
    """The evening as the learner turns away; whoever was talked with is left standing."""
    guest = evening.partner
    if guest is None:
        return evening
    if guest.turns > guest.turns_before:
        evening = heard(evening, guest, EventKind.LEFT_STANDING, venue.of(guest.scenario).goodbye_curt)
    return part(evening, evening.guest(guest.scenario) or guest, How.WITHOUT_A_WORD)


def walk(evening: Evening, place: str, venue: Venue, *, to: str = "", may_come_up: bool = False) -> Evening:
    """The evening once the learner is there."""
    takes = walk_takes(evening, place, venue)
    if place != evening.place:
        evening = replace(evening, place=place).showing(Event(EventKind.WALKED, to, place=place))
    return pass_time(evening, takes, venue, waits_for=to, may_come_up=may_come_up)


def waited_for(evening: Evening, guest: Guest, venue: Venue) -> Evening:
    """The evening once somebody who was out of the room is back."""
    if not guest.away_until:
        return evening
    takes = max(LOOK, guest.away_until - evening.clock)
    evening = evening.with_guest(replace(guest, away_until=0)).showing(Event(EventKind.WAITED_FOR, guest.scenario))
    return pass_time(evening, takes, venue, waits_for=guest.scenario)


def _meet(evening: Evening, guest: Guest, venue: Venue) -> Evening:
    """The evening as they speak: for the first time, or glad or not to see the learner again."""
    if guest.conversation is None:
        return start(evening, guest, venue)
    manners, was = venue.of(guest.scenario), guest.partings[-1].how if guest.partings else How.KINDLY
    is_left = was in (How.WITHOUT_A_WORD, How.CURTLY)
    scenario = venue.scenarios[guest.scenario]
    is_warm = guest.trust >= scenario.levels.get(Openness.WARM, 0) and not is_left
    last = guest.conversation.turns[-1].ended if guest.conversation.turns else None
    guest = replace(
        guest,
        conversation=reopened(guest.conversation),
        reached=guest.reached | ({last} if last else frozenset()),
        since=evening.clock,
        cues=0,
    )
    met = evening.met if guest.scenario in evening.met else (*evening.met, guest.scenario)
    evening = replace(evening, talking_to=guest.scenario, drifting=None, met=met)
    lines = manners.back_warm if is_warm else manners.back_cold
    return heard(evening, guest, EventKind.BACK, lines)


def reopened(conversation: Conversation) -> Conversation:
    """The conversation as it goes on after a goodbye that meant no harm."""
    if not conversation.is_over:
        return conversation
    *before, last = conversation.turns
    return replace(conversation, turns=(*before, replace(last, ended=None, ended_by=None)))


def _catch_breath(evening: Evening, venue: Venue) -> Evening:
    here = venue.occasion.place(evening.place)
    wordings = here.breaks.of(evening.profile.lang)
    before = sum(act.kind in (ActKind.GO, ActKind.WAIT) for act in evening.acts[:-1])
    if not here.is_break or before >= len(wordings):  # each is told once
        return evening
    return evening.showing(Event(EventKind.BREAK, text=wordings[before], place=here.id))
