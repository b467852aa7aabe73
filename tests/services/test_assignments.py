from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from coaching.cohorts.calendar import NoticeKind
from coaching.cohorts.rights import Role
from coaching.cohorts.sharing import Level
from coaching.cohorts.standing import State
from coaching.cohorts.target import Aim, Target, What
from coaching.language import Language
from coaching.scorecard.rubric import Dimension
from coaching.services import assignments, boards, cohorts, consents, drilling, own_scenarios, second_try
from coaching.services.access import NotThere
from coaching.services.assignments import REMINDER, Asked, Refused, Unfit, Wish
from coaching.services.cohort_ports import BoardOrder
from coaching.services.cohort_records import KeptOwnScenario
from coaching.services.inspecting import Inspected
from coaching.services.journey_records import ReminderState
from tests.services.groups import DUE, PITCH, Group, a_group
from tests.services.practices import ATTENDEE, OTHER, SHY


@pytest.fixture
async def group() -> AsyncIterator[Group]:
    async with a_group() as group:
        yield group


async def _asked(group: Group, who: str = "learner") -> tuple[Asked, ...]:
    async with group.store.transaction() as tx:
        return await assignments.of_learner(tx, group.people[who])


async def test_due_where_the_coach_lives_is_one_moment_everywhere(group: Group) -> None:
    async with group.store.transaction() as tx:
        made = await group.assign(tx, day=date(2026, 12, 3), at=time(21))

    assert made.due == datetime(2026, 12, 4, 2, tzinfo=UTC)  # Toronto is five hours behind
    assert made.zone == "America/Toronto"


async def test_it_goes_from_not_started_to_in_progress_to_completed(group: Group) -> None:
    async with group.store.transaction() as tx:
        await group.assign(tx, attempts=2)
    seen = [await _asked(group)]
    await group.rehearse("learner", scenario=OTHER)
    seen.append(await _asked(group))
    async with group.store.transaction() as tx:
        await group.practice.begin(tx, group.people["learner"], ATTENDEE)
    seen.append(await _asked(group))
    for _ in range(2):
        await group.rehearse("learner")
        seen.append(await _asked(group))
    others = await _asked(group, "other_learner")

    assert [(one.state, one.standing.attempts) for (one,) in seen] == [
        (State.NOT_STARTED, 0),
        (State.NOT_STARTED, 0),
        (State.IN_PROGRESS, 0),
        (State.IN_PROGRESS, 1),
        (State.COMPLETED, 2),
    ]
    assert [one.state for one in others] == [State.NOT_STARTED]


async def test_late_work_counts_and_is_said_to_be_late(group: Group) -> None:
    async with group.store.transaction() as tx:
        await group.assign(tx)
    group.clock.turn(timedelta(days=30).total_seconds())
    (before,) = await _asked(group)
    await group.rehearse("learner")
    (after,) = await _asked(group)

    assert (before.state, before.is_late) == (State.PAST_DUE, False)
    assert (after.state, after.is_late) == (State.COMPLETED, True)


async def test_what_began_before_it_was_asked_does_not_count_nor_does_a_second_try(group: Group) -> None:
    early = await group.rehearse("learner")
    async with group.store.transaction() as tx:
        await group.assign(tx)
        await second_try.fork(group.notebook, tx, group.people["learner"], early, 1)
        await group.practice.say(tx, group.people["learner"], SHY[1])
        await group.practice.end(tx, group.people["learner"])

    assert [one.standing.attempts for one in await _asked(group)] == [0]


