"""A page, and a browser to see it with; where none can be had, its tests are left out and one line says so."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page

from demo.__main__ import phones_at
from demo.phones import Phones
from tests.bot_api.people import Person
from tests.demo.browsers import NoBrowserError, chromium, find_chromium, phone

LEFT_OUT: list[str] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if LEFT_OUT:
        terminalreporter.write_line(
            f"{len(LEFT_OUT)} tests of the demo's page were left out. {LEFT_OUT[0]}", yellow=True
        )


@pytest.fixture
async def phones() -> AsyncIterator[Phones]:
    async with phones_at(0) as phones:
        yield phones


@pytest.fixture
def sophie(phones: Phones) -> Person:
    return next(iter(phones.people.values()))


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    try:
        path = find_chromium()
    except NoBrowserError as why:
        LEFT_OUT.append(str(why))
        pytest.skip(str(why))
    async with chromium(path) as browser:
        yield browser


@pytest.fixture
async def page(browser: Browser, phones: Phones) -> AsyncIterator[Page]:
    async with phone(browser, f"http://localhost:{phones.api.port}/") as page:
        yield page
