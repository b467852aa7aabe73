"""A group made, changed, opened to people by links, handed over and closed, over HTTP."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest

from coaching.cohorts.rights import Role
from coaching.language import Language
from coaching.pictures.qr import qr_png
from coaching.services import cohorts, invitations
from coaching.services.bot_name import keep_name
from coaching.services.cohort_records import KeptCohort
from coaching.services.invitations import Joined
from coaching.services.weeks import is_weekly
from tests.services.groups import Things
from tests.web.sites import Answered, Pages, Visitor
from tests.web.test_pages import followed, said

EVENT = "2026-12-03"
NEW = {"name": "  Chambre & <Cie>\n", "lang": "en", "event": EVENT}


async def the_group(site: Pages, who: str) -> KeptCohort:
    """Their newest."""
    async with site.group.store.transaction() as tx:
        return (await cohorts.mine(tx, site.learner(who)))[-1][0]


async def known(site: Pages) -> None:
    """Telegram has said what the bot is called."""
    async with site.group.store.transaction() as tx:
        await keep_name(tx, "a_bot")


def link_on(page: Answered) -> str:
    found = re.search(r'id="link" readonly value="([^"]*)"', page.text)
    assert found
    return unescape(found[1])


async def test_a_group_is_made_and_its_week_will_be_told(site: Pages) -> None:
    stranger = await site.visitor("stranger")
    made = await stranger.post("/new", form=NEW)
    page = await followed(stranger, made)
    group = await the_group(site, "stranger")
    async with site.group.store.transaction() as tx:
        me = await tx.learners.of_id(site.learner("stranger").id)
        assert me
        weekly = await is_weekly(tx, me, group)

    assert made.to.startswith(f"/c/{group.id}/links")
    assert (group.name, group.lang, group.event and group.event.isoformat()) == ("Chambre & <Cie>", Language.EN, EVENT)
    assert group.zone == site.learner("stranger").preferences.time_zone
    assert "Votre groupe est prêt" in said(page)
    assert "<Cie>" not in page.text
    assert weekly


@pytest.mark.parametrize(
    "slip", [{"name": " \n "}, {"lang": "xx"}, {"event": "2020-01-01"}, {"event": "2031-01-01"}, {"event": "jeudi"}]
)
async def test_a_group_needs_a_name_and_a_day_that_can_come(site: Pages, slip: dict[str, str]) -> None:
    owner = await site.visitor("owner")
    answers = [await owner.post(path, form={**NEW, **slip}) for path in ("/new", f"/c/{site.group.id}/settings")]
    async with site.group.store.transaction() as tx:
        names = [cohort.name for cohort, _ in await cohorts.mine(tx, site.learner("owner"))]

    assert [one.status for one in answers] == [422, 422]
    assert all('role="alert"' in one.text for one in answers)
    assert names == ["Chambre"]


async def test_a_group_is_called_otherwise_and_keeps_the_day_that_has_passed(site: Pages) -> None:
    co_coach = await site.visitor("co_coach")
    path = f"/c/{site.group.id}/settings"
    first = await followed(co_coach, await co_coach.post(path, form=NEW))
    site.group.clock.turn(timedelta(days=60).total_seconds())
    visitor = await site.visitor("co_coach")
    again = await visitor.post(path, form={**NEW, "name": "Après"})
    async with site.group.store.transaction() as tx:
        group = await tx.cohorts.of_id(site.group.id)

    assert "C'est enregistré" in said(first)
    assert again.status == 303
    assert group
    assert (group.name, group.zone, group.event and group.event.isoformat()) == ("Après", "America/Toronto", EVENT)


async def test_a_link_is_shown_once_with_its_code_and_lets_somebody_in(site: Pages) -> None:
    await known(site)
    owner = await site.visitor("owner")
    path = f"/c/{site.group.id}/links"
    shown = await owner.post(path, form={"role": "learner", "days": "3", "uses": "2"})
    link = link_on(shown)
    token = link.partition("?start=j_")[2]
    picture = await owner.post(f"{path}/code", form={"token": token})
    foreign = await owner.post(f"{path}/code", form={"token": "x" * 22})
    listed = await owner.get(path)
    async with site.group.store.transaction() as tx:
        joined = await invitations.join(site.group.notebook, tx, site.learner("stranger"), token)
    used = await owner.get(path)

    assert link.startswith("https://t.me/a_bot?start=j_")
    assert '<path d="M' in shown.text
    assert "pour 2 personnes" in said(shown)
    assert picture.headers["Content-Type"] == "image/png"
    assert int(picture.headers["Content-Length"]) == len(qr_png(link))
    assert foreign.status == 404
    assert token not in listed.text
    assert "0 sur 2" in said(listed)
    assert isinstance(joined, Joined)
    assert "1 sur 2" in said(used)


async def test_how_many_a_link_lets_in_depends_on_whom_it_is_for(site: Pages) -> None:
    await known(site)
    owner = await site.visitor("owner")
    path = f"/c/{site.group.id}/links"
    shown = {
        role: said(await owner.post(path, form={"role": role, "days": "", "uses": ""}))
        for role in ("learner", "sponsor", "co_coach")
    }
    nobody = await owner.post(path, form={"role": "queen"})
    above = await owner.post(path, form={"role": "owner"})
    forever = await owner.post(path, form={"role": "co_coach", "days": "999999", "uses": "999999"})
    async with site.group.store.transaction() as tx:
        longest = max(await tx.invitations.of_cohort(site.group.id), key=lambda one: one.most_uses)

    assert "pour 40 personnes" in shown["learner"]
    assert "pour 5 personnes" in shown["sponsor"]
    assert "pour 1 personne," in shown["co_coach"]
    assert [nobody.status, above.status, forever.status] == [422, 404, 200]
    assert longest.most_uses == invitations.MOST_USES
    assert longest.expires - longest.made == timedelta(days=invitations.MOST_DAYS)


async def test_while_the_bot_has_no_name_the_line_to_write_is_shown(site: Pages) -> None:
    owner = await site.visitor("owner")
    shown = await owner.post(f"/c/{site.group.id}/links", form={"role": "learner"})
    token = link_on(shown).removeprefix("/start j_")
    picture = await owner.post(f"/c/{site.group.id}/links/code", form={"token": token})

    assert link_on(shown).startswith("/start j_")
    assert "<svg" not in shown.text
    assert "Qui écrit cette ligne au bot" in said(shown)
    assert picture.status == 404


async def test_a_link_that_is_revoked_lets_nobody_in(site: Pages, things: Things) -> None:
    owner = await site.visitor("owner")
    before = await owner.get(f"/c/{site.group.id}/links")
    after = await followed(owner, await owner.post(f"/i/{things.invitation}/revoke"))

    assert things.invitation in before.text
    assert things.invitation not in after.text
    assert "Qui est entré reste" in said(after)


async def role_of(site: Pages, who: str) -> Role | None:
    async with site.group.store.transaction() as tx:
        found = await tx.cohorts.member(site.group.id, site.learner(who).id)
    return found.role if found else None


async def member(site: Pages, who: str) -> str:
    async with site.group.store.transaction() as tx:
        return (await site.group.member(tx, who)).id


async def appointed(site: Pages, visitor: Visitor, who: str, role: str) -> int:
    return (await visitor.post(f"/m/{await member(site, who)}/role", form={"role": role})).status


async def test_an_owner_says_who_is_what(site: Pages) -> None:
    owner = await site.visitor("owner")
    people = await owner.get(f"/c/{site.group.id}/people")
    statuses = [await appointed(site, owner, "learner", role) for role in ("co_coach", "sponsor", "learner", "owner")]
    gone = await followed(owner, await owner.post(f"/m/{await member(site, 'sponsor')}/remove"))
    of_oneself = await owner.get(f"/m/{await member(site, 'owner')}/role")

    assert people.text.count("/role") == 4  # everybody but themselves
    assert statuses == [303, 303, 303, 404]
    assert await role_of(site, "learner") is Role.LEARNER
    assert "n'est plus dans le groupe" in said(gone)
    assert await role_of(site, "sponsor") is None
    assert of_oneself.status == 404


async def test_a_group_is_handed_to_a_co_coach_and_left(site: Pages) -> None:
    owner = await site.visitor("owner")
    heir, learner = await member(site, "co_coach"), await member(site, "learner")
    asked = await owner.get(f"/m/{heir}/hand")
    to_a_learner = [(await owner.get(f"/m/{learner}/hand")).status, (await owner.post(f"/m/{learner}/hand")).status]
    stays = await followed(owner, await owner.post(f"/m/{await member(site, 'owner')}/remove"))
    handed = await followed(owner, await owner.post(f"/m/{heir}/hand"))
    settings = await owner.get(f"/c/{site.group.id}/settings")
    left = await followed(owner, await owner.post(f"/m/{await member(site, 'owner')}/remove"))

    assert "Vous ne pourrez pas le reprendre" in said(asked)
    assert to_a_learner == [404, 404]
    assert "il faut d'abord confier le groupe" in said(stays)
    assert "Le groupe est confié" in said(handed)
    assert "Quitter ce groupe" in said(settings)
    assert f"/c/{site.group.id}/close" not in settings.text
    assert "Vous n'êtes plus dans ce groupe" in said(left)
    assert await role_of(site, "co_coach") is Role.OWNER


async def test_a_sponsor_leaves_from_their_page(site: Pages) -> None:
    sponsor = await site.visitor("sponsor")
    page = await sponsor.get(f"/c/{site.group.id}")
    left = await followed(sponsor, await sponsor.post(f"/m/{await member(site, 'sponsor')}/remove"))

    assert "Quitter ce groupe" in said(page)
    assert "Vous n'êtes plus dans ce groupe" in said(left)


async def test_what_closing_takes_along_is_told_before_it_is_done(site: Pages, things: Things) -> None:
    owner, learner = await site.visitor("owner"), await site.visitor("learner")
    asked = await owner.get(f"/c/{site.group.id}/close")
    closed = await followed(owner, await owner.post(f"/c/{site.group.id}/close"))
    async with site.group.store.transaction() as tx:
        theirs = await tx.rehearsals.of_id(site.learner("learner"), things.result)

    assert all(one in said(asked) for one in ("2 personnes", "1 travail demandé", "4 liens"))
    assert "Le groupe est fermé" in said(closed)
    assert [(await who.get(f"/c/{site.group.id}")).status for who in (owner, learner)] == [404, 404]
    assert theirs is not None
