"""What the weeks bring to an attendee: how they greet, what happens to them, whom they send. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from coaching.club.elsewhere import Room, at_a_club
from coaching.club.figures import Figures
from coaching.club.phrases import Ear
from coaching.language import Language, Lines
from coaching.scenario import Scenario

ALWAYS_THERE = "club_regular"
SIZE = 7  # members of a season, where the script names no more


class Greeting(StrEnum):
    """How well they know whoever comes in."""

    FIRST = "first"
    KNOWN = "known"
    WARM = "warm"
    AFTER_ABSENCE = "after_absence"
    SORE = "sore"


@dataclass(frozen=True)
class Lead:
    """Somebody they could send: how they say it, and what that person is looking for."""

    says: Lines
    need: Lines


@dataclass(frozen=True)
class Member:
    """One member of the club."""

    id: str  # the scenario's
    names: Lines
    trusts: tuple[str, ...]
    greetings: Mapping[Greeting, Lines]
    name_forgotten: Lines
    name_remembered: Lines
    fact_remembered: Lines
    news: tuple[Lines, ...]  # week by week
    referral_too_early: Lines
    referrals: tuple[Lead, ...]
    vouched: Lines
    help_remembered: Lines
    goodbyes: Lines


@dataclass(frozen=True)
class Person:
    """A member, and the attendee they are."""

    scenario: Scenario
    member: Member
    room: Room

    @cached_property
    def here(self) -> Scenario:
        """The attendee without what is said only where one first meets them; made when they are first spoken to."""
        return at_a_club(self.scenario, self.room, self.member.names)

    @property
    def id(self) -> str:
        """The scenario's id, and the member's."""
        return self.scenario.id

    def name(self, lang: Language) -> str:
        """What they are called."""
        return self.scenario.name.first(lang)


@dataclass(frozen=True)
class Club:
    """The club with everybody who could be in it."""

    name: Lines
    place: Lines
    ritual: Lines
    bell: Lines
    introduction: Lines
    cold_goodbye: Lines
    fills_silence: Lines
    quiet: Lines
    enough: Lines
    people: Mapping[str, Person]
    figures: Figures
    ears: Mapping[Language, Ear]
