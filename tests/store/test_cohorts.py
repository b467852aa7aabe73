from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from coaching.cohorts.adjusting import Decision
from coaching.cohorts.digest import Mark
from coaching.cohorts.disagreement import Tally
from coaching.cohorts.rights import Role
from coaching.cohorts.sharing import Level
from coaching.cohorts.standing import Standing, State
from coaching.cohorts.target import Result, What, total
from coaching.services.cohort_ports import BoardOrder
from coaching.services.cohort_records import Activity, KeptInvitation, KeptResult, KeptSubmission, StateCounts
from coaching.store import DatabaseStore
from tests.store.cohorts import a_cohort, a_member, fill_cohorts
from tests.store.stores import DAWN, Clock, a_learner, a_rehearsal, an_appeal

DAY = timedelta(days=1)


async def test_every_question_about_a_group_is_answered_by_every_database(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx, name="Sophie")
        kept = await a_rehearsal(tx, learner)
        await fill_cohorts(tx, learner, kept)
        await tx.appeals.add(learner, an_appeal(learner, kept))
        cohort = a_cohort()

    async with store.transaction() as tx:
        ((found, me),) = await tx.cohorts.of_learner(learner)
        assert (found, me) == (cohort, a_member(learner))
        assert await tx.cohorts.members(cohort.id) == (me,)
        assert await tx.cohorts.member_count(cohort.id) == {"learner": 1}
        ((assignment, standing),) = await tx.assignments.of_learner(learner)
        assert standing == Standing(1, DAWN, DAWN, 70, 70, DAWN)
        assert assignment.note == "canary-task"
        assert await tx.assignments.meant_for(assignment) == (me,)
        for order in BoardOrder:
            for member in (None, me.id):
                (line,) = await tx.assignments.board(cohort.id, DAWN, order=order, member=member)
                assert (line.alias, line.what, line.standing) == (
                    "canary-alias",
                    What.SCENARIO,
                    replace(standing, best=None),
                )
        lengths = [await tx.assignments.board_length(cohort.id, DAWN, state=state) for state in (None, *State)]
        pages = [len(await tx.assignments.board(cohort.id, DAWN, state=state)) for state in (None, *State)]
        assert lengths == pages == [1, 0, 0, 1, 0]
        assert await tx.assignments.board_length(cohort.id, DAWN, assignment=assignment.id) == 1
        assert await tx.assignments.open_work(cohort.id, [me.id]) == ()
        assert await tx.assignments.activity(cohort.id) == (Activity(me.id, DAWN, DAWN, 1, 1),)
        assert await tx.cohorts.called([me.id, "nobody"]) == {me.id: "canary-alias"}
        assert await tx.assignments.state_counts(cohort.id, DAWN) == (StateCounts(assignment.id, completed=1),)
        (effort,) = await tx.work.efforts_of(assignment.id, learner.id)
        assert effort.is_shared
        assert await tx.work.efforts(assignment.id) == {learner.id: (effort,)}
        for level in (Level.MARKS, Level.TRANSCRIPT):
            (shared,) = await tx.sharing.shared(cohort.id, member=me.id, since=DAWN, at_least=level)
            assert (shared.member, shared.level, shared.result.id) == (me.id, Level.TRANSCRIPT, kept.id)
        came = shared.result.result
        assert came
        mark = Mark(DAWN, total(came, None), came.dimensions, came.slips)
        assert await tx.sharing.lately(cohort.id, DAWN, 1) == ((me.id, mark),)
        assert await tx.sharing.lately(cohort.id, DAWN + DAY, 1) == ()
        assert await tx.remarks.tallies([cohort.id]) == (Tally("baker", "pitch", Decision.REJECT, 1),)
        assert [one.note for one in await tx.remarks.rejected(cohort.id)] == ["canary-verdict"]
        assert [one.text for one in await tx.remarks.comments(kept.id)] == ["canary-remark"]
        assert await tx.appeals.open_in(cohort.id) == (an_appeal(learner, kept),)
        ((own, number),) = await tx.own_scenarios.open_in([cohort.id])
        assert (own.draft, own.published, number) == ("canary-draft", 1, 1)
        assert await tx.own_scenarios.version(own.id, number) == "canary-draft"
        (complaint,) = await tx.own_scenarios.reports(own.id)
        assert (complaint.reason, complaint.version, complaint.settled) == ("canary-complaint", 1, None)
        assert await tx.own_scenarios.report_of_id(complaint.id) == complaint
        for version in (2, 3):  # the second time says nothing any more
            await tx.own_scenarios.settle(replace(complaint, settled=DAWN + DAY, mended=version))
        settled = await tx.own_scenarios.report_of_id(complaint.id)
        assert settled == replace(complaint, settled=DAWN + DAY, mended=2)


