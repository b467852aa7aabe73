"""A season of the club: who is in it, how each stands with the learner, and what time does to that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from coaching.attendee.mind import Mind
from coaching.club.figures import Figures
from coaching.club.introduction import IntroductionMarks
from coaching.club.member import ALWAYS_THERE, SIZE, Club
from coaching.moves import Move
from coaching.rehearsal import Profile
from coaching.scorecard.deed import Deed

WEEK = 7  # days


class NotAMemberError(ValueError):
    """Nobody of that name is in the club."""


@dataclass(frozen=True)
class Told:
    """Something a member told the learner: the fact, the words, and in which week."""

    fact: str
    text: str
    week: int


@dataclass(frozen=True)
class Referral:
    """Somebody sent to the learner: by whom, what they need, and who had spoken well of the learner, if that was it."""

    by: str
    need: str
    week: int
    vouched_by: str | None = None


@dataclass(frozen=True)
class Relation:
    """How a member and the learner stand."""

    member: str
    trust: int  # 0–100
    began: int  # trust at the very first
    mind: Mind | None = None  # as the last conversation left it
    meetings: int = 0
    last_day: int | None = None  # of the season
    told: tuple[Told, ...] = ()
    recalled: frozenset[str] = frozenset()  # facts the learner took up in a later week
    said: frozenset[int] = frozenset()  # marks of what is not told twice
    asked_early: int = 0  # times a referral was pushed for
    sold: int = 0  # meetings in which something was sold
    to_thank: bool = False  # help met a need the last time, and nobody has said thank you since
    sent: tuple[int, ...] = ()  # referrals given, by their place in the member's file
    sent_week: int | None = None

    @property
    def given(self) -> int:
        """Needs met, and offers of help that met none."""
        return 0 if self.mind is None else max(len(self.mind.helped), self.mind.times(Move.OFFER_HELP))

    def has_helped(self, figures: Figures) -> bool:
        """Whether the learner was of use: a need met, or offers enough."""
        if self.mind is None:
            return False
        return bool(self.mind.helped) or self.mind.times(Move.OFFER_HELP) >= figures.offers_to_refer


@dataclass(frozen=True)
class Met:
    """One conversation that was had, with what its marks are made from."""

    member: str
    week: int
    trust_before: int
    trust_after: int
    deeds: tuple[Deed, ...] = ()
    needs: tuple[str, ...] = ()  # met, by name
    referral: Referral | None = None


@dataclass(frozen=True)
class Season:
    """All that is kept of a season. Small, frozen and plain, so that it can be stored as JSON."""

    seed: int
    profile: Profile
    relations: tuple[Relation, ...]
    week: int = 1
    day: int = 0  # since the first meeting
    away: int = 0  # days between this meeting and the one before
    met: tuple[Met, ...] = ()
    introductions: tuple[IntroductionMarks, ...] = ()

    def relation(self, member: str) -> Relation:
        """How that member stands. Raises NotAMemberError."""
        found = next((one for one in self.relations if one.member == member), None)
        if found is None:
            raise NotAMemberError(member)
        return found

    def having(self, relation: Relation) -> Season:
        """The season with that relation in place of the one before."""
        changed = tuple(relation if one.member == relation.member else one for one in self.relations)
        return replace(self, relations=changed)

    def is_over(self, figures: Figures) -> bool:
        """Whether its last week has passed."""
        return self.week > figures.weeks


def begin_season(club: Club, profile: Profile, seed: int, wanted: Sequence[str] = ()) -> Season:
    """A season's first meeting: the regular, those wanted, and others drawn by the seed until they are seven.

    Raises NotAMemberError for a wanted one nobody knows.
    """
    for name in wanted:
        if name not in club.people:
            raise NotAMemberError(name)
    there = [name for name in (ALWAYS_THERE,) if name in club.people]
    chosen = list(dict.fromkeys([*there, *wanted]))
    others = sorted(name for name in club.people if name not in chosen)
    drawn = Random(f"{seed}:club").sample(others, max(0, min(len(others), SIZE - len(chosen))))
    relations = tuple(_stranger(club, name) for name in [*chosen, *drawn])
    return Season(seed, profile, relations)


def next_week(season: Season, club: Club, days: int = WEEK) -> Season:
    """The next meeting, so many days later: those away longer than a week find that trust has cooled a little."""
    days = max(0, days)
    cooled = tuple(replace(one, trust=cooled_trust(one, days, club.figures)) for one in season.relations)
    return replace(season, relations=cooled, week=season.week + 1, day=season.day + days, away=days)


def cooled_trust(relation: Relation, days: int, figures: Figures) -> int:
    """The trust that is left after so many days: never below where it began, and none of it is won by waiting."""
    weeks_away = -(-(days - WEEK) // WEEK) if days > figures.cools_after else 0
    lost = max(0, weeks_away) * figures.cools_a_week
    return min(relation.trust, max(relation.began, relation.trust - lost))


def _stranger(club: Club, name: str) -> Relation:
    began = club.people[name].scenario.trust
    return Relation(name, began, began)