async def test_a_target_has_to_be_reached_once_and_the_attempts_made(group: Group) -> None:
    async with group.store.transaction() as tx:
        await group.assign(tx, target=Target(Aim.NO_PITCH))
        await group.assign(tx, target=Target(Aim.DIMENSION, 1, Dimension.CURIOSITY), attempts=2)
        await group.assign(tx, target=Target(Aim.NEEDS, 3))
    await group.rehearse("learner", SHY[1], PITCH)
    first = await _asked(group)
    await group.rehearse("learner", *SHY[:2])
    second = await _asked(group)

    def _done(asked: tuple[Asked, ...]) -> dict[Aim, bool]:
        return {one.assignment.target.aim: one.state is State.COMPLETED for one in asked if one.assignment.target}

    assert _done(first) == {Aim.NO_PITCH: False, Aim.DIMENSION: False, Aim.NEEDS: False}
    assert _done(second) == {Aim.NO_PITCH: True, Aim.DIMENSION: True, Aim.NEEDS: False}


async def test_weights_make_the_best_mark_of_an_assignment(group: Group) -> None:
    async with group.store.transaction() as tx:
        await group.assign(tx, weights={Dimension.GENEROSITY: 100})
        await group.assign(tx)
    await group.rehearse("learner", *SHY[:3])

    weighted, plain = sorted(await _asked(group), key=lambda one: one.assignment.weights is None)
    assert weighted.standing.best == 0  # nothing was offered
    assert plain.standing.best
    assert plain.standing.best > 0


async def test_an_edit_counts_for_what_was_done_and_is_told(group: Group) -> None:
    async with group.store.transaction() as tx:
        made = await group.assign(tx)
    await group.rehearse("learner")
    (done,) = await _asked(group)
    async with group.store.transaction() as tx:
        wish = Wish(What.SCENARIO, OTHER, date(2026, 12, 10), attempts=3, note="Prenez votre temps.")
        edited = await assignments.edit(group.notebook, tx, group.people["co_coach"], made.id, wish)
        reminders = await tx.reminders.of(group.people["learner"])
    (asked,) = await _asked(group)

    assert done.state is State.COMPLETED
    assert isinstance(edited, assignments.Assigned)
    assert (edited.assignment.about, edited.assignment.note) == (ATTENDEE, "Prenez votre temps.")
    assert (asked.state, asked.standing.attempts) == (State.IN_PROGRESS, 1)
    waiting = [assignments.notice_of(one) for one in reminders if one.state is ReminderState.PENDING]
    assert waiting == [(made.id, kind) for kind in (NoticeKind.EDITED, NoticeKind.DAY_BEFORE, NoticeKind.DAY_AFTER)]


async def test_a_withdrawal_is_told_and_nothing_else_is(group: Group) -> None:
    async with group.store.transaction() as tx:
        made = await group.assign(tx)
        await assignments.withdraw(tx, group.people["owner"], made.id)
        learner = group.people["learner"]
        reminders = await tx.reminders.of(learner)
        told = {kind: await assignments.told(tx, learner, made.id, kind) for kind in NoticeKind}

    waiting = [assignments.notice_of(one)[1] for one in reminders if one.state is ReminderState.PENDING]
    assert waiting == [NoticeKind.WITHDRAWN]
    assert [kind for kind, asked in told.items() if asked] == [NoticeKind.WITHDRAWN]
    assert await _asked(group) == ()


async def test_nobody_is_reminded_of_what_they_have_done(group: Group) -> None:
    async with group.store.transaction() as tx:
        made = await group.assign(tx)
    await group.rehearse("learner")

    async with group.store.transaction() as tx:
        told = {
            who: [kind for kind in NoticeKind if await assignments.told(tx, group.people[who], made.id, kind)]
            for who in ("learner", "other_learner", "stranger")
        }

    coming = [NoticeKind.ASSIGNED, NoticeKind.DAY_BEFORE, NoticeKind.DAY_AFTER, NoticeKind.EDITED]
    assert told == {"learner": [coming[0], coming[3]], "other_learner": coming, "stranger": []}


