"""How an evening begins: who is there, drawn by seed, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from coaching.evening.evening import MINUTE, Evening, Event, EventKind, Guest
from coaching.evening.place import Pair, Stand, Venue
from coaching.rehearsal import Profile

FEWEST, MOST = 5, 9  # attendees one can meet
COMES_UP = (4, 14)  # minutes, between which whoever comes up unasked does so
DRIFTS = ((10, 30), (45, 70))  # per cent of the evening, between which somebody drifts near


def begin_evening(
    venue: Venue, profile: Profile, seed: int, minutes: int | None = None, named: Sequence[str] = ()
) -> Evening:
    """The evening as the learner comes in; those `named` are there whatever the seed.

    Raises KeyError for somebody named whom no scenario tells of.
    """
    dice = Random(f"{seed}:evening:draw")
    people = drawn(venue, profile, named, dice)
    lasts = minutes or venue.occasion.minutes
    guests = tuple(_guest(who, venue, dice) for who in people)
    whole = lasts * MINUTE
    return Evening(
        occasion=venue.occasion.id,
        profile=profile,
        seed=seed,
        minutes=lasts,
        place=venue.occasion.places[0].id,
        guests=guests,
        named=tuple(dict.fromkeys(named)),
        drifts_at=tuple(dice.randint(least * whole // 100, most * whole // 100) for least, most in DRIFTS),
        events=(Event(EventKind.ARRIVED, text=venue.occasion.scene.first(profile.lang)),),
    )


def drawn(venue: Venue, profile: Profile, named: Sequence[str], dice: Random) -> tuple[str, ...]:
    """Who is there: those named, somebody who comes up unasked, two who could use each other, and others."""
    chosen = list(dict.fromkeys(named))
    for who in chosen:
        venue.scenarios[who]
    count = max(dice.randint(FEWEST, MOST), len(chosen))
    pool = sorted(set(venue.scenarios) - venue.occasion.without)
    dice.shuffle(pool)
    comers = [who for who in pool if venue.of(who).comes_up]
    wanted = [*comers[:1], *_two_who_fit(venue, profile, pool, dice), *pool]
    if any(who in comers for who in chosen):
        wanted = wanted[1:]
    for who in wanted:
        if who not in chosen and len(chosen) < count:
            chosen.append(who)
    dice.shuffle(chosen)
    return tuple(chosen)


def _two_who_fit(venue: Venue, profile: Profile, pool: Sequence[str], dice: Random) -> tuple[str, ...]:
    pairs: list[Pair] = [
        pair for pair in venue.pairs if pair.lang is profile.lang and pair.who in pool and pair.other in pool
    ]
    if not pairs:
        return ()
    pair = dice.choice(pairs)
    return pair.who, pair.other


def _guest(who: str, venue: Venue, dice: Random) -> Guest:
    manners = venue.of(who)
    places = [one.id for one in venue.occasion.places if manners.stands in one.holds]
    comes = dice.randint(COMES_UP[0] * MINUTE, COMES_UP[1] * MINUTE)
    return Guest(
        scenario=who,
        place=dice.choice(places or [one.id for one in venue.occasion.places]),
        stands=_stands(manners.stands, dice),
        looks=dice.randrange(12),
        comes_at=comes if manners.comes_up else 0,
    )


def _stands(usual: Stand, dice: Random) -> Stand:
    """How they are found this evening: as usual, save that one who stands alone may be at the buffet."""
    return Stand.BUFFET if usual is Stand.ALONE and dice.random() < 0.2 else usual
