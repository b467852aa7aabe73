"""What the attendee does in a turn, before it is put into words: beats in the order in which they are said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coaching.language import NOTHING, Lines


class BeatKind(StrEnum):
    """What one beat of a reply is for."""

    REACT = "react"
    ANSWER = "answer"
    MEET_NEED = "meet_need"
    HOOK = "hook"
    ASK_BACK = "ask_back"
    REQUEST_CARD = "request_card"
    END = "end"


@dataclass(frozen=True)
class Beat:
    """One thing said: the wordings to draw from, and where to draw when all of them were said before."""

    kind: BeatKind
    lines: tuple[Lines, ...]  # tried in turn: the first with an unsaid wording is used
    opener: Lines = NOTHING  # "As I said…", put before a wording of the first lines
    source: str = ""  # where in the scenario it comes from: "topics.work.warm"

    @property
    def waits(self) -> bool:
        """Whether an author wrote what is said to a yes or a no to it."""
        return any(lines.if_yes or lines.if_no for lines in self.lines)


@dataclass(frozen=True)
class Plan:
    """The beats of one reply, in order, and what fills their slots."""

    beats: tuple[Beat, ...]
    last_resort: tuple[Lines, ...] = ()  # when no beat has anything unsaid
    word: str = ""  # fills {word}
    trade: str = ""  # fills {trade}
    name: str = ""  # fills {name}
