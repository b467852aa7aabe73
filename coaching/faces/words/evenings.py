"""An evening in words, the same for every face: what happens, what one sees, and what one carries home."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from coaching.evening.evening import Evening, Event, EventKind, WhyNot
from coaching.evening.looking import Seen, Sight
from coaching.evening.place import Venue
from coaching.evening.summing_up import For, Outcome, Talk
from coaching.faces.words import Words
from coaching.scorecard.card import Kind

# What is shown as somebody's own words, or as what one sees of them.
SPEAKING = frozenset(
    {
        EventKind.OPENING,
        EventKind.BACK,
        EventKind.REPLY,
        EventKind.CUE,
        EventKind.CALLED_AWAY,
        EventKind.GOODBYE,
        EventKind.LEFT,
        EventKind.LEFT_STANDING,
        EventKind.COMES_UP,
        EventKind.INVITED,
        EventKind.INTRODUCED,
    }
)
SILENT = {
    EventKind.OVER: "home",
    EventKind.CUE: "cue",
    EventKind.CALLED_AWAY: "called_away",
    EventKind.LEFT_STANDING: "left_standing",
}
LONGEST_QUOTE = 140


class Told(StrEnum):
    """What a paragraph of the outcome is about, in the order in which it is told."""

    SCORE = "score"
    TALKS = "talks"
    CARDS = "cards"
    REMEMBERED = "remembered"
    REFER = "refer"
    BEST = "best"
    TRY = "try"


@dataclass(frozen=True)
class Spoken:
    """An event for a face to show: somebody's words under their name, or what the room tells."""

    text: str
    name: str = ""  # empty for what nobody says


@dataclass(frozen=True)
class Passage:
    """Some sentences, a line each, under a heading."""

    about: Told
    heading: str
    lines: tuple[str, ...]


def name_of(who: str, evening: Evening, venue: Venue) -> str:
    """The attendee's name in the language of the evening."""
    return venue.scenarios[who].name.first(evening.profile.lang)


def event_told(event: Event, evening: Evening, venue: Venue, words: Words) -> Spoken | None:
    """The event in words; None where it needs none."""
    name = name_of(event.who, evening, venue) if event.who else ""
    if event.kind in SPEAKING and event.text:
        speaker = name if event.kind is not EventKind.COMES_UP else words("evening.event.somebody")  # not met yet
        return Spoken(venue.occasion.as_said_here(event.text, evening.profile.lang), speaker)
    if event.kind in SILENT:
        return Spoken(words(f"evening.event.{SILENT[event.kind]}", name=name))
    return TELLS[event.kind](event, name, evening, venue, words) if event.kind in TELLS else Spoken(event.text)


def sight_told(
    sight: Sight, evening: Evening, venue: Venue, words: Words
) -> tuple[str, tuple[tuple[str, str], ...], str]:
    """A part of the room: its name, everybody there by id with what one sees, and the others around."""
    place = sight.place.name.first(evening.profile.lang)
    heading = words("evening.room.here", place=place) if sight.is_here else place
    people = tuple((one.who, _seen(one, evening, venue, words)) for one in sight.people)
    return heading, people, words("evening.room.crowd", crowd=sight.crowd) if sight.crowd else ""


