from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from coaching.cohorts.adjusting import Decision
from coaching.cohorts.calendar import NoticeKind, local, next_digest, not_quiet, notices
from coaching.cohorts.digest import Mark, Person, Stuck, Suggestion, Task, digest
from coaching.cohorts.disagreement import Disagreement, Tally, by_rule, table
from coaching.cohorts.rights import Action, Kind, Relation, allowed
from coaching.cohorts.sharing import Level, in_force
from coaching.cohorts.standing import Standing, State, standing_of
from coaching.cohorts.target import Aim, Effort, Result, Target, reaches, total
from coaching.scorecard.rubric import Dimension

MONTREAL, PARIS = ZoneInfo("America/Toronto"), ZoneInfo("Europe/Paris")
NOON = datetime(2026, 11, 25, 17, tzinfo=UTC)
DAY = timedelta(days=1)


def _utc(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_an_hour_that_is_skipped_or_comes_twice_is_one_moment() -> None:
    skipped = local(date(2026, 3, 8), time(2, 30), MONTREAL)
    twice = local(date(2026, 11, 1), time(1, 30), MONTREAL)

    assert skipped == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)  # half past three there
    assert twice == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)  # the first of the two


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (_utc(25, 12, 59), _utc(25, 13)),  # a minute before eight there
        (_utc(25, 13), _utc(25, 13)),
        (_utc(26, 1, 59), _utc(26, 1, 59)),  # a minute before nine in the evening
        (_utc(26, 2), _utc(26, 13)),
        (_utc(26, 6), _utc(26, 13)),
    ],
)
def test_nobody_is_told_anything_at_night(when: datetime, told: datetime) -> None:
    assert not_quiet(when, MONTREAL) == told


def test_a_notice_comes_now_a_day_before_and_a_day_after_where_the_learner_lives() -> None:
    planned = notices("a", NOON, _utc(4, 2, month=12), PARIS)  # nine in the evening in Montréal, three in Paris

    assert [(one.kind, one.at) for one in planned] == [
        (NoticeKind.ASSIGNED, NOON),
        (NoticeKind.DAY_BEFORE, _utc(3, 7, month=12)),
        (NoticeKind.DAY_AFTER, _utc(5, 7, month=12)),
    ]


def test_what_is_due_soon_is_not_told_twice_on_end() -> None:
    planned = notices("a", NOON, NOON + DAY + timedelta(hours=3), MONTREAL)

    assert [one.kind for one in planned] == [NoticeKind.ASSIGNED, NoticeKind.DAY_AFTER]


def test_the_digest_comes_on_wednesday_morning() -> None:
    wednesday = _utc(25, 14)  # nine there

    assert next_digest(_utc(22, 0), MONTREAL) == wednesday
    assert next_digest(wednesday - timedelta(minutes=1), MONTREAL) == wednesday
    assert next_digest(wednesday, MONTREAL) == wednesday + 7 * DAY


def test_a_standing_consent_never_opens_more_than_it_gave_then_nor_than_it_gives_now() -> None:
    assert in_force(Level.MARKS, Level.TRANSCRIPT, by_standing_consent=True) is Level.MARKS
    assert in_force(Level.TRANSCRIPT, Level.NOTHING, by_standing_consent=True) is Level.NOTHING
    assert in_force(Level.TRANSCRIPT, Level.NOTHING, by_standing_consent=False) is Level.TRANSCRIPT


def test_without_consent_a_coach_is_as_nobody_and_the_learner_still_themselves() -> None:
    for kind in (Kind.MARKS, Kind.TRANSCRIPT, Kind.COMMENT):
        for action in Action:
            assert not allowed(kind, action, {Relation.OWNER, Relation.AUTHOR})
        assert allowed(kind, Action.SEE, {Relation.SUBJECT})
    assert not allowed(Kind.TRANSCRIPT, Action.SEE, {Relation.OWNER}, Level.MARKS)


def _effort(day: int, result: Result | None, *, is_shared: bool = False) -> Effort:
    begun = NOON + day * DAY
    return Effort(begun, begun if result else None, result, is_shared)


def test_an_assignment_is_completed_when_the_last_of_what_was_asked_is_there() -> None:
    efforts = [_effort(3, Result(80)), _effort(1, Result(60), is_shared=True), _effort(2, Result(40)), _effort(4, None)]

    standing = standing_of(efforts, 2, Target(Aim.TOTAL, 75))

    assert (standing.attempts, standing.completed) == (3, NOON + 3 * DAY)
    assert (standing.best, standing.best_shared, standing.begun) == (80, 60, NOON + DAY)
    assert standing_of(efforts, 4, Target(Aim.TOTAL, 75)).completed is None


