from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from coaching.cohorts.adjusting import Decision
from coaching.cohorts.rights import Action, Kind, Role
from coaching.cohorts.sharing import Level
from coaching.cohorts.target import What
from coaching.services import (
    assignments,
    boards,
    cohorts,
    commenting,
    consents,
    invitations,
    own_scenarios,
    reading,
    reviewing,
)
from coaching.services.access import Marks, NotThere, Record, Transcript, may
from coaching.services.assignments import Wish
from coaching.services.ports import Transaction
from coaching.services.records import Learner
from tests.services.groups import ACTORS, DUE, Group, Things, a_group, one_of_everything
from tests.services.practices import ATTENDEE

WISH = Wish(What.SCENARIO, ATTENDEE, DUE, attempts=2)
NOWHERE = "00000000-0000-4000-8000-00000000ffff"
Call = Callable[["Asking"], Awaitable[object]]


class Asking:
    """One actor, within one transaction, about one group and its things."""

    def __init__(self, tx: Transaction, actor: Learner, group: Group, things: Things) -> None:
        self.tx, self.actor, self.group, self.things = tx, actor, group, things
        self.notebook = group.notebook


async def _share(at: Asking, level: Level) -> object:
    return await consents.share(at.notebook, at.tx, at.actor, at.group.id, at.things.result, level)


async def _shared(at: Asking, level: Level) -> object:
    found = await boards.shared(at.tx, at.actor, at.group.id, at_least=level)
    return _in(at.things.result, found if isinstance(found, NotThere) else [one.result.id for one in found])


async def _change_cohort(at: Asking) -> object:
    assert at.group.cohort
    return await cohorts.change(at.tx, at.actor, replace(at.group.cohort, name="Autre"))


async def _list_cohorts(at: Asking) -> object:
    return _in(at.group.id, [cohort.id for cohort, _ in await cohorts.mine(at.tx, at.actor)])


async def _list_members(at: Asking) -> object:
    page = await cohorts.members(at.tx, at.actor, at.group.id)
    return _in(at.things.member.id, page if isinstance(page, NotThere) else [one.id for one in page.members])


async def _list_invitations(at: Asking) -> object:
    found = await invitations.of_cohort(at.tx, at.actor, at.group.id)
    return _in(at.things.invitation, found if isinstance(found, NotThere) else [one.id for one in found])


async def _list_assignments(at: Asking) -> object:
    found = await assignments.of_cohort(at.tx, at.actor, at.group.id)
    return _in(at.things.assignment.id, found if isinstance(found, NotThere) else [one.id for one in found])


async def _list_comments(at: Asking) -> object:
    found = await reading.beside(at.tx, at.actor, at.things.result)
    return _in(at.things.comment.id, found if isinstance(found, NotThere) else [one.id for one in found.comments])


async def _list_scenarios(at: Asking) -> object:
    found = await own_scenarios.open_to(at.tx, at.actor, at.group.id)
    return _in(at.things.own.id, found if isinstance(found, NotThere) else [one.id for one in found])


def _in(wanted: str, found: NotThere | list[str]) -> object:
    return NotThere() if isinstance(found, NotThere) or wanted not in found else wanted


