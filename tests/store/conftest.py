"""Every test that asks for a store gets it in a file, in memory, and on the server of TEST_DATABASE_URL if there is."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from coaching.store import DatabaseStore
from coaching.store.database import address
from tests.store.stores import Clock, file_url, opened

SERVER = os.environ.get("TEST_DATABASE_URL", "")
PLACES = ["file", "memory", *(["server"] if SERVER else [])]


@pytest.fixture(params=PLACES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "server":
        _empty(SERVER)
        return SERVER
    return file_url(tmp_path / "store.sqlite3") if request.param == "file" else "sqlite://"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def store(url: str, clock: Clock) -> AsyncIterator[DatabaseStore]:
    async with opened(url, clock) as store:
        yield store


def _empty(server: str) -> None:
    engine = create_engine(address(server))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
