"""A coach decides: about a finding they read, about an appeal; why, if they like. The learner is told who did what."""

from __future__ import annotations

from coaching.cohorts.adjusting import Decision
from coaching.cohorts.target import What
from coaching.faces.telegram.assigned import name_of
from coaching.faces.telegram.coaching_pages import IN_A_ROW, Choice, ask, at, back, gone, in_rows, show
from coaching.faces.telegram.coaching_reading import show_marks
from coaching.faces.telegram.markup import bold, clipped, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words.groups import refusal_told
from coaching.faces.words.marking import finding_told, signed
from coaching.scorecard.card import Finding, Kind
from coaching.scorecard.rubric import PatternId, RuleId
from coaching.services import reading, reviewing
from coaching.services.access import NotThere
from coaching.services.events import AlreadyDecided, AppealTold
from coaching.services.reviewing import NothingToReview

FINDING, APPEAL, DONE = "finding", "appeal", "done"
STEPS = 4  # weights to choose from
MOST_LINES = 10  # of the table
LONGEST_LABEL, LONGEST_ECHO = 30, 300


async def _verdict(visit: Visit, place: str) -> None:
    """One finding: right, right but weighing otherwise, or wrong."""
    cohort_id, result_id = at(visit, 2)
    found = await _finding(visit, cohort_id, result_id, place)
    if found is None:
        await gone(visit)
        return
    words = visit.words
    rows: list[list[Choice]] = [
        [(words("coach.verdict.accept"), Deed.DECIDE, f"{Decision.ACCEPT.value}-{place}")],
        [(words("coach.verdict.reject"), Deed.DECIDE, f"{Decision.REJECT.value}-{place}")],
    ]
    if _kinder(found):
        rows.insert(1, [(words("coach.verdict.adjust"), Deed.DECIDE, f"{Decision.ADJUST.value}-{place}")])
    rows.append(
        [(words("coach.verdict.remark"), Deed.REMARK, f"f{place}"), (words("coach.read.marks"), Deed.READ, result_id)]
    )
    told = escaped(words("coach.verdict.how"))
    await show(visit, f"{cohort_id} {result_id}", bold(finding_told(found, words)), told, rows=rows)


async def _decide(visit: Visit, about: str) -> None:
    """Agreeing needs no reason; anything else may have one."""
    if about == DONE:
        await _reason(visit, "")
        return
    cohort_id, result_id = at(visit, 2)
    decision, _, place = about.partition("-")
    found = await _finding(visit, cohort_id, result_id, place)
    if found is None or decision not in set(Decision):
        await gone(visit)
    elif decision == Decision.ACCEPT:
        await _review(visit, cohort_id, result_id, int(place), Decision.ACCEPT)
    elif decision == Decision.ADJUST:
        weights: list[Choice] = [(signed(points), Deed.POINTS, f"{place}-{abs(points)}") for points in _kinder(found)]
        rows = [*in_rows(weights, IN_A_ROW), [(visit.words("coach.read.marks"), Deed.READ, result_id)]]
        told = escaped(visit.words("coach.verdict.points", points=signed(found.points)))
        await show(visit, f"{cohort_id} {result_id}", told, rows=rows)
    else:
        await _ask_why(visit, f"{FINDING} {cohort_id} {result_id} {Decision.REJECT.value} {place} 0", Deed.DECIDE)


async def _points(visit: Visit, about: str) -> None:
    cohort_id, result_id = at(visit, 2)
    place, _, points = about.partition("-")
    found = await _finding(visit, cohort_id, result_id, place)
    if found is None or not points.isdecimal():
        await gone(visit)
        return
    weight = int(points) if found.kind is Kind.STRENGTH else -int(points)
    await _ask_why(visit, f"{FINDING} {cohort_id} {result_id} {Decision.ADJUST.value} {place} {weight}", Deed.DECIDE)


async def _ask_why(visit: Visit, about: str, skip: Deed) -> None:
    rows = [[(visit.words("coach.verdict.no_reason"), skip, DONE)]]
    await ask(visit, Place.VERDICT, about, escaped(visit.words("coach.verdict.why")), rows=rows)


async def _reason(visit: Visit, note: str) -> None:
    """What was about to be decided, with their reason."""
    what, cohort_id, about, decision, place, points = at(visit, 6)
    if what == APPEAL:
        await _settled(visit, cohort_id, about, note, accept=decision == "yes")
    elif what == FINDING and decision in set(Decision) and place.isdecimal():
        weight = int(points) if decision == Decision.ADJUST else None
        await _review(visit, cohort_id, about, int(place), Decision(decision), weight, note)
    else:
        await gone(visit)


async def _review(
    visit: Visit,
    cohort_id: str,
    result_id: str,
    place: int,
    decision: Decision,
    points: int | None = None,
    note: str = "",
) -> None:
    decided = await reviewing.review(
        visit.house.notebook, visit.tx, visit.learner, cohort_id, result_id, place, decision, points=points, note=note
    )
    if isinstance(decided, NotThere):
        await gone(visit)
        return
    told = (
        refusal_told(decided, visit.words)
        if isinstance(decided, NothingToReview)
        else visit.words("coach.verdict.done")
    )
    await show_marks(visit, cohort_id, result_id, escaped(told))


async def _finding(visit: Visit, cohort_id: str, result_id: str, place: str) -> Finding | None:
    seen = await reading.marks(visit.house.notebook, visit.tx, visit.learner, cohort_id, result_id)
    number = int(place) if place.isdecimal() else -1
    if isinstance(seen, NotThere) or not 0 <= number < len(seen.findings):
        return None
    return seen.findings[number]


