from __future__ import annotations

import pytest

from benchmarks.report.calibration import bins, error
from benchmarks.report.confusion import pairs
from benchmarks.report.counting import Tally, expected, precision, recall, together
from benchmarks.report.found import overlap
from benchmarks.report.markdown import cell, figure, table
from coaching.moves import Move

OPEN, CLOSED, PITCH, HELP, CHAT = (
    Move.OPEN_QUESTION,
    Move.CLOSED_QUESTION,
    Move.PITCH,
    Move.OFFER_HELP,
    Move.SMALL_TALK,
)


@pytest.fixture
def tally() -> Tally:
    found = Tally()
    found.add({OPEN}, {CLOSED})
    found.add({PITCH, CHAT}, {PITCH, CHAT})
    found.add({PITCH}, set())
    return found


def test_a_question_of_the_other_kind_is_still_a_question(tally: Tally) -> None:
    assert tally.families.f1(["question"]) == 1
    assert tally.moves.f1([OPEN]) == 0


def test_precision_and_recall_are_shares_and_nothing_where_there_is_nothing_to_share(tally: Tally) -> None:
    assert (expected(tally.moves, PITCH), precision(tally.moves, PITCH), recall(tally.moves, PITCH)) == (2, 1, 0.5)
    assert precision(tally.moves, OPEN) is None
    assert recall(tally.moves, CLOSED) is None


def test_the_totals_are_over_every_label_that_occurs(tally: Tally) -> None:
    assert tally.micro == pytest.approx(2 * 2 / (2 * 2 + 3))
    assert tally.macro == pytest.approx((0 + 0 + 2 / 3 + 1) / 4)
    assert (tally.messages, tally.exact) == (3, 1)


def test_tallies_are_added_up(tally: Tally) -> None:
    both = together([tally, tally])

    assert (both.messages, both.exact, both.micro) == (6, 2, tally.micro)
    assert tally.messages == 3


def test_sureness_falls_into_tenths_and_errs_by_the_gap_to_the_truth() -> None:
    found = bins([(0.0, False), (0.05, False), (0.95, True), (1.0, False)])

    assert [one.count for one in found] == [2, 0, 0, 0, 0, 0, 0, 0, 0, 2]
    assert error(found) == pytest.approx((0.05 + (1.95 - 1)) / 4)
    assert error(bins([])) == 0


def test_what_was_missed_is_paired_with_what_was_invented() -> None:
    assert pairs([OPEN, HELP], [HELP, PITCH]) == [(OPEN, PITCH)]
    assert pairs([OPEN], []) == []


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("racontez-moi", "racontez-moi tout", True),  # the whole of one
        ("Bonjour! racontez-moi", "racontez-moi tout", True),  # half of one
        ("Bonjour! ra", "racontez-moi tout", False),
        ("Bonjour", "tout", False),
        ("nowhere", "tout", False),
    ],
)
def test_words_are_shown_when_half_of_either_is_shared(one: str, other: str, shared: bool) -> None:
    assert overlap("Bonjour! racontez-moi tout", one, other) is shared


def test_words_said_twice_are_compared_where_they_lie_nearest() -> None:
    assert overlap("merci! et vous? merci!", "merci!", "vous? merci!")


def test_tables_hold_any_text() -> None:
    assert [figure(value) for value in (0.934, 1.0, None)] == [".93", "1.00", "–"]
    assert cell("a | b\nc", 20) == "a ¦ b c"
    assert cell("abcdefghij", 5) == "abcd…"
    assert table(["a", "b"], [["x", "1"]]) == ["| a | b |", "| --- | --: |", "| x | 1 |", ""]
