"""A coach's own scenario played like any other; what a coach may take out of a group."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from coaching.authoring.starter import starter
from coaching.cohorts.sharing import Level
from coaching.cohorts.target import What
from coaching.language import Language
from coaching.services import cohorts, own_scenarios
from coaching.services.access import NotThere
from coaching.services.cohort_records import KeptOwnScenario, KeptReport
from coaching.services.efforts import OWN
from coaching.services.events import Begun, Debrief, Spoken, UnknownScenario
from coaching.services.exporting_marks import Taken, taken
from coaching.services.inspecting import LARGEST, Inspected
from coaching.services.own_scenarios import COMPLAINT, MOST_OWN
from tests.services.groups import Group, a_group

TEXT = starter("Dominique", Path("dominique.yaml"), Language.FR)
OTHER = TEXT.replace("Dominique", "Camille")
HELLO = "Bonsoir! Vous faites quoi dans la vie?"


@pytest.fixture
async def group() -> AsyncIterator[Group]:
    async with a_group() as group:
        yield group


async def written(group: Group, text: str = TEXT, *, given: bool = True) -> KeptOwnScenario:
    """The owner's own scenario, in the group where it is given."""
    owner = group.people["owner"]
    async with group.store.transaction() as tx:
        own = await own_scenarios.save_draft(group.notebook, tx, owner, "dominique", text)
        assert isinstance(own, KeptOwnScenario)
        if given:
            await own_scenarios.publish(tx, owner, own.id, [group.id], Inspected(text))
    return own


async def begun(group: Group, who: str, own: KeptOwnScenario) -> Begun | UnknownScenario:
    async with group.store.transaction() as tx:
        return await group.practice.begin(tx, group.people[who], f"{OWN}{own.id}")


async def said(group: Group, who: str, text: str = HELLO) -> Spoken:
    async with group.store.transaction() as tx:
        found = await group.practice.say(tx, group.people[who], text)
    assert isinstance(found, Spoken)
    return found


async def test_a_group_rehearses_with_what_was_given_to_it_and_nobody_else_does(group: Group) -> None:
    own = await written(group)

    mine = await begun(group, "learner", own)
    theirs = await begun(group, "other_coach", own)

    assert isinstance(mine, Begun)
    assert mine.scenario.name.first(Language.FR) == "Dominique"
    assert mine.scenario.id == f"{OWN}{own.id}"
    assert isinstance(theirs, UnknownScenario)
    assert (await said(group, "learner")).turn.reply


async def test_a_draft_is_its_authors_alone_and_the_group_keeps_its_version(group: Group) -> None:
    own = await written(group)
    await written(group, OTHER, given=False)

    author, learner = await begun(group, "owner", own), await begun(group, "learner", own)

    assert isinstance(author, Begun)
    assert isinstance(learner, Begun)
    assert author.scenario.name.first(Language.FR) == "Camille"
    assert learner.scenario.name.first(Language.FR) == "Dominique"


async def test_a_draft_that_can_not_be_played_gives_way_to_the_version_that_can(group: Group) -> None:
    own = await written(group)
    await written(group, "id: dominique", given=False)

    author = await begun(group, "owner", own)

    assert isinstance(author, Begun)
    assert author.scenario.name.first(Language.FR) == "Dominique"


async def test_once_it_is_erased_a_running_rehearsal_goes_on_to_its_marks_and_no_new_one_begins(group: Group) -> None:
    own = await written(group)
    await begun(group, "learner", own)
    await said(group, "learner")
    async with group.store.transaction() as tx:
        await own_scenarios.delete(tx, group.people["owner"], own.id)
    group.notebook._rebuilt.clear()  # noqa: SLF001 - as after a restart

    assert (await said(group, "learner", "Qu'est-ce que vous aimez là-dedans?")).turn.reply
    async with group.store.transaction() as tx:
        ended = await group.practice.end(tx, group.people["learner"])
    assert isinstance(ended, Debrief)
    assert isinstance(await begun(group, "learner", own), UnknownScenario)
    async with group.store.transaction() as tx:
        assert isinstance(await group.practice.again(tx, group.people["learner"]), UnknownScenario)


