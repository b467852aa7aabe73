"""How everybody stands in a group: sorted, narrowed to one assignment or one state, page by page, without a script."""

from __future__ import annotations

from urllib.parse import urlencode

from coaching.cohorts.standing import State
from coaching.faces.web.answers import Answer, Ask, Shown
from coaching.faces.web.works import own_names, work_told
from coaching.faces.words.groups import state_told
from coaching.services import assignments, boards
from coaching.services.access import NotThere
from coaching.services.boards import Board, Line
from coaching.services.cohort_ports import BoardOrder
from coaching.services.cohort_records import KeptAssignment
from coaching.services.cohorts import PAGE, Seen


async def board(ask: Ask, seen: Seen) -> Answer:
    """A page of how everybody stands, in the order and of the kind that was asked for."""
    cohort_id, asked_order = seen.cohort.id, ask.given("order")
    order = BoardOrder(asked_order) if asked_order in set(BoardOrder) else BoardOrder.NEEDS_WORD
    every = await assignments.of_cohort(ask.tx, ask.me, cohort_id)
    asked = () if isinstance(every, NotThere) else every
    only = next((one.id for one in asked if one.id == ask.given("assignment")), None)
    start = max(0, ask.number("start") or 0)
    asked_state = ask.given("state")
    state = State(asked_state) if asked_state in set(State) else None
    page = await boards.board(ask.tx, ask.me, cohort_id, order=order, assignment=only, state=state, start=start)
    if isinstance(page, NotThere):
        return page
    own = await own_names(ask, cohort_id)
    lines = [line_told(ask, line, seen.cohort.zone, own) for line in page.lines]
    choices = [(one.id, _choice(ask, one, seen.cohort.zone, own)) for one in asked]
    kept = {"order": order.value, "assignment": only or "", "state": state.value if state else ""}
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
            "state": state.value if state else "",
            "states": [(one.value, ask.words(f"web_work.states.{one.value}")) for one in State],
            "exports": ask.site.exporter is not None,
            "paging": paging(page, f"/c/{cohort_id}?{urlencode(kept)}"),
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
