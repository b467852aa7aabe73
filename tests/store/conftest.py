"""Every test that asks for a store gets it in a file, in memory, and on a real server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from coaching.store import DatabaseStore
from tests.postgres import a_database
from tests.store.stores import Clock, file_url, opened


@pytest.fixture(params=["file", "memory", "server"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "server":
        with a_database() as address:
            yield address
    else:
        yield file_url(tmp_path / "store.sqlite3") if request.param == "file" else "sqlite://"


@pytest.fixture
def server() -> Iterator[str]:
    with a_database() as address:
        yield address


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def store(url: str, clock: Clock) -> AsyncIterator[DatabaseStore]:
    async with opened(url, clock) as store:
        yield store
