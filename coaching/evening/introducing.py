"""Making people known to each other, and making room for somebody: what a host does, and any guest can.

An introduction fits when one has what the other is missing, the learner was told both, and the words say both.
"""

from __future__ import annotations

from dataclasses import replace

from coaching.evening.clock import pass_time, turn_takes, walk_takes
from coaching.evening.evening import (
    Act,
    ActKind,
    Evening,
    EventKind,
    Fit,
    Guest,
    Introduction,
    Welcome,
    WhyNot,
)
from coaching.evening.moving import approach, begin_act, cannot, waited_for
from coaching.evening.place import Listener, Pair, Venue
from coaching.evening.speaking import heard
from coaching.evening.talking import say
from coaching.language import Lines
from coaching.moves import SELLING, Move
from coaching.reading import Message, Reading, Sense

THANKS = 12  # trust earned with both by an introduction that fits
PUZZLED = -4  # and by one that doesn't
WELCOMED = 8  # with whom the learner made room for
LEAST_WORDS = 3  # in common with the reason, both sides together
A_WELCOME = 3  # words a welcome has at least


def introduce(evening: Evening, first: str, second: str, text: str, venue: Venue, understanding: Listener) -> Evening:
    """The evening as the learner makes the two known to each other in these words."""
    evening = begin_act(evening, Act(ActKind.INTRODUCE, (first, second), text))
    if evening.is_over:
        return evening
    two = [guest for who in (first, second) if (guest := evening.guest(who)) and guest.turns]
    if len(two) < len({first, second}) or first == second:
        return cannot(evening, WhyNot.NOT_MET, venue)
    if any({one.first, one.second} == {first, second} and one.fits for one in evening.introductions):
        return cannot(evening, WhyNot.ALREADY, venue)
    for guest in two:
        evening = waited_for(evening, evening.guest(guest.scenario) or guest, venue)
        evening = _fetched(evening, guest.scenario, venue)
    if evening.is_over:
        return evening
    made = judged(evening, first, second, text, venue, understanding)
    evening = replace(evening, introductions=(*evening.introductions, made))
    for guest in two:
        evening = _introduced(evening, evening.guest(guest.scenario) or guest, venue, fits=made.fits)
    replies = " ".join(event.text for event in evening.events if event.kind is EventKind.INTRODUCED)
    return pass_time(evening, turn_takes(text, replies), venue)


def invite(evening: Evening, whom: str, text: str, venue: Venue, understanding: Listener) -> Evening:
    """The evening as the learner makes room for somebody; with nobody around, one simply goes to them."""
    guest = evening.guest(whom) if whom else evening.guest(evening.drifting or "")
    if guest is None or evening.is_over or evening.talking_to is None:
        return _greeted(evening, guest.scenario if guest else whom, text, venue, understanding)
    evening = begin_act(evening, Act(ActKind.INVITE, (guest.scenario,), text))
    if guest.is_beside or guest.scenario == evening.talking_to:
        return cannot(evening, WhyNot.ALREADY, venue)
    evening = waited_for(evening, guest, venue)
    evening = _fetched(evening, guest.scenario, venue)
    reading = understanding.read(Message(text, evening.profile.lang, evening.profile.sells))
    made = Welcome(whom or guest.scenario, text, reading.quote(Move.WELCOME) or text.strip(), _welcomes(reading))
    is_new = not any(one.who == made.who and one.counts for one in evening.welcomes)
    evening = replace(
        evening, welcomes=(*evening.welcomes, replace(made, counts=made.counts and is_new)), drifting=None
    )
    guest = replace(evening.guest(guest.scenario) or guest, is_beside=True)
    guest = _warmed(guest, WELCOMED if made.counts and is_new else 0)
    evening = heard(evening, guest, EventKind.INVITED, venue.of(guest.scenario).invited)
    return pass_time(evening, turn_takes(text, evening.events[-1].text), venue)


def _greeted(evening: Evening, whom: str, text: str, venue: Venue, understanding: Listener) -> Evening:
    """The evening as the learner goes to that attendee and says it to them."""
    there = approach(evening, whom, venue)
    if there.talking_to != whom:
        return there
    said = say(there, text, venue, understanding)
    return replace(said, events=(*there.events, *said.events))


