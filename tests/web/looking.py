"""Somebody who is signed in, at a browser: a phone's or a desk's, in light or dark."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from importlib.resources import files
from typing import Literal

from playwright.async_api import Browser, Page

from tests.web.sites import Pages

Scheme = Literal["light", "dark"]
SIZES = {"phone": (390, 844), "desk": (1280, 860)}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@asynccontextmanager
async def looking(
    browser: Browser, site: Pages, who: str = "", size: str = "phone", scheme: Scheme = "light"
) -> AsyncIterator[Page]:
    """A page of theirs; what its scripts or its policy complain of is raised at the end."""
    width, height = SIZES[size]
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        reduced_motion="reduce",
        locale="fr-CA",
        base_url=site.address,
    )
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda told: complaints.append(told.text) if "Content Security Policy" in told.text else None)
    strangers: list[str] = []
    page.on("request", lambda asked: strangers.append(asked.url) if not asked.url.startswith(site.address) else None)
    try:
        if who:
            await page.goto(await site.link(who))
            await page.get_by_role("main").get_by_role("button").click()
            await page.wait_for_url(f"{site.address}/")
        yield page
    finally:
        await context.close()
    assert complaints == []
    assert strangers == []


@cache
def axe() -> str:
    """axe-core, as its package brings it."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


async def obstacles(page: Page) -> tuple[list[str], list[str], int, int]:
    """What axe finds on a phone, then in the dark; by how many pixels a phone's screen and a desk's are too small.

    A keyboard or a screen reader finds the same in the dark; only colours differ.
    """
    await page.evaluate(axe())
    by_day = await _violations(page, {"runOnly": RULES})
    narrow = await _overflow(page)
    await page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    by_night = await _violations(page, {"runOnly": {"type": "rule", "values": ["color-contrast"]}})
    await page.set_viewport_size({"width": SIZES["desk"][0], "height": SIZES["desk"][1]})
    wide = await _overflow(page)
    await page.set_viewport_size({"width": SIZES["phone"][0], "height": SIZES["phone"][1]})
    await page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return by_day, by_night, narrow, wide


async def _violations(page: Page, options: Mapping[str, object]) -> list[str]:
    found = await page.evaluate("options => axe.run(document, options)", options)
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]


async def _overflow(page: Page) -> int:
    wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return int(wide)
