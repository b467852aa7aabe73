"""What a note is marked by: points, lengths, and each language's words for greetings, thanks, claims and wares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coaching.language import Language


class Aspect(StrEnum):
    """What is looked at in a note. The names are those of the file."""

    DETAIL = "detail"  # one true thing of theirs
    GIFT = "gift"  # an offer, or a question
    RESTRAINT = "restraint"  # no wares
    LENGTH = "length"
    TONE = "tone"
    WHOLE = "whole"  # why it is worth nothing at all


class Verdict(StrEnum):
    """What was found; the faces have words for each, by aspect."""

    HELD = "held"
    MISSING = "missing"
    INVENTED = "invented"  # said of them, and found nowhere in what they said
    PARTLY = "partly"  # one thing true, another found nowhere
    SELLS = "sells"
    LONG = "long"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    NO_GREETING = "no_greeting"
    NO_THANKS = "no_thanks"
    COLD = "cold"
    SERVILE = "servile"
    EMPTY = "empty"
    NOISE = "noise"
    FOREIGN = "foreign"
    COPY = "copy"


@dataclass(frozen=True)
class Tongue:
    """One language's words. Folded: small letters without accents."""

    greetings: tuple[str, ...]
    thanks: tuple[str, ...]
    servile: tuple[str, ...]
    offers: tuple[str, ...]
    second: tuple[str, ...]  # speak to the other
    wares: tuple[str, ...]
    reports: tuple[str, ...]  # open what the other is said to have said
    possessives: tuple[str, ...]  # open what is said to be theirs
    anybodys: tuple[str, ...]  # words that prove nothing when they come back


@dataclass(frozen=True)
class NoteRubric:
    """The figures of the file."""

    points: Mapping[Aspect, int]  # of 100 in all
    short_of: int  # words; fewer say nothing
    good_to: int
    long_to: int
    ceiling: Mapping[Verdict, int]  # no more than that, whatever else is good
    without_detail: int  # the same for a note that could go to anybody
    word: float  # what a word in common is worth, beside the likeness in meaning
    enough: float  # words and likeness together, from which a detail is true
    alike: float  # likeness from which what is said of them is no invention
    surely_alike: float  # the same where it is about what the learner sells
    tongues: Mapping[Language, Tongue]