async def test_who_comes_later_gets_what_is_open_and_is_told(group: Group) -> None:
    async with group.store.transaction() as tx:
        over = await group.assign(tx, day=date(2026, 11, 24))
        still_open = await group.assign(tx)
        await group.assign(tx, member=(await group.member(tx, "learner")).id)
    group.clock.turn(timedelta(days=5).total_seconds())
    async with group.store.transaction() as tx:
        await group.join(tx, "stranger")
        reminders = await tx.reminders.of(group.people["stranger"])

    assert [one.assignment.id for one in await _asked(group, "stranger")] == [still_open.id]
    assert {one.about for one in reminders} == {still_open.id}
    assert {one.kind for one in reminders} == {REMINDER}
    assert over.id in {one.assignment.id for one in await _asked(group, "learner")}


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ({"about": "nobody"}, Unfit.ABOUT),
        ({"what": What.OWN, "about": "nothing"}, Unfit.ABOUT),
        ({"day": date(2026, 11, 21)}, Unfit.DUE),
        ({"attempts": 0}, Unfit.ATTEMPTS),
        ({"target": Target(Aim.TOTAL, 101)}, Unfit.TARGET),
        ({"target": Target(Aim.DIMENSION, 50)}, Unfit.TARGET),
        ({"what": What.DRILLS, "about": "follow_up", "target": Target(Aim.NO_PITCH)}, Unfit.TARGET),
        ({"what": What.EVENING, "about": "soiree", "target": Target(Aim.NO_PITCH)}, Unfit.TARGET),
        ({"what": What.CLUB, "about": "club", "target": Target(Aim.NEEDS, 1)}, Unfit.TARGET),
        ({"what": What.EVENING, "about": "soiree", "weights": {Dimension.CURIOSITY: 50}}, Unfit.WEIGHTS),
        ({"weights": dict.fromkeys(Dimension, 0)}, Unfit.WEIGHTS),
        ({"member": "nobody"}, Unfit.MEMBER),
    ],
)
async def test_what_cant_be_asked_is_refused_with_the_reason(group: Group, wish: dict[str, object], why: Unfit) -> None:
    given: dict[str, object] = {"what": What.SCENARIO, "about": ATTENDEE, "day": DUE} | wish
    async with group.store.transaction() as tx:
        asked = Wish(**given)  # type: ignore[arg-type]  # the table's own
        refused = await assignments.assign(group.notebook, tx, group.people["owner"], group.id, asked)

    assert refused == Refused(why)


async def test_somebody_of_another_cohort_is_not_to_be_assigned_anything(group: Group) -> None:
    assert group.other_cohort
    async with group.store.transaction() as tx:
        elsewhere = await tx.cohorts.member(group.other_cohort.id, group.people["other_coach"].id)
        assert elsewhere
        coach = await group.member(tx, "co_coach")
        refused = [
            await assignments.assign(
                group.notebook, tx, group.people["owner"], group.id, Wish(What.SCENARIO, ATTENDEE, DUE, member=one.id)
            )
            for one in (elsewhere, coach)
        ]

    assert refused == [Refused(Unfit.MEMBER)] * 2


async def test_exercises_count_too(group: Group) -> None:
    async with group.store.transaction() as tx:
        await group.assign(tx, what=What.DRILLS, about="follow_up", attempts=2)
        learner = group.people["learner"]
        for item, kind in (("fu01", "follow_up"), ("fu02", "follow_up"), ("re01", "reflection")):
            await drilling.keep(tx, learner, kind, item, Language.FR, "Et votre labo?", "{}", 80)

    (asked,) = await _asked(group)
    assert (asked.standing.attempts, asked.standing.best, asked.state) == (2, 80, State.COMPLETED)