CALLS: Mapping[tuple[Kind, Action], Call] = {
    (Kind.COHORT, Action.SEE): lambda at: cohorts.see(at.tx, at.actor, at.group.id),
    (Kind.COHORT, Action.LIST): _list_cohorts,
    (Kind.COHORT, Action.CHANGE): _change_cohort,
    (Kind.COHORT, Action.DELETE): lambda at: cohorts.close(at.tx, at.actor, at.group.id),
    (Kind.MEMBER, Action.SEE): lambda at: cohorts.member(at.tx, at.actor, at.things.member.id),
    (Kind.MEMBER, Action.LIST): _list_members,
    (Kind.MEMBER, Action.CHANGE): lambda at: cohorts.appoint(at.tx, at.actor, at.things.member.id, Role.SPONSOR),
    (Kind.MEMBER, Action.DELETE): lambda at: cohorts.remove(at.tx, at.actor, at.things.member.id),
    (Kind.INVITATION, Action.SEE): lambda at: invitations.see(at.tx, at.actor, at.things.invitation),
    (Kind.INVITATION, Action.LIST): _list_invitations,
    (Kind.INVITATION, Action.CHANGE): lambda at: invitations.revoke(at.tx, at.actor, at.things.invitation),
    (Kind.INVITATION, Action.DELETE): lambda at: invitations.revoke(at.tx, at.actor, at.things.invitation),
    (Kind.ASSIGNMENT, Action.SEE): lambda at: assignments.see(at.tx, at.actor, at.things.assignment.id),
    (Kind.ASSIGNMENT, Action.LIST): _list_assignments,
    (Kind.ASSIGNMENT, Action.CHANGE): lambda at: assignments.edit(
        at.notebook, at.tx, at.actor, at.things.assignment.id, WISH
    ),
    (Kind.ASSIGNMENT, Action.DELETE): lambda at: assignments.withdraw(at.tx, at.actor, at.things.assignment.id),
    (Kind.MARKS, Action.SEE): lambda at: reading.marks(at.notebook, at.tx, at.actor, at.group.id, at.things.result),
    (Kind.MARKS, Action.LIST): lambda at: _shared(at, Level.MARKS),
    (Kind.MARKS, Action.CHANGE): lambda at: reviewing.review(
        at.notebook, at.tx, at.actor, at.group.id, at.things.result, 0, Decision.ACCEPT
    ),
    (Kind.MARKS, Action.DELETE): lambda at: _share(at, Level.NOTHING),
    (Kind.TRANSCRIPT, Action.SEE): lambda at: reading.transcript(
        at.notebook, at.tx, at.actor, at.group.id, at.things.result
    ),
    (Kind.TRANSCRIPT, Action.LIST): lambda at: _shared(at, Level.TRANSCRIPT),
    (Kind.TRANSCRIPT, Action.CHANGE): lambda at: _share(at, Level.MARKS),
    (Kind.TRANSCRIPT, Action.DELETE): lambda at: _share(at, Level.NOTHING),
    (Kind.COMMENT, Action.SEE): lambda at: commenting.see_comment(at.tx, at.actor, at.things.comment.id),
    (Kind.COMMENT, Action.LIST): _list_comments,
    (Kind.COMMENT, Action.CHANGE): lambda at: commenting.edit_comment(at.tx, at.actor, at.things.comment.id, "Non"),
    (Kind.COMMENT, Action.DELETE): lambda at: commenting.delete_comment(at.tx, at.actor, at.things.comment.id),
    (Kind.SCENARIO, Action.SEE): lambda at: own_scenarios.play(at.tx, at.actor, at.things.own.id),
    (Kind.SCENARIO, Action.LIST): _list_scenarios,
    (Kind.SCENARIO, Action.CHANGE): lambda at: own_scenarios.save_draft(
        at.notebook, at.tx, at.actor, "boulanger", "id: autre", at.things.own.id
    ),
    (Kind.SCENARIO, Action.DELETE): lambda at: own_scenarios.delete(at.tx, at.actor, at.things.own.id),
}
CELLS = [(kind, action, who) for kind in Kind for action in Action for who in ACTORS]


@cache
def expected() -> dict[tuple[Kind, Action, str], bool]:
    """What access.yaml says."""
    told = yaml.safe_load((Path(__file__).parent / "access.yaml").read_text(encoding="utf-8"))
    return {
        (Kind(kind), Action(action), who): mark == "x"
        for kind, actions in told.items()
        for action, marks in actions.items()
        for who, mark in zip(ACTORS, marks, strict=True)
    }


class Undo(Exception):  # noqa: N818 - it reads as what it does
    """What was tried is not to stay."""


@pytest.fixture
async def group() -> AsyncIterator[Group]:
    async with a_group() as group:
        yield group


async def answers(group: Group, things: Things) -> dict[tuple[Kind, Action, str], object]:
    """What each is answered in each case, every one of them from the same beginning."""
    given: dict[tuple[Kind, Action, str], object] = {}
    for kind, action, who in CELLS:
        with suppress(Undo):
            async with group.store.transaction() as tx:
                asking = Asking(tx, group.people[who], group, things)
                given[kind, action, who] = await CALLS[kind, action](asking)
                raise Undo
    return given


