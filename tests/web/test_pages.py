"""What stands on the pages, and what their forms do, over HTTP."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from coaching.cohorts.sharing import Level
from coaching.inspection.service import Inspecting
from coaching.language import Language
from coaching.reading import Heard, Message, Reading
from coaching.scenario import Scenario
from coaching.services import appeals
from coaching.services.access import NotThere
from coaching.services.events import Begun, Contested
from coaching.services.exporting_marks import Export
from coaching.services.ports import Transaction
from coaching.services.records import KeptTurn, Learner
from coaching.understanding import NotReadyError
from tests.content import understanding
from tests.services.groups import DUE, PITCH, Group, Things, a_group, one_of_everything
from tests.services.practices import ATTENDEE, SHY
from tests.web.sites import COMMON, Answered, Pages, Visitor, a_scenario, pages, plain


def said(answer: Answered) -> str:
    """What a page says, as it is read."""
    return " ".join(unescape(plain(answer.text)).split())


async def followed(visitor: Visitor, answer: Answered) -> Answered:
    assert answer.status == 303, answer.status
    return await visitor.get(answer.to.partition("#")[0])


async def contest(group: Group, result: str, reason: str = "Je répondais à sa question.") -> str:
    """An appeal against the first finding that can be contested; its id."""
    for number in range(20):
        async with group.store.transaction() as tx:
            made = await appeals.contest(group.notebook, tx, group.people["learner"], result, number, reason)
        if isinstance(made, Contested) and made.finding.points < 0:
            return made.appeal.id
    raise AssertionError("nothing to contest")


async def test_the_board_shows_how_everybody_stands(site: Pages, things: Things) -> None:
    async with site.group.store.transaction() as tx:
        await site.group.assign(tx, about="buffet_loner", attempts=3)
    page = await (await site.visitor("owner")).get(f"/c/{site.group.id}")

    assert page.text.count('role="row"') == 1 + 3  # the head, one for the learner alone, one each for both
    assert "other_learner" in said(page)
    assert "jeudi 3 décembre" in said(page)
    assert things.assignment.id in page.text


async def test_the_board_is_sorted_and_narrowed_without_a_script(site: Pages, things: Things) -> None:
    async with site.group.store.transaction() as tx:
        await site.group.assign(tx, about="buffet_loner")
    owner = await site.visitor("owner")
    whole = await owner.get(f"/c/{site.group.id}?order=attempts")
    one = await owner.get(f"/c/{site.group.id}?order=due&assignment={things.assignment.id}")
    strange = await owner.get(f"/c/{site.group.id}?order=%27&assignment=1&start=-5&said=%3Cb%3E")

    assert [page.text.count('role="rowheader"') for page in (whole, one, strange)] == [3, 1, 3]
    assert '<option value="attempts" selected>' in whole.text


async def test_the_board_shows_what_stands_in_one_way_and_keeps_to_it_from_page_to_page(site: Pages) -> None:
    async with site.group.store.transaction() as tx:
        for number in range(1, 14):
            await site.group.assign(tx, day=DUE + number * timedelta(days=1))
        done = await site.group.assign(tx, about="buffet_loner")
    await site.group.rehearse("learner", scenario="buffet_loner")
    owner, path = await site.visitor("owner"), f"/c/{site.group.id}"
    over = await owner.get(f"{path}?state=completed")
    waiting = await owner.get(f"{path}?state=not_started&order=due")
    (onward,) = re.findall(r'rel="next" href="([^"]+)"', waiting.text)
    rest = await owner.get(unescape(onward))
    none = await owner.get(f"{path}?state=past_due&assignment={done.id}")
    strange = await owner.get(f"{path}?state=%27")

    assert [page.text.count('role="rowheader"') for page in (over, waiting, rest, none)] == [1, 25, 2, 0]
    assert "1 à 25 sur 27" in said(waiting)
    assert "26 à 27 sur 27" in said(rest)
    for page in (waiting, rest):
        assert '<option value="not_started" selected>' in page.text
        assert '<option value="due" selected>' in page.text
    assert "Voir tout le tableau" in said(none)
    assert "1 à 25 sur 28" in said(strange)


async def test_what_people_wrote_is_never_part_of_the_page(site: Pages, things: Things) -> None:
    wicked = "<script>alert(1)</script>\"'><img src=x>"
    owner, learner = await site.visitor("owner"), await site.visitor("learner")
    await owner.post(f"/c/{site.group.id}/r/{things.result}/comment", form={"text": wicked, "turn": "1"})
    async with site.group.store.transaction() as tx:
        member = await site.group.member(tx, "learner")
        await tx.cohorts.keep_member(replace(member, alias=wicked))
    texts = [
        (await who.get(path)).text
        for who in (owner, learner)
        for path in (f"/c/{site.group.id}/r/{things.result}", f"/m/{things.member.id}")
    ]
    texts.append((await owner.get(f"/c/{site.group.id}")).text)

    assert all("<img" not in text and "alert(1)</script>" not in text for text in texts)
    assert all("&lt;script&gt;" in text for text in texts)


async def test_a_conversation_is_shown_with_its_moves_and_its_trust(site: Pages, things: Things) -> None:
    page = await (await site.visitor("owner")).get(f"/c/{site.group.id}/r/{things.result}")

    assert '<mark class="costs"' in page.text
    assert '<mark class="gives"' in page.text
    assert '<span class="move costs">' in page.text
    assert all(word in said(page) for word in PITCH.split())
    assert "<polyline" in page.text
    assert "confiance" in said(page)


class Unready:
    """An understanding that has to be made ready before it reads anything."""

    def __init__(self) -> None:
        self.is_ready = False

    def read(self, message: Message, scenario: Scenario | None = None) -> Reading:
        if not self.is_ready:
            raise NotReadyError(self.make_ready)
        return understanding().read(message, scenario)

    def hear(self, line: str, lang: Language) -> Heard:
        return understanding().hear(line, lang)

    def make_ready(self) -> None:
        self.is_ready = True


async def test_what_has_to_be_played_again_is_made_ready_first(site: Pages) -> None:
    group, learner = site.group, site.learner("learner")
    async with group.store.transaction() as tx:
        begun = await group.practice.begin(tx, learner, ATTENDEE)
        assert isinstance(begun, Begun)
        older = KeptTurn(1, PITCH, "what an older version answered", saved="{}", at=group.clock.now)
        await tx.rehearsals.add_turn(learner, begun.id, older)
        await group.practice.end(tx, learner)
        await group.share(tx, "learner", begun.id, Level.TRANSCRIPT)
    group.notebook.understanding = Unready()
    page = await (await site.visitor("owner")).get(f"/c/{group.id}/r/{begun.id}")

    assert page.status == 200
    assert all(word in said(page) for word in PITCH.split())


async def test_a_comment_is_made_changed_and_taken_away(site: Pages, things: Things) -> None:
    owner, learner = await site.visitor("owner"), await site.visitor("learner")
    path = f"/c/{site.group.id}/r/{things.result}"
    made = await followed(owner, await owner.post(f"{path}/comment", form={"text": "Belle question!", "turn": "1"}))
    read = await learner.get(path)
    edited = await followed(owner, await owner.post(f"/k/{things.comment.id}", form={"text": "Très bien!"}))
    gone = await followed(learner, await learner.post(f"/k/{things.comment.id}/delete"))
    empty = await followed(owner, await owner.post(f"{path}/comment", form={"text": "  "}))
    strange = await owner.post(f"{path}/comment", form={"text": "Non", "turn": "1", "rule": "x" * 500})

    assert "Votre commentaire est là" in said(made)
    assert "Belle question!" in said(read)
    assert "Très bien!" in said(edited)
    assert "Très bien!" not in said(gone)
    assert "rien d'écrit" in said(empty)
    assert strange.status == 404


async def test_a_finding_is_reviewed_and_no_point_is_taken(site: Pages, things: Things) -> None:
    owner, learner = await site.visitor("owner"), await site.visitor("learner")
    path = f"/c/{site.group.id}/r/{things.result}"
    rejected = {"finding": "0", "decision": "reject", "note": "Pas d'accord"}
    kept = await followed(owner, await owner.post(f"{path}/review", form=rejected))
    unkind = await owner.post(f"{path}/review", form={"finding": "1", "decision": "adjust", "points": "-400"})
    strange = [
        (await owner.post(f"{path}/review", form=form)).status
        for form in ({"finding": "x", "decision": "reject"}, {"finding": "0", "decision": "burn"}, {"finding": "999"})
    ]

    assert "Pas d'accord" in said(kept)
    assert "Pas d'accord" in said(await learner.get(path))
    assert unkind.status == 422
    assert "n'enlève jamais de points" in said(unkind)
    assert strange == [404, 404, 404]


async def test_an_appeal_is_decided_in_place(site: Pages, things: Things) -> None:
    appeal = await contest(site.group, things.result)
    owner, learner = await site.visitor("owner"), await site.visitor("learner")
    path = f"/c/{site.group.id}/appeals"
    waiting = await owner.get(path)
    decision = {"decision": "accept", "note": "Vous avez raison."}
    decided = await followed(owner, await owner.post(f"{path}/{appeal}", form=decision))
    again = await followed(owner, await owner.post(f"{path}/{appeal}", form=decision))
    shown = await learner.get(f"/c/{site.group.id}/r/{things.result}")
    table = await owner.get(f"/c/{site.group.id}/disagreement")

    assert "Je répondais à sa question." in said(waiting)
    assert "Personne ne conteste" in said(decided)
    assert "déjà décidé" in said(again)
    assert "Vous avez raison." in said(shown)
    assert "Après relecture" in said(shown)
    assert "100 %" in said(table)


async def test_rejected_findings_become_cases_of_what_may_be_read(site: Pages, things: Things) -> None:
    owner, learner = await site.visitor("owner"), await site.visitor("learner")
    path = f"/c/{site.group.id}/r/{things.result}"
    await owner.post(f"{path}/review", form={"finding": "0", "decision": "reject"})
    told = json.loads((await owner.get(f"/c/{site.group.id}/cases.json")).text)
    await learner.post(f"{path}/share", form={"level": "marks"})
    untold = json.loads((await owner.get(f"/c/{site.group.id}/cases.json")).text)

    assert [one["scenario"] for one in told] == [ATTENDEE]
    assert untold == []


async def test_work_is_asked_for_changed_and_taken_back(site: Pages) -> None:
    owner, learner = await site.visitor("owner"), await site.visitor("learner")
    path = f"/c/{site.group.id}/assignments"
    wish = {"what": "scenario:buffet_loner", "day": "2026-12-03", "attempts": "2", "aim": "listening", "least": "60"}
    given = await followed(owner, await owner.post(path, form={**wish, "note": "Dix minutes suffisent."}))
    (address,) = {part.partition('"')[0] for part in given.text.split('href="')[1:] if part.startswith("/a/")}
    seen = await learner.get(address)
    again = {"day": "2026-12-10", "attempts": "1", "aim": ""}
    changed = await followed(owner, await owner.post(address, form=again))
    past = await owner.post(address, form={**again, "day": "2020-01-01"})
    strange = [
        {"day": "demain"},
        {"what": "evening:nowhere"},
        {"what": "x"},
        {"what": "scenario:\0"},
        {"attempts": "1e9"},
    ]
    unclear = [(await owner.post(path, form={**wish, **one})).status for one in strange]
    gone = await followed(owner, await owner.post(f"{address}/withdraw"))

    assert "au moins 60 en Écoute" in said(seen)
    assert "Dix minutes suffisent." in said(seen)
    assert "<form" not in seen.text.partition("<main")[2]
    assert "jeudi 10 décembre" in said(changed)
    assert past.status == 422
    assert unclear == [422] * len(strange)
    assert "Cette date est passée" in said(past)
    assert address not in gone.text


async def test_a_learner_reads_their_own_page_and_leaves_in_one_tap(site: Pages, things: Things) -> None:
    learner = await site.visitor("learner")
    home = await followed(learner, await learner.get(f"/c/{site.group.id}"))
    left = await followed(learner, await learner.post(f"/m/{things.member.id}/remove"))

    assert "Quitter ce groupe" in said(home)
    assert "Vous n'êtes plus dans ce groupe" in said(left)
    assert (await learner.get(f"/m/{things.member.id}")).status == 404


async def test_two_or_more_shared_conversations_make_a_curve(site: Pages, things: Things) -> None:
    second = await site.group.rehearse("learner", *SHY[:2])
    owner = await site.visitor("owner")
    one = await owner.get(f"/m/{things.member.id}")
    async with site.group.store.transaction() as tx:
        await site.group.share(tx, "learner", second, Level.MARKS)
    two = await owner.get(f"/m/{things.member.id}")

    assert "<polyline" not in one.text
    assert two.text.count("<polyline") == 5


async def test_the_week_is_told(site: Pages, things: Things) -> None:
    page = await (await site.visitor("co_coach")).get(f"/c/{site.group.id}/week")

    assert "La semaine de" in said(page)
    assert things.member.id not in said(page)


async def test_a_draft_is_kept_checked_tried_and_published_apart() -> None:
    baker = a_scenario("Boulangère")
    async with a_group() as group, pages(group, Inspecting(COMMON)) as site:
        owner, other = await site.visitor("owner"), await site.visitor("other_learner")
        begun = await owner.post("/s", form={"name": "Boulangère"})
        again = await owner.post("/s", form={"name": " Boulangère "})
        slip = json.loads((await owner.post("/s/check", form={"text": "id: x\r\ntitel: oups\r\n"})).text)
        sound = json.loads((await owner.post("/s/check", form={"text": baker})).text)
        broken = await owner.post(f"{begun.to}/publish", form={"text": "id: x", "cohort": group.id})
        tried = await owner.post(f"{begun.to}/preview", form={"text": baker, "message": "Bonsoir! Vous venez souvent?"})
        elsewhere = await owner.post(f"{begun.to}/publish", form={"text": baker, "cohort": group.other_cohort.id})  # type: ignore[union-attr]
        unseen = await other.get(begun.to)
        published = await owner.post(f"{begun.to}/publish", form={"text": baker, "cohort": group.id})
        played = await other.get(begun.to)
        await owner.post(begun.to, form={"text": "id: brouillon"})
        listed = await other.get(f"/c/{group.id}/scenarios")
        async with group.store.transaction() as tx:
            version = await tx.own_scenarios.version(begun.to.removeprefix("/s/"), 1)
        refused = await other.post("/s/check", form={"text": baker})

    assert again.to == begun.to
    assert {one["line"] for one in slip["slips"]} >= {2}
    assert [one for one in sound["slips"] if one["grave"]] == []
    assert broken.status == 422
    assert "Vous venez souvent?" in said(tried)
    assert "confiance" in said(tried)
    assert (elsewhere.status, unseen.status, refused.status) == (404, 404, 404)
    assert (published.status, played.status) == (303, 200)
    assert "topics:" not in played.text
    assert "Boulangère" in said(listed)
    assert version == baker


class Exporting:
    async def export(self, tx: Transaction, actor: Learner, cohort_id: str, form: str) -> Export | NotThere:
        me = await tx.cohorts.member(cohort_id, actor.id)
        return Export(f"groupe.{form}", "text/csv", b"nom\n") if me and me.role.is_coach else NotThere()


@pytest.mark.parametrize(
    ("who", "form", "status"), [("owner", "csv", 200), ("owner", "exe", 404), ("sponsor", "csv", 404)]
)
async def test_a_board_is_taken_along_by_its_coaches(who: str, form: str, status: int) -> None:
    async with a_group() as group, pages(group, exporter=Exporting()) as site:
        answer = await (await site.visitor(who)).get(f"/c/{group.id}/export.{form}")

    assert answer.status == status
    if status == 200:
        assert answer.headers["Content-Disposition"] == 'attachment; filename="groupe.csv"'


async def test_two_coaches_and_three_learners_at_once(site: Pages) -> None:
    group = site.group
    things = await one_of_everything(group)
    path = f"/c/{group.id}/r/{things.result}"
    visitors: Mapping[str, Visitor] = {
        who: await site.visitor(who) for who in ("owner", "co_coach", "learner", "other_learner", "stranger")
    }

    async def coach(who: str) -> list[int]:
        told = [await visitors[who].post(f"{path}/comment", form={"text": f"{who} {n}", "turn": "1"}) for n in range(5)]
        return [one.status for one in told]

    async def learner(who: str) -> list[int]:
        return [(await visitors[who].get(path)).status for _ in range(5)]

    coaches = asyncio.gather(coach("owner"), coach("co_coach"))
    statuses = await asyncio.gather(coaches, *(learner(who) for who in ("learner", "other_learner", "stranger")))
    page = said(await visitors["learner"].get(path))

    assert statuses == [[[303] * 5] * 2, [200] * 5, [404] * 5, [404] * 5]
    assert all(f"{who} {n}" in page for who in ("owner", "co_coach") for n in range(5))