async def test_the_board_shows_how_everybody_stands_and_marks_that_were_shared(group: Group) -> None:
    async with group.store.transaction() as tx:
        made = await group.assign(tx)
    shared = await group.rehearse("learner", *SHY[:3])
    await group.rehearse("other_learner", *SHY[:3])
    async with group.store.transaction() as tx:
        await group.share(tx, "learner", shared, Level.MARKS)
        board = await boards.board(tx, group.people["co_coach"], group.id)
        await group.share(tx, "learner", shared, Level.NOTHING)
        after = await boards.board(tx, group.people["owner"], group.id)

    assert isinstance(board, boards.Board)
    assert isinstance(after, boards.Board)
    lines = {one.line.alias: (one.line.assignment, one.state, one.line.standing.attempts) for one in board.lines}
    assert lines == dict.fromkeys(("learner", "other_learner"), (made.id, State.COMPLETED, 1))
    bests = {one.line.alias: (one.line.standing.best, one.line.standing.best_shared) for one in board.lines}
    assert bests["learner"][1]
    assert bests["other_learner"] == (None, None)
    assert {one.line.standing.best_shared for one in after.lines} == {None}


async def test_the_board_comes_page_by_page_and_in_the_order_asked_for(group: Group) -> None:
    async with group.store.transaction() as tx:
        first = await group.assign(tx)
        second = await group.assign(tx, about=OTHER, day=date(2026, 12, 10))
        await group.join(tx, "stranger")
    await group.rehearse("other_learner")
    await group.rehearse("other_learner")
    async with group.store.transaction() as tx:
        owner = group.people["owner"]
        pages = [await boards.board(tx, owner, group.id, start=start, most=4) for start in (0, 4, 8)]
        word = await boards.board(tx, owner, group.id, order=BoardOrder.NEEDS_WORD)
        tries = await boards.board(tx, owner, group.id, order=BoardOrder.ATTEMPTS, most=1)
        one = await boards.board(tx, owner, group.id, assignment=second.id, most=None)

    lines = [
        (line.line.alias, line.line.assignment)
        for page in pages
        if isinstance(page, boards.Board)
        for line in page.lines
    ]
    assert lines == [(who, task.id) for task in (first, second) for who in ("learner", "other_learner", "stranger")]
    assert [page.of for page in (*pages, word) if isinstance(page, boards.Board)] == [6] * 4
    assert isinstance(word, boards.Board)
    assert [line.state for line in word.lines] == [State.NOT_STARTED] * 5 + [State.COMPLETED]
    assert isinstance(tries, boards.Board)
    assert [line.line.alias for line in tries.lines] == ["other_learner"]
    assert isinstance(one, boards.Board)
    assert (one.of, {line.line.assignment for line in one.lines}) == (3, {second.id})


async def test_the_board_is_narrowed_to_what_stands_in_one_way(group: Group) -> None:
    async with group.store.transaction() as tx:
        await group.assign(tx, day=date(2026, 12, 2))
        later = await group.assign(tx, about=OTHER, day=date(2026, 12, 20), attempts=2)
    await group.rehearse("learner")
    await group.rehearse("other_learner", scenario=OTHER)
    group.clock.turn(timedelta(days=12).total_seconds())
    owner = group.people["owner"]
    async with group.store.transaction() as tx:
        found = {state: await boards.board(tx, owner, group.id, state=state, most=1) for state in State}
        both = await boards.board(tx, owner, group.id, assignment=later.id, state=State.PAST_DUE)
        orders = [await boards.board(tx, owner, group.id, order=order, state=State.NOT_STARTED) for order in BoardOrder]

    told = {
        state: [(one.line.alias, one.line.assignment == later.id, one.state) for one in page.lines] + [page.of]
        for state, page in found.items()
        if isinstance(page, boards.Board)
    }
    assert told == {
        State.NOT_STARTED: [("learner", True, State.NOT_STARTED), 1],
        State.IN_PROGRESS: [("other_learner", True, State.IN_PROGRESS), 1],
        State.COMPLETED: [("learner", False, State.COMPLETED), 1],
        State.PAST_DUE: [("other_learner", False, State.PAST_DUE), 1],
    }
    assert isinstance(both, boards.Board)
    assert (both.lines, both.of) == ((), 0)
    assert {next(one.line.alias for one in page.lines) for page in orders if isinstance(page, boards.Board)} == {
        "learner"
    }


