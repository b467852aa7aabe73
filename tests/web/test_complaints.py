"""What learners complained of in a scenario, on its author's page."""

from __future__ import annotations

from coaching.services import own_scenarios
from coaching.services.cohort_records import KeptReport
from tests.services.groups import a_group, one_of_everything
from tests.services.test_access import NOWHERE
from tests.web.sites import pages

REASON = "Il insiste <trop>."


async def test_a_complaint_is_settled_on_the_page_of_the_scenario_by_its_author_alone() -> None:
    async with a_group() as group, pages(group) as site:
        own = (await one_of_everything(group)).own
        async with group.store.transaction() as tx:
            made = await own_scenarios.report(group.notebook, tx, group.people["learner"], own.id, REASON)
        assert isinstance(made, KeptReport)
        owner, place = await site.visitor("owner"), f"/s/{own.id}/reports/{made.id}"
        before = await owner.get(f"/s/{own.id}")
        early = await owner.post(place, form={"how": "mended"})
        none = await owner.post(f"/s/{own.id}/reports/{NOWHERE}", form={"how": "stays"})
        others = [
            await (await site.visitor(who)).post(place, form={"how": "stays"}) for who in group.people if who != "owner"
        ]
        settled = await owner.post(place, form={"how": "stays"})
        again = await owner.post(place, form={"how": "stays"})
        after = await owner.get(f"/s/{own.id}")

    assert "Il insiste &lt;trop&gt;." in before.text
    assert 'value="stays"' in before.text
    assert 'value="mended"' not in before.text
    assert {one.status for one in (none, *others)} == {404}
    assert (early.status, again.status) == (404, 404)
    assert (settled.status, settled.to) == (303, f"/s/{own.id}?said=settled")
    assert "Il insiste" not in after.text