def test_the_table_has_every_actor_kind_and_action() -> None:
    assert set(expected()) == set(CELLS)
    assert len(CELLS) == 7 * 8 * 4


async def test_everybody_gets_what_the_table_says_and_nobody_anything_else(group: Group) -> None:
    given = await answers(group, await one_of_everything(group))

    wrong = {cell: answer for cell, answer in given.items() if (answer != NotThere()) is not expected()[cell]}

    assert wrong == {}


async def test_the_one_question_of_access_answers_as_the_table_says(group: Group) -> None:
    things = await one_of_everything(group)
    wrong = []
    for kind, action, who in CELLS:
        async with group.store.transaction() as tx:
            record = await _record(tx, kind, group, things)
            if await may(tx, group.people[who], action, record) is not expected()[kind, action, who]:
                wrong.append((kind, action, who))

    assert wrong == []


async def test_what_isnt_theirs_is_answered_exactly_as_what_isnt_there(group: Group) -> None:
    things = await one_of_everything(group)
    assert group.cohort
    invented = Things(
        invitation=NOWHERE,
        member=replace(things.member, id=NOWHERE),
        assignment=replace(things.assignment, id=NOWHERE),
        result=NOWHERE,
        comment=replace(things.comment, id=NOWHERE),
        own=replace(things.own, id=NOWHERE),
    )
    theirs = await answers(group, things)
    group.cohort = replace(group.cohort, id=NOWHERE)
    nowhere = await answers(group, invented)

    refused = [cell for cell in CELLS if not expected()[cell]]
    assert [cell for cell in refused if repr(theirs[cell]) != repr(nowhere[cell])] == []
    assert set(nowhere.values()) == {NotThere()}


async def test_until_it_is_shared_the_learner_alone_sees_it(group: Group) -> None:
    things = await one_of_everything(group)
    async with group.store.transaction() as tx:
        await group.share(tx, "learner", things.result, Level.NOTHING)

    given = await answers(group, things)

    private = {Kind.MARKS, Kind.TRANSCRIPT, Kind.COMMENT}
    seen = {who for (kind, _, who), answer in given.items() if kind in private and answer != NotThere()}
    assert seen == {"learner"}


async def test_with_the_marks_alone_no_coach_gets_a_word(group: Group) -> None:
    things = await one_of_everything(group)
    async with group.store.transaction() as tx:
        await group.share(tx, "learner", things.result, Level.MARKS)

    given = await answers(group, things)

    for who in ("owner", "co_coach"):
        marks = given[Kind.MARKS, Action.SEE, who]
        assert isinstance(marks, reading.MarksSeen)
        assert {one.quote + one.advice + one.effect + one.instead for one in marks.findings} == {""}
        assert all(given[Kind.TRANSCRIPT, action, who] == NotThere() for action in Action)


async def test_a_coach_who_was_removed_is_a_stranger_to_what_they_wrote(group: Group) -> None:
    things = await one_of_everything(group)
    async with group.store.transaction() as tx:
        co_coach = await group.member(tx, "co_coach")
        said = await commenting.comment(
            group.notebook, tx, group.people["co_coach"], group.id, things.result, "Et vous?", turn=1
        )
        assert not isinstance(said, NotThere)
        await cohorts.remove(tx, group.people["owner"], co_coach.id)

    given = await answers(group, replace(things, comment=said))

    assert {answer for (_, _, who), answer in given.items() if who == "co_coach"} == {NotThere()}


async def _record(tx: Transaction, kind: Kind, group: Group, things: Things) -> Record:
    result, invitation = await tx.work.result(things.result), await tx.invitations.of_id(things.invitation)
    assert result
    assert invitation
    assert group.cohort
    records: dict[Kind, Record] = {
        Kind.COHORT: group.cohort,
        Kind.MEMBER: things.member,
        Kind.INVITATION: invitation,
        Kind.ASSIGNMENT: things.assignment,
        Kind.MARKS: Marks(group.id, result),
        Kind.TRANSCRIPT: Transcript(group.id, result),
        Kind.COMMENT: things.comment,
        Kind.SCENARIO: things.own,
    }
    return records[kind]
