"""How fast a talk goes: how long an attendee is seen to think, and when there is no time for niceties."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import timedelta
from time import monotonic

AT_ONCE = timedelta()
FIRST, PER_SECOND = 0.4, 200  # seconds before anybody begins to answer, characters of the answer in each one after
SHARE = 0.1  # of the time the learner took: whoever writes fast is answered fast
BUSY = 5  # turns in one second, of some hundred people at once: from there on nobody is made to wait
HELD = timedelta(seconds=2)  # an answer to what looks like the first piece of a long message
LONG_PIECE = 3500  # characters; messengers cut what is longer than 4096, some of them well before


class Tempo:
    """The tempo of all talks of this process. Forgets everything when it ends, and nothing is lost by that."""

    def __init__(self, longest: float = 0.0, clock: Callable[[], float] = monotonic) -> None:
        """`longest` is how many seconds an attendee may think; 0: they answer at once."""
        self._longest = longest
        self._clock = clock
        self._turns = deque[float](maxlen=BUSY)

    def turn(self) -> None:
        """Somebody said something."""
        self._turns.append(self._clock())

    @property
    def is_busy(self) -> bool:
        """Whether so much is being said that answers come first, and gestures not at all."""
        return len(self._turns) == BUSY and self._clock() - self._turns[0] < 1

    def thinking(self, said: str, reply: str, took: timedelta, *, likes_it: bool = True) -> timedelta:
        """How long an answer waits, to what was said after so long."""
        if len(said) >= LONG_PIECE:
            return HELD
        if self.is_busy or not likes_it:
            return AT_ONCE
        natural = FIRST + len(reply) / PER_SECOND
        return timedelta(seconds=min(self._longest, natural, SHARE * took.total_seconds()))
