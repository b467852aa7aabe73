"""The rows of assignments, and the pages that say how everybody stands: one question a page, whoever many there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, case, func, insert, or_, select, update

from coaching.cohorts.standing import Standing, State
from coaching.cohorts.target import Aim, Target, What
from coaching.scorecard.rubric import Dimension
from coaching.services.cohort_ports import BoardOrder
from coaching.services.cohort_records import Activity, BoardLine, KeptAssignment, KeptMember, StateCounts
from coaching.services.records import Learner
from coaching.store.board_lines import BoardLines
from coaching.store.cohort_tables import assignments, cohorts, memberships, standings
from coaching.store.cohorts import ALIAS, EVERYBODY, KEY, members_of
from coaching.store.sealing import Seal
from coaching.store.session import Row, Session
from coaching.store.tables import Utc, learners

NOTE = "assignments.note"
_with_key = select(assignments, cohorts.c.data_key.label("cohort_key")).join(
    cohorts, cohorts.c.id == assignments.c.cohort_id
)
_stands = assignments.c.withdrawn_at.is_(None)
# One who comes later is asked for what is still open; what is meant for somebody by name is theirs in any case.
_is_for = and_(
    memberships.c.cohort_id == assignments.c.cohort_id,
    memberships.c.role == "learner",
    memberships.c.left_at.is_(None),
    or_(
        assignments.c.member_id == memberships.c.id,
        and_(assignments.c.member_id.is_(None), assignments.c.due_at >= memberships.c.joined_at),
    ),
)
_its_standing = and_(standings.c.assignment_id == assignments.c.id, standings.c.learner_id == memberships.c.learner_id)
BY_ID = _with_key.where(assignments.c.id == bindparam("assignment"))
OF_COHORT = _with_key.where(assignments.c.cohort_id == bindparam("cohort"), _stands).order_by(
    assignments.c.due_at, assignments.c.id
)
OF_LEARNER = (
    _with_key.join(memberships, _is_for)
    .outerjoin(standings, _its_standing)
    .add_columns(*[column.label(f"its_{column.name}") for column in standings.columns])
    .where(memberships.c.learner_id == bindparam("learner"), _stands)
    .order_by(assignments.c.due_at, assignments.c.id)
)
MEANT_FOR = (
    select(memberships, learners.c.data_key)
    .join(learners, learners.c.id == memberships.c.learner_id)
    .join(assignments, _is_for)
    .where(assignments.c.id == bindparam("assignment"))
    .order_by(memberships.c.joined_at, memberships.c.id)
)
SAVE = update(assignments).where(assignments.c.id == bindparam("assignment"))
_is_late = standings.c.completed_at > assignments.c.due_at
_is_past_due = and_(standings.c.completed_at.is_(None), assignments.c.due_at < bindparam("now"))
_is_open = and_(standings.c.completed_at.is_(None), assignments.c.due_at >= bindparam("now"))
COUNTS = (
    select(
        assignments.c.id,
        func.count(case((standings.c.completed_at.is_not(None), 1))).label("completed"),
        func.count(case((_is_late, 1))).label("late"),
        func.count(case((_is_past_due, 1))).label("past_due"),
        func.count(case((and_(_is_open, standings.c.begun_at.is_(None)), 1))).label("not_started"),
        func.count(case((and_(_is_open, standings.c.begun_at.is_not(None)), 1))).label("in_progress"),
    )
    .join(memberships, _is_for)
    .outerjoin(standings, _its_standing)
    .where(assignments.c.cohort_id == bindparam("cohort"), _stands)
    .group_by(assignments.c.id, assignments.c.due_at)
    .order_by(assignments.c.due_at, assignments.c.id)
)
SHOWN = (
    memberships.c.id.label("member_id"),
    memberships.c.alias,
    learners.c.data_key,
    assignments.c.id.label("assignment_id"),
    assignments.c.kind,
    assignments.c.about,
    assignments.c.due_at,
    *(column for column in standings.columns if column.name not in {"assignment_id", "learner_id", "best"}),
)
ACTIVITY = (
    select(
        memberships.c.id,
        memberships.c.joined_at,
        func.max(standings.c.last_at, type_=Utc()).label("last_at"),
        func.count(assignments.c.id).label("asked"),
        func.count(standings.c.completed_at).label("done"),
    )
    .select_from(memberships)
    .outerjoin(assignments, and_(_is_for, _stands))
    .outerjoin(standings, _its_standing)
    .where(
        memberships.c.cohort_id == bindparam("cohort"), memberships.c.role == "learner", memberships.c.left_at.is_(None)
    )
    .group_by(memberships.c.id, memberships.c.joined_at)
    .order_by(memberships.c.joined_at, memberships.c.id)
)
# Of thousands of lines no more than the week asks of them, and no time to be read: those cost most.
OPEN_WORK = (
    select(memberships.c.id, assignments.c.id, standings.c.attempts, standings.c.begun_at.is_not(None))
    .select_from(assignments)
    .join(memberships, _is_for)
    .outerjoin(standings, _its_standing)
    .where(
        assignments.c.cohort_id == bindparam("cohort"),
        memberships.c.id.in_(bindparam("members", expanding=True)),
        _stands,
        standings.c.completed_at.is_(None),
    )
    .order_by(assignments.c.due_at, assignments.c.id)
)


class AssignmentRows:
    """What is asked of whom, and the pages on how everybody stands."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, assignment: KeptAssignment) -> None:
        """Keep one."""
        values = {
            "id": assignment.id,
            "cohort_id": assignment.cohort,
            "author_id": assignment.author,
            "member_id": assignment.member,
            "made_at": assignment.made,
        }
        seal = await self._seal(assignment.cohort)
        await self._session.run(insert(assignments), values | _values(assignment, seal))

    async def save(self, assignment: KeptAssignment) -> None:
        """Keep everything but cohort, author, member and made as given."""
        seal = await self._seal(assignment.cohort)
        await self._session.run(SAVE, {"assignment": assignment.id, **_values(assignment, seal)})

    async def of_id(self, assignment_id: str) -> KeptAssignment | None:
        """That one, withdrawn or not."""
        found = self._all(await self._session.rows(BY_ID, {"assignment": assignment_id}))
        return found[0] if found else None

    async def of_cohort(self, cohort_id: str) -> tuple[KeptAssignment, ...]:
        """All of a cohort's that stand, by due date."""
        return self._all(await self._session.rows(OF_COHORT, {"cohort": cohort_id}))

    async def of_learner(self, learner: Learner) -> tuple[tuple[KeptAssignment, Standing], ...]:
        """All that are for them and stand, in whichever cohort they learn, by due date."""
        rows = await self._session.rows(OF_LEARNER, {"learner": learner.id})
        return tuple(
            (assignment, _standing(row, "its_")) for assignment, row in zip(self._all(rows), rows, strict=True)
        )

    async def meant_for(self, assignment: KeptAssignment) -> tuple[KeptMember, ...]:
        """The learners it is for now."""
        rows = await self._session.rows(MEANT_FOR, {"assignment": assignment.id})
        return members_of(rows, self._session.keys)

    async def board(
        self,
        cohort_id: str,
        now: datetime,
        *,
        order: BoardOrder = BoardOrder.DUE,
        member: str | None = None,
        assignment: str | None = None,
        state: State | None = None,
        start: int = 0,
        most: int | None = None,
    ) -> tuple[BoardLine, ...]:
        """Every learner with everything asked of them; or one's, one assignment's, or what stands in one way alone."""
        lines = BoardLines(cohort_id, member, assignment, state)
        found = lines.page(order, start, EVERYBODY if most is None else most)
        # The page is cut out first: what it shows is looked up for its own lines alone.
        question = (
            select(*SHOWN)
            .select_from(found)
            .join(memberships, memberships.c.id == found.c.member_id)
            .join(assignments, assignments.c.id == found.c.assignment_id)
            .join(learners, learners.c.id == memberships.c.learner_id)
            .outerjoin(standings, _its_standing)
            .order_by(found.c.rank, found.c.task, found.c.person)
        )
        names: dict[str, str] = {}
        values = {"now": now} if state or order is BoardOrder.NEEDS_WORD else {}
        return tuple(self._line(row, names) for row in await self._session.rows(question, values))

    async def board_length(
        self, cohort_id: str, now: datetime, *, assignment: str | None = None, state: State | None = None
    ) -> int:
        """How many lines that board has in all."""
        question = BoardLines(cohort_id, assignment=assignment, state=state).count()
        return int((await self._session.run(question, {"now": now} if state else {})).scalar_one())

    async def open_work(self, cohort_id: str, members: Collection[str]) -> tuple[tuple[str, str, int, bool], ...]:
        """What these haven't completed, by due date: the membership, the assignment, the attempts, whether it began."""
        if not members:
            return ()
        rows = await self._session.run(OPEN_WORK, {"cohort": cohort_id, "members": list(members)})
        return tuple((row[0], row[1], row[2] or 0, bool(row[3])) for row in map(tuple, rows.all()))

    async def activity(self, cohort_id: str) -> tuple[Activity, ...]:
        """Every learner in the order in which they came: when they last did what was asked, how much they completed."""
        rows = await self._session.rows(ACTIVITY, {"cohort": cohort_id})
        return tuple(Activity(row["id"], row["joined_at"], row["last_at"], row["asked"], row["done"]) for row in rows)

    async def state_counts(self, cohort_id: str, now: datetime) -> tuple[StateCounts, ...]:
        """How many stand where, by assignment, by due date."""
        return tuple(
            StateCounts(
                assignment=row["id"],
                not_started=row["not_started"],
                in_progress=row["in_progress"],
                completed=row["completed"],
                past_due=row["past_due"],
                late=row["late"],
            )
            for row in await self._session.rows(COUNTS, {"cohort": cohort_id, "now": now})
        )

    async def _seal(self, cohort_id: str) -> Seal:
        return self._session.keys.data_seal((await self._session.run(KEY, {"cohort": cohort_id})).scalar_one())

    def _all(self, rows: Sequence[Row]) -> tuple[KeptAssignment, ...]:
        seals = {key: self._session.keys.data_seal(key) for key in {row["cohort_key"] for row in rows}}
        return tuple(_assignment(row, seals[row["cohort_key"]]) for row in rows)

    def _line(self, row: Row, names: dict[str, str]) -> BoardLine:
        member = row["member_id"]
        if member not in names:
            names[member] = self._session.keys.data_seal(row["data_key"]).open(row["alias"], ALIAS)
        return BoardLine(
            member=member,
            alias=names[member],
            assignment=row["assignment_id"],
            what=What(row["kind"]),
            about=row["about"],
            due=row["due_at"],
            standing=_standing(row),
        )


