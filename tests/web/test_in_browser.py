"""The pages as people use them: in a real browser, with a finger, a keyboard or a screen reader."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import quote

from playwright.async_api import Browser, expect

from coaching.cohorts.sharing import Level
from coaching.inspection.service import Inspecting
from coaching.sheets.marks import MarksExporter
from tests.content import rubric
from tests.services.groups import Things, a_group, one_of_everything
from tests.services.practices import SHY
from tests.services.works import works_of
from tests.web.looking import looking, obstacles
from tests.web.sites import COMMON, Pages, a_scenario, pages
from tests.web.test_doors import init_data
from tests.web.test_pages import contest

EXPORTER = MarksExporter(rubric(), lambda _what, about, _lang: about)


def paths(site: Pages, things: Things, heir: str) -> dict[str, tuple[str, str]]:
    """Every page with who looks at it; `heir` is a co-coach's membership."""
    cohort = f"/c/{site.group.id}"
    works = site.works.done if site.works else {}
    done = {what.value: f"{cohort}/r/{name}" for what, name in works.items()}
    return {name: ("owner", path) for name, path in done.items()} | {
        "my-evening": ("learner", done["evening"]),
        "closed": ("", "/"),
        "home": ("owner", "/"),
        "board": ("owner", cohort),
        "week": ("owner", f"{cohort}/week"),
        "shared": ("owner", f"{cohort}/shared"),
        "appeals": ("owner", f"{cohort}/appeals"),
        "assignments": ("owner", f"{cohort}/assignments"),
        "assignment": ("owner", f"/a/{things.assignment.id}"),
        "people": ("owner", f"{cohort}/people"),
        "disagreement": ("owner", f"{cohort}/disagreement"),
        "new-group": ("owner", "/new"),
        "links": ("owner", f"{cohort}/links"),
        "settings": ("owner", f"{cohort}/settings"),
        "role": ("owner", f"/m/{heir}/role"),
        "handing": ("owner", f"/m/{heir}/hand"),
        "closing": ("owner", f"{cohort}/close"),
        "person": ("owner", f"/m/{things.member.id}"),
        "conversation": ("owner", f"{cohort}/r/{things.result}"),
        "scenarios": ("owner", "/s"),
        "editor": ("owner", f"/s/{things.own.id}"),
        "nowhere": ("owner", "/nowhere"),
        "mine": ("learner", f"/m/{things.member.id}"),
        "my-conversation": ("learner", f"{cohort}/r/{things.result}"),
        "counts": ("sponsor", cohort),
    }


async def heir_of(site: Pages) -> str:
    """The membership of who could be handed the group."""
    async with site.group.store.transaction() as tx:
        return (await site.group.member(tx, "co_coach")).id


@asynccontextmanager
async def every_page() -> AsyncIterator[Pages]:
    """The pages of a group whose learner did an exercise, an evening and a season for it too."""
    async with a_group() as group:
        works = await works_of(group)
        async with pages(group, Inspecting(COMMON), EXPORTER, works) as site:
            yield site


async def filled(site: Pages) -> Things:
    """Something on every page: a curve, an appeal, an opinion, a group that is asked for more than one thing."""
    things = await one_of_everything(site.group)
    async with site.group.store.transaction() as tx:
        for name in site.works.done.values() if site.works else ():
            await site.group.share(tx, "learner", name, Level.TRANSCRIPT)
    await contest(site.group, things.result)
    for texts in (SHY[:3], SHY[1:3]):
        again = await site.group.rehearse("learner", *texts)
        async with site.group.store.transaction() as tx:
            await site.group.share(tx, "learner", again, Level.MARKS)
    async with site.group.store.transaction() as tx:
        await site.group.assign(tx, about="buffet_loner", attempts=3, note="Dix minutes suffisent.")
    owner = await site.visitor("owner")
    await owner.post(f"/s/{things.own.id}", form={"text": a_scenario("Boulangère"), "name": "Boulangère"})
    review = {"finding": "1", "decision": "reject", "note": "Il répondait à une question."}
    await owner.post(f"/c/{site.group.id}/r/{things.result}/review", form=review)
    return things


async def test_nothing_stands_in_anybodys_way(browser: Browser) -> None:
    async with every_page() as site:
        every = paths(site, await filled(site), await heir_of(site))
        found: dict[str, object] = {}
        for who in ("", "owner", "learner", "sponsor"):
            async with looking(browser, site, who) as page:
                for name, (whose, path) in every.items():
                    if whose == who:
                        await page.goto(path)
                        found[name] = await obstacles(page)

    assert found.keys() == every.keys()
    assert {name: one for name, one in found.items() if one != ([], [], 0, 0)} == {}


async def test_what_stands_in_the_way_would_be_found(browser: Browser, site: Pages) -> None:
    async with looking(browser, site) as page:
        await page.goto("/")
        await page.evaluate("""() => {
            document.querySelector("main").innerHTML = "<h3>x</h3><input><p>pale</p>";
            document.querySelector("main").firstChild.style.cssText = "width: 2000px";
            document.querySelector("p").style.color = "#bbb";
        }""")
        on_a_phone, in_the_dark, wider, _ = await obstacles(page)

    assert {one.partition(":")[0] for one in on_a_phone} >= {"label", "color-contrast", "page-has-heading-one"}
    assert wider > 1000
    assert in_the_dark == []


