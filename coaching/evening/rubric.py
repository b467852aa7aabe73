"""What an evening's marks are made from; `marks.yaml` beside it holds each figure with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coaching.language import Lines
from coaching.scorecard.rubric import Mode


class Ending(StrEnum):
    """How a talk of the evening came to an end, as it is marked."""

    KINDLY = "kindly"
    KINDLY_LATE = "kindly_late"  # after more than one sign
    KINDLY_SOON = "kindly_soon"
    THEY_LEFT = "they_left"
    EVENING_OVER = "evening_over"
    CALLED_AWAY = "called_away"
    CURTLY = "curtly"
    WITHOUT_A_WORD = "without_a_word"
    TURNED_AWAY = "turned_away"


class RoomRule(StrEnum):
    """What is done in the room itself."""

    WALKED_UP = "walked_up"
    WELCOME = "welcome"
    INTRODUCTION = "introduction"
    INTRODUCTION_MISSES = "introduction_misses"


class Part(StrEnum):
    """What the score is the weighted mean of, each 0–100."""

    TALKS = "talks"
    LEAVING = "leaving"
    ROOM = "room"


@dataclass(frozen=True)
class EveningRubric:
    """All that an evening's marks are made from besides the scorecards of its talks."""

    weights: Mapping[Part, int]  # per cent
    talk_counts_up_to: int  # turns
    ceilings: Mapping[Mode, int]
    card_pushed: int
    most_for_cards: int
    soon: int  # turns
    leaving: Mapping[Ending, int]
    room: Mapping[RoomRule, tuple[int, ...]]  # for the first time, the second…
    names: Mapping[str, Lines]  # of endings and room rules
    advice: Mapping[str, Lines]  # may quote the learner: {quote}

    def nth(self, rule: RoomRule, times_before: int) -> int:
        """The points when it was done that many times before: earnings run out, costs stay at their last."""
        points = self.room[rule]
        return points[times_before] if times_before < len(points) else min(points[-1], 0)
