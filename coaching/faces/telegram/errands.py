"""What stands in the outbox and is no message: something to be done outside of every transaction, then told of.

It keeps its place in its chat, is done again after a crash, and what came of it is enqueued in the very transaction
that marks it as done: told once, whatever happens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from coaching.services.ports import Transaction
from coaching.services.records import Claimed, Outgoing

LATER = 1.0  # seconds until one is looked at again when all hands are full


class Errand(Protocol):
    """One kind of errand."""

    @property
    def is_busy(self) -> bool:
        """Whether no other can be taken on for now."""
        ...

    async def run(self, claimed: Claimed) -> object:
        """Do it; what came of it."""
        ...

    async def told(self, tx: Transaction, claimed: Claimed, found: object) -> Sequence[Outgoing]:
        """What is said of what came of it."""
        ...


Errands = Mapping[str, Errand]  # by the method they stand under
