"""The rows of invitations, and of those that were tried in vain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, insert, select, update

from coaching.cohorts.rights import Role
from coaching.services.cohort_records import KeptInvitation
from coaching.services.records import Learner
from coaching.store.cohort_tables import invitations, misses
from coaching.store.session import Row, Session

REMEMBERED = timedelta(days=2)  # longer than any limit looks back
BY_ID = select(invitations).where(invitations.c.id == bindparam("invitation"))
BY_HASH = select(invitations).where(invitations.c.hash == bindparam("its_hash"))
OF_COHORT = (
    select(invitations)
    .where(invitations.c.cohort_id == bindparam("cohort"))
    .order_by(invitations.c.made_at.desc(), invitations.c.id)
)
# Two who tap the last use of a link at once: the row's own lock lets one of them in.
USE = (
    update(invitations)
    .where(
        invitations.c.id == bindparam("invitation"),
        invitations.c.uses < invitations.c.most_uses,
        invitations.c.revoked_at.is_(None),
        invitations.c.expires_at > bindparam("now"),
    )
    .values(uses=invitations.c.uses + 1)
)
REVOKE = (
    update(invitations)
    .where(invitations.c.id == bindparam("invitation"), invitations.c.revoked_at.is_(None))
    .values(revoked_at=bindparam("now"))
)
MISSES = (
    select(func.count())
    .select_from(misses)
    .where(misses.c.learner_id == bindparam("learner"), misses.c.missed_at >= bindparam("since"))
)
ALL_MISSES = select(func.count()).select_from(misses).where(misses.c.missed_at >= bindparam("since"))
FORGET_MISSES = delete(misses).where(misses.c.missed_at < bindparam("before"))


class InvitationRows:
    """The links that let people in, and those that were guessed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, invitation: KeptInvitation) -> None:
        """Keep one."""
        values = {
            "id": invitation.id,
            "cohort_id": invitation.cohort,
            "author_id": invitation.author,
            "hash": invitation.hash,
            "role": invitation.role.value,
            "made_at": invitation.made,
            "expires_at": invitation.expires,
            "most_uses": invitation.most_uses,
            "uses": invitation.uses,
            "revoked_at": invitation.revoked,
        }
        await self._session.run(insert(invitations), values)

    async def of_id(self, invitation_id: str) -> KeptInvitation | None:
        """That one."""
        return _one(await self._session.rows(BY_ID, {"invitation": invitation_id}))

    async def of_hash(self, hash_: str) -> KeptInvitation | None:
        """The one whose token has that hash."""
        return _one(await self._session.rows(BY_HASH, {"its_hash": hash_}))

    async def of_cohort(self, cohort_id: str) -> tuple[KeptInvitation, ...]:
        """All of a cohort's, newest first."""
        return tuple(_invitation(row) for row in await self._session.rows(OF_COHORT, {"cohort": cohort_id}))

    async def use(self, invitation_id: str) -> bool:
        """Count one use; False where none is left or it doesn't hold any more."""
        values = {"invitation": invitation_id, "now": self._session.now}
        return (await self._session.run(USE, values)).rowcount == 1

    async def revoke(self, invitation_id: str) -> None:
        """It lets nobody in from now on."""
        await self._session.run(REVOKE, {"invitation": invitation_id, "now": self._session.now})

    async def missed(self, learner: Learner) -> None:
        """Note that somebody tried one that leads nowhere."""
        await self._session.run(FORGET_MISSES, {"before": self._session.now - REMEMBERED})
        await self._session.run(insert(misses), {"learner_id": learner.id, "missed_at": self._session.now})

    async def misses(self, learner: Learner, since: datetime) -> int:
        """How often they did since then."""
        return int((await self._session.run(MISSES, {"learner": learner.id, "since": since})).scalar_one())

    async def all_misses(self, since: datetime) -> int:
        """How often anybody did."""
        return int((await self._session.run(ALL_MISSES, {"since": since})).scalar_one())


def _one(rows: Sequence[Row]) -> KeptInvitation | None:
    return _invitation(rows[0]) if rows else None


def _invitation(row: Row) -> KeptInvitation:
    return KeptInvitation(
        id=row["id"],
        cohort=row["cohort_id"],
        author=row["author_id"],
        hash=row["hash"],
        role=Role(row["role"]),
        made=row["made_at"],
        expires=row["expires_at"],
        most_uses=row["most_uses"],
        uses=row["uses"],
        revoked=row["revoked_at"],
    )
