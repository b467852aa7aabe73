from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from coaching.authoring.drills import read_drills
from coaching.authoring.missions import read_missions
from coaching.event.missions import next_mission
from coaching.event.plan import DRILLS, Plan, Task, plan
from coaching.ladder import Ladder, Reason, Rung
from coaching.language import Lines
from coaching.scenario import Scenario, Weights
from coaching.scorecard.rubric import Dimension

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
TODAY = date(2026, 11, 22)
NONE = Lines()
NAMES = ("easy", "fair", "wary", "tough", "worst")


def a_ladder(at: int = 0, best: Sequence[int | None] = ()) -> Ladder:
    empty = Scenario("x", 1, NONE, NONE, NONE, NONE, NONE, 30, 3, {}, Weights({}, 0, 0, 0))
    scores = (*best, *[None] * len(NAMES))
    rungs = tuple(Rung(replace(empty, id=name), best=score) for name, score in zip(NAMES, scores, strict=False))
    return Ladder(rungs, rungs[at], Reason.UP)


def rehearsals(made: Plan) -> list[tuple[int, str]]:
    return [((one.day - TODAY).days, one.attendee) for one in made.steps if one.attendee]


def test_a_calm_learner_has_three_rehearsals_spread_over_the_days_left() -> None:
    made = plan(TODAY + timedelta(days=10), TODAY, a_ladder(), nerves=3)

    assert rehearsals(made) == [(0, "easy"), (4, "fair"), (9, "easy")]


def test_a_nervous_one_has_more_of_them_in_smaller_steps() -> None:
    made = plan(TODAY + timedelta(days=10), TODAY, a_ladder(), nerves=8)

    assert rehearsals(made) == [(0, "easy"), (2, "easy"), (4, "fair"), (7, "fair"), (9, "easy")]


def test_the_last_rehearsal_is_with_the_hardest_it_went_well_with() -> None:
    made = plan(TODAY + timedelta(days=5), TODAY, a_ladder(3, [80, 70, 40]), nerves=3)

    assert rehearsals(made)[-1] == (4, "fair")
    assert [one.task for one in made.steps if one.attendee][-1] is Task.GENTLY


@pytest.mark.parametrize(("left", "days"), [(0, []), (1, [0]), (2, [0, 1]), (3, [0, 1, 2])])
def test_few_days_hold_few_rehearsals(left: int, days: list[int]) -> None:
    made = plan(TODAY + timedelta(days=left), TODAY, a_ladder(), nerves=5)

    assert [day for day, _ in rehearsals(made)] == days
    assert Task.CARD in {one.task for one in made.of(TODAY + timedelta(days=left))}


def test_what_was_done_today_is_not_asked_again_today() -> None:
    made = plan(TODAY + timedelta(days=4), TODAY, a_ladder(1, [65]), nerves=5, done_today=True)

    assert made.of(TODAY) == ()
    assert rehearsals(made)[0] == (1, "fair")


def test_a_plan_far_ahead_begins_three_weeks_before() -> None:
    made = plan(TODAY + timedelta(days=90), TODAY, a_ladder())

    assert rehearsals(made)[0][0] == 90 - 21


def test_the_weak_dimension_gets_an_exercise_on_a_free_day() -> None:
    made = plan(TODAY + timedelta(days=6), TODAY, a_ladder(), weak=Dimension.LISTENING)
    (drilled,) = [one for one in made.steps if one.task is Task.DRILL]

    assert (drilled.drill, drilled.dimension) == ("reflect", Dimension.LISTENING)
    assert len(made.of(drilled.day)) == 1


def test_once_the_event_is_past_only_the_day_after_is_left() -> None:
    event = TODAY - timedelta(days=1)

    assert [one.task for one in plan(event, TODAY, a_ladder()).steps] == [Task.AFTER]
    assert plan(event, TODAY + timedelta(days=1), a_ladder()).steps == ()


def test_every_dimension_has_an_exercise_that_exists() -> None:
    assert set(DRILLS) == set(Dimension)
    assert set(DRILLS.values()) <= {one.id for one in read_drills(SCENARIOS)[0]}


def test_twenty_missions_in_both_languages_are_read() -> None:
    missions, slips = read_missions(SCENARIOS)

    assert slips == ()
    assert len(missions) == 20
    assert all(one.says.fr and one.says.en and one.why.fr and one.why.en for one in missions)


def test_a_mission_with_a_slip_is_left_out_and_told(tmp_path: Path) -> None:
    said = "does: {fr: x, en: y}, why: {fr: x, en: y}"
    text = f"missions:\n  a: {{level: 1, {said}}}\n  b: {{level: 7, {said}}}\n  c: {{level: 1}}\n"
    (tmp_path / "_missions.yaml").write_text(text, encoding="utf-8")

    missions, slips = read_missions(tmp_path)

    assert [one.id for one in missions] == ["a"]
    assert [slip.split(":")[1].strip() for slip in slips] == ["b", "c"]


def test_missions_come_one_by_one_and_grow_with_what_was_done() -> None:
    missions, _ = read_missions(SCENARIOS)
    level = {one.id: one.level for one in missions}
    given: list[str] = []
    levels = []
    while one := next_mission(missions, given, given, nerves=3):
        given.append(one.id)
        levels.append(level[one.id])

    assert sorted(given) == sorted(level)
    assert levels[:3] == [1, 2, 3]


def test_nobody_nervous_is_given_a_hard_one_before_an_easy_one_was_done() -> None:
    missions, _ = read_missions(SCENARIOS)

    first = next_mission(missions, [], [], nerves=9)
    second = next_mission(missions, [first.id] if first else [], [], nerves=9)

    assert first is not None
    assert second is not None
    assert (first.level, second.level) == (1, 1)
    assert first.id != second.id
