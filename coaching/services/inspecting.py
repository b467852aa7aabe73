"""A scenario file looked at before anybody plays it: what a face asks of whoever looks, and what may come of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from coaching.language import Language

LARGEST = 256 * 1024  # bytes of a file
MOST_TOLD = 60  # remarks; who has more begins with these


class Trouble(StrEnum):
    """Why a file could not be looked at."""

    UNFETCHED = "unfetched"  # the messenger doesn't give it, or no longer
    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    TOO_HEAVY = "too_heavy"  # it would take more time or memory than any scenario does
    DOWN = "down"  # nobody could be asked


class Weight(StrEnum):
    """How much a remark matters: it can't be played, it could be better, worth a thought, the author's own note."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    TODO = "todo"


@dataclass(frozen=True)
class Remark:
    """One thing to say about a file, in its author's language."""

    line: int  # from 1
    column: int
    end_column: int
    weight: Weight
    code: str  # its section in docs/problems.md
    what: str  # a sentence
    mend: str  # how to mend it
    source: str = ""  # the line as it was written
    suggestion: str = ""


@dataclass(frozen=True)
class Inspected:
    """What there is to say about a file, by place."""

    text: str = field(repr=False)
    remarks: tuple[Remark, ...] = ()
    more: int = 0  # remarks left out
    errors: int = 0  # in all
    name: str = ""  # its id, as far as it could be read
    title: str = ""
    attendee: str = ""  # their first name

    @property
    def is_sound(self) -> bool:
        """Whether it can be played."""
        return self.errors == 0


class Inspector(Protocol):
    """Whoever looks at files, in a process apart with little time and memory."""

    async def look_at(self, text: str, lang: Language) -> Inspected | Trouble:
        """What there is to say about that text, in that language. Raises nothing."""
        ...

    async def fetch(self, place: str, lang: Language) -> Inspected | Trouble:
        """The same of the file at that address, or at that path on this machine."""
        ...
