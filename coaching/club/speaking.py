"""The club's own lines: one not said yet, its slots filled; and which may be said again in a new week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from coaching.club.member import Person
from coaching.club.scene import told_once
from coaching.club.season import Relation
from coaching.language import Language, Lines
from coaching.rehearsal import Profile
from coaching.wording.written import SLOT, TAKING_UP, mark


@dataclass(frozen=True)
class Line:
    """A line as it is said, and its mark."""

    text: str
    mark: int


def slots_of(profile: Profile, word: str = "", friend: str = "") -> Mapping[str, str]:
    """What fills the slots of a line."""
    words = {"name": profile.name, "trade": profile.sells, "word": word, "friend": friend}
    return words | {name.capitalize(): text[:1].upper() + text[1:] for name, text in words.items()}


def line_of(lines: Lines, lang: Language, said: frozenset[int], slots: Mapping[str, str], dice: Random) -> Line | None:
    """One of the lines that wasn't said, one that takes up a word rather than not; None when all were."""
    fresh = [one for one in lines.of(lang) if mark(one) not in said and _can_be_said(one, slots)]
    taking_up = [one for one in fresh if SLOT.search(one)]
    if not fresh:
        return None
    chosen = dice.choice(taking_up if taking_up and dice.random() < TAKING_UP else fresh)
    return Line(SLOT.sub(lambda slot: slots[slot[1]], chosen), mark(chosen))


def carried(relation: Relation, person: Person, profile: Profile) -> frozenset[int]:
    """The marks of what they won't say again this week: greetings and goodbyes come round once all were said."""
    member, slots = person.member, slots_of(profile, "x", "x")
    round_again = (
        *member.greetings.values(),
        *person.scenario.asks_back.values(),
        member.goodbyes,
        member.fact_remembered,
        member.help_remembered,
        member.vouched,
        member.name_forgotten,
        member.referral_too_early,
    )
    renewed: set[int] = set()
    for lines in round_again:
        can = {mark(one) for one in lines.of(profile.lang) if _can_be_said(one, slots)}
        if can <= relation.said:
            renewed |= can
    return relation.said - renewed


def kept(said: frozenset[int], person: Person, lang: Language) -> frozenset[int]:
    """Of everything said, the marks of what isn't told twice in a season."""
    return said & told_once(person, lang)


def _can_be_said(line: str, slots: Mapping[str, str]) -> bool:
    return all(slots.get(slot) for slot in SLOT.findall(line))
