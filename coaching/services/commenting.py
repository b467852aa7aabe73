"""A coach's word in place: on a whole rehearsal, on a finding, on a turn. Its learner is told, and may take it away."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from coaching.cohorts.calendar import not_quiet
from coaching.cohorts.rights import Action
from coaching.cohorts.sharing import Level
from coaching.services.access import NotThere, may, shared_level
from coaching.services.cohort_records import KeptComment
from coaching.services.journey_records import KeptReminder
from coaching.services.notebook import Notebook
from coaching.services.ports import Transaction
from coaching.services.records import Learner
from coaching.services.texts import sound

LONGEST_COMMENT = 2000  # characters
ANSWER = "answer"  # the kind of the reminder that a coach has answered; it is about the rehearsal


async def comment(
    notebook: Notebook,
    tx: Transaction,
    actor: Learner,
    cohort_id: str,
    result_id: str,
    text: str,
    *,
    turn: int | None = None,
    rule: str | None = None,
) -> KeptComment | NotThere:
    """A coach's word on the whole, on a finding, or on a turn where the words may be read. The learner is told."""
    work = await tx.work.result(result_id)
    me = await tx.cohorts.member(cohort_id, actor.id)
    if work is None or me is None or not me.role.is_coach:
        return NotThere()
    needed = Level.TRANSCRIPT if turn is not None and rule is None else Level.MARKS
    learner = await tx.learners.of_id(work.learner)
    rehearsal = await tx.rehearsals.of_id(learner, result_id) if learner else None
    level = await shared_level(tx, cohort_id, work)
    if learner is None or rehearsal is None or not level.includes(needed) or not text.strip():
        return NotThere()
    if turn is not None and all(one.number != turn for one in rehearsal.standing):
        return NotThere()
    said = KeptComment(
        id=notebook.new_id(),
        learner=learner.id,
        author=actor.id,
        cohort=cohort_id,
        rehearsal=result_id,
        text=sound(text).strip()[:LONGEST_COMMENT],
        made=tx.now,
        turn=turn,
        rule=rule,
    )
    await tx.remarks.comment(said)
    await tell(tx, learner, result_id, said.id)
    return said


async def edit_comment(tx: Transaction, actor: Learner, comment_id: str, text: str) -> KeptComment | NotThere:
    """The same comment in other words, and said to be so."""
    known = await tx.remarks.comment_of_id(comment_id)
    if known is None or not text.strip() or not await may(tx, actor, Action.CHANGE, known):
        return NotThere()
    edited = replace(known, text=sound(text).strip()[:LONGEST_COMMENT], edited=tx.now)
    await tx.remarks.edit(edited)
    return edited


async def delete_comment(tx: Transaction, actor: Learner, comment_id: str) -> KeptComment | NotThere:
    """It is gone: by who wrote it, or by whom it is about."""
    known = await tx.remarks.comment_of_id(comment_id)
    if known is None or not await may(tx, actor, Action.DELETE, known):
        return NotThere()
    await tx.remarks.delete(comment_id)
    return known


async def see_comment(tx: Transaction, actor: Learner, comment_id: str) -> KeptComment | NotThere:
    """That one."""
    known = await tx.remarks.comment_of_id(comment_id)
    return known if known and await may(tx, actor, Action.SEE, known) else NotThere()


async def tell(tx: Transaction, learner: Learner, rehearsal_id: str, name: str) -> None:
    """The learner hears that a coach answered about that rehearsal, once for each answer and not at night."""
    when = not_quiet(tx.now, ZoneInfo(learner.preferences.time_zone))
    await tx.reminders.plan(learner, [KeptReminder(learner.id, ANSWER, f"{ANSWER}:{name}", when, rehearsal_id)])
