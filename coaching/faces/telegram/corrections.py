"""Who was told lately that what is said is said: somebody who mends three words in a row is told once."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

BURST = 120.0  # seconds of quiet after which it is told again
REMEMBERED = 4096  # chats


class Corrections:
    """The last correction of each chat. What is forgotten is told once more."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._last: dict[int, float] = {}

    def begins(self, chat_id: int) -> bool:
        """Whether a correction there, now, is the first of a burst."""
        now, before = self._clock(), self._last.pop(chat_id, None)
        if len(self._last) >= REMEMBERED:
            del self._last[next(iter(self._last))]
        self._last[chat_id] = now
        return before is None or now - before > BURST