async def test_a_learners_curve_is_what_they_shared_in_order(group: Group) -> None:
    first, hidden, second = [await group.rehearse("learner", *SHY[:2]) for _ in range(3)]
    async with group.store.transaction() as tx:
        await group.share(tx, "learner", second, Level.TRANSCRIPT)
        await group.share(tx, "learner", first, Level.MARKS)
        member = await group.member(tx, "learner")
        curve = await boards.curve(tx, group.people["owner"], member.id)

    assert isinstance(curve, boards.Curve)
    assert [(one.shared.result.id, one.shared.level) for one in curve.points] == [
        (first, Level.MARKS),
        (second, Level.TRANSCRIPT),
    ]
    assert hidden not in {one.shared.result.id for one in curve.points}


async def test_a_coachs_own_scenario_is_assigned_once_it_is_published(group: Group) -> None:
    owner = group.people["owner"]
    async with group.store.transaction() as tx:
        own = await own_scenarios.save_draft(group.notebook, tx, owner, "boulanger", "version 1")
        assert isinstance(own, KeptOwnScenario)
        wish = Wish(What.OWN, own.id, DUE)
        early = await assignments.assign(group.notebook, tx, owner, group.id, wish)
        first, second = Inspected("version 1"), Inspected("version 2")
        await own_scenarios.publish(tx, owner, own.id, [group.id], first)
        await own_scenarios.save_draft(group.notebook, tx, owner, "boulanger", "version 2", own.id)
        pinned = await own_scenarios.play(tx, group.people["learner"], own.id)
        unseen = await own_scenarios.publish(tx, owner, own.id, [group.id], first)
        unsound = await own_scenarios.publish(tx, owner, own.id, [group.id], replace(second, errors=1))
        await own_scenarios.publish(tx, owner, own.id, [group.id], second)
        newer = await own_scenarios.play(tx, group.people["learner"], own.id)
        again = await own_scenarios.publish(tx, owner, own.id, [group.id], second)
        elsewhere = await own_scenarios.publish(tx, group.people["co_coach"], own.id, [group.id], second)
        made = await assignments.assign(group.notebook, tx, owner, group.id, wish)

    assert early == Refused(Unfit.ABOUT)
    assert unseen == unsound == own_scenarios.Unsound()
    assert isinstance(pinned, own_scenarios.Playable)
    assert isinstance(newer, own_scenarios.Playable)
    assert (pinned.text, pinned.number, newer.text, newer.number) == ("version 1", 1, "version 2", 2)
    assert isinstance(again, own_scenarios.Published)
    assert again.number == 2
    assert elsewhere == NotThere()
    assert isinstance(made, assignments.Assigned)


async def test_the_week_tells_who_needs_a_word_by_the_name_they_chose(group: Group) -> None:
    async with group.store.transaction() as tx:
        await group.assign(tx, day=date(2026, 11, 25))
    await group.rehearse("other_learner")
    group.clock.turn(timedelta(days=4).total_seconds())
    async with group.store.transaction() as tx:
        week = await boards.week(tx, group.people["owner"], group.id)
        learner = await group.member(tx, "learner")
        refused = await boards.week(tx, group.people["sponsor"], group.id)

    assert refused == NotThere()
    assert isinstance(week, boards.Week)
    assert [(one.member, one.why.value) for one in week.digest.stuck] == [(learner.id, "past_due")]
    assert week.names == {learner.id: "learner"}
    assert (week.digest.done, week.digest.open, week.digest.active) == (1, 1, 1)


async def test_a_coach_becomes_a_learner_nowhere_by_being_appointed(group: Group) -> None:
    async with group.store.transaction() as tx:
        await group.assign(tx)
        learner = await group.member(tx, "learner")
        await consents.stand(tx, group.people["learner"], group.id, Level.TRANSCRIPT)
        appointed = await cohorts.appoint(tx, group.people["owner"], learner.id, Role.CO_COACH)

    assert appointed == replace(learner, role=Role.CO_COACH, sharing=Level.NOTHING)
    assert await _asked(group) == ()
