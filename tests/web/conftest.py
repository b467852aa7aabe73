from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.demo.conftest import browser  # noqa: F401 - the same Chromium as the demo's page
from tests.services.groups import Things, one_of_everything
from tests.web.sites import Pages, pages


@pytest.fixture
async def site() -> AsyncIterator[Pages]:
    async with pages() as site:
        yield site


@pytest.fixture
async def things(site: Pages) -> Things:
    return await one_of_everything(site.group)