def test_past_due_is_no_end() -> None:
    due = NOON + DAY
    late = Standing(1, NOON, NOON + 2 * DAY)

    assert Standing().state(due, due) is State.NOT_STARTED
    assert Standing().state(due, due + timedelta(seconds=1)) is State.PAST_DUE
    assert (late.state(due, NOON + 9 * DAY), late.is_late(due)) == (State.COMPLETED, True)


def test_weights_count_and_a_pattern_s_ceiling_holds_under_any() -> None:
    dimensions = {Dimension.CURIOSITY: 90, Dimension.GENEROSITY: 0, Dimension.LISTENING: 30, Dimension.RESTRAINT: 100}
    whole = Result(60, dimensions, needs=2, lift=5)

    assert total(whole, None) == 65
    assert total(whole, {Dimension.CURIOSITY: 1, Dimension.LISTENING: 1}) == 65
    assert total(Result(20, dimensions, ceiling=20), {Dimension.CURIOSITY: 1}) == 20
    assert reaches(whole, Target(Aim.NEEDS, 2))
    assert not reaches(whole, Target(Aim.DIMENSION, 31, Dimension.LISTENING))
    assert not reaches(Result(60, pitched=True), Target(Aim.NO_PITCH))


def test_the_table_puts_first_what_is_disagreed_with_most() -> None:
    tallies = [
        Tally("baker", "pitch", Decision.ACCEPT, 9),
        Tally("baker", "dry_run", Decision.REJECT, 2),
        Tally("baker", "dry_run", Decision.ADJUST, 1),
        Tally("loner", "dry_run", Decision.ACCEPT, 1),
    ]

    lines = table(tallies)

    assert lines == (
        Disagreement("baker", "dry_run", adjusted=1, rejected=2),
        Disagreement("baker", "pitch", accepted=9),
        Disagreement("loner", "dry_run", accepted=1),
    )
    assert [one.misjudges for one in lines] == [True, False, False]
    assert [(one.rule, one.share) for one in by_rule(lines)] == [("dry_run", 75), ("pitch", 0)]


def _marks(*scores: int, slip: str | None = None) -> tuple[Mark, ...]:
    first = NOON - len(scores) * DAY
    slips = (slip,) if slip else ()
    return tuple(Mark(first + at * DAY, one, dict.fromkeys(Dimension, one), slips) for at, one in enumerate(scores))


def _task(due: int, attempts: int = 0, *, is_done: bool = False) -> Task:
    return Task("a", NOON + due * DAY, attempts, is_begun=attempts > 0, is_done=is_done)


def test_each_is_told_for_the_first_reason_that_holds() -> None:
    people = [
        Person("late", NOON - 20 * DAY, (_task(-1),)),
        Person("flat", NOON - 20 * DAY, (_task(5, 3),), _marks(50, 52, 50), NOON - DAY),
        Person("rising", NOON - 20 * DAY, (_task(5, 3),), _marks(50, 52, 60), NOON - DAY),
        Person("soon", NOON - DAY, (_task(1),)),
        Person("quiet", NOON - 20 * DAY, (_task(9),)),
        Person("new", NOON - DAY, (_task(9),)),
        Person("done", NOON - 20 * DAY, (_task(-1, 1, is_done=True),), last=NOON),
    ]

    told = digest(people, NOON)

    assert [(one.member, one.why) for one in told.stuck] == [
        ("late", Stuck.PAST_DUE),
        ("flat", Stuck.NO_RISE),
        ("soon", Stuck.NOT_STARTED),
        ("quiet", Stuck.QUIET),
    ]
    assert (told.learners, told.active, told.done, told.open) == (7, 3, 1, 6)


def test_who_grew_is_told_with_by_how_much() -> None:
    people = [
        Person("a", NOON, marks=_marks(40, 40, 40, 60, 60, 60)),
        Person("b", NOON, marks=_marks(40, 40, 40, 45, 45, 45)),
        Person("c", NOON, marks=_marks(10, 90)),
    ]

    assert [(one.member, one.before, one.now) for one in digest(people, NOON).grew] == [("a", 40, 60)]


def test_the_suggestion_follows_what_the_group_finds_hard() -> None:
    waiting = [Person(str(at), NOON, (_task(5),)) for at in range(3)]
    selling = [Person("a", NOON, (_task(5, 1, is_done=True),), _marks(50, 50, slip="pitch"))]
    plain = [Person("a", NOON, (_task(5, 1, is_done=True),), _marks(50, 50))]
    good = [Person("a", NOON, (_task(5, 1, is_done=True),), _marks(90, 90))]
    private = [Person("a", NOON, (_task(5, 1, is_done=True),))]

    said = [digest(people, NOON).suggestion for people in (waiting, selling, plain, good, private)]

    assert said == [
        Suggestion.BEGIN_TOGETHER,
        "pitch",
        Dimension.CURIOSITY.value,
        Suggestion.CELEBRATE,
        Suggestion.ASK_TO_SHARE,
    ]
