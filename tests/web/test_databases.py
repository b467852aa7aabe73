"""The same pages whichever database is under them: what a coach and a learner do in a day, on SQLite and PostgreSQL."""

from __future__ import annotations

import re

from coaching.cohorts.standing import State
from coaching.cohorts.target import What
from coaching.services.cohort_ports import BoardOrder
from tests.postgres import a_database
from tests.services.groups import a_group, one_of_everything
from tests.services.works import works_of
from tests.web.sites import Answered, Visitor, pages
from tests.web.test_pages import contest, followed

ASKED = {"what": "scenario:buffet_loner", "day": "2026-12-03", "attempts": "2", "aim": "listening", "least": "60"}


def same(page: Answered) -> tuple[int, str]:
    """What doesn't differ from session to session."""
    return page.status, re.sub(r'name="csrf" value="\w+"', "", page.text)


async def seen(visitor: Visitor, *paths: str) -> dict[str, tuple[int, str]]:
    return {path: same(await visitor.get(path)) for path in paths}


async def a_day(url: str) -> dict[str, tuple[int, str]]:
    """All that is answered in one, by address."""
    async with a_group(url) as group:
        things, works = await one_of_everything(group), await works_of(group)
        await contest(group, things.result)
        async with pages(group, works=works) as site:
            owner, learner = await site.visitor("owner"), await site.visitor("learner")
            group_, person, path = f"/c/{group.id}", f"/m/{things.member.id}", f"/c/{group.id}/r/{things.result}"
            await followed(owner, await owner.post(f"{group_}/assignments", form=ASKED))
            await followed(learner, await learner.post(f"{path}/share", form={"level": "transcript"}))
            await followed(owner, await owner.post(f"{path}/comment", form={"text": "Belle question!", "turn": "1"}))
            await followed(owner, await owner.post(f"{path}/review", form={"finding": "0", "decision": "reject"}))
            for what in works.done.values():
                await learner.post(f"{group_}/r/{what}/share", form={"level": "transcript"})
            boards = [f"{group_}?order={order}" for order in BoardOrder] + [f"{group_}?state={one}" for one in State]
            tabs = ("week", "shared", "appeals", "assignments", "people", "disagreement", "cases.json", "scenarios")
            works_ = [f"{group_}/r/{name}" for name in works.done.values()]
            answered = await seen(owner, "/", *boards, *(f"{group_}/{tab}" for tab in tabs), person, path, *works_)
            mine = await seen(learner, person, path, works_[0])
            answered |= {f"{place} to the learner": page for place, page in mine.items()}
    assert set(works.done) == {What.DRILLS, What.EVENING, What.CLUB}
    return answered


async def test_the_pages_are_the_same_on_every_database() -> None:
    with a_database() as server:
        on_file, on_server = await a_day("sqlite://"), await a_day(server)

    assert {path: page for path, page in on_server.items() if page[0] != 200} == {}
    assert [path for path, page in on_file.items() if page != on_server[path]] == []
    assert len(on_file) == len(on_server) > 20
