"""Ways through the bot's own talk by what stands on the screen, whatever it asks on the way."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

from playwright.async_api import Locator, Page, expect
from playwright.async_api import TimeoutError as TooLate

PATIENCE = 60.0  # seconds
ANSWER = PATIENCE * 1000  # the same in the browser's milliseconds
A_MOMENT = 1500.0  # milliseconds in which a button that goes away is not missed
SPOKEN = re.compile(r"^\S+ — ")  # an attendee's line begins with their name


def lines(page: Page) -> Locator:
    """What attendees said so far."""
    return page.locator(".theirs .words", has_text=SPOKEN)


async def start(page: Page) -> None:
    """Touch the start button and read the greeting."""
    await page.locator("#start").click()
    await expect(page.locator(".theirs .words").first).to_be_visible(timeout=ANSWER)


async def on_to_an_attendee(page: Page, preferred: Sequence[str] = ()) -> None:
    """Tap buttons, preferred ones where they stand, else the first, until an attendee says something."""
    until = time.monotonic() + PATIENCE
    while not await lines(page).count():
        assert time.monotonic() < until, await page.locator(".theirs").last.inner_text()
        buttons = page.locator(".keys").last.locator("button")
        labels = await buttons.all_inner_texts()
        chosen = next((n for name in preferred for n, label in enumerate(labels) if name in label), 0)
        try:
            await buttons.nth(chosen).click(timeout=A_MOMENT)
            await expect(page.locator(".keys .waiting")).to_have_count(0, timeout=A_MOMENT)
        except (TooLate, AssertionError):
            pass  # it has gone, or an answer is on its way: look again
        await all_said(page)


async def all_said(page: Page) -> None:
    """Until nothing new has come for a moment: a bot sends one message after another."""
    seen = -1
    while seen != (seen := await page.locator("#log > li").count()):
        await page.wait_for_timeout(A_MOMENT)


async def answer_numbers(page: Page, number: str) -> None:
    """Give this number wherever the bot asks for one, until it asks no more."""
    until = time.monotonic() + PATIENCE
    await all_said(page)
    button = page.locator("#log > li:last-child .keys button", has_text=re.compile(rf"^{number}$"))
    while await button.count():  # the next question may have the same numbers
        assert time.monotonic() < until, await page.locator(".theirs").last.inner_text()
        await button.click()
        await all_said(page)


async def say(page: Page, text: str) -> None:
    """Say something to the attendee and wait for the answer."""
    said = await lines(page).count()
    await write(page, text)
    await expect(lines(page)).to_have_count(said + 1, timeout=ANSWER)


async def tap(page: Page, label: str) -> None:
    """Tap the newest button whose label is this digit, or holds these words."""
    buttons = page.locator("#log .keys button", has_text=re.compile(rf"^{label}$") if len(label) == 1 else label)
    await buttons.last.click(timeout=ANSWER)
    await expect(page.locator(".keys .waiting")).to_have_count(0, timeout=ANSWER)


async def write(page: Page, text: str) -> None:
    """Send a text."""
    await page.get_by_role("combobox").first.fill(text)
    await page.keyboard.press("Enter")
