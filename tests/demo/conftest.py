"""A page with a bot that says what a test tells it to say."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page

from demo.__main__ import phones_at
from demo.phones import Phones
from tests.bot_api.people import Person
from tests.demo.browsers import chromium, phone


@pytest.fixture
async def phones() -> AsyncIterator[Phones]:
    async with phones_at(0) as phones:
        yield phones


@pytest.fixture
def sophie(phones: Phones) -> Person:
    return next(iter(phones.people.values()))


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest.fixture
async def page(browser: Browser, phones: Phones) -> AsyncIterator[Page]:
    async with phone(browser, f"http://localhost:{phones.api.port}/") as page:
        yield page
