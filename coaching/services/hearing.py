"""Voice notes put into words: what a face asks of whoever listens, and what may come of it. No sound is ever kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from coaching.language import Language


class Trouble(StrEnum):
    """Why a voice note could not be put into words."""

    UNFETCHED = "unfetched"  # the messenger doesn't give it, or no longer
    BROKEN = "broken"  # no Opus in Ogg, or a damaged one
    TOO_LONG = "too_long"  # whatever it says of itself
    DOWN = "down"  # the transcriber can't be reached, or is in trouble itself
    SLOW = "slow"
    REFUSED = "refused"  # the transcriber won't: a wrong key, a wrong address
    NONSENSE = "nonsense"  # what it answered is nothing anybody said
    EMPTY = "empty"  # nothing was said


@dataclass(frozen=True)
class VoiceNote:
    """Where a voice note lies, an address or a path on this machine, and the language it is most likely in."""

    place: str = field(repr=False)  # it may hold the bot's token
    lang: Language


@dataclass(frozen=True)
class Heard:
    """What was said, on one line."""

    text: str


class Transcriber(Protocol):
    """Whoever puts voice notes into words."""

    @property
    def longest(self) -> int:
        """Seconds a voice note may last."""
        ...

    async def hear(self, note: VoiceNote) -> Heard | Trouble:
        """What is said in it. Raises nothing, and takes no longer than it was given."""
        ...
