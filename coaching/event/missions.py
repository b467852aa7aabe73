"""Small things to do among real people, one at a time, the gentlest first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coaching.ladder import HIGH_NERVES
from coaching.language import Lines

GENTLE, HARDEST = 1, 3


@dataclass(frozen=True)
class Mission:
    """One of them, with how much it asks: 1 for a minute with anybody, 3 for what takes courage."""

    id: str
    level: int
    says: Lines
    why: Lines


def next_mission(
    missions: Sequence[Mission], given: Collection[str], done: Collection[str], nerves: int | None = None
) -> Mission | None:
    """The next to give: a little harder than what was done, for the nervous no harder; None when none is left."""
    level_of = {one.id: one.level for one in missions}
    reached = max((level_of[one] for one in done if one in level_of), default=0)
    wanted = max(GENTLE, reached if (nerves or 0) >= HIGH_NERVES else reached + 1)
    left = [one for one in missions if one.id not in given]
    # Levels go up one by one, so that a second of the same comes before a harder one is skipped to.
    return min(left, key=lambda one: (abs(one.level - min(wanted, HARDEST)), one.level), default=None)
