"""Scenarios that coaches write for their own cohorts: a draft that changes, versions that never do.

The texts are checked before they come here, by whoever reads YAML; here it is only said whose they are and who plays
which version. A rehearsal keeps the very text it is played from, whatever becomes of the scenario.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from coaching.cohorts.calendar import not_quiet
from coaching.cohorts.rights import Action, Role
from coaching.services.access import NotThere, may
from coaching.services.cohort_records import KeptOwnScenario, KeptReport
from coaching.services.efforts import OWN
from coaching.services.inspecting import LARGEST, Inspected
from coaching.services.journey_records import KeptReminder
from coaching.services.notebook import Notebook
from coaching.services.ports import Transaction
from coaching.services.records import Learner
from coaching.services.texts import one_line, sound

MOST_OWN = 50  # scenarios of one author
LONGEST_REASON = 500  # characters
LONGEST_NAME = 60
FIRST = 1  # the number of a first version
COMPLAINT = "complaint"  # the kind of the reminder that one was settled; it is about the complaint


@dataclass(frozen=True)
class Published:
    """A version and the cohorts that play it from now on."""

    own: KeptOwnScenario
    number: int
    cohorts: tuple[str, ...]


@dataclass(frozen=True)
class Playable:
    """A coach's own scenario, as those play it who may."""

    id: str
    scenario: str  # the name a rehearsal with it bears
    name: str  # as its author called it
    number: int
    text: str  # YAML


@dataclass(frozen=True)
class Settled:
    """What became of a complaint, for whoever made it."""

    complaint: KeptReport
    scenario: str  # as its author called it
    is_there: bool  # whether they can meet it now, mended where it was


@dataclass(frozen=True)
class Unsound:
    """It can't be published: it can't be played, or it is not what was looked at."""


async def save_draft(
    notebook: Notebook, tx: Transaction, actor: Learner, name: str, text: str, own_id: str | None = None
) -> KeptOwnScenario | NotThere:
    """The draft as it is now, a new scenario where no id is given; the one of that name where there is one already.

    There is no place for more than MOST_OWN. ValueError for a text no inspector would have looked at.
    """
    text = sound(text).removeprefix("\ufeff")
    if len(text.encode()) > LARGEST:
        raise ValueError("too large")
    name = one_line(name, LONGEST_NAME)
    if own_id is None:
        every = await tx.own_scenarios.of_author(actor)
        known = next((one for one in every if one.scenario == name), None)
        if known is None and len(every) >= MOST_OWN:
            return NotThere()
    else:
        known = await tx.own_scenarios.of_id(own_id)
        if known is None or not await may(tx, actor, Action.CHANGE, known):
            return NotThere()
        others = await tx.own_scenarios.of_author(actor)
        if any(one.scenario == name and one.id != own_id for one in others):
            name = known.scenario  # two of one name couldn't be told apart
    draft = known or KeptOwnScenario(notebook.new_id(), actor.id, name, "", tx.now)
    kept = replace(draft, scenario=name, draft=text, changed=tx.now)
    await tx.own_scenarios.save(kept)
    return kept


async def publish(
    tx: Transaction, actor: Learner, own_id: str, cohort_ids: Collection[str], inspected: Inspected
) -> Published | NotThere | Unsound:
    """The draft as the next version, for cohorts they coach; the same version where nothing changed since.

    `inspected` is what an inspector said of this very draft.
    """
    own = await tx.own_scenarios.of_id(own_id)
    if own is None or not cohort_ids or not await may(tx, actor, Action.CHANGE, own):
        return NotThere()
    if inspected.text != own.draft or not inspected.is_sound:
        return Unsound()
    for cohort_id in cohort_ids:
        me = await tx.cohorts.member(cohort_id, actor.id)
        if me is None or not me.role.is_coach:
            return NotThere()
    is_same = own.published and await tx.own_scenarios.version(own_id, own.published) == own.draft
    number = own.published if is_same else await tx.own_scenarios.add_version(own)
    for cohort_id in cohort_ids:
        await tx.own_scenarios.publish(own_id, cohort_id, number)
    return Published(replace(own, published=number), number, tuple(cohort_ids))


async def withdraw(tx: Transaction, actor: Learner, own_id: str, cohort_id: str) -> KeptOwnScenario | NotThere:
    """That cohort plays it no more; its draft and versions stay."""
    own = await tx.own_scenarios.of_id(own_id)
    if own is None or not await may(tx, actor, Action.CHANGE, own):
        return NotThere()
    await tx.own_scenarios.unpublish(own_id, cohort_id)
    return own


async def delete(tx: Transaction, actor: Learner, own_id: str) -> KeptOwnScenario | NotThere:
    """It is gone with every version; rehearsals that were played keep their copy."""
    own = await tx.own_scenarios.of_id(own_id)
    if own is None or not await may(tx, actor, Action.DELETE, own):
        return NotThere()
    await tx.own_scenarios.delete(own_id)
    return own


async def mine(tx: Transaction, actor: Learner) -> tuple[KeptOwnScenario, ...]:
    """All they wrote, by name."""
    return await tx.own_scenarios.of_author(actor)


async def draft(tx: Transaction, actor: Learner, own_id: str) -> KeptOwnScenario | NotThere:
    """One they wrote, with its draft."""
    own = await tx.own_scenarios.of_id(own_id)
    return own if own and own.author == actor.id else NotThere()