async def test_the_last_use_of_a_link_lets_one_in(store: DatabaseStore, clock: Clock) -> None:
    async with store.transaction() as tx:
        await tx.cohorts.add(a_cohort())
        link = KeptInvitation("i", a_cohort().id, None, "h", Role.LEARNER, DAWN, DAWN + DAY, most_uses=1)
        await tx.invitations.add(link)
        used = [await tx.invitations.use(link.id) for _ in range(2)]
        await tx.invitations.add(replace(link, id="j", hash="k", most_uses=9))
    clock.turn(DAY.total_seconds())
    async with store.transaction() as tx:
        late = await tx.invitations.use("j")

    assert (used, late) == ([True, False], False)


async def test_what_a_coach_said_stays_the_learners_when_the_group_is_gone(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        kept = await a_rehearsal(tx, learner)
        await fill_cohorts(tx, learner, kept)
        await tx.cohorts.delete(a_cohort().id)

    async with store.transaction() as tx:
        assert [(one.text, one.cohort) for one in await tx.remarks.comments_to(learner)] == [("canary-remark", None)]
        assert [(one.note, one.cohort) for one in await tx.remarks.reviews_of(learner)] == [("canary-verdict", None)]
        assert await tx.sharing.submissions_of(learner) == ()
        assert await tx.assignments.of_learner(learner) == ()
        assert await tx.rehearsals.of_id(learner, kept.id) == kept


async def test_two_learners_have_one_membership_each(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.cohorts.add(a_cohort())
        sophie, marc = await a_learner(tx, 7), await a_learner(tx, 8)
        for learner in (sophie, marc):
            await tx.cohorts.enter(learner, a_member(learner))
        await tx.cohorts.keep_member(replace(a_member(sophie), left=DAWN))
        await tx.cohorts.enter(sophie, replace(a_member(sophie), id="another", alias="Sophie"))

        found = await tx.cohorts.member(a_cohort().id, sophie.id)
        assert found == replace(a_member(sophie), alias="Sophie")
        assert await tx.cohorts.member_count(a_cohort().id) == {"learner": 2}


async def test_of_each_the_last_few_are_found_whose_marks_may_be_seen(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.cohorts.add(a_cohort())
        sophie, marc = await a_learner(tx, 7), await a_learner(tx, 8)
        for learner, sharing in ((sophie, Level.NOTHING), (marc, Level.MARKS)):
            await tx.cohorts.enter(learner, replace(a_member(learner), sharing=sharing))
        # Each: shared by hand, by a standing consent, kept back, in turn, the score telling on which day.
        for learner in (sophie, marc):
            for day in range(9):
                name, ended = f"{learner.id:08}-0000-4000-b000-{day:012}", DAWN + day * DAY
                level = Level.NOTHING if day % 3 == 2 else Level.TRANSCRIPT
                await tx.work.keep_result(
                    KeptResult(name, learner.id, What.SCENARIO, "baker", ended, ended, Result(day, slips=("pitch",)))
                )
                await tx.sharing.submit(
                    KeptSubmission(name, a_cohort().id, learner.id, name, level, day % 3 == 1, ended, ended)
                )
        found = await tx.sharing.lately(a_cohort().id, DAWN + DAY, 3)

    assert [(member, mark.at, mark.score) for member, mark in found] == [
        *((a_member(sophie).id, DAWN + day * DAY, day) for day in (3, 6)),
        *((a_member(marc).id, DAWN + day * DAY, day) for day in (4, 6, 7)),
    ]
    assert {mark.slips for _, mark in found} == {("pitch",)}
