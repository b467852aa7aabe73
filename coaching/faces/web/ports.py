"""What the pages ask of others: who makes a file of how a group stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from coaching.services.access import NotThere
from coaching.services.ports import Transaction
from coaching.services.records import Learner


@dataclass(frozen=True)
class Export:
    """A file of marks and how everybody stands."""

    name: str
    kind: str
    content: bytes


class Exporter(Protocol):
    """Who makes such files."""

    async def export(self, tx: Transaction, actor: Learner, cohort_id: str, form: str) -> Export | NotThere:
        """The file in that form ("csv", "xlsx"), of what those coaches may see."""
        ...
