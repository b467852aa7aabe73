"""The appeals of a group, decided in place."""

from __future__ import annotations

from coaching.cohorts.target import What
from coaching.faces.web.answers import Answer, Ask, Shown, Went
from coaching.faces.web.week import rule_told
from coaching.services import cohorts, reviewing
from coaching.services.access import NotThere
from coaching.services.events import AlreadyDecided, AppealTold


async def appeals(ask: Ask) -> Answer:
    """Those nobody has decided yet."""
    seen = await cohorts.see(ask.tx, ask.me, ask.id("cohort"))
    waiting = await reviewing.waiting(ask.notebook, ask.tx, ask.me, ask.id("cohort"))
    if isinstance(waiting, NotThere) or isinstance(seen, NotThere):
        return NotThere()
    told = [await _appeal(ask, one) for one in waiting]
    return Shown("appeals.html", {"group": seen.cohort, "appeals": told})


async def decide(ask: Ask) -> Answer:
    """One is decided; the learner is told who did, and why."""
    if ask.given("decision") not in ("accept", "keep"):
        return NotThere()
    accept = ask.given("decision") == "accept"
    decided = await reviewing.decide_appeal(
        ask.notebook, ask.tx, ask.me, ask.id("cohort"), ask.id("appeal"), ask.given("note"), accept=accept
    )
    if isinstance(decided, NotThere):
        return decided
    said = "already_decided" if isinstance(decided, AlreadyDecided) else "decided"
    return Went(f"/c/{ask.id('cohort')}/appeals", said)


async def _appeal(ask: Ask, told: AppealTold) -> dict[str, object]:
    appeal = told.appeal
    member = await ask.tx.cohorts.member(ask.id("cohort"), appeal.learner)
    return {
        "id": appeal.id,
        "who": (member.alias if member else "") or ask.words("web.nameless"),
        "scenario": ask.site.name_of(What.SCENARIO, told.scenario, ask.words),
        "rule": rule_told(ask, appeal.rule),
        "turn": appeal.turn,
        "reason": appeal.reason,
        "heard": told.heard,
        "text": told.text,
        "lang": told.lang,
        "score": appeal.points_before,
        "to": f"/c/{ask.id('cohort')}/r/{appeal.rehearsal}",
    }
