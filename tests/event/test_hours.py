from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from coaching.event.hours import NIGHT, Quiet, awake, on_their_clock, their_day

TORONTO, PARIS, HOWE = ZoneInfo("America/Toronto"), ZoneInfo("Europe/Paris"), ZoneInfo("Australia/Lord_Howe")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]  # year, month, day, hour, minute


@pytest.mark.parametrize(
    ("day", "hour", "zone", "moment"),
    [
        # The same hour on the clock before and after the clocks change is not the same moment.
        (date(2026, 10, 31), time(18, 30), TORONTO, utc(2026, 10, 31, 22, 30)),
        (date(2026, 11, 1), time(18, 30), TORONTO, utc(2026, 11, 1, 23, 30)),
        (date(2026, 3, 28), time(9), PARIS, utc(2026, 3, 28, 8)),
        (date(2026, 3, 29), time(9), PARIS, utc(2026, 3, 29, 7)),
        # Skipped in spring: the first time there is.
        (date(2026, 3, 29), time(2, 30), PARIS, utc(2026, 3, 29, 1)),
        (date(2026, 3, 8), time(2), TORONTO, utc(2026, 3, 8, 7)),
        (date(2026, 10, 4), time(2, 15), HOWE, utc(2026, 10, 3, 15, 30)),  # their clocks skip half an hour
        # Twice in autumn: the first.
        (date(2026, 10, 25), time(2, 30), PARIS, utc(2026, 10, 25, 0, 30)),
        (date(2026, 11, 1), time(1, 30), TORONTO, utc(2026, 11, 1, 5, 30)),
    ],
)
def test_an_hour_on_their_clock_is_a_moment(day: date, hour: time, zone: ZoneInfo, moment: datetime) -> None:
    assert on_their_clock(day, hour, zone) == moment


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (utc(2026, 11, 10, 23, 0), utc(2026, 11, 10, 23, 0)),  # 18:00 in Toronto
        (utc(2026, 11, 11, 2, 0), utc(2026, 11, 11, 13, 0)),  # 21:00: quiet begins
        (utc(2026, 11, 11, 12, 59), utc(2026, 11, 11, 13, 0)),  # 7:59
        (utc(2026, 11, 11, 13, 0), utc(2026, 11, 11, 13, 0)),  # 8:00
        (utc(2026, 11, 1, 3, 0), utc(2026, 11, 1, 13, 0)),  # the night in which the clocks change
        (utc(2026, 3, 8, 4, 0), utc(2026, 3, 8, 12, 0)),  # and the other one
    ],
)
def test_nobody_is_written_to_at_night(at: datetime, told: datetime) -> None:
    assert awake(at, TORONTO) == told


def test_quiet_hours_may_stand_within_one_day_or_be_none() -> None:
    noon = Quiet(time(12), time(14))

    assert [noon.holds(time(hour)) for hour in (11, 12, 13, 14)] == [False, True, True, False]
    assert not Quiet(time(0), time(0)).holds(time(3))
    assert NIGHT.holds(time(23))


def test_their_day_is_not_everybodys() -> None:
    assert their_day(utc(2026, 11, 11, 3, 0), TORONTO) == date(2026, 11, 10)
