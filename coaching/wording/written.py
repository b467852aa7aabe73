"""The written wording: a line drawn for each beat, none said before, its slots filled with the learner's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from zlib import crc32

from coaching.language import Language, Lines
from coaching.plan import Beat, BeatKind, Plan

SLOT = re.compile(r"\{(\w+)\}")
Said = frozenset[int] | set[int]
Slots = Mapping[str, str]
SEEN = re.compile(r"\*[^*]*\*")  # what one sees, between asterisks
ASKING = ("topics.", "needs.")  # a question at the end of these is meant; in a retort it is none
TAKING_UP = 0.7  # how often a line that takes up the learner's word is preferred to one that doesn't


@dataclass(frozen=True)
class Spoken:
    """What was said, and the marks by which it is known not to be said again."""

    text: str
    said: tuple[int, ...]
    waits: str = ""  # the last wording, as written, where it waits for a yes or a no


def say(plan: Plan, lang: Language, said: frozenset[int], dice: Random) -> Spoken:
    """The reply, in the order of its beats; empty when everything that could be said was said."""
    slots = _slots(plan)
    parts: list[str] = []
    used: list[int] = []
    waits = ""
    for beat in plan.beats:
        if spoken := _beat(beat, lang, said | set(used), slots, dice):
            parts, used, waits = [*parts, spoken.text], [*used, *spoken.said], spoken.waits
    if not parts and (template := _draw(plan.last_resort, lang, said, slots, dice)):
        parts, used = [_fill(template, slots)], [mark(template)]
    return Spoken(" ".join(parts), tuple(used), waits)


def mark(template: str) -> int:
    """A short mark of a wording, the same in every run; two groups with one wording share it."""
    return crc32(template.encode())


def _beat(beat: Beat, lang: Language, said: Said, slots: Slots, dice: Random) -> Spoken | None:
    template = _draw(beat.lines, lang, said, slots, dice)
    if template is None:
        return None
    is_first = bool(beat.lines) and template in beat.lines[0].of(lang)
    opener = _draw((beat.opener,), lang, said, slots, dice) if is_first else None
    texts = [opener, template] if opener else [template]
    waits = template if _waits(beat, template, lang) else ""
    return Spoken(" ".join(_fill(text, slots) for text in texts), tuple(mark(text) for text in texts), waits)


def _waits(beat: Beat, template: str, lang: Language) -> bool:
    """Whether a plain yes or no answers that wording: its author says so, or it ends what they tell by asking."""
    its = next(lines for lines in beat.lines if template in lines.of(lang))
    asks = SEEN.sub("", template).rstrip().endswith("?") and beat.source.startswith(ASKING)
    return asks or beat.kind is BeatKind.REQUEST_CARD or bool(its.if_yes or its.if_no)


def _draw(groups: tuple[Lines, ...], lang: Language, said: Said, slots: Slots, dice: Random) -> str | None:
    for lines in groups:
        fresh = [t for t in lines.of(lang) if mark(t) not in said and all(slots.get(s) for s in SLOT.findall(t))]
        taking_up = [t for t in fresh if SLOT.search(t)]
        if fresh:
            return dice.choice(taking_up if taking_up and dice.random() < TAKING_UP else fresh)
    return None


def _slots(plan: Plan) -> Slots:
    words = {"word": plan.word, "trade": plan.trade, "name": plan.name}
    capital = {name.capitalize(): word[:1].upper() + word[1:] for name, word in words.items()}
    return words | capital


def _fill(template: str, slots: Slots) -> str:
    return SLOT.sub(lambda slot: slots.get(slot[1], ""), template)
