"""How fast a bot may write: to one chat and in all, when a test sets a pace."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.bot_api.refusals import Refusal

Allowance = tuple[int, float]  # how many at once, and how many a second


def _now() -> float:
    return asyncio.get_running_loop().time()


@dataclass
class Flood:
    """Two allowances, either of them absent; the one that is used up refuses with the wait it takes to refill."""

    of_chat: Allowance | None = None
    overall: Allowance | None = None
    clock: Callable[[], float] = _now
    buckets: dict[int, tuple[float, float]] = field(default_factory=dict)

    def check(self, chat_id: int) -> None:
        """Count a message to that chat; raises the refusal."""
        asked = [(0, self.overall), (chat_id, self.of_chat)]
        levels = {key: self._level(key, allowance) for key, allowance in asked if allowance}
        short = [(1 - levels[key]) / allowance[1] for key, allowance in asked if allowance and levels[key] < 1]
        if short:
            seconds = max(1, math.ceil(max(short)))
            raise Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        for key, level in levels.items():
            self.buckets[key] = (level - 1, self.clock())

    def _level(self, key: int, allowance: Allowance) -> float:
        """How much of an allowance there is by now."""
        burst, per_second = allowance
        tokens, last = self.buckets.get(key, (float(burst), self.clock()))
        return min(float(burst), tokens + (self.clock() - last) * per_second)
