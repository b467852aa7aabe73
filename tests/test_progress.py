"""What a history says, on pasts made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coaching.moves import Move
from coaching.progress import History, Past, best_lines, practise_next
from coaching.scorecard.card import Cards, Finding, Kind
from coaching.scorecard.rubric import Dimension, Mode, RuleId

START = datetime(2026, 11, 22, 6, tzinfo=UTC)


def a_finding(turn: int, quote: str, points: int, rule: RuleId = RuleId.OPEN_QUESTION) -> Finding:
    selling = rule in {RuleId.PITCH, RuleId.PERSIST}
    return Finding(
        kind=Kind.STRENGTH if points > 0 else Kind.SLIP,
        turn=turn,
        move=Move(rule.value),
        quote=quote,
        points=points,
        advice="",
        rule=rule,
        dimension=Dimension.RESTRAINT if selling else Dimension.CURIOSITY,
    )


def a_past(number: int, *findings: Finding, **marks: int) -> Past:
    return Past(
        id=str(number),
        scenario="baker",
        attendee="Sam",
        started=START + timedelta(days=number),
        score=50,
        dimensions={dimension: marks.get(dimension.value, 60) for dimension in Dimension},
        mode=Mode.NETWORKING,
        trust=60,
        cards=Cards(),
        findings=findings,
    )


def test_the_strongest_lines_come_first_with_their_attendee_and_date() -> None:
    weak, strong = a_finding(1, "And where do you bake?", 8), a_finding(2, "What made you start with rye?", 22)
    past = a_past(1, weak, strong)

    lines = best_lines(History((past,)))

    assert [line.quote for line in lines] == [strong.quote, weak.quote]
    assert lines[0].past.attendee == "Sam"
    assert lines[0].past.started == START + timedelta(days=1)


def test_a_line_said_again_or_within_a_longer_one_is_collected_once() -> None:
    long = a_finding(1, "Tell me, what made you start with rye?", 22)
    same = a_finding(1, "tell me what made you start with RYE", 22)
    part = a_finding(2, "what made you start", 10)

    lines = best_lines(History((a_past(1, long), a_past(2, same, part))))

    assert [line.past.id for line in lines] == ["2"]


def test_neither_scraps_nor_slips_nor_words_beside_a_slip_are_collected() -> None:
    scrap, slip = a_finding(1, "And you?", 22), a_finding(2, "Our ovens are the best.", -20, RuleId.PITCH)
    beside = a_finding(2, "What made you start with rye?", 11)

    assert best_lines(History((a_past(1, scrap, slip, beside),))) == ()


def test_no_more_lines_are_told_than_wanted() -> None:
    said = [a_finding(turn, f"Question number {turn * 'x'} of them all?", 22 - turn) for turn in range(1, 10)]

    assert len(best_lines(History((a_past(1, *said),)), most=3)) == 3


def test_the_weakest_dimension_of_late_is_practised_next() -> None:
    long_ago = [a_past(number, listening=0) for number in range(5)]
    lately = [a_past(number, listening=90, generosity=20) for number in range(5, 10)]

    wanted = practise_next(History((*long_ago, *lately)))

    assert wanted is not None
    assert (wanted.dimension, wanted.mean, wanted.over) == (Dimension.GENEROSITY, 20, 5)
    assert wanted.slip is None


def test_the_reason_is_the_slip_that_cost_most_there() -> None:
    pitches = [a_finding(turn, f"pitch {turn}", -18, RuleId.PITCH) for turn in (1, 2)]
    persists = [a_finding(3, "persist", -25, RuleId.PERSIST)]

    wanted = practise_next(History((a_past(1, *pitches, restraint=10), a_past(2, *persists, restraint=10))))

    assert wanted is not None
    assert wanted.dimension is Dimension.RESTRAINT
    assert (wanted.slip, wanted.times) == (pitches[-1], 2)


@pytest.mark.parametrize(("guess", "gap"), [(None, None), (0, 60), (4, 20), (10, -40)])
def test_the_liking_gap_is_how_much_more_one_was_liked_than_one_thought(guess: int | None, gap: int | None) -> None:
    assert replace(a_past(1), guess=guess).liking_gap == gap


@pytest.mark.parametrize(("before", "after", "relief"), [(7, 4, 3), (2, 5, -3), (None, 4, None), (7, None, None)])
def test_relief_is_how_far_nerves_fell(before: int | None, after: int | None, relief: int | None) -> None:
    assert replace(a_past(1), nerves_before=before, nerves_after=after).relief == relief


def test_a_corrected_score_is_the_one_that_stands() -> None:
    assert a_past(1).standing == 50
    assert replace(a_past(1), corrected=62).standing == 62
