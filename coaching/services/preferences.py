"""How a learner wants the bot to be with them: values only, with what holds where they chose nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from types import MappingProxyType

VERY_NERVOUS = 7  # of 10, at the first rating; from there on nothing flutters about unless they ask for it
REGIONS = ("CA", "FR", "CH", "BE")
ZONES = MappingProxyType(
    {"CA": "America/Toronto", "FR": "Europe/Paris", "CH": "Europe/Zurich", "BE": "Europe/Brussels"}
)
ZONE = "America/Toronto"  # where nothing tells


class Address(StrEnum):
    """How French calls them."""

    VOUS = "vous"
    TU = "tu"


class HintStyle(StrEnum):
    """What a hint gives."""

    NUDGE = "nudge"  # a direction; asked again, ways to begin
    OPENINGS = "openings"  # ways to begin at once
    NONE = "none"  # nothing, and none is offered


class TextSize(StrEnum):
    """Of the words in a picture."""

    NORMAL = "normal"
    LARGE = "large"


@dataclass(frozen=True)
class Preferences:
    """A learner's wishes. Empty or None: not chosen; `place`, `time_zone` and `has_reactions` say what holds then."""

    address: Address = Address.VOUS
    region: str = ""  # of REGIONS
    hints: HintStyle = HintStyle.NUDGE
    reactions: bool | None = None
    typing: bool = True
    reminders: bool = False  # unasked messages are for those who asked for them
    zone: str = ""  # an IANA name
    text_size: TextSize = TextSize.NORMAL
    trade: str = ""  # what they do, where it isn't what they sell
    heard_region: str = ""  # of REGIONS: what their messenger's language code tells
    first_nerves: int | None = None  # 0–10, their first rating before a rehearsal

    @property
    def place(self) -> str:
        """The region whose words and hours are theirs: chosen, else heard; empty where neither tells."""
        return self.region or self.heard_region

    @property
    def time_zone(self) -> str:
        """The IANA name of their zone: chosen, else their region's."""
        return self.zone or ZONES.get(self.place, ZONE)

    @property
    def has_reactions(self) -> bool:
        """Whether their messages are reacted to; left to the bot, unless they came very nervous."""
        if self.reactions is None:
            return self.first_nerves is None or self.first_nerves < VERY_NERVOUS
        return self.reactions


def region_of(language_code: str) -> str:
    """The region a messenger's language code names ("fr-CA"); empty for none, or one whose words are nobody's here."""
    _, _, region = language_code.replace("_", "-").partition("-")
    return region.upper() if region.upper() in REGIONS else ""


def preferences_to_json(preferences: Preferences) -> str:
    """What differs from the defaults; empty where nothing does."""
    plain, default = asdict(preferences), asdict(Preferences())
    chosen = {name: value for name, value in plain.items() if value != default[name]}
    return json.dumps(chosen, ensure_ascii=False) if chosen else ""


def preferences_from_json(text: str) -> Preferences:
    """The preferences that were kept; a wish of another version, or one that can't be read, is left out."""
    kept = json.loads(text) if text else {}
    known = {field.name: kept[field.name] for field in fields(Preferences) if field.name in kept}
    for name, choices in (("address", Address), ("hints", HintStyle), ("text_size", TextSize)):
        if name in known:
            known[name] = choices(known[name]) if known[name] in set(choices) else getattr(Preferences(), name)
    return Preferences(**known)