def judged(evening: Evening, first: str, second: str, text: str, venue: Venue, understanding: Listener) -> Introduction:
    """What the introduction is worth: the best that any pair of the two makes of it."""
    found = Introduction(first, second, text, Fit.NOTHING)
    order = list(Fit)
    for pair in pairs_of(evening, venue):
        if {pair.who, pair.other} != {first, second}:
            continue
        fit = Fit.NOT_LEARNED
        if is_known(evening, pair, venue):
            fit = Fit.FITS if _is_said(text, pair, evening, venue, understanding) else Fit.NOT_SAID
        if order.index(fit) < order.index(found.fit):
            found = replace(found, fit=fit, pair=pair.id)
    return found


def pairs_of(evening: Evening, venue: Venue) -> tuple[Pair, ...]:
    """The pairs of which both are there this evening."""
    here = {one.scenario for one in evening.guests}
    lang = evening.profile.lang
    return tuple(one for one in venue.pairs if one.lang is lang and {one.who, one.other} <= here)


def is_known(evening: Evening, pair: Pair, venue: Venue) -> bool:
    """Whether the learner was told what the one is missing and what the other has."""
    who, other = evening.guest(pair.who), evening.guest(pair.other)
    need = venue.scenarios[pair.who].need(pair.need)
    if need is None or who is None or other is None or not who.conversation or not other.conversation:
        return False
    return need.is_hinted(who.conversation.mind.knows) and bool(pair.facts & other.conversation.mind.knows)


def _is_said(text: str, pair: Pair, evening: Evening, venue: Venue, understanding: Listener) -> bool:
    """Whether the words name what the one is missing and what the other has, a word of each at least."""
    lang = evening.profile.lang
    who, other = venue.scenarios[pair.who], venue.scenarios[pair.other]
    need = who.need(pair.need)
    if need is None:
        return False
    hints = {need.hinted_by, *need.also_hinted_by}
    missing = [need.what, *(fact.says for fact in who.facts if fact.id in hints)]
    has = [fact.says for fact in other.facts if fact.id in pair.facts]

    def named(sources: list[Lines]) -> set[str]:
        names = {*who.name.first(lang).casefold().split(), *other.name.first(lang).casefold().split()}
        lines = [line for source in sources for line in source.of(lang)]
        found = {word.casefold() for line in lines for word in understanding.taken_up(text, line, lang)}
        return found - names

    of_need, of_fact = named(missing), named(has)
    return bool(of_need) and bool(of_fact) and len(of_need | of_fact) >= LEAST_WORDS


def _introduced(evening: Evening, guest: Guest, venue: Venue, *, fits: bool) -> Evening:
    manners = venue.of(guest.scenario)
    guest = _warmed(guest, THANKS if fits else PUZZLED)
    lines = manners.introduced_fits if fits else manners.introduced_misses
    return heard(evening, guest, EventKind.INTRODUCED, lines)


def _fetched(evening: Evening, who: str, venue: Venue) -> Evening:
    """The evening with that attendee beside the learner, who went for them where they stood elsewhere."""
    guest = evening.guest(who)
    if guest is None or guest.place == evening.place:
        return evening
    takes = walk_takes(evening, guest.place, venue)
    return pass_time(evening.with_guest(replace(guest, place=evening.place)), takes, venue, waits_for=who)


def _warmed(guest: Guest, points: int) -> Guest:
    """Them with so much more trust, in the conversation under way or in one to come."""
    conversation = guest.conversation
    if conversation is None:
        return replace(guest, goodwill=guest.goodwill + points)
    mind = replace(conversation.mind, trust=max(0, min(100, conversation.mind.trust + points)))
    if not conversation.turns:
        return replace(guest, conversation=replace(conversation, beginning=mind))
    *before, last = conversation.turns
    return replace(guest, conversation=replace(conversation, turns=(*before, replace(last, mind=mind))))


def _welcomes(reading: Reading) -> bool:
    is_kind = not reading.does(*SELLING, Move.DISMISSIVE) and reading.sense is Sense.PLAIN
    return reading.does(Move.WELCOME) or (is_kind and reading.words >= A_WELCOME)
