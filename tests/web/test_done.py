"""The pages of what is no single conversation: an exercise, an evening, a season, as far as each was shared."""

from __future__ import annotations

from coaching.cohorts.target import What
from tests.services.groups import ACTORS, Group, a_group
from tests.services.test_access import NOWHERE
from tests.services.works import ANSWER, SAID, Works, works_of
from tests.web.sites import Answered, Pages, pages, plain
from tests.web.test_pages import followed, said


def page_of(group: Group, works: Works, what: What) -> str:
    return f"/c/{group.id}/r/{works.done[what]}"


def squeezed(text: str) -> str:
    """Without spaces: moves that are marked stand apart."""
    return "".join(text.split())


async def share(site: Pages, works: Works, level: str) -> list[Answered]:
    learner = await site.visitor("learner")
    return [
        await followed(learner, await learner.post(f"{page_of(site.group, works, what)}/share", form={"level": level}))
        for what in works.done
    ]


async def test_each_is_shown_as_far_as_its_learner_chose() -> None:
    async with a_group() as group:
        works = await works_of(group)
        async with pages(group, works=works) as site:
            owner, learner = await site.visitor("owner"), await site.visitor("learner")
            shown: dict[str, dict[What, Answered]] = {}
            for level in ("nothing", "marks", "transcript"):
                told = await share(site, works, level)
                assert {page.status for page in told} == {200}
                shown[level] = {what: await owner.get(page_of(group, works, what)) for what in works.done}
            nowhere = await owner.get(f"/c/{group.id}/r/{NOWHERE}")
            async with group.store.transaction() as tx:
                member = (await group.member(tx, "learner")).id
            person, list_ = await owner.get(f"/m/{member}"), await owner.get(f"/c/{group.id}/shared")
            mine = {what: await learner.get(page_of(group, works, what)) for what in works.done}

    for what, words in SAID.items():
        marks, whole = shown["marks"][what], shown["transcript"][what]
        assert (shown["nothing"][what].status, shown["nothing"][what].text) == (404, nowhere.text)
        assert not [text for text in words if squeezed(text) in squeezed(said(marks))], what
        assert "ne montre que ses notes" in said(marks)
        assert all(squeezed(text) in squeezed(said(whole)) for text in words), what
        assert all("<strong>" in page.text and "Les constats" in said(page) for page in (marks, whole))
        assert works.done[what] in person.text
        assert works.done[what] in list_.text
        assert "Ce que vous montrez" in said(mine[what])
        assert "/share" not in whole.text
    assert "Ce qui lui vient d'abord" in said(shown["marks"][What.DRILLS])
    assert "Ce qui vous vient" in said(mine[What.DRILLS])
    assert "3 messages" in said(shown["marks"][What.EVENING])
    assert "Membres rencontrés : 1" in said(shown["marks"][What.CLUB])
    assert "Semaine 1" in said(shown["transcript"][What.CLUB])
    assert shown["transcript"][What.EVENING].text.count('<p class="mine"') == 3


async def test_a_learner_finds_what_they_keep_to_themselves_and_nobody_else_does() -> None:
    async with a_group() as group:
        works = await works_of(group)
        async with pages(group, works=works) as site:
            async with group.store.transaction() as tx:
                path = f"/m/{(await group.member(tx, 'learner')).id}"
            owner, learner = await site.visitor("owner"), await site.visitor("learner")
            mine, theirs = await learner.get(path), await owner.get(path)
            form = {"level": "marks"}
            await learner.post(f"{page_of(group, works, What.EVENING)}/share", form=form)
            after = await learner.get(path)

    assert {name in mine.text for name in works.done.values()} == {True}
    assert {name in theirs.text for name in works.done.values()} == {False}
    assert "Ce que vous gardez pour vous" in said(mine)
    assert "Ce que vous gardez" not in said(theirs)
    kept = after.text.partition('<ul class="list">')[2].partition("</ul>")[0]
    assert {what for what, name in works.done.items() if name in kept} == {What.DRILLS, What.CLUB}


async def test_whoever_may_not_see_them_gets_the_page_of_nowhere() -> None:
    async with a_group() as group:
        works = await works_of(group)
        async with pages(group, works=works) as site:
            await share(site, works, "marks")
            visitors = {who: await site.visitor(who) for who in ACTORS}
            found = {
                who: {(await visitor.get(page_of(group, works, what))).status for what in works.done}
                for who, visitor in visitors.items()
            }
            elsewhere = [
                (await visitors["other_coach"].get(page_of(group, works, what).replace(group.id, other.id))).status
                for what in works.done
                if (other := group.other_cohort)
            ]
            learner, owner = visitors["learner"], visitors["owner"]
            path = page_of(group, works, What.EVENING)
            answers = [
                (await owner.post(f"{path}/comment", form={"text": "Bien!"})).status,
                (await owner.post(f"{path}/review", form={"finding": "0", "decision": "accept"})).status,
                (await owner.post(f"{path}/share", form={"level": "transcript"})).status,
            ]
            looks = plain((await learner.get(path)).text)

    assert {who for who, statuses in found.items() if statuses == {200}} == {"owner", "co_coach", "learner"}
    assert {who for who, statuses in found.items() if statuses == {404}} == set(ACTORS) - {
        "owner",
        "co_coach",
        "learner",
    }
    assert elsewhere == [404, 404, 404]
    assert answers == [404, 404, 404]
    assert ANSWER not in looks
