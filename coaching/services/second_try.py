"""The second try: a rehearsal taken up again at one of its turns, its branches side by side, its marks once more."""

from __future__ import annotations

from coaching.rehearsal import Turn
from coaching.services.events import (
    Branch,
    Branches,
    Debrief,
    Forked,
    NoSuchTurn,
    StillRunning,
    UnknownRehearsal,
)
from coaching.services.notebook import Notebook, corrected
from coaching.services.ports import Transaction
from coaching.services.records import KeptAppeal, KeptRehearsal, KeptTurn, Learner
from coaching.services.saving import turn_to_json


async def fork(
    notebook: Notebook, tx: Transaction, learner: Learner, rehearsal_id: str, turn: int
) -> Forked | NoSuchTurn | UnknownRehearsal:
    """A new rehearsal that goes on from before that turn; the attendee, the dice and what was said are the same.

    A running rehearsal ends first and keeps its marks, be it the very one that is taken up again.
    """
    origin = await tx.rehearsals.of_id(learner, rehearsal_id)
    at = await notebook.open(tx, origin) if origin else None
    last = await tx.rehearsals.last(learner)
    if origin is None or at is None or last is None:
        return UnknownRehearsal(rehearsal_id)
    turns = at.conversation.turns
    if not 1 <= turn <= len(turns):
        return NoSuchTurn(rehearsal_id, turn, len(turns))
    ended = await notebook.end_if_running(tx, learner, last)
    kept = KeptRehearsal(
        id=notebook.new_id(),
        learner=learner.id,
        number=last.number + 1,
        scenario=origin.scenario,
        copy=origin.copy,
        lang=origin.lang,
        name=origin.name,
        sells=origin.sells,
        seed=origin.seed,
        opening=origin.opening,
        opening_said=origin.opening_said,
        started=tx.now,
        forked_from=origin.id,
        forked_at=turn,
        turns=_said_before(turn, origin, at.conversation.turns),
    )
    await tx.rehearsals.add(learner, kept)
    for one in kept.turns:
        await tx.rehearsals.add_turn(learner, kept.id, one)
    again = await notebook.open(tx, kept)
    if again is None:
        return UnknownRehearsal(rehearsal_id)
    return Forked(kept.id, again.conversation, again.scenario, origin.id, turns[turn - 1], ended)


async def branches(
    notebook: Notebook, tx: Transaction, learner: Learner, rehearsal_id: str
) -> Branches | UnknownRehearsal:
    """The rehearsal with the one it was forked from and those forked from it, each with its marks."""
    every = {kept.id: kept for kept in await tx.rehearsals.all(learner)}
    appeals = await tx.appeals.of(learner)
    this = every.get(rehearsal_id)
    branch = await _branch(notebook, tx, this, appeals) if this else None
    if this is None or branch is None:
        return UnknownRehearsal(rehearsal_id)
    its_origin = every.get(this.forked_from or "")
    forks = [await _branch(notebook, tx, one, appeals) for one in every.values() if one.forked_from == this.id]
    return Branches(
        this=branch,
        origin=await _branch(notebook, tx, its_origin, appeals) if its_origin else None,
        forks=tuple(one for one in forks if one),
    )


async def open_marks(
    notebook: Notebook, tx: Transaction, learner: Learner, rehearsal_id: str
) -> Debrief | StillRunning | UnknownRehearsal:
    """The debrief of any rehearsal of theirs that has ended, with the marks it was given then."""
    kept = await tx.rehearsals.of_id(learner, rehearsal_id)
    at = await notebook.open(tx, kept) if kept else None
    if kept is None or at is None:
        return UnknownRehearsal(rehearsal_id)
    if kept.ended is None:
        return StillRunning(rehearsal_id)
    appeals = tuple(one for one in await tx.appeals.of(learner) if one.rehearsal == kept.id)
    return notebook.debrief(kept, at, notebook.marks_of(kept, at), appeals, await tx.remarks.reviews(kept.id))


async def _branch(
    notebook: Notebook, tx: Transaction, kept: KeptRehearsal, appeals: tuple[KeptAppeal, ...]
) -> Branch | None:
    at = await notebook.open(tx, kept)
    if at is None:
        return None
    return Branch(
        id=kept.id,
        number=kept.number,
        conversation=at.conversation,
        scenario=at.scenario,
        scorecard=notebook.marks_of(kept, at),
        started=kept.started,
        has_ended=kept.ended is not None,
        forked_from=kept.forked_from,
        forked_at=kept.forked_at,
        corrected=corrected(tuple(one for one in appeals if one.rehearsal == kept.id)),
    )


def _said_before(turn: int, origin: KeptRehearsal, turns: tuple[Turn, ...]) -> tuple[KeptTurn, ...]:
    """The turns before that one, as the new rehearsal keeps them; no arrival made them there."""
    said = {one.number: one.at for one in origin.standing}
    return tuple(
        KeptTurn(one.number, one.text, one.reply, turn_to_json(one), said.get(one.number, origin.started))
        for one in turns[: turn - 1]
    )
