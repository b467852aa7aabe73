"""What work is called on a page: a scenario, an evening, a season, exercises, or a coach's own."""

from __future__ import annotations

from coaching.cohorts.target import What
from coaching.faces.web.answers import Ask
from coaching.faces.words.groups import what_told
from coaching.services import own_scenarios
from coaching.services.access import NotThere


async def own_names(ask: Ask, cohort_id: str) -> dict[str, str]:
    """The names of the coaches' own scenarios played there, by id."""
    found = await own_scenarios.open_to(ask.tx, ask.me, cohort_id)
    return {} if isinstance(found, NotThere) else {one.id: one.name for one in found}


def work_told(ask: Ask, what: What, about: str, own: dict[str, str]) -> str:
    """What is asked, in words."""
    told = what_told(what, ask.site.name_of(what, about, ask.words, own), ask.words)
    return told[:1].upper() + told[1:]
