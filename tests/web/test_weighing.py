"""What counts double in what is asked, on the pages."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

from coaching.scorecard.rubric import Dimension
from tests.content import rubric
from tests.services.groups import a_group
from tests.web.sites import Answered, pages, plain

WISH = {"what": "scenario:buffet_loner", "day": "2026-12-03", "attempts": "1", "aim": "", "double": "listening"}
OTHERWISE = {"day": "2026-12-04", "attempts": "2", "aim": ""}
TWICE = "ce qui compte double : Écoute"


def said(answer: Answered) -> str:
    return " ".join(unescape(plain(answer.text)).split())


async def test_what_counts_double_is_chosen_in_the_form_told_to_the_learner_and_taken_back() -> None:
    async with a_group() as group, pages(group) as site:
        owner, learner = await site.visitor("owner"), await site.visitor("learner")
        path = f"/c/{group.id}/assignments"
        given = await owner.post(path, form=WISH)
        async with group.store.transaction() as tx:
            (made,) = await tx.assignments.of_cohort(group.id)
        page, form = await learner.get(f"/a/{made.id}"), await owner.get(f"/a/{made.id}")
        await owner.post(f"/a/{made.id}", form=OTHERWISE)  # as a form of before would
        async with group.store.transaction() as tx:
            kept = await tx.assignments.of_id(made.id)
        await owner.post(f"/a/{made.id}", form={**OTHERWISE, "double": ""})
        async with group.store.transaction() as tx:
            usual = await tx.assignments.of_id(made.id)

    assert made.weights == {**rubric().weights, Dimension.LISTENING: 2 * rubric().weights[Dimension.LISTENING]}
    assert given.status == 303
    assert TWICE in said(page)
    assert '<option value="listening" selected>' in form.text
    assert kept
    assert (kept.attempts, kept.weights) == (2, made.weights)
    assert usual
    assert usual.weights is None


async def test_weights_no_form_gives_are_shown_and_kept_through_a_change() -> None:
    weights = {Dimension.CURIOSITY: 70, Dimension.RESTRAINT: 30}
    async with a_group() as group, pages(group) as site:
        owner = await site.visitor("owner")
        async with group.store.transaction() as tx:
            made = await group.assign(tx, weights=weights)
        form = await owner.get(f"/a/{made.id}")
        await owner.post(f"/a/{made.id}", form={**OTHERWISE, "double": "kept"})
        async with group.store.transaction() as tx:
            kept = await tx.assignments.of_id(made.id)

    assert '<option value="kept" selected>' in form.text
    assert "Curiosité 70, Retenue 30" in said(form)
    assert kept
    assert kept == replace(made, attempts=2, due=kept.due, edited=kept.edited)
