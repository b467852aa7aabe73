"""One rehearsal, as far as it was shared: the marks, and the words where those were; and what coaches answer to it."""

from __future__ import annotations

from coaching.cohorts.adjusting import Decision
from coaching.cohorts.rights import Role
from coaching.cohorts.sharing import Level
from coaching.cohorts.target import What
from coaching.faces.web.answers import Answer, Ask, Shown, Went
from coaching.faces.web.done import done
from coaching.faces.web.telling import beside_told, findings_told, marks_told, talk_told
from coaching.faces.web.works import own_names, work_told
from coaching.faces.words.groups import refusal_told
from coaching.scorecard.rubric import PatternId, RuleId
from coaching.services import boards, cohorts, commenting, consents, reading, reviewing
from coaching.services.access import NotThere
from coaching.services.cohort_records import KeptComment
from coaching.services.events import StillRunning
from coaching.services.reading import TranscriptSeen
from coaching.services.reviewing import NothingToReview

TALKS = (What.SCENARIO, What.OWN)  # what is one conversation, with findings that can be answered


async def rehearsal(ask: Ask) -> Answer:
    """The marks, and every word where those may be read; else what may be seen, and why no more."""
    work = await ask.tx.work.result(ask.id("result"))
    return await (_shown(ask) if work is None or work.what in TALKS else done(ask, work.what))


async def shared(ask: Ask) -> Answer:
    """What the coaches of a group may read, latest first; for a learner, of their own."""
    seen = await cohorts.see(ask.tx, ask.me, ask.id("cohort"))
    found = await boards.shared(ask.tx, ask.me, ask.id("cohort"))
    if isinstance(found, NotThere) or isinstance(seen, NotThere):
        return NotThere()
    own = await own_names(ask, seen.cohort.id)
    told = []
    for one in found:
        member = await ask.tx.cohorts.member_of_id(one.member)
        kept = one.result
        told.append(
            {
                "who": (member.alias if member else "") or ask.words("web.nameless"),
                "what": work_told(ask, kept.what, kept.about, own),
                "when": ask.day(kept.ended or kept.begun, seen.cohort.zone),
                "level": ask.words(f"web.level.{one.level.value}"),
                "to": f"/c/{seen.cohort.id}/r/{kept.id}",
            }
        )
    return Shown("shared.html", {"group": seen.cohort, "shared": told})


async def comment(ask: Ask) -> Answer:
    """A coach's word on the whole, on a turn or on a finding."""
    text, rule = ask.given("text"), ask.given("rule") or None
    if not text.strip():
        return Went(_address(ask), "empty")
    turn = ask.number("turn")
    if rule is not None and rule not in {*RuleId, *PatternId}:
        return NotThere()
    kept = await commenting.comment(
        ask.notebook, ask.tx, ask.me, ask.id("cohort"), ask.id("result"), text, turn=turn, rule=rule
    )
    if isinstance(kept, NotThere):
        return kept
    return Went(_address(ask), "commented", f"#turn-{turn}" if turn is not None and rule is None else "#comments")


async def edit_comment(ask: Ask) -> Answer:
    """The same comment in other words."""
    known = await commenting.see_comment(ask.tx, ask.me, ask.id("comment"))
    if isinstance(known, NotThere):
        return known
    if not ask.given("text").strip():
        return Went(_place_of(known), "empty")
    edited = await commenting.edit_comment(ask.tx, ask.me, known.id, ask.given("text"))
    return edited if isinstance(edited, NotThere) else Went(_place_of(known), "commented", "#comments")


async def delete_comment(ask: Ask) -> Answer:
    """It is gone."""
    gone = await commenting.delete_comment(ask.tx, ask.me, ask.id("comment"))
    return gone if isinstance(gone, NotThere) else Went(_place_of(gone), "uncommented", "#comments")


async def review(ask: Ask) -> Answer:
    """What a coach decides about a finding; the learner sees who did."""
    number, decision = ask.number("finding"), ask.given("decision")
    if number is None or decision not in set(Decision):
        return NotThere()
    kept = await reviewing.review(
        *(ask.notebook, ask.tx, ask.me, ask.id("cohort"), ask.id("result"), number, Decision(decision)),
        points=ask.number("points"),
        note=ask.given("note"),
    )
    if isinstance(kept, NotThere):
        return kept
    if isinstance(kept, NothingToReview):
        return await _shown(ask, refusal_told(kept, ask.words))
    return Went(_address(ask), "reviewed", f"#finding-{number}")


async def share(ask: Ask) -> Answer:
    """A learner says how much of it the group's coaches may see from now on."""
    level = ask.given("level")
    if level not in set(Level):
        return NotThere()
    changed = await consents.share(ask.notebook, ask.tx, ask.me, ask.id("cohort"), ask.id("result"), Level(level))
    if isinstance(changed, NotThere | StillRunning):
        return NotThere()
    return Went(_address(ask), f"shared_{level}")


async def _shown(ask: Ask, wrong: str = "") -> Answer:
    cohort_id, result = ask.id("cohort"), ask.id("result")
    group = await cohorts.see(ask.tx, ask.me, cohort_id)
    seen: reading.MarksSeen | TranscriptSeen | NotThere = await reading.transcript(
        ask.notebook, ask.tx, ask.me, cohort_id, result
    )
    if isinstance(seen, NotThere):
        seen = await reading.marks(ask.notebook, ask.tx, ask.me, cohort_id, result)
    beside = await reading.beside(ask.tx, ask.me, result)
    if isinstance(group, NotThere) or isinstance(seen, NotThere) or isinstance(beside, NotThere):
        return NotThere()
    member = await ask.tx.cohorts.member(cohort_id, seen.result.learner)
    is_mine = seen.result.learner == ask.me.id
    name = ask.site.name_of(seen.result.what, seen.result.about, ask.words, await own_names(ask, cohort_id))
    choices = await consents.choices(ask.tx, ask.me, result) if is_mine else ()
    values: dict[str, object] = {
        "group": group.cohort,
        "who": (member.alias if member else "") or ask.words("web.nameless"),
        "member": f"/m/{member.id}" if member and member.role is Role.LEARNER else "",
        "is_mine": is_mine,
        "coaches": group.me.role.is_coach and not is_mine,
        "what": name,
        "when": ask.day(seen.result.ended or seen.result.begun, group.cohort.zone),
        "address": _address(ask),
        "marks": marks_told(ask, seen),
        "talk": talk_told(ask, seen, beside) if isinstance(seen, TranscriptSeen) else None,
        "findings": findings_told(ask, seen, beside),
        "comments": beside_told(ask, beside),
        "level": next((one.level.value for one in choices if one.cohort.id == cohort_id), ""),
        "levels": [(one.value, ask.words(f"web.share.{one.value}")) for one in reversed(Level)],
        "wrong": wrong,
    }
    return Shown("rehearsal.html", values, 422 if wrong else 200)


def _address(ask: Ask) -> str:
    return f"/c/{ask.id('cohort')}/r/{ask.id('result')}"


def _place_of(known: KeptComment) -> str:
    return f"/c/{known.cohort}/r/{known.rehearsal}" if known.cohort else "/"