async def test_telegram_opens_the_pages_and_its_signature_leaves_the_address(browser: Browser, site: Pages) -> None:
    async with looking(browser, site) as page:
        await page.goto(f"/app#tgWebAppData={quote(init_data(site))}&tgWebAppVersion=9.1&tgWebAppPlatform=android")
        await expect(page.get_by_role("link", name="Chambre")).to_be_visible()

        assert "tgWebAppData" not in page.url


async def test_a_coach_does_a_days_work_by_keyboard_alone(browser: Browser, site: Pages, things: Things) -> None:
    await contest(site.group, things.result)
    async with looking(browser, site, "owner") as page:
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
        await page.get_by_role("link", name="Chambre").focus()
        await page.keyboard.press("Enter")
        await page.get_by_role("link", name="learner", exact=True).first.focus()
        await page.keyboard.press("Enter")
        await page.get_by_role("link", name="conversation").first.focus()
        await page.keyboard.press("Enter")
        await page.get_by_text("Commenter le message 1").focus()
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        await page.keyboard.type("Quelle belle entrée en matière!")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("status")).to_contain_text("Votre commentaire est là")
        await expect(page.locator("#turn-1")).to_contain_text("Quelle belle entrée en matière!")
        await page.goto(f"/c/{site.group.id}/appeals")
        await page.get_by_label("Un mot à la personne").focus()
        await page.keyboard.type("Bien vu.")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("status")).to_contain_text("C'est décidé")


async def test_the_board_works_without_scripts(browser: Browser, site: Pages, things: Things) -> None:
    context = await browser.new_context(java_script_enabled=False, base_url=site.address)
    page = await context.new_page()
    await page.goto(await site.link("owner"))
    await page.get_by_role("main").get_by_role("button").click()
    await page.goto(f"/c/{site.group.id}")
    await page.get_by_label("Trier").select_option("best")
    await page.get_by_role("combobox", name="Travail").select_option(things.assignment.id)
    await page.get_by_label("Où ça en est").select_option("completed")
    await page.get_by_role("button", name="Afficher").click()

    assert page.url.endswith(f"?order=best&assignment={things.assignment.id}&state=completed")
    await expect(page.get_by_role("rowheader")).to_have_count(1)
    await page.get_by_label("Où ça en est").select_option("past_due")
    await page.get_by_role("button", name="Afficher").click()
    await expect(page.get_by_role("link", name="Voir tout le tableau")).to_be_visible()
    await context.close()


async def test_the_editor_tells_what_is_wrong_while_one_writes(browser: Browser) -> None:
    async with a_group() as group, pages(group, Inspecting(COMMON)) as site, looking(browser, site, "owner") as page:
        await page.goto("/s")
        await page.get_by_label("Son nom").fill("Boulangère")
        await page.get_by_role("button", name="Commencer").click()
        text = page.get_by_label("Le scénario, en YAML")
        await text.fill("id: boulangere\ntitel: oups\n")
        await expect(page.locator("#checked")).to_contain_text("à corriger", timeout=30_000)
        await page.get_by_role("button", name="Ligne 2").first.click()
        await expect(text).to_be_focused()
        await text.fill(a_scenario("Boulangère"))
        await expect(page.locator("#checked")).to_contain_text("on peut le jouer", timeout=30_000)
        await page.get_by_role("button", name="L'essayer").click()
        await page.get_by_label("Vous dites").fill("Bonsoir! Qu'est-ce qui vous amène?")
        await page.get_by_role("button", name="Dire").click()
        await expect(page.locator(".talk .theirs")).to_have_count(1, timeout=30_000)
        await page.get_by_label("Vous dites").fill("Et vous venez souvent?")
        await page.get_by_role("button", name="Dire").click()
        await expect(page.locator(".talk .theirs")).to_have_count(2, timeout=30_000)


async def test_two_coaches_and_three_learners_at_their_phones_at_once(browser: Browser, site: Pages) -> None:
    things = await one_of_everything(site.group)
    path = f"/c/{site.group.id}/r/{things.result}"
    async with (
        looking(browser, site, "owner") as owner,
        looking(browser, site, "co_coach") as other,
        looking(browser, site, "learner") as learner,
        looking(browser, site, "other_learner") as peer,
        looking(browser, site, "stranger") as stranger,
    ):
        for page in (owner, other, learner, peer, stranger):
            await page.goto(path)
        for page, said in ((owner, "Bravo!"), (other, "Et la lumière?")):
            await page.get_by_label("Un mot sur l'ensemble").fill(said)
        for page in (owner, other):
            await page.locator("#comments").locator("xpath=..").get_by_role("button", name="Envoyer").click()
        await learner.reload()
        await learner.get_by_label("Rien").check()
        await learner.get_by_role("button", name="Enregistrer").click()
        await expect(learner.get_by_role("status")).to_contain_text("C'est fermé")
        await expect(learner.locator("main")).to_contain_text("Bravo!")
        await expect(learner.locator("main")).to_contain_text("Et la lumière?")
        await owner.reload()
        for page in (owner, peer, stranger):
            await expect(page.get_by_role("heading", name="Il n'y a rien ici")).to_be_visible()
