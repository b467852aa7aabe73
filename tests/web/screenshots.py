"""`python -m tests.web.screenshots`: every page of the coaches, on a phone and a desk, light and dark, as small PNGs.

Whoever changes a page looks at them afterwards: tests read words, only an eye sees a page.
"""

from __future__ import annotations

import asyncio
import io
import sys
from dataclasses import replace
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page

from coaching.cohorts.rights import Role
from coaching.services.bot_name import keep_name
from tests.content import ROOT
from tests.demo.browsers import NoBrowserError, chromium, find_chromium
from tests.services.groups import Group, Things
from tests.web.looking import SIZES, Scheme, looking
from tests.web.sites import Pages
from tests.web.test_in_browser import every_page, filled, heir_of, paths

FOLDER = ROOT / "docs" / "screenshots" / "coaches"
COLOURS = 48
TALLEST = 2200  # pixels; what comes below is more of the same
NAMES = {"owner": "Diane", "co_coach": "Marc", "learner": "Sophie", "other_learner": "Karim", "sponsor": "La Chambre"}
MORE = ("Amélie", "Jean-Philippe", "Nadia")


async def named(group: Group) -> None:
    """The people with names one could have, and some more of them."""
    async with group.store.transaction() as tx:
        for who, name in NAMES.items():
            await tx.cohorts.keep_member(replace(await group.member(tx, who), alias=name))
        for number, name in enumerate(MORE, start=100):
            group.people[name] = await tx.learners.add(number, number, group.people["owner"].lang)
            await group.join(tx, name, Role.LEARNER)


async def take(page: Page) -> Image.Image:
    """The page as it stands, no taller than need be."""
    picture = Image.open(io.BytesIO(await page.screenshot(full_page=True))).convert("RGB")
    return picture.crop((0, 0, picture.width, min(picture.height, TALLEST)))


async def keep(page: Page, file: Path) -> None:
    """The same as a small PNG."""
    (await take(page)).quantize(COLOURS).save(file, optimize=True)


async def photograph(browser: Browser, site: Pages, things: Things, folder: Path) -> None:
    """Every page, by everybody who has one."""
    every = paths(site, things, await heir_of(site))
    for who in ("", "owner", "learner", "sponsor"):
        for size in SIZES:
            for scheme in ("light", "dark"):
                given: Scheme = "dark" if scheme == "dark" else "light"
                async with looking(browser, site, who, size, given) as page:
                    for name, (whose, path) in every.items():
                        if whose == who:
                            await page.goto(path, wait_until="networkidle")
                            await keep(page, folder / f"{name}-{size}-{scheme}.png")
                    if who == "owner":  # what a link is, is shown once
                        await page.goto(every["links"][1])
                        await page.locator("form.fields button").click()
                        await page.locator("#link").wait_for()
                        await keep(page, folder / f"invited-{size}-{scheme}.png")


async def main(folder: Path) -> None:
    """All pages of one group."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    async with every_page() as site:
        await named(site.group)
        things = await filled(site)
        async with site.group.store.transaction() as tx:
            await keep_name(tx, "jasette_bot")
        async with chromium(find_chromium()) as browser:
            await photograph(browser, site, things, folder)
    made = sorted(folder.glob("*.png"))
    size = sum(one.stat().st_size for one in made)
    print(f"{len(made)} → {folder} ({size // 1024} KB)")  # noqa: T201 - the terminal is where it belongs


if __name__ == "__main__":
    try:
        asyncio.run(main(Path(sys.argv[1]) if sys.argv[1:] else FOLDER))
    except NoBrowserError as error:
        sys.exit(str(error))
