"""The rows of coaches' groups and of who is in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import bindparam, case, delete, func, insert, select, update

from coaching.cohorts.rights import Role
from coaching.cohorts.sharing import Level
from coaching.language import Language
from coaching.services.cohort_records import KeptCohort, KeptMember
from coaching.services.records import Learner
from coaching.store.cohort_tables import cohorts, memberships
from coaching.store.keys import Keys
from coaching.store.sealing import Seal
from coaching.store.session import Row, Session
from coaching.store.tables import learners

NAME, ALIAS = "cohorts.name", "memberships.alias"
BY_ID = select(cohorts).where(cohorts.c.id == bindparam("cohort"))
KEY = select(cohorts.c.data_key).where(cohorts.c.id == bindparam("cohort"))
SAVE = update(cohorts).where(cohorts.c.id == bindparam("cohort"))
DROP = delete(cohorts).where(cohorts.c.id == bindparam("cohort"))
_with_key = select(memberships, learners.c.data_key).join(learners, learners.c.id == memberships.c.learner_id)
_is_in = memberships.c.left_at.is_(None)
_ever = select(memberships.c.id).where(
    memberships.c.cohort_id == bindparam("cohort"), memberships.c.learner_id == bindparam("learner")
)
MEMBER = _with_key.where(
    memberships.c.cohort_id == bindparam("cohort"), memberships.c.learner_id == bindparam("learner"), _is_in
)
MEMBER_BY_ID = _with_key.where(memberships.c.id == bindparam("member"), _is_in)
THOSE = _with_key.where(memberships.c.id.in_(bindparam("members", expanding=True)), _is_in)
COACHES_FIRST = case(
    {Role.OWNER.value: 0, Role.CO_COACH.value: 1, Role.SPONSOR.value: 2}, value=memberships.c.role, else_=3
)
MEMBERS = (
    _with_key.where(memberships.c.cohort_id == bindparam("cohort"), _is_in)
    .order_by(COACHES_FIRST, memberships.c.joined_at, memberships.c.id)
    .offset(bindparam("start"))
    .limit(bindparam("most"))
)
COUNT = (
    select(memberships.c.role, func.count().label("times"))
    .where(memberships.c.cohort_id == bindparam("cohort"), _is_in)
    .group_by(memberships.c.role)
)
OF_LEARNER = (
    select(cohorts, memberships.c.id.label("member_id"), memberships.c.learner_id, memberships.c.role)
    .add_columns(memberships.c.alias, memberships.c.sharing, memberships.c.joined_at, memberships.c.left_at)
    .join(memberships, memberships.c.cohort_id == cohorts.c.id)
    .where(memberships.c.learner_id == bindparam("learner"), _is_in)
    .order_by(cohorts.c.made_at, cohorts.c.id)
)
CHANGE_MEMBER = update(memberships).where(memberships.c.id == bindparam("member"))
EVERYBODY = 1_000_000  # PostgreSQL takes no limit below 0, nor one that isn't there


class CohortRows:
    """The groups and who is in them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, cohort: KeptCohort) -> None:
        """Keep a new one, with a key of its own."""
        wrapped = self._session.keys.new_data_key()
        seal = self._session.keys.data_seal(wrapped)
        values = {"id": cohort.id, "data_key": wrapped, "made_at": cohort.made}
        await self._session.run(insert(cohorts), values | _values(cohort, seal))

    async def save(self, cohort: KeptCohort) -> None:
        """Keep name, lang, zone and event as given."""
        wrapped = (await self._session.run(KEY, {"cohort": cohort.id})).scalar_one()
        seal = self._session.keys.data_seal(wrapped)
        await self._session.run(SAVE, {"cohort": cohort.id, **_values(cohort, seal)})

    async def delete(self, cohort_id: str) -> None:
        """Erase it and all that is its own; what coaches said to a learner stays the learner's."""
        await self._session.run(DROP, {"cohort": cohort_id})
        self._session.scrub()

    async def of_id(self, cohort_id: str) -> KeptCohort | None:
        """That one."""
        rows = await self._session.rows(BY_ID, {"cohort": cohort_id})
        return self._cohort(rows[0]) if rows else None

    async def of_learner(self, learner: Learner) -> tuple[tuple[KeptCohort, KeptMember], ...]:
        """Those they are in now, whatever they are there, oldest first."""
        seal = await self._session.seal_of_learner(learner.id)
        rows = await self._session.rows(OF_LEARNER, {"learner": learner.id})
        return tuple((self._cohort(row), _member(row, row["member_id"], row["id"], seal)) for row in rows)

    async def enter(self, learner: Learner, member: KeptMember) -> None:
        """Keep a membership; one that was left before is taken up again with these values and its own id."""
        seal = await self._session.seal_of_learner(learner.id)
        known = await self._session.rows(_ever, {"cohort": member.cohort, "learner": learner.id})
        values = {**_member_values(member, seal), "joined_at": member.joined}
        if known:
            await self._session.run(CHANGE_MEMBER, {"member": known[0]["id"], **values})
            return
        values |= {"id": member.id, "cohort_id": member.cohort, "learner_id": learner.id}
        await self._session.run(insert(memberships), values)

    async def keep_member(self, member: KeptMember) -> None:
        """Keep role, alias, sharing and left as given."""
        seal = await self._session.seal_of_learner(member.learner)
        await self._session.run(CHANGE_MEMBER, {"member": member.id, **_member_values(member, seal)})

    async def member(self, cohort_id: str, learner_id: int) -> KeptMember | None:
        """What that learner is there now; None for whoever is not, or not any more."""
        found = members_of(
            await self._session.rows(MEMBER, {"cohort": cohort_id, "learner": learner_id}), self._session.keys
        )
        return found[0] if found else None

    async def member_of_id(self, member_id: str) -> KeptMember | None:
        """That one, unless they left."""
        found = members_of(await self._session.rows(MEMBER_BY_ID, {"member": member_id}), self._session.keys)
        return found[0] if found else None

    async def members(self, cohort_id: str, start: int = 0, most: int | None = None) -> tuple[KeptMember, ...]:
        """Those who are in it now: coaches first, then in the order in which they came."""
        values = {"cohort": cohort_id, "start": start, "most": EVERYBODY if most is None else most}
        return members_of(await self._session.rows(MEMBERS, values), self._session.keys)

    async def called(self, member_ids: Collection[str]) -> Mapping[str, str]:
        """What those who are still in it want to be called, by membership."""
        rows = await self._session.rows(THOSE, {"members": list(member_ids)}) if member_ids else ()
        return {one.id: one.alias for one in members_of(rows, self._session.keys)}

    async def member_count(self, cohort_id: str) -> Mapping[str, int]:
        """How many are in it, by role."""
        return {row["role"]: row["times"] for row in await self._session.rows(COUNT, {"cohort": cohort_id})}

    def _cohort(self, row: Row) -> KeptCohort:
        seal = self._session.keys.data_seal(row["data_key"])
        return KeptCohort(
            id=row["id"],
            name=seal.open(row["name"], NAME),
            lang=Language(row["lang"]),
            zone=row["zone"],
            made=row["made_at"],
            event=row["event_on"],
        )


def members_of(rows: Sequence[Row], keys: Keys) -> tuple[KeptMember, ...]:
    """The memberships in rows that bring the learners' keys."""
    return tuple(_member(row, row["id"], row["cohort_id"], keys.data_seal(row["data_key"])) for row in rows)


def _values(cohort: KeptCohort, seal: Seal) -> dict[str, object]:
    return {
        "name": seal.close(cohort.name, NAME),
        "lang": cohort.lang.value,
        "zone": cohort.zone,
        "event_on": cohort.event,
    }


def _member_values(member: KeptMember, seal: Seal) -> dict[str, object]:
    return {
        "role": member.role.value,
        "alias": seal.close(member.alias, ALIAS),
        "sharing": member.sharing.value,
        "left_at": member.left,
    }


def _member(row: Row, member_id: str, cohort_id: str, seal: Seal) -> KeptMember:
    return KeptMember(
        id=member_id,
        cohort=cohort_id,
        learner=row["learner_id"],
        role=Role(row["role"]),
        joined=row["joined_at"],
        alias=seal.open(row["alias"], ALIAS),
        sharing=Level(row["sharing"]),
        left=row["left_at"],
    )