def _kinder(found: Finding) -> list[int]:
    """The weights a coach can choose from: none takes anything from the learner."""
    if found.kind is Kind.STRENGTH:
        return [points for points in range(found.points + 2, found.points + 2 + 2 * STEPS, 2) if points <= 100]
    return sorted({round(found.points * part / STEPS) for part in range(STEPS)} - {found.points}, reverse=True)


async def _appeals(visit: Visit, _: str) -> None:
    """Those nobody has decided, a button each."""
    await _show_appeals(visit, at(visit, 1)[0])


async def _show_appeals(visit: Visit, cohort_id: str, *blocks: str) -> None:
    waiting = await reviewing.waiting(visit.house.notebook, visit.tx, visit.learner, cohort_id)
    if isinstance(waiting, NotThere):
        await gone(visit)
        return
    words, rows = visit.words, list[list[Choice]]()
    for one in waiting:
        rule = one.finding.name.first(visit.lang) if one.finding else one.appeal.rule
        rows.append([(clipped(rule, LONGEST_LABEL), Deed.APPEAL, one.appeal.id)])
    told = words.count("coach.appeals.waiting", len(waiting)) if waiting else words("coach.appeals.none")
    title = bold(words("coach.appeals.title"))
    await show(visit, cohort_id, *blocks, title, escaped(told), rows=[*rows, [back(visit, cohort_id)]])


async def _appeal(visit: Visit, appeal_id: str) -> None:
    """What was found, what was said where that may be read, and why they think it wrong."""
    cohort_id = at(visit, 1)[0]
    one = await _open_appeal(visit, cohort_id, appeal_id)
    if one is None:
        await gone(visit)
        return
    words, told = visit.words, list[str]()
    if one.finding:
        told.append(bold(finding_told(one.finding, words)))
    if one.text:
        told.append(
            "\n".join(
                [
                    escaped(words("coach.appeals.heard", text=clipped(one.heard, LONGEST_ECHO))),
                    escaped(words("coach.appeals.wrote", text=clipped(one.text, LONGEST_ECHO))),
                ]
            )
        )
    else:
        told.append(escaped(words("coach.appeals.no_words")))
    reason = one.appeal.reason
    told.append(escaped(words("coach.appeals.reason", reason=reason) if reason else words("coach.appeals.no_reason")))
    rows: list[list[Choice]] = [
        [(words("coach.appeals.accept"), Deed.SETTLE, f"yes-{one.appeal.id}"[:40])],
        [(words("coach.appeals.refuse"), Deed.SETTLE, f"no-{one.appeal.id}"[:40])],
        [(words("coach.menu.appeals"), Deed.APPEALS, "")],
    ]
    await show(visit, cohort_id, *told, rows=rows)


async def _settle(visit: Visit, about: str) -> None:
    if about == DONE:
        await _reason(visit, "")
        return
    cohort_id = at(visit, 1)[0]
    answer, _, appeal_id = about.partition("-")
    if await _open_appeal(visit, cohort_id, appeal_id) is None:
        await gone(visit)
        return
    await _ask_why(visit, f"{APPEAL} {cohort_id} {appeal_id} {answer}", Deed.SETTLE)


async def _settled(visit: Visit, cohort_id: str, appeal_id: str, note: str, *, accept: bool) -> None:
    decided = await reviewing.decide_appeal(
        visit.house.notebook, visit.tx, visit.learner, cohort_id, appeal_id, note, accept=accept
    )
    if isinstance(decided, NotThere):
        await gone(visit)
        return
    key = "already" if isinstance(decided, AlreadyDecided) else "accepted" if accept else "refused"
    await _show_appeals(visit, cohort_id, escaped(visit.words(f"coach.appeals.{key}")))


async def _open_appeal(visit: Visit, cohort_id: str, appeal_id: str) -> AppealTold | None:
    waiting = await reviewing.waiting(visit.house.notebook, visit.tx, visit.learner, cohort_id)
    if isinstance(waiting, NotThere):
        return None
    return next((one for one in waiting if one.appeal.id == appeal_id), None)


async def _disagree(visit: Visit, _: str) -> None:
    """What coaches changed, by scenario and rule: which of them misjudges."""
    cohort_id, words = at(visit, 1)[0], visit.words
    lines = await reviewing.disagreements(visit.tx, visit.learner, cohort_id)
    if isinstance(lines, NotThere):
        await gone(visit)
        return
    told = []
    for one in lines[:MOST_LINES]:
        name = await name_of(visit.house, visit.tx, visit.learner, What.SCENARIO, one.scenario)
        changed = one.adjusted + one.rejected
        sign = "⚠️ " if one.misjudges else "• "
        line = words("coach.disagree.line", name=name, rule=_rule(visit, one.rule), changed=changed, of=one.decided)
        told.append(f"{sign}{escaped(line)}")
    body = ["\n".join(told), escaped(words("coach.disagree.what"))] if told else [escaped(words("coach.disagree.none"))]
    await show(visit, cohort_id, bold(words("coach.disagree.title")), *body, rows=[[back(visit, cohort_id)]])


def _rule(visit: Visit, rule: str) -> str:
    rubric = visit.house.notebook.rubric
    if rule in set(RuleId):
        return rubric.rules[RuleId(rule)].name.first(visit.lang)
    return rubric.patterns[PatternId(rule)].name.first(visit.lang) if rule in set(PatternId) else rule


VERDICTS = Matter(
    deeds={
        Deed.VERDICT: _verdict,
        Deed.DECIDE: _decide,
        Deed.POINTS: _points,
        Deed.APPEALS: _appeals,
        Deed.APPEAL: _appeal,
        Deed.SETTLE: _settle,
        Deed.DISAGREE: _disagree,
    },
    texts={Place.VERDICT: _reason},
)
