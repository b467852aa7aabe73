"""The week of a group, and where its coaches disagree with the marks."""

from __future__ import annotations

import json

from coaching.cohorts.disagreement import Disagreement, by_rule
from coaching.cohorts.target import What
from coaching.faces.web.answers import Answer, Ask, Sent, Shown
from coaching.faces.words.groups import week_told
from coaching.scorecard.rubric import PatternId, RuleId
from coaching.services import boards, cohorts, reviewing
from coaching.services.access import NotThere
from coaching.services.efforts import OWN


async def week(ask: Ask) -> Answer:
    """The digest as it would be told now."""
    found = await boards.week(ask.tx, ask.me, ask.id("cohort"))
    if isinstance(found, NotThere):
        return found
    told = list(week_told(found, ask.words, ask.notebook.rubric, ask.day(found.next, found.cohort.zone)))
    members = [(name, f"/m/{member}") for member, name in found.names.items()]
    return Shown("week.html", {"group": found.cohort, "heading": told[0], "lines": told[1:], "members": members})


async def disagreement(ask: Ask) -> Answer:
    """How often the coaches changed what was found, by scenario and rule, and by rule alone."""
    seen = await cohorts.see(ask.tx, ask.me, ask.id("cohort"))
    lines = await reviewing.disagreements(ask.tx, ask.me, ask.id("cohort"))
    if isinstance(lines, NotThere) or isinstance(seen, NotThere):
        return NotThere()
    tables = [
        (ask.words("web.disagreement.both"), [_line(ask, one) for one in lines]),
        (ask.words("web.disagreement.rules"), [_line(ask, one) for one in by_rule(lines)]),
    ]
    return Shown("disagreement.html", {"group": seen.cohort, "tables": tables})


async def cases(ask: Ask) -> Answer:
    """What was rejected, as cases for whoever mends the rules."""
    found = await reviewing.cases(ask.tx, ask.me, ask.id("cohort"))
    if isinstance(found, NotThere):
        return found
    content = json.dumps([one.record() for one in found], ensure_ascii=False, indent=1)
    return Sent(content.encode(), "application/json", "cases.json")


def rule_told(ask: Ask, rule: str) -> str:
    """A rule or a pattern by its name."""
    rubric, lang = ask.notebook.rubric, ask.words.lang
    if rule in set(RuleId):
        return rubric.rules[RuleId(rule)].name.first(lang)
    return rubric.patterns[PatternId(rule)].name.first(lang) if rule in set(PatternId) else rule


def _line(ask: Ask, one: Disagreement) -> dict[str, object]:
    is_own = one.scenario.startswith(OWN)
    name = ask.words("web.own.theirs") if is_own else ask.site.name_of(What.SCENARIO, one.scenario, ask.words)
    return {
        "scenario": name if one.scenario else "",
        "rule": rule_told(ask, one.rule),
        "decided": one.decided,
        "accepted": one.accepted,
        "adjusted": one.adjusted,
        "rejected": one.rejected,
        "share": one.share,
        "misjudges": one.misjudges,
    }
