"""Talking with somebody in a room: what is said goes to their rehearsal; the room adds cues and a way to take leave."""

from __future__ import annotations

from dataclasses import replace

from coaching.attendee.respond import EXITS
from coaching.evening.clock import part, pass_time, turn_takes
from coaching.evening.evening import MINUTE, Act, ActKind, Evening, Event, EventKind, Guest, How, WhyNot
from coaching.evening.looking import is_shut
from coaching.evening.moving import begin_act, cannot, reopened, walk_off
from coaching.evening.place import Listener, Venue
from coaching.evening.speaking import dice_of, heard, spoken
from coaching.moves import SELLING, Move, in_order
from coaching.reading import Evidence, Message, Reading, Speaker
from coaching.rehearsal import LOOKED_AT, Conversation, take_reading
from coaching.scenario import CardState, Ending, Openness, Result, Scenario
from coaching.wording.written import mark

# Minutes somebody stays with the learner before it shows that they would like to go, by how far they opened up.
STAYS = {Openness.GUARDED: 7, Openness.POLITE: 10, Openness.WARM: 14, Openness.OPEN: 18}
BETWEEN_CUES = 2 * MINUTE
CUES = 2  # they give before they are called away
COMMON_GOODBYE = "leaves_warm"  # the ending that everybody has; their own words in a room are better
COMMON_CURT = "leaves_abruptly"
ENOUGH = 4  # words from which taking leave is more than a grunt


def say(evening: Evening, text: str, venue: Venue, understanding: Listener) -> Evening:
    """The evening after a message to whom the learner talks with."""
    evening = _called_back(begin_act(evening, Act(ActKind.SAY, text=text)))
    guest = evening.partner
    if evening.is_over:
        return evening
    if guest is None or guest.conversation is None:
        return cannot(evening, WhyNot.TALKING_TO_NOBODY, venue)
    reading = _read(guest.conversation, text, venue, understanding)
    conversation = take_reading(guest.conversation, text, reading, going_on(venue.scenarios[guest.scenario], guest))
    evening = _answered(evening, guest, conversation, venue)
    return evening if evening.talking_to is None else _cue(evening, evening.partner or guest, venue)


def leave(evening: Evening, text: str, venue: Venue, understanding: Listener) -> Evening:
    """The evening as the learner takes leave in these words, or without any."""
    evening = begin_act(evening, Act(ActKind.LEAVE, text=text))
    guest = evening.partner
    if evening.is_over:
        return evening
    if guest is None or guest.conversation is None:
        return cannot(evening, WhyNot.TALKING_TO_NOBODY, venue)
    if not text.strip():
        return pass_time(walk_off(evening, venue), turn_takes("", ""), venue, may_come_up=True)
    reading = as_leave(_read(guest.conversation, text, venue, understanding), text)
    conversation = take_reading(guest.conversation, text, reading, going_on(venue.scenarios[guest.scenario], guest))
    return _answered(evening, guest, conversation, venue, leaving=reading)


def _called_back(evening: Evening) -> Evening:
    """The evening with whoever waits for the learner's card as they part, when something is said at once."""
    guest = evening.guest(evening.held_by or "")
    if evening.talking_to or guest is None or guest.conversation is None:
        return replace(evening, held_by=None)
    guest = replace(guest, conversation=reopened(guest.conversation), partings=guest.partings[:-1])
    return replace(evening.with_guest(guest), talking_to=guest.scenario, held_by=None)


def going_on(scenario: Scenario, guest: Guest) -> Scenario:
    """Their scenario as it goes on after a good ending: what brought that about holds still, and ends nothing again."""
    if not guest.reached:
        return scenario

    has_asked = guest.conversation is not None and guest.conversation.mind.card is not CardState.NONE

    def closes_again(ending: Ending) -> bool:
        if ending.asks_card and has_asked:
            return True
        if any(when.after & EXITS for when in ending.alternatives):
            return False
        return ending.id in guest.reached or ending.result is Result.WON

    return replace(scenario, endings=tuple(one for one in scenario.endings if not closes_again(one)))


def as_leave(reading: Reading, text: str) -> Reading:
    """The message as the leave it is, since the learner goes: well taken unless it sells, insults or is a grunt."""
    moves = set(reading.moves)
    if not moves & {Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT}:
        is_rude = bool(moves & (SELLING | {Move.DISMISSIVE})) or reading.is_hollow or reading.words < ENOUGH
        moves.add(Move.ABRUPT_EXIT if is_rude else Move.GRACEFUL_EXIT)
    exits = moves & {Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT}
    others = tuple(one for one in reading.evidence if one.move not in exits)
    sure = tuple(Evidence(move, reading.quote(move) or text.strip(), 1.0) for move in in_order(exits))
    return replace(reading, moves=in_order(moves), evidence=(*others, *sure))


