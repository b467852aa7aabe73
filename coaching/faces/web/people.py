"""Who is in a group, and one learner: what is asked of them, and the curves of what they shared."""

from __future__ import annotations

from coaching.cohorts.rights import Action, Role
from coaching.faces.web.answers import Answer, Ask, Shown, Went
from coaching.faces.web.board import line_told
from coaching.faces.web.curves import drawn
from coaching.faces.web.works import own_names, work_told
from coaching.faces.words.groups import role_told, sharing_told
from coaching.scorecard.rubric import Dimension
from coaching.services import boards, cohorts
from coaching.services.access import NotThere, may
from coaching.services.boards import Point
from coaching.services.cohorts import PAGE, OwnerStays


async def everybody(ask: Ask) -> Answer:
    """All who are in a group, coaches first."""
    start = max(0, ask.number("start") or 0)
    page = await cohorts.members(ask.tx, ask.me, ask.id("cohort"), start)
    seen = await cohorts.see(ask.tx, ask.me, ask.id("cohort"))
    if isinstance(page, NotThere) or isinstance(seen, NotThere):
        return NotThere()
    told = [
        {
            "name": one.alias or ask.words("web.nameless"),
            "role": role_told(one.role, ask.words),
            "to": f"/m/{one.id}" if one.role is Role.LEARNER else "",
            "change": f"/m/{one.id}/role" if seen.me.role is Role.OWNER and one.id != seen.me.id else "",
            "since": ask.day(one.joined, seen.cohort.zone),
        }
        for one in page.members
    ]
    address = f"/c/{seen.cohort.id}/people?order="
    paging = {
        "first": start + 1 if told else 0,
        "last": start + len(told),
        "of": page.of,
        "before": f"{address}&start={max(0, start - PAGE)}" if start else "",
        "after": f"{address}&start={start + PAGE}" if start + len(told) < page.of else "",
    }
    return Shown("people.html", {"group": seen.cohort, "people": told, "paging": paging})


async def person(ask: Ask) -> Answer:
    """One learner, for their coaches and for themselves."""
    curve = await boards.curve(ask.tx, ask.me, ask.id("member"))
    cohort = None if isinstance(curve, NotThere) else await ask.tx.cohorts.of_id(curve.member.cohort)
    if isinstance(curve, NotThere) or cohort is None:
        return NotThere()
    own = await own_names(ask, cohort.id)
    may_appoint = await may(ask.tx, ask.me, Action.CHANGE, curve.member)
    is_me = curve.member.learner == ask.me.id
    return Shown(
        "person.html",
        {
            "group": cohort,
            "member": curve.member,
            "who": curve.member.alias or ask.words("web.nameless"),
            "is_me": is_me,
            "change": f"/m/{curve.member.id}/role" if may_appoint and not is_me else "",
            "sharing": sharing_told(curve.member.sharing, ask.words)
            if is_me
            else ask.words(f"web.person.sharing.{curve.member.sharing.value}"),
            "lines": [line_told(ask, line, "" if is_me else cohort.zone, own) for line in curve.lines],
            "curves": _curves(ask, curve.points),
            "kept_back": [
                {
                    "what": work_told(ask, one.what, one.about, own),
                    "to": f"/c/{cohort.id}/r/{one.id}",
                    "when": ask.day(one.ended or one.begun),
                }
                for one in curve.kept_back
            ],
            "points": [_point(ask, cohort.id, one, own) for one in reversed(curve.points)],
        },
    )


async def remove(ask: Ask) -> Answer:
    """Somebody is taken out of a group; or goes, where it is themselves."""
    gone = await cohorts.remove(ask.tx, ask.me, ask.id("member"))
    if isinstance(gone, NotThere):
        return gone
    if isinstance(gone, OwnerStays):
        return Went("/", "owner_stays")
    return Went("/", "left") if gone.learner == ask.me.id else Went(f"/c/{gone.cohort}/people", "removed")


def _curves(ask: Ask, points: tuple[Point, ...]) -> list[dict[str, object]]:
    """The score and each dimension, one small picture each; a single point makes no curve."""
    if len(points) < 2:
        return []
    named: list[tuple[str, list[int]]] = [(ask.words("web.person.score"), [one.score for one in points])]
    for dimension in Dimension:
        found = [one.shared.result.result.dimensions for one in points if one.shared.result.result]
        values = [one[dimension] for one in found if dimension in one]
        named.append((ask.notebook.rubric.names[dimension].first(ask.words.lang), values))
    return [
        {
            "name": name,
            "line": drawn(values),
            "told": ask.words("web.person.curve", name=name, first=values[0], last=values[-1], count=len(values)),
        }
        for name, values in named
        if len(values) > 1
    ]


def _point(ask: Ask, cohort_id: str, one: Point, own: dict[str, str]) -> dict[str, object]:
    kept = one.shared.result
    return {
        "what": work_told(ask, kept.what, kept.about, own),
        "to": f"/c/{cohort_id}/r/{kept.id}",
        "when": ask.day(kept.ended or kept.begun),
        "score": one.score,
        "level": ask.words(f"web.level.{one.shared.level.value}"),
    }