def outcome_told(evening: Evening, outcome: Outcome, venue: Venue, words: Words) -> tuple[Passage, ...]:
    """What one carries home; the gravest first thing to try, the best of the room."""
    if not outcome.talks:
        said = words.count("evening.outcome.nothing", max(1, -(-evening.clock // 60)))
        return (Passage(Told.SCORE, words("evening.outcome.title"), (said,)),)
    found = [
        Passage(Told.SCORE, words("evening.outcome.title"), tuple(_score(evening, outcome, venue, words))),
        Passage(
            Told.TALKS,
            words("evening.outcome.talks_title"),
            tuple(_talk(one, evening, venue, words) for one in outcome.talks),
        ),
        Passage(Told.CARDS, words("evening.outcome.cards_title"), tuple(_cards(outcome, words))),
        Passage(
            Told.REMEMBERED,
            words("evening.outcome.remembered_title"),
            tuple(_remembered(evening, outcome, venue, words)),
        ),
        Passage(Told.REFER, words("evening.outcome.refer_title"), tuple(_refer(evening, outcome, venue, words))),
        Passage(Told.BEST, words("evening.outcome.best_title"), _best(outcome)),
        Passage(Told.TRY, words("evening.outcome.try_title"), _try(outcome)),
    ]
    return tuple(one for one in found if one.lines)


def _seen(one: Seen, evening: Evening, venue: Venue, words: Words) -> str:
    name = name_of(one.who, evening, venue)
    if one.is_partner:
        return words("evening.room.partner", name=name)
    if one.is_shut:
        return words("evening.room.shut", name=name)
    if one.is_beside and one.name:
        return words("evening.room.beside", name=name)
    if one.is_leaving and one.name:
        return words("evening.room.leaving", name=one.name)
    key = "known" if one.name else "stranger"
    return words(f"evening.room.{key}", name=one.name, seen=one.text)


def _walked(event: Event, _: str, evening: Evening, venue: Venue, words: Words) -> Spoken:
    place = venue.occasion.place(event.place).name.first(evening.profile.lang)
    return Spoken(words("evening.event.walked_up" if event.who else "evening.event.walked", place=place))


def _waited(event: Event, name: str, evening: Evening, _: Venue, words: Words) -> Spoken:
    is_known = event.who in evening.met
    key = "waited_for" if is_known else "waited_for_stranger"
    return Spoken(words(f"evening.event.{key}", name=name))


def _drifts(event: Event, name: str, evening: Evening, _: Venue, words: Words) -> Spoken:
    key = "drifts_near_known" if event.who in evening.met else "drifts_near"
    return Spoken(words(f"evening.event.{key}", name=name, seen=event.text))


def _not_now(event: Event, name: str, _: Evening, __: Venue, words: Words) -> Spoken:
    return Spoken(words(f"evening.not_now.{event.why or WhyNot.NOBODY_SUCH}", name=name))


def _plain(event: Event, name: str, _: Evening, __: Venue, words: Words) -> Spoken:
    return Spoken(words(f"evening.event.{event.kind}", name=name))


TELLS = {
    EventKind.WALKED: _walked,
    EventKind.WAITED_FOR: _waited,
    EventKind.DRIFTS_NEAR: _drifts,
    EventKind.NOT_NOW: _not_now,
    EventKind.COMES_UP: _plain,  # where they begin a talk; what they say is another event
    EventKind.CARD_PUSHED: _plain,
    EventKind.ASKS_CARD: _plain,
}


def _score(evening: Evening, outcome: Outcome, venue: Venue, words: Words) -> Iterator[str]:
    yield words("evening.outcome.score", score=outcome.score, mode=words(f"evening.outcome.mode.{outcome.mode}"))
    yield words("evening.outcome.parts", **{part.value: points for part, points in outcome.parts.items()})
    switch = outcome.switch
    if switch:
        mode = words(f"evening.outcome.mode.{switch.to}")
        name = name_of(switch.who, evening, venue)
        yield words("evening.outcome.switch", name=name, turn=switch.turn, quote=_short(switch.quote), mode=mode)


def _talk(one: Talk, evening: Evening, venue: Venue, words: Words) -> str:
    name = name_of(one.who, evening, venue)
    if not one.turns:
        return words("evening.outcome.talk_none", name=name)
    return words.count("evening.outcome.talk", one.turns, name=name, trust=one.trust)


def _cards(outcome: Outcome, words: Words) -> Iterator[str]:
    ledger = outcome.ledger
    yield words.count("evening.outcome.asked", ledger.asked) if ledger.asked else words("evening.outcome.asked_none")
    if ledger.in_pocket:
        yield words.count("evening.outcome.pocket", ledger.in_pocket)
    if ledger.in_bin:
        yield words.count("evening.outcome.bin", ledger.in_bin)
    if ledger.pushed_by_you:
        yield words.count("evening.outcome.bin_yours", ledger.pushed_by_you)
    if not ledger.in_pocket + ledger.in_bin:
        yield words("evening.outcome.no_cards")


def _remembered(evening: Evening, outcome: Outcome, venue: Venue, words: Words) -> Iterator[str]:
    for one in outcome.memories:
        what = For.WORDS if one.what is For.WORDS else one.what
        text = _short(one.text) if what is For.WORDS else one.text
        yield words(f"evening.outcome.remembered.{what}", name=name_of(one.who, evening, venue), text=text)
    if not outcome.memories:
        yield words("evening.outcome.remembered.none")


def _refer(evening: Evening, outcome: Outcome, venue: Venue, words: Words) -> Iterator[str]:
    for pair in outcome.referrals:
        who, other = (name_of(one, evening, venue) for one in (pair.who, pair.other))
        yield words("evening.outcome.refer", who=who, other=other, why=pair.why)


def _best(outcome: Outcome) -> tuple[str, ...]:
    """The best thing done in the room, if any."""
    done = [one for one in outcome.findings if one.kind is Kind.STRENGTH]
    best = max(done, key=lambda one: (len(one.who), one.points), default=None)
    return (best.advice,) if best else ()


def _try(outcome: Outcome) -> tuple[str, ...]:
    """What went worst: in the room, else in the talk that came to least."""
    slips = [one for one in outcome.findings if one.kind is Kind.SLIP]
    if slips:
        return (min(slips, key=lambda one: one.points).advice,)
    talks = [f for talk in outcome.talks for f in talk.scorecard.findings if f.kind is not Kind.STRENGTH]
    worst = min(talks, key=lambda one: one.points, default=None)
    return (worst.advice,) if worst else ()


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= LONGEST_QUOTE else said[:LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"
