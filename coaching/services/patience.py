"""What wants a scenario that isn't ready, done once it is: for whoever can wait in a thread of their own.

The bot's worker waits otherwise: it puts the arrival back and serves everybody else meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from coaching.understanding import NotReadyError

TRIES = 5  # each makes one scenario ready
Found = TypeVar("Found")


def patiently(do: Callable[[], Found]) -> Found:
    """What `do` gives. Never in an event loop: it may take seconds."""
    for _ in range(TRIES):
        try:
            return do()
        except NotReadyError as wait:
            wait.make_ready()
    return do()
