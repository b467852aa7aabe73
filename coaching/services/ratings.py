"""What learners say of themselves around a rehearsal: nerves before and after, and how much they think they pleased."""

from __future__ import annotations

from dataclasses import replace

from coaching.services.events import OutOfRange, Rated, Rating, UnknownRehearsal
from coaching.services.ports import Transaction
from coaching.services.records import KeptRehearsal, Learner

LEAST, MOST = 0, 10


async def rate(
    tx: Transaction, learner: Learner, rehearsal_id: str, rating: Rating, value: int
) -> Rated | OutOfRange | UnknownRehearsal:
    """The rating, kept with its rehearsal; given again, the later one holds."""
    if not LEAST <= value <= MOST:
        return OutOfRange(rating, value, LEAST, MOST)
    kept = await tx.rehearsals.of_id(learner, rehearsal_id)
    if kept is None:
        return UnknownRehearsal(rehearsal_id)
    noted = _with(kept, rating, value)
    await tx.rehearsals.note(noted)
    return Rated(rehearsal_id, rating, value, noted.nerves_before, noted.nerves_after, noted.guess)


def _with(kept: KeptRehearsal, rating: Rating, value: int) -> KeptRehearsal:
    match rating:
        case Rating.NERVES_BEFORE:
            return replace(kept, nerves_before=value)
        case Rating.NERVES_AFTER:
            return replace(kept, nerves_after=value)
        case Rating.GUESS:
            return replace(kept, guess=value)