async def test_nothing_of_it_can_be_read_on_the_disk_and_nothing_stays_once_nobody_played_it(tmp_path: Path) -> None:
    file = tmp_path / "group.sqlite3"
    async with a_group(f"sqlite:///{file}") as group:
        own = await written(group)
        await begun(group, "owner", own)
        await said(group, "owner")
        group.notebook._rebuilt.clear()  # noqa: SLF001 - as after a restart
        assert (await said(group, "owner", "Pourquoi ce métier?")).scenario.name.first(Language.FR) == "Dominique"
        async with group.store.transaction() as tx:
            last = await tx.rehearsals.last(group.people["owner"])
            assert last
        on_disk = b"".join(one.read_bytes() for one in tmp_path.iterdir())
        assert "Je répare des vélos".encode() not in on_disk

        async with group.store.transaction() as tx:
            assert await tx.rehearsals.copy(last.copy)
            await cohorts.depart(tx, group.people["owner"])
            await tx.learners.forget(group.people["owner"])
            assert await tx.rehearsals.copy(last.copy) is None


async def test_it_counts_for_an_assignment(group: Group) -> None:
    own = await written(group)
    async with group.store.transaction() as tx:
        await group.assign(tx, what=What.OWN, about=own.id)

    await group.rehearse("learner", HELLO, scenario=f"{OWN}{own.id}")

    async with group.store.transaction() as tx:
        found = await taken(tx, group.people["owner"], group.id)
    assert isinstance(found, Taken)
    assert {one.line.line.alias: one.line.line.standing.attempts for one in found.stands} == {
        "learner": 1,
        "other_learner": 0,
    }
    assert found.own_names == {own.id: "dominique"}


async def test_there_is_an_end_to_how_many_and_how_much(group: Group) -> None:
    owner = group.people["owner"]
    async with group.store.transaction() as tx:
        for number in range(MOST_OWN):
            await own_scenarios.save_draft(group.notebook, tx, owner, f"number {number}", "id: x")

        assert await own_scenarios.save_draft(group.notebook, tx, owner, "one more", "id: x") == NotThere()
        assert await own_scenarios.save_draft(group.notebook, tx, owner, "number 1", "id: y") != NotThere()
        with pytest.raises(ValueError, match="too large"):
            await own_scenarios.save_draft(group.notebook, tx, owner, "number 1", "é" * LARGEST)


async def test_a_complaint_concerns_its_author_and_the_owners_of_the_groups_that_play_it(group: Group) -> None:
    own = await written(group)
    async with group.store.transaction() as tx:
        concerned = await own_scenarios.concerned(tx, own.id)

    assert [one.id for one in concerned] == [group.people["owner"].id]


async def test_what_is_taken_out_holds_shared_marks_alone_and_the_learner_can_read_that(group: Group) -> None:
    owner, learner = group.people["owner"], group.people["learner"]
    async with group.store.transaction() as tx:
        await group.assign(tx)
    shared = await group.rehearse("learner")
    await group.rehearse("other_learner")
    async with group.store.transaction() as tx:
        await group.share(tx, "learner", shared, Level.MARKS)
        found = await taken(tx, owner, group.id)
        looks = await tx.sharing.readings(learner)

    assert isinstance(found, Taken)
    assert [one.alias for one in found.marks] == ["learner"]
    assert {one.line.line.alias: one.best is not None for one in found.stands} == {
        "learner": True,
        "other_learner": False,
    }
    assert all(one.line.line.standing.best is None for one in found.stands)
    assert [(one.reader, one.result, one.level) for one in looks] == [(owner.id, shared, Level.MARKS)]


