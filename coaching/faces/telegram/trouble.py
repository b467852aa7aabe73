"""A store that takes nothing for a while: said once, not at every try; and whether it is so now."""

from __future__ import annotations

import logging
from time import monotonic

from coaching.services.ports import Interrupted

LOG = logging.getLogger(__name__)
QUIET = 60.0  # seconds between two words on it


class Trouble:
    """What all parts of a running bot know together of their store."""

    def __init__(self) -> None:
        self.is_on = False
        self._told_at: float | None = None
        self._is_told = False  # of what is on now

    def came(self, error: Interrupted) -> None:
        """A transaction was given up through no fault of its own; it is tried again."""
        self.is_on = True
        now = monotonic()
        if self._told_at is None or now - self._told_at >= QUIET:
            self._told_at, self._is_told = now, True
            LOG.error("the store can't be reached or takes nothing, trying again; nothing is lost: %s", error)

    def over(self) -> None:
        """Something was written."""
        if self.is_on and self._is_told:
            LOG.info("the store takes what is written again")
        self.is_on = self._is_told = False
