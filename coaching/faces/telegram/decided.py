"""What was decided on a learner's appeals, told once: at their next visit."""

from __future__ import annotations

from coaching.faces.telegram.markup import bold, escaped
from coaching.faces.telegram.visits import Visit
from coaching.services.commenting import ANSWER
from coaching.services.journey_records import ReminderState
from coaching.services.records import AppealState, KeptAppeal

DECIDED = {AppealState.ACCEPTED, AppealState.REJECTED}


async def news(visit: Visit) -> tuple[str, ...]:
    """A block for each decision they have not been told, as marked text; from now on they have."""
    decided = [one for one in await visit.tx.appeals.of(visit.learner) if one.state in DECIDED]
    # Nothing decided is ever undecided, so how many they were told says which.
    decided.sort(key=lambda one: (one.decided or one.made, one.id))
    new = decided[visit.stage.heard :]
    if not new:
        return ()
    await visit.have_heard(len(decided))
    # What a coach decided was told as it was decided, where they want to be told.
    told = {one.key for one in await visit.tx.reminders.of(visit.learner) if one.state is ReminderState.FIRED}
    return tuple([await _told(visit, one) for one in new if f"{ANSWER}:{one.id}" not in told])


async def _told(visit: Visit, appeal: KeptAppeal) -> str:
    words = visit.words
    kept = await visit.tx.rehearsals.of_id(visit.learner, appeal.rehearsal)
    met = visit.house.attendee(kept.scenario) if kept else None
    name = met.name.first(visit.lang) if met else ""
    about = words("phone.appeal.about", turn=appeal.turn, name=name) if name else ""
    before, after = appeal.points_before, appeal.points_after
    if appeal.state is AppealState.REJECTED:
        told = words("phone.appeal.rejected")
    elif after is None or after == before:
        told = words("phone.appeal.accepted_same", score=before)
    else:
        told = words("phone.appeal.accepted", before=before, after=after)
    note = [escaped(words("phone.appeal.note", note=appeal.note))] if appeal.note else []
    return "\n".join([f"⚖️ {bold(words('phone.appeal.title'))} {escaped(about)}".rstrip(), escaped(told), *note])
