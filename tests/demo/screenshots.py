"""`python -m tests.demo.screenshots`: twelve key moments in each language, light and dark, as small PNGs.

Whoever changes what the bot says looks at them afterwards: tests read words, only an eye sees a page.
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, expect

from coaching.faces.telegram.commands import NAMES, Command
from coaching.faces.words import Words, read_words
from coaching.language import Language
from demo.__main__ import ROOT, bot_at, phones_at
from demo.phones import Phones
from tests.demo.browsers import NoBrowserError, chromium, find_chromium, phone
from tests.demo.walking import ANSWER, PATIENCE, all_said, answer_numbers, say, start, tap, write

FOLDER = ROOT / "docs" / "screenshots"
COLOURS = 64  # enough for a chat, at a quarter of the size
SETTLED = 700.0  # milliseconds after which nothing moves any more
CLUB = "telegram_club.buttons."
EVENING = "telegram_evening.buttons."


@dataclass(frozen=True)
class Learner:
    """Who is photographed: whose phone, and what they write."""

    user: int
    trade: str
    sayings: tuple[str, str, str]  # the last one sells
    instead: str
    unfair: str
    day: str
    hope: str


LEARNERS: Mapping[Language, Learner] = {
    Language.FR: Learner(
        user=0,
        trade="J'assure de petites entreprises.",
        sayings=(
            "Bonsoir! Je ne connais personne ici. Qu'est-ce qui vous amène?",
            "Et comment vous en êtes venue à faire ça?",
            "Moi, je vends des assurances. Je vous envoie une soumission demain?",
        ),
        instead="C'est quoi, le plus dur, ces temps-ci?",
        unfair="C'était une blague.",
        day="dans 10 jours",
        hope="Parler à deux personnes sans regarder mon téléphone.",
    ),
    Language.EN: Learner(
        user=1,
        trade="I insure small firms.",
        sayings=(
            "Good evening! I don't know a soul here. What brings you along?",
            "How did you end up doing that?",
            "Anyway, I sell insurance. Shall I send you a quote tomorrow?",
        ),
        instead="What's the hardest part of it these days?",
        unfair="I was joking.",
        day="in 10 days",
        hope="Talk to two people without looking at my phone.",
    ),
}


class Camera:
    """Takes each moment twice, in light and in dark."""

    def __init__(self, page: Page, lang: Language, folder: Path) -> None:
        self._page = page
        self._lang = lang
        self._folder = folder
        self._taken = 0

    async def take(self, moment: str, *, from_picture: bool = False) -> None:
        """This moment as it stands on the screen, or with the newest picture uppermost."""
        self._taken += 1
        await self._page.locator("#room").evaluate("room => room.scrollTo(0, room.scrollHeight)")
        if from_picture:
            newest = self._page.locator("#log > li:has(img.picture)").last
            await newest.evaluate("message => message.scrollIntoView()")
        for scheme in ("light", "dark"):
            await self._page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            await self._page.wait_for_timeout(SETTLED)
            picture = Image.open(io.BytesIO(await self._page.screenshot(scale="css")))
            small = picture.convert("RGB").quantize(COLOURS)
            name = f"{self._lang}-{self._taken:02}-{moment}-{scheme}.png"
            small.save(self._folder / name, optimize=True)


class Walk:
    """One learner's way through the bot, each stretch with its pictures."""

    def __init__(self, page: Page, camera: Camera, lang: Language) -> None:
        self._page = page
        self._camera = camera
        self._lang = lang
        self._words: Words = read_words(lang)
        self._learner = LEARNERS[lang]

    async def whole(self) -> None:
        """From the first touch to the next real event."""
        await self.arrive()
        await self.talk()
        await self.look_back()
        await self.try_again()
        await self.go_elsewhere()

    async def arrive(self) -> None:
        """The welcome, how nervous one is, the first scene."""
        words = self._words
        await start(self._page)
        await all_said(self._page)
        await self._camera.take("welcome")
        await self._tap(words("telegram.buttons.french" if self._lang is Language.FR else "telegram.buttons.english"))
        await self._write(self._learner.trade)
        await self._camera.take("nerves")
        await self._tap("6")
        await self._camera.take("scene")

    async def talk(self) -> None:
        """Lines with their reactions, a hint, and a slip."""
        *good, selling = self._learner.sayings
        for saying in good:
            await say(self._page, saying)
            await all_said(self._page)
        await self._camera.take("talk")
        await self._command(Command.HINT)
        await self._camera.take("hint")
        await say(self._page, selling)

    async def look_back(self) -> None:
        """The debrief, and a mark contested."""
        words = self._words
        await self._command(Command.END)
        await answer_numbers(self._page, "6")
        await self._camera.take("debrief", from_picture=True)
        await self._tap(words("telegram.buttons.marks"))
        await self._tap(words("telegram.buttons.contest"))
        await self._tap("1")
        await self._write(self._learner.unfair)
        await self._camera.take("contested")

    async def try_again(self) -> None:
        """Another try from the slip on, and both beside each other."""
        words = self._words
        await self._write(f"/{NAMES[Command.REPLAY][self._lang]} 3")
        await say(self._page, self._learner.instead)
        await self._command(Command.END)
        await answer_numbers(self._page, "4")
        await self._tap(words("telegram.buttons.compare"))
        await self._camera.take("two-tries", from_picture=True)

    async def go_elsewhere(self) -> None:
        """The settings, an evening's room, the club's table, the plan towards a real event."""
        words = self._words
        await self._command(Command.SETTINGS)
        await self._camera.take("settings")
        await self._command(Command.EVENING)
        await self._tap("75")
        await self._tap("6")
        await self._camera.take("evening", from_picture=True)
        await self._camera.take("evening-buttons")
        await self._command(Command.CLUB)
        await self._tap(words(f"{CLUB}begin"))
        await self._tap(words(f"{CLUB}not_now"))
        await self._tap(words(f"{CLUB}pass"))
        await self._camera.take("club")
        await self._command(Command.EVENT)
        await self._write(self._learner.day)
        await self._tap(words("event.kind.five_to_seven"))
        await self._write(self._learner.hope)
        await self._tap("6")
        await self._camera.take("event")

    async def _command(self, command: Command) -> None:
        await self._write(f"/{NAMES[command][self._lang]}")

    async def _write(self, text: str) -> None:
        await write(self._page, text)
        await expect(self._page.locator("#log > li.theirs:last-child")).to_be_visible(timeout=ANSWER)
        await all_said(self._page)

    async def _tap(self, label: str) -> None:
        await tap(self._page, label)
        await all_said(self._page)


async def photograph(browser: Browser, phones: Phones, lang: Language, folder: Path) -> None:
    """All moments in one language."""
    person = list(phones.people.values())[LEARNERS[lang].user]
    async with phone(browser, f"http://localhost:{phones.api.port}/?user={person.id}") as page:
        await Walk(page, Camera(page, lang, folder), lang).whole()


async def main(folder: Path) -> None:
    """Both languages beside each other, on one bot."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    async with chromium(find_chromium()) as browser, phones_at(0) as phones, bot_at(phones.api):
        async with asyncio.timeout(PATIENCE):
            await phones.api.state.updates.wait_for_poll()
        await asyncio.gather(*(photograph(browser, phones, lang, folder) for lang in LEARNERS))
    made = sorted(folder.glob("*.png"))
    size = sum(one.stat().st_size for one in made)
    print(f"{len(made)} → {folder} ({size // 1024} KB)")  # noqa: T201 - the terminal is where it belongs


if __name__ == "__main__":
    try:
        asyncio.run(main(Path(sys.argv[1]) if sys.argv[1:] else FOLDER))
    except NoBrowserError as error:
        sys.exit(str(error))