async def open_to(tx: Transaction, actor: Learner, cohort_id: str | None = None) -> tuple[Playable, ...] | NotThere:
    """What their cohorts play, or one of them; a sponsor plays nothing."""
    mine_now = await tx.cohorts.of_learner(actor)
    playing = [cohort.id for cohort, me in mine_now if me.role is not Role.SPONSOR]
    if cohort_id is not None and cohort_id not in playing:
        return NotThere()
    found = await tx.own_scenarios.open_in([cohort_id] if cohort_id else playing)
    return tuple([await _playable(tx, own, number) for own, number in found])


async def play(tx: Transaction, actor: Learner, own_id: str) -> Playable | NotThere:
    """The version they play; its author, who plays it nowhere, gets the last that was published."""
    own = await tx.own_scenarios.of_id(own_id)
    if own is None or not await may(tx, actor, Action.SEE, own):
        return NotThere()
    number = await _played(tx, actor, own)
    return await _playable(tx, own, number) if number else NotThere()


async def preview(tx: Transaction, actor: Learner, own_id: str) -> Playable | NotThere:
    """Its draft, to be tried by whoever wrote it."""
    own = await tx.own_scenarios.of_id(own_id)
    if own is None or own.author != actor.id:
        return NotThere()
    return Playable(own.id, f"{OWN}{own.id}", own.scenario, 0, own.draft)


async def concerned(tx: Transaction, own_id: str) -> tuple[Learner, ...]:
    """Whom a complaint about it concerns: its author, and the owners of the cohorts that play it."""
    own = await tx.own_scenarios.of_id(own_id)
    ids = [own.author] if own else []
    for cohort_id in await tx.own_scenarios.published_in(own_id):
        ids += [one.learner for one in await tx.cohorts.members(cohort_id) if one.role is Role.OWNER]
    found = [await tx.learners.of_id(learner_id) for learner_id in dict.fromkeys(ids)]
    return tuple(one for one in found if one)


async def report(
    notebook: Notebook, tx: Transaction, actor: Learner, own_id: str, reason: str
) -> KeptReport | NotThere:
    """A complaint about one they can play."""
    own = await tx.own_scenarios.of_id(own_id)
    if own is None or not await may(tx, actor, Action.SEE, own):
        return NotThere()
    said, version = one_line(reason, LONGEST_REASON), await _played(tx, actor, own)
    made = KeptReport(notebook.new_id(), actor.id, own_id, said, tx.now, version=version or None)
    await tx.own_scenarios.report(made)
    return made


async def reports(tx: Transaction, actor: Learner, own_id: str) -> tuple[KeptReport, ...] | NotThere:
    """The complaints that wait about one they wrote, or one their cohort plays, without who made them; oldest first."""
    own = await tx.own_scenarios.of_id(own_id)
    if own is None:
        return NotThere()
    coached = {cohort.id for cohort, me in await tx.cohorts.of_learner(actor) if me.role is Role.OWNER}
    if own.author != actor.id and not coached & set(await tx.own_scenarios.published_in(own_id)):
        return NotThere()
    return tuple(replace(one, learner=0) for one in await tx.own_scenarios.reports(own_id) if one.settled is None)


def may_be_mended(own: KeptOwnScenario, complaint: KeptReport) -> bool:
    """Whether there is a version since that can have mended it."""
    return own.published > (complaint.version or 0)


async def settle(tx: Transaction, actor: Learner, report_id: str, *, mended: bool) -> KeptReport | NotThere:
    """A complaint about one they wrote was dealt with: mended in the last version, or looked at and left as it is.

    Whoever made it is told, by a reminder of the kind COMPLAINT about it. NotThere for one that was settled already,
    and where no version is new enough to have mended anything.
    """
    known = await tx.own_scenarios.report_of_id(report_id)
    own = await tx.own_scenarios.of_id(known.own) if known else None
    if known is None or known.settled or own is None or not await may(tx, actor, Action.CHANGE, own):
        return NotThere()
    if mended and not may_be_mended(own, known):
        return NotThere()
    settled = replace(known, settled=tx.now, mended=own.published if mended else None)
    await tx.own_scenarios.settle(settled)
    learner = await tx.learners.of_id(known.learner)
    if learner is not None:
        when = not_quiet(tx.now, ZoneInfo(learner.preferences.time_zone))
        told = KeptReminder(learner.id, COMPLAINT, f"{COMPLAINT}:{known.id}", when, known.id)
        await tx.reminders.plan(learner, [told])
    return replace(settled, learner=0)


async def settled(tx: Transaction, learner: Learner, report_id: str) -> Settled | None:
    """What became of a complaint of theirs; None where it waits, or there is nothing left to complain of."""
    known = next((one for one in await tx.own_scenarios.reports_by(learner) if one.id == report_id), None)
    own = await tx.own_scenarios.of_id(known.own) if known else None
    if known is None or known.settled is None or own is None:
        return None
    playing = await play(tx, learner, own.id)
    is_there = not isinstance(playing, NotThere) and playing.number >= (known.mended or FIRST)
    return Settled(known, own.scenario, is_there)


async def _played(tx: Transaction, actor: Learner, own: KeptOwnScenario) -> int:
    """The number of the version they play; 0 for none."""
    cohorts = {cohort.id for cohort, me in await tx.cohorts.of_learner(actor) if me.role is not Role.SPONSOR}
    numbers = [number for cohort, number in (await tx.own_scenarios.published_in(own.id)).items() if cohort in cohorts]
    return max(numbers, default=own.published if own.author == actor.id else 0)


async def _playable(tx: Transaction, own: KeptOwnScenario, number: int) -> Playable:
    text = await tx.own_scenarios.version(own.id, number)
    return Playable(own.id, f"{OWN}{own.id}", own.scenario, number, text or "")
