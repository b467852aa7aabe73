"""A group from its making to its end, by keyboard on a page, with somebody who comes in through the bot."""

from __future__ import annotations

import asyncio
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from coaching.language import Language
from coaching.services.bot_name import bot_name
from tests.services.groups import Group
from tests.telegram.bots import practice
from tests.telegram.coaches import Day, a_day
from tests.web.looking import looking, obstacles
from tests.web.sites import pages

PATIENCE = 30.0  # seconds; never reached when all is well


async def go(page: Page, name: str, role: str = "link") -> None:
    """Press Enter on it."""
    found = page.get_by_role("main").get_by_role("link" if role == "link" else "button", name=name)
    await found.first.focus()
    await page.keyboard.press("Enter")


async def named(day: Day) -> None:
    """Until the bot knows what it is called."""
    async with asyncio.timeout(PATIENCE):
        while True:
            async with day.store.transaction() as tx:
                if await bot_name(tx):
                    return
            await asyncio.sleep(0.02)


async def test_a_group_is_made_joined_and_closed(browser: Browser, tmp_path: Path) -> None:
    async with a_day(tmp_path / "bot.sqlite3", Language.FR) as day:
        coach, sophie = day.person("Nadia"), day.person("Sophie")
        await day.come_in(coach)
        await named(day)
        async with day.store.transaction() as tx:
            learner = await tx.learners.of_user(coach.id)
        assert learner
        group = Group(practice(), day.store, day.clock, {"coach": learner})
        async with pages(group) as site, looking(browser, site, "coach") as page:
            await go(page, "Créer un groupe")
            await page.get_by_label("Son nom").focus()
            await page.keyboard.type("Chambre de commerce")
            await page.keyboard.press("Enter")
            await expect(page.get_by_role("status")).to_contain_text("Votre groupe est prêt")
            await go(page, "Créer le lien", "button")
            field = page.get_by_label("Le lien")
            link = await field.input_value()
            seen_once = await obstacles(page)
            await go(page, "Copier", "button")
            await expect(page.get_by_role("status")).to_have_text("C'est copié.")

            await day.come_by(sophie, link)
            await day.tap(sophie, day.words("coaches.offer.join"))

            await go(page, "Chambre de commerce")
            await expect(page.get_by_role("rowheader", name="membre du groupe")).to_be_visible()
            await expect(page.get_by_text("1 sur 40")).to_be_visible()
            await go(page, "Travaux")
            await page.get_by_label("Date").fill("2026-12-03")
            await go(page, "Proposer", "button")
            await expect(page.get_by_role("status")).to_contain_text("C'est proposé")
            await go(page, "Tableau")
            await expect(page.get_by_role("rowheader", name="Sophie")).to_be_visible()
            await go(page, "Réglages")
            await go(page, "Voir ce que ça change")
            await expect(page.get_by_text("La place de 1 personne")).to_be_visible()
            await go(page, "Oui, fermer le groupe", "button")
            await expect(page.get_by_role("status")).to_contain_text("Le groupe est fermé")
        told = await day.write(sophie, "/coach")

    assert link.startswith("https://t.me/")
    assert seen_once == ([], [], 0, 0)
    assert "Chambre de commerce" not in told.text
