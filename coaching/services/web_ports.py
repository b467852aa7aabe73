"""What is kept of the way to the web pages, and what the use cases ask of a store for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from coaching.services.records import Learner


class PassKind(StrEnum):
    """What a pass is good for."""

    LINK = "link"  # to come in, once
    SESSION = "session"  # to stay
    USED = "used"  # for nothing: a sign-in of the messenger's that mustn't come again


@dataclass(frozen=True)
class KeptPass:
    """A pass. Its token is kept nowhere, only the hash."""

    hash: str  # SHA-256, hexadecimal
    learner: int
    kind: PassKind
    expires: datetime


class Passes(Protocol):
    """The passes."""

    async def add(self, kept: KeptPass) -> bool:
        """Keep one; False where it was there already. Those that are over are erased meanwhile."""
        ...

    async def holder(self, hash_: str, kind: PassKind) -> int | None:
        """The number of the learner whose it is, while it holds."""
        ...

    async def take(self, hash_: str, kind: PassKind) -> int | None:
        """The same, and it holds no more."""
        ...

    async def drop(self, hash_: str, kind: PassKind) -> None:
        """It holds no more."""
        ...

    async def drop_all(self, learner: Learner, kind: PassKind) -> None:
        """None of theirs of that kind holds any more."""
        ...
