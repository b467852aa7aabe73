"""How much of a rehearsal its learner lets the coaches of a cohort see. Nothing, until they say otherwise."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """What is shared; each has those before it."""

    NOTHING = "nothing"
    MARKS = "marks"
    TRANSCRIPT = "transcript"

    @property
    def depth(self) -> int:
        """0 for nothing."""
        return DEPTHS[self]

    def includes(self, other: Level) -> bool:
        """Whether whoever may see this may see that."""
        return self.depth >= other.depth


DEPTHS = {level: depth for depth, level in enumerate(Level)}


def in_force(given: Level, standing: Level, *, by_standing_consent: bool) -> Level:
    """What may be seen of one rehearsal now.

    What was given by hand holds by itself. What a standing consent gave goes no further than that consent does now,
    and a consent that grew since then opens nothing of what was shared before.
    """
    return min(given, standing, key=lambda level: level.depth) if by_standing_consent else given
