"""A room to practise in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.services.practices import Room, a_room


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    async with a_room() as room:
        yield room
