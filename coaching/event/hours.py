"""Hours on a learner's own clock, told in UTC, whatever their zone does with its clocks; and the hours of the night.

A time that a zone skips in spring is the first that exists after it; one that comes twice in autumn is its first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

MINUTE = timedelta(minutes=1)
LONGEST_GAP = 26 * 60  # minutes; a zone once skipped a whole day


@dataclass(frozen=True)
class Quiet:
    """When nobody is written to unasked, on their own clock; it may span midnight. Empty where both are the same."""

    begins: time = time(21)
    ends: time = time(8)

    def holds(self, at: time) -> bool:
        """Whether that hour is within it; its end no longer is."""
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


NIGHT = Quiet()


def on_their_clock(day: date, hour: time, zone: tzinfo) -> datetime:
    """The moment, in UTC, at which their clock first shows that hour of that day, or the first one after it."""
    naive = datetime(day.year, day.month, day.day, hour.hour, hour.minute)  # noqa: DTZ001 - a clock's face, no moment yet
    for minutes in range(LONGEST_GAP):
        wanted = naive + minutes * MINUTE
        moment = wanted.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None) == wanted:
            return moment
    raise ValueError(naive)


def their_day(moment: datetime, zone: tzinfo) -> date:
    """Which day it is where they live."""
    return moment.astimezone(zone).date()


def awake(moment: datetime, zone: tzinfo, quiet: Quiet = NIGHT) -> datetime:
    """That moment, or where it falls in the quiet hours, the moment at which they end."""
    local = moment.astimezone(zone)
    if not quiet.holds(local.time()):
        return moment
    day = local.date() if local.time() < quiet.ends else local.date() + timedelta(days=1)
    return max(moment, on_their_clock(day, quiet.ends, zone))
