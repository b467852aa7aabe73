"""A Chromium: the system's own, else one from Debian's packages when we may install it, else one clear line."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ADVICE = "No Chromium here: install one (apt-get install chromium fonts-noto-color-emoji, or any Chrome) and try again."
PACKAGES = ("chromium", "fonts-noto-color-emoji")
PHONE = {"width": 390, "height": 844}


class NoBrowserError(Exception):
    """There is no Chromium and none could be had."""


def find_chromium() -> str:
    """The path of a Chromium, installed first if need be. Raises NoBrowserError."""
    found = _on_this_machine() or _installed()
    if not found:
        raise NoBrowserError(ADVICE)
    return found


@cache
def _installed() -> str:
    """The one Debian's packages bring, where we may install them; tried once."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        for command in (["update"], ["install", "-y", *PACKAGES]):
            subprocess.run(["apt-get", "-qq", *command], stdout=subprocess.DEVNULL, check=False)
    return _on_this_machine()


@asynccontextmanager
async def chromium(path: str) -> AsyncIterator[Browser]:
    """That browser, without a window."""
    async with async_playwright() as playwright:
        # Without its sandbox where we are root, which Chromium demands; it opens pages of this machine only.
        arguments = ["--disable-gpu", "--disable-background-networking", "--no-sandbox"]
        browser = await playwright.chromium.launch(executable_path=path, args=arguments)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def phone(browser: Browser, address: str) -> AsyncIterator[Page]:
    """A page as wide as a phone, opened there and drawn; an error of its scripts is raised at the end."""
    context: BrowserContext = await browser.new_context(
        viewport=PHONE,  # type: ignore[arg-type]
        device_scale_factor=1.5,
        reduced_motion="reduce",
        timezone_id="America/Montreal",
    )
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await page.goto(address)
    await page.wait_for_selector("body[data-ready]")
    try:
        yield page
    finally:
        await context.close()
    assert errors == []


def _on_this_machine() -> str:
    return os.environ.get("CHROMIUM", "") or next((path for name in NAMES if (path := shutil.which(name))), "")