def _values(assignment: KeptAssignment, seal: Seal) -> dict[str, object]:
    target = assignment.target
    return {
        "kind": assignment.what.value,
        "about": assignment.about,
        "due_at": assignment.due,
        "zone": assignment.zone,
        "attempts": assignment.attempts,
        "aim": target.aim.value if target else None,
        "dimension": target.dimension.value if target and target.dimension else None,
        "least": target.least if target else None,
        "weights": _plain(assignment.weights),
        "note": seal.close(assignment.note, NOTE),
        "edited_at": assignment.edited,
        "withdrawn_at": assignment.withdrawn,
    }


def _plain(weights: Mapping[Dimension, int] | None) -> dict[str, int] | None:
    return {dimension.value: points for dimension, points in weights.items()} if weights else None


def _assignment(row: Row, seal: Seal) -> KeptAssignment:
    dimension = Dimension(row["dimension"]) if row["dimension"] else None
    weights = row["weights"]
    return KeptAssignment(
        id=row["id"],
        cohort=row["cohort_id"],
        author=row["author_id"],
        what=What(row["kind"]),
        about=row["about"],
        due=row["due_at"],
        zone=row["zone"],
        made=row["made_at"],
        member=row["member_id"],
        attempts=row["attempts"],
        target=Target(Aim(row["aim"]), row["least"] or 0, dimension) if row["aim"] else None,
        weights={Dimension(name): points for name, points in weights.items()} if weights else None,
        note=seal.open(row["note"], NOTE),
        edited=row["edited_at"],
        withdrawn=row["withdrawn_at"],
    )


def _standing(row: Row, prefix: str = "") -> Standing:
    return Standing(
        attempts=row[f"{prefix}attempts"] or 0,
        begun=row[f"{prefix}begun_at"],
        completed=row[f"{prefix}completed_at"],
        best=row.get(f"{prefix}best"),
        best_shared=row[f"{prefix}best_shared"],
        last=row[f"{prefix}last_at"],
    )