def _read(conversation: Conversation, text: str, venue: Venue, understanding: Listener) -> Reading:
    *before, last = conversation.lines[-LOOKED_AT:]
    asked = replace(last, asks_card=conversation.mind.card is CardState.ASKED)
    profile = conversation.profile
    message = Message(text, profile.lang, profile.sells, (*before, asked))
    return understanding.read(message, venue.scenarios[conversation.scenario])


def _answered(
    evening: Evening, guest: Guest, conversation: Conversation, venue: Venue, leaving: Reading | None = None
) -> Evening:
    """The evening with their answer, and without them where it was their last for now."""
    turn = conversation.turns[-1]
    manners = venue.of(guest.scenario)
    guest = replace(guest, conversation=conversation)
    own = {COMMON_GOODBYE: manners.goodbye_kind, COMMON_CURT: manners.goodbye_curt}.get(turn.ended or "")
    if own is None and not turn.reply:
        own = manners.goodbye_kind
    if own is not None:
        text, guest = spoken(guest, own, evening.profile.lang, dice_of(evening, guest.scenario))
        guest = _worded(guest, text or turn.reply)
        turn = guest.conversation.turns[-1] if guest.conversation else turn
    course = (*evening.course, (guest.scenario, turn.number))
    evening = replace(evening.with_guest(guest), course=course)
    is_goodbye = leaving is not None or turn.ended_by is Speaker.LEARNER
    kind = EventKind.GOODBYE if is_goodbye else EventKind.LEFT if turn.ended else EventKind.REPLY
    evening = evening.showing(Event(kind, guest.scenario, turn.reply))
    if turn.asked_card:
        evening = evening.showing(Event(EventKind.ASKS_CARD, guest.scenario))
    if is_goodbye or turn.ended:
        evening = part(evening, guest, _how(guest, leaving, venue), turn.text if is_goodbye else "")
        waits = turn.mind.card is CardState.ASKED and not is_shut(guest, venue)
        evening = replace(evening, held_by=guest.scenario if waits else None)
    takes = turn_takes(turn.text, turn.reply)
    return pass_time(evening, takes, venue, waits_for=guest.scenario, may_come_up=is_goodbye)


def _worded(guest: Guest, reply: str) -> Guest:
    """Them with that as their last reply."""
    conversation = guest.conversation
    if conversation is None:
        return guest
    *before, last = conversation.turns
    said = last.said if reply == last.reply else (*last.said, mark(reply))
    worded = replace(last, reply=reply, said=said, mind=replace(last.mind, waits=""))
    return replace(guest, conversation=replace(conversation, turns=(*before, worded)))


def _how(guest: Guest, leaving: Reading | None, venue: Venue) -> How:
    turn = guest.conversation.turns[-1] if guest.conversation else None
    reading = leaving or (turn.reading if turn else None)
    if reading is not None and (leaving is not None or (turn and turn.ended_by is Speaker.LEARNER)):
        return How.KINDLY if reading.does(Move.GRACEFUL_EXIT) else How.CURTLY
    return How.TURNED_AWAY if is_shut(guest, venue) else How.THEY_LEFT


def _cue(evening: Evening, guest: Guest, venue: Venue) -> Evening:
    """A sign that they would like to go, once they have stayed long; after two they are called away."""
    conversation = guest.conversation
    if conversation is None or evening.is_over or conversation.mind.card is CardState.ASKED:
        return evening
    if any(one.kind is EventKind.COMES_UP for one in evening.events):  # nobody hears a sigh over that
        return evening
    openness = conversation.turns[-1].openness if conversation.turns else Openness.GUARDED
    stayed = evening.clock - guest.since
    if stayed < STAYS[openness] * MINUTE + guest.cues * BETWEEN_CUES:
        return evening
    if guest.cues < CUES:
        guest = replace(guest, cues=guest.cues + 1)
        return heard(evening, guest, EventKind.CUE, venue.of(guest.scenario).wants_to_go)
    evening = heard(evening, guest, EventKind.CALLED_AWAY, venue.of(guest.scenario).called_away)
    return part(evening, evening.guest(guest.scenario) or guest, How.CALLED_AWAY)
