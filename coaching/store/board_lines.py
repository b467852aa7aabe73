"""Which learner with which assignment stands where on a board, found by keys alone: counted, or cut out as a page.

Any order ends in that of due dates and of who came first. Both are numbered beforehand, so that thousands of lines are
sorted by small numbers and not by dates and ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, FromClause, Select, Subquery, and_, bindparam, case, func, or_, select

from coaching.cohorts.standing import State
from coaching.services.cohort_ports import BoardOrder
from coaching.store.cohort_tables import assignments, memberships, standings

NOW: ColumnElement[Any] = bindparam("now")  # given where a state or who needs a word is asked for


@dataclass(frozen=True)
class BoardLines:
    """The lines of a cohort; one member's, one assignment's, or what stands in one way alone."""

    cohort: str
    member: str | None = None
    assignment: str | None = None
    state: State | None = None

    def count(self) -> Select[int]:
        """How many there are."""
        tasks, people = self._tasks(), self._people()
        question = select(func.count()).select_from(_pairs(tasks, people, with_standings=self.state is not None))
        return question.where(_is(self.state, tasks)) if self.state else question

    def page(self, order: BoardOrder, start: int, most: int) -> Subquery:
        """So many from there on: `member_id` and `assignment_id`; `rank`, `task` and `person` to sort them by."""
        tasks, people = self._tasks(), self._people()
        rank = _rank(order, tasks)
        is_plain = self.state is None and order is BoardOrder.DUE
        page = (
            select(
                people.c.id.label("member_id"),
                tasks.c.id.label("assignment_id"),
                rank.label("rank"),
                tasks.c.number.label("task"),
                people.c.number.label("person"),
            )
            .select_from(_pairs(tasks, people, with_standings=not is_plain))
            .order_by(rank, tasks.c.number, people.c.number)
            .offset(start)
            .limit(most)
        )
        return (page.where(_is(self.state, tasks)) if self.state else page).subquery()

    def _tasks(self) -> CTE:
        number = func.row_number().over(order_by=(assignments.c.due_at, assignments.c.id)).label("number")
        found = select(assignments.c.id, assignments.c.due_at, assignments.c.member_id, number).where(
            assignments.c.cohort_id == self.cohort,
            assignments.c.withdrawn_at.is_(None),
            *([assignments.c.id == self.assignment] if self.assignment else []),
        )
        return found.cte("tasks").prefix_with("MATERIALIZED")

    def _people(self) -> CTE:
        number = func.row_number().over(order_by=(memberships.c.joined_at, memberships.c.id)).label("number")
        found = select(memberships.c.id, memberships.c.learner_id, memberships.c.joined_at, number).where(
            memberships.c.cohort_id == self.cohort,
            memberships.c.role == "learner",
            memberships.c.left_at.is_(None),
            *([memberships.c.id == self.member] if self.member else []),
        )
        return found.cte("people").prefix_with("MATERIALIZED")


def _pairs(tasks: CTE, people: CTE, *, with_standings: bool) -> FromClause:
    """One who comes later is asked for what is still open; what is meant for somebody by name is theirs in any case."""
    is_for = or_(
        tasks.c.member_id == people.c.id, and_(tasks.c.member_id.is_(None), tasks.c.due_at >= people.c.joined_at)
    )
    pairs = tasks.join(people, is_for)
    its = and_(standings.c.assignment_id == tasks.c.id, standings.c.learner_id == people.c.learner_id)
    return pairs.outerjoin(standings, its) if with_standings else pairs


def _is(state: State, tasks: CTE) -> ColumnElement[bool]:
    """As `Standing.state` tells it."""
    is_over, is_late = standings.c.completed_at.is_not(None), tasks.c.due_at < NOW
    match state:
        case State.COMPLETED:
            return is_over
        case State.PAST_DUE:
            return and_(~is_over, is_late)
        case State.NOT_STARTED:
            return and_(~is_over, ~is_late, standings.c.begun_at.is_(None))
        case State.IN_PROGRESS:
            return and_(~is_over, ~is_late, standings.c.begun_at.is_not(None))


def _rank(order: BoardOrder, tasks: CTE) -> ColumnElement[Any]:
    match order:
        case BoardOrder.DUE:
            return tasks.c.number
        case BoardOrder.BEST:
            return -func.coalesce(standings.c.best_shared, -1)
        case BoardOrder.ATTEMPTS:
            return -func.coalesce(standings.c.attempts, 0)
        case BoardOrder.NEEDS_WORD:
            return case(
                (standings.c.completed_at.is_not(None), 3),
                (tasks.c.due_at < NOW, 0),
                (standings.c.begun_at.is_(None), 1),
                else_=2,
            )
