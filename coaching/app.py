"""The only wiring: which piece is handed to which. Each is made when it is first asked for.

Imports stand inside, so that `moves` doesn't wait for a database nor `check` for Telegram.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coaching.settings import DEFAULT_CONFIG, Settings

if TYPE_CHECKING:
    from coaching.authoring.problems import Problem
    from coaching.scenario import Scenario
    from coaching.scorecard.rubric import Rubric
    from coaching.store import DatabaseStore
    from coaching.understanding import Understanding


@dataclass(frozen=True)
class App:
    """The pieces under these settings."""

    settings: Settings
    config: Path = DEFAULT_CONFIG  # where they were read

    @cached_property
    def understanding(self) -> Understanding:
        """What reads the learner's messages."""
        from coaching.authoring.phrasebook import read_phrasebook
        from coaching.understanding import Understanding

        return Understanding(read_phrasebook())

    @cached_property
    def rubric(self) -> Rubric:
        """What the marks are made from."""
        from coaching.authoring.rubric import read_rubric

        return read_rubric()

    @cached_property
    def library(self) -> tuple[Mapping[str, Scenario], tuple[Problem, ...]]:
        """Every attendee by id, and what is wrong in the files."""
        from coaching.authoring.library import read_library

        return read_library(self.settings.scenarios)

    @property
    def scenarios(self) -> Mapping[str, Scenario]:
        """Every attendee that can be met, by id."""
        return self.library[0]

    @asynccontextmanager
    async def store(self, *, reading: bool = False) -> AsyncIterator[DatabaseStore]:
        """The store, open; `reading` beside a bot that runs. Raises StoreRefused."""
        from coaching.store import DatabaseStore, read_keys

        settings = self.settings
        keys = read_keys(settings.key.get_secret_value(), settings.data)
        store = await DatabaseStore.open(settings.database, keys, reading=reading)
        try:
            yield store
        finally:
            await store.close()

    async def everything_of(self, user: int) -> dict[str, object] | None:
        """All that is stored of a Telegram user; None when nothing is. Raises StoreRefused."""
        from coaching.services.export import export

        async with self.store(reading=True) as store, store.transaction() as tx:
            return await export(tx, user)
