"""The rows of the referrals: whom the learners would send somebody to."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select

from coaching.services.records import KeptReferral, Learner
from coaching.store.session import Session
from coaching.store.tables import referrals

NEED, WHY = "referrals.need_text", "referrals.why"
ALL = select(referrals).where(referrals.c.learner_id == bindparam("learner")).order_by(referrals.c.id)


class ReferralRows:
    """Whom the learners would send somebody to."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, learner: Learner, referral: KeptReferral) -> None:
        """Keep one."""
        seal = await self._session.seal_of_learner(learner.id)
        values = {
            "learner_id": learner.id,
            "rehearsals": list(referral.rehearsals),
            "need": referral.need,
            "need_text": seal.close(referral.need_text, NEED),
            "answer": referral.answer,
            "why": seal.close(referral.why, WHY),
            "fits": referral.fits,
            "made_at": referral.made,
        }
        await self._session.run(insert(referrals), values)

    async def of(self, learner: Learner) -> tuple[KeptReferral, ...]:
        """All of theirs, oldest first."""
        seal = await self._session.seal_of_learner(learner.id)
        return tuple(
            KeptReferral(
                learner=row["learner_id"],
                rehearsals=tuple(row["rehearsals"]),
                need=row["need"],
                need_text=seal.open(row["need_text"], NEED),
                answer=row["answer"],
                why=seal.open(row["why"], WHY),
                fits=row["fits"],
                made=row["made_at"],
            )
            for row in await self._session.rows(ALL, {"learner": learner.id})
        )
