"""A coach's groups: which there are, and the board of one. A sponsor gets counts, a learner what is theirs."""

from __future__ import annotations

from coaching.cohorts.rights import Role
from coaching.cohorts.target import What
from coaching.faces.web.answers import Answer, Ask, Sent, Shown, Went
from coaching.faces.words.groups import role_told, state_told, what_told
from coaching.services import assignments, boards, cohorts, own_scenarios
from coaching.services.access import NotThere
from coaching.services.boards import Board, Line
from coaching.services.cohort_ports import BoardOrder
from coaching.services.cohort_records import KeptAssignment
from coaching.services.cohorts import PAGE, Seen


async def home(ask: Ask) -> Answer:
    """Every group they are in."""
    mine = await cohorts.mine(ask.tx, ask.me)
    told = [
        {"name": cohort.name, "role": role_told(me.role, ask.words), "to": f"/c/{cohort.id}", "lang": cohort.lang.value}
        for cohort, me in mine
    ]
    coaches = any(me.role.is_coach for _, me in mine)
    return Shown(
        "home.html", {"groups": told, "coaches": coaches, "can_write": coaches and ask.site.inspector is not None}
    )


async def cohort(ask: Ask) -> Answer:
    """One group, as whoever they are there sees it."""
    seen = await cohorts.see(ask.tx, ask.me, ask.id("cohort"))
    if isinstance(seen, NotThere):
        return seen
    if seen.me.role is Role.LEARNER:
        return Went(f"/m/{seen.me.id}")
    return await (_board(ask, seen) if seen.me.role.is_coach else _counts(ask, seen))


async def export(ask: Ask) -> Answer:
    """The board as a file."""
    form = ask.id("form")
    if ask.site.exporter is None or form not in ("csv", "xlsx"):
        return NotThere()
    made = await ask.site.exporter.export(ask.tx, ask.me, ask.id("cohort"), form)
    return made if isinstance(made, NotThere) else Sent(made.content, made.kind, made.name)


async def own_names(ask: Ask, cohort_id: str) -> dict[str, str]:
    """The names of the coaches' own scenarios played there, by id."""
    found = await own_scenarios.open_to(ask.tx, ask.me, cohort_id)
    return {} if isinstance(found, NotThere) else {one.id: one.name for one in found}


def work_told(ask: Ask, what: What, about: str, own: dict[str, str]) -> str:
    """What is asked, in words."""
    told = what_told(what, ask.site.name_of(what, about, ask.words, own), ask.words)
    return told[:1].upper() + told[1:]


def line_told(ask: Ask, line: Line, zone: str, own: dict[str, str]) -> dict[str, object]:
    """One line of a board, in words."""
    kept = line.line
    return {
        "who": kept.alias or ask.words("web.nameless"),
        "to": f"/m/{kept.member}",
        "what": work_told(ask, kept.what, kept.about, own),
        "due": ask.day(kept.due, zone),
        "due_at": kept.due.isoformat(),
        "attempts": kept.standing.attempts,
        "best": kept.standing.best_shared,
        "state": state_told(line, ask.words),
        "mood": "late" if line.is_late else line.state.value,
    }


async def _board(ask: Ask, seen: Seen) -> Answer:
    cohort_id, asked_order = seen.cohort.id, ask.given("order")
    order = BoardOrder(asked_order) if asked_order in set(BoardOrder) else BoardOrder.NEEDS_WORD
    every = await assignments.of_cohort(ask.tx, ask.me, cohort_id)
    asked = () if isinstance(every, NotThere) else every
    only = next((one.id for one in asked if one.id == ask.given("assignment")), None)
    start = max(0, ask.number("start") or 0)
    board = await boards.board(ask.tx, ask.me, cohort_id, order=order, assignment=only, start=start)
    if isinstance(board, NotThere):
        return board
    own = await own_names(ask, cohort_id)
    lines = [line_told(ask, line, seen.cohort.zone, own) for line in board.lines]
    choices = [(one.id, _choice(ask, one, seen.cohort.zone, own)) for one in asked]
    return Shown(
        "board.html",
        {
            "group": seen.cohort,
            "learners": seen.learners or 0,
            "lines": lines,
            "order": order.value,
            "orders": [(one.value, ask.words(f"web.order.{one.value}")) for one in BoardOrder],
            "only": only or "",
            "choices": choices,
            "exports": ask.site.exporter is not None,
            "paging": paging(board, f"/c/{cohort_id}?order={order.value}&assignment={only or ''}"),
        },
    )


def _choice(ask: Ask, one: KeptAssignment, zone: str, own: dict[str, str]) -> str:
    return ask.words("web.board.choice", what=work_told(ask, one.what, one.about, own), due=ask.day(one.due, zone))


def paging(board: Board, address: str) -> dict[str, object]:
    """Which lines these are, and where those before and after are."""
    return {
        "first": board.start + 1 if board.lines else 0,
        "last": board.start + len(board.lines),
        "of": board.of,
        "before": f"{address}&start={max(0, board.start - PAGE)}" if board.start else "",
        "after": f"{address}&start={board.start + PAGE}" if board.start + len(board.lines) < board.of else "",
    }


async def _counts(ask: Ask, seen: Seen) -> Answer:
    counts = await cohorts.counts(ask.tx, ask.me, seen.cohort.id)
    if isinstance(counts, NotThere):
        return counts
    lines = [
        {
            "number": number,
            "not_started": one.not_started,
            "in_progress": one.in_progress,
            "completed": one.completed,
            "past_due": one.past_due,
        }
        for number, one in enumerate(counts.assignments, start=1)
    ]
    return Shown("counts.html", {"group": seen.cohort, "learners": counts.learners, "lines": lines})
