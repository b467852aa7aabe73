"""`python -m tests.demo.screenshots`: the key moments of a rehearsal in each language, light and dark, as small PNGs.

Whoever changes what the bot says looks at them afterwards: tests read words, only an eye sees a page.
"""

from __future__ import annotations

import asyncio
import io
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, expect

from demo.__main__ import ROOT, bot_at, phones_at
from demo.phones import Phones
from tests.demo.browsers import NoBrowserError, chromium, find_chromium, phone
from tests.demo.walking import ANSWER, PATIENCE, all_said, answer_numbers, on_to_an_attendee, say, start, write

FOLDER = ROOT / "docs" / "screenshots"
COLOURS = 64  # enough for a chat, at a quarter of the size
SETTLED = 700.0  # milliseconds after which nothing moves any more


@dataclass(frozen=True)
class Walk:
    """A rehearsal to be photographed: whose phone, which buttons, and what is said."""

    lang: str
    user: int
    preferred: tuple[str, ...]
    sayings: tuple[str, ...]
    hint: str
    why: str
    end: str
    menu: str


WALKS = (
    Walk(
        lang="fr",
        user=0,
        preferred=("Français", "Passer", "photogra"),
        sayings=(
            "Bonsoir! Rassurez-vous, j'ai rien à vendre à soir. C'est quoi que vous aimez le mieux photographier?",
            "Comment vous faites pour qu'ils oublient la caméra?",
            "J'achète pas mal d'impressions moi-même. Qu'est-ce qui vous complique la vie ces temps-ci?",
        ),
        hint="/indice",
        why="/pourquoi",
        end="/fin",
        menu="/",
    ),
    Walk(
        lang="en",
        user=1,
        preferred=("English", "Skip", "buffet"),
        sayings=(
            "Evening! I don't know a soul here either. What brings you along tonight?",
            "That sounds lonely. How did you end up doing that?",
            "Anyway, I sell insurance for small firms. Shall I send you a quote?",
        ),
        hint="/hint",
        why="/why",
        end="/end",
        menu="/",
    ),
)


class Camera:
    """Takes each moment twice, in light and in dark."""

    def __init__(self, page: Page, lang: str, folder: Path) -> None:
        self._page = page
        self._lang = lang
        self._folder = folder
        self._taken = 0

    async def take(self, moment: str) -> None:
        """This moment as it stands on the screen."""
        self._taken += 1
        for scheme in ("light", "dark"):
            await self._page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            await self._page.wait_for_timeout(SETTLED)
            picture = Image.open(io.BytesIO(await self._page.screenshot()))
            small = picture.convert("RGB").quantize(COLOURS)
            small.save(self._folder / f"{self._lang}-{self._taken}-{moment}-{scheme}.png", optimize=True)


async def photograph(browser: Browser, phones: Phones, walk: Walk, folder: Path) -> None:
    """One rehearsal from the first touch to the debrief."""
    person = list(phones.people.values())[walk.user]
    async with phone(browser, f"http://localhost:{phones.api.port}/?user={person.id}") as page:
        camera = Camera(page, walk.lang, folder)
        async with asyncio.timeout(PATIENCE):
            while not all(("short_description", lang) in phones.api.state.texts for lang in ("fr", "en")):
                await asyncio.sleep(SETTLED / 1000)  # the bot hangs its menu beside its other work
        await camera.take("welcome")
        await start(page)
        await camera.take("greeting")
        await page.get_by_role("combobox").first.fill(walk.menu)
        await camera.take("menu")
        await page.get_by_role("combobox").first.fill("")
        await on_to_an_attendee(page, walk.preferred)
        await camera.take("scene")
        for saying in walk.sayings:
            await say(page, saying)
        await camera.take("talk")
        await ask(page, walk.hint)
        await ask(page, walk.why)
        await camera.take("help")
        await ask(page, walk.end)
        await all_said(page)
        await camera.take("guess")
        await answer_numbers(page, "6")
        await show_from(page, walk.end)
        await camera.take("debrief")
        await page.locator("#room").evaluate("room => room.scrollTo(0, room.scrollHeight)")
        await camera.take("what-next")


async def ask(page: Page, command: str) -> None:
    """Give a command and wait for an answer to stand below it."""
    await write(page, command)
    await expect(page.locator("#log > li.theirs:last-child")).to_be_visible(timeout=ANSWER)


async def show_from(page: Page, words: str) -> None:
    """Scroll so that the newest message with these words is at the top."""
    await page.locator(".mine", has_text=words).last.evaluate("message => message.scrollIntoView()")


async def main(folder: Path) -> None:
    """All walks, on one bot."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    async with chromium(find_chromium()) as browser, phones_at(0) as phones, bot_at(phones.api):
        for walk in WALKS:
            await photograph(browser, phones, walk, folder)
    made = sorted(folder.glob("*.png"))
    size = sum(one.stat().st_size for one in made)
    print(f"{len(made)} → {folder} ({size // 1024} KB)")  # noqa: T201 - the terminal is where it belongs


if __name__ == "__main__":
    try:
        asyncio.run(main(Path(sys.argv[1]) if sys.argv[1:] else FOLDER))
    except NoBrowserError as error:
        sys.exit(str(error))