@pytest.mark.parametrize("who", ["learner", "sponsor", "other_coach", "stranger"])
async def test_nobody_but_its_coaches_takes_anything_out(group: Group, who: str) -> None:
    async with group.store.transaction() as tx:
        assert await taken(tx, group.people[who], group.id) == NotThere()


async def test_who_is_no_coach_any_more_takes_nothing_out(group: Group) -> None:
    async with group.store.transaction() as tx:
        member = await group.member(tx, "co_coach")
        assert isinstance(await taken(tx, group.people["co_coach"], group.id), Taken)
        await cohorts.remove(tx, group.people["owner"], member.id)

        assert await taken(tx, group.people["co_coach"], group.id) == NotThere()


async def complained(group: Group, own: KeptOwnScenario, who: str = "learner", reason: str = "Il insiste.") -> str:
    async with group.store.transaction() as tx:
        made = await own_scenarios.report(group.notebook, tx, group.people[who], own.id, reason)
    assert isinstance(made, KeptReport)
    return made.id


async def waiting(group: Group, own: KeptOwnScenario, who: str = "owner") -> list[str]:
    async with group.store.transaction() as tx:
        found = await own_scenarios.reports(tx, group.people[who], own.id)
    assert not isinstance(found, NotThere)
    assert all(one.learner == 0 for one in found)
    return [one.id for one in found]


async def settled(group: Group, report: str, who: str = "owner", *, mended: bool) -> KeptReport | NotThere:
    async with group.store.transaction() as tx:
        return await own_scenarios.settle(tx, group.people[who], report, mended=mended)


async def reminded(group: Group, who: str = "learner") -> list[str]:
    async with group.store.transaction() as tx:
        return [one.about for one in await tx.reminders.of(group.people[who]) if one.kind == COMPLAINT]


async def test_what_is_left_as_it_is_waits_no_more_and_whoever_complained_is_told_once(group: Group) -> None:
    own = await written(group)
    first, second = await complained(group, own), await complained(group, own, "other_learner")
    assert await waiting(group, own) == [first, second]

    done = await settled(group, first, mended=False)

    assert isinstance(done, KeptReport)
    assert (done.learner, done.version, done.mended) == (0, 1, None)
    assert await waiting(group, own) == [second]
    assert await settled(group, first, mended=False) == NotThere()
    assert (await reminded(group), await reminded(group, "other_learner")) == ([first], [])


async def test_nothing_is_mended_before_there_is_a_version_that_can_have_mended_it(group: Group) -> None:
    own = await written(group)
    report = await complained(group, own)
    assert await settled(group, report, mended=True) == NotThere()
    await written(group, OTHER)

    done = await settled(group, report, mended=True)

    assert isinstance(done, KeptReport)
    assert (done.version, done.mended) == (1, 2)
    async with group.store.transaction() as tx:
        found = await own_scenarios.settled(tx, group.people["learner"], report)
        assert found
        assert (found.scenario, found.complaint.mended, found.is_there) == ("dominique", 2, True)
        await own_scenarios.withdraw(tx, group.people["owner"], own.id, group.id)
        taken_back = await own_scenarios.settled(tx, group.people["learner"], report)
    assert taken_back
    assert not taken_back.is_there


async def test_nobody_but_its_author_settles_and_nobody_else_reads_what_became_of_it(group: Group) -> None:
    own = await written(group)
    report = await complained(group, own)
    for who in group.people:
        if who != "owner":
            assert await settled(group, report, who, mended=False) == NotThere()
    async with group.store.transaction() as tx:
        assert await own_scenarios.settled(tx, group.people["learner"], report) is None  # it waits
    await settled(group, report, mended=False)

    async with group.store.transaction() as tx:
        told = {who: await own_scenarios.settled(tx, learner, report) for who, learner in group.people.items()}
    assert [who for who, found in told.items() if found] == ["learner"]
