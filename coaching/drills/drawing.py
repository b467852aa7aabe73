"""Which item comes next: none twice until all have been done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

from coaching.drills.drill import Item


def draw(items: Sequence[Item], done: Sequence[str], dice: Random) -> Item:
    """One of those done least often, and not the last one again. ValueError when there are no items.

    `done` are the ids done so far, oldest first, as often as they were done.
    """
    times = Counter(done)
    least = min(times[one.id] for one in items)
    left = [one for one in items if times[one.id] == least]
    others = [one for one in left if not done or one.id != done[-1]]
    return dice.choice(others or left)
