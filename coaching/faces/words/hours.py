"""Hours as people write them, where they live: "19 h 30" in Québec, "19h30" in France, "7:30 pm" in English."""

from __future__ import annotations

from datetime import datetime, time

from babel.dates import format_time

from coaching.faces.words import Words

NOON, MIDNIGHT = time(12), time()


def hour_told(at: datetime | time, words: Words) -> str:
    """That hour of that clock, to the minute: the zone is whoever asks's to choose."""
    clock = time(at.hour, at.minute)
    if clock in (NOON, MIDNIGHT):
        return words("hours.noon" if clock == NOON else "hours.midnight")
    # Babel's letters: the words say how they are put together.
    told = format_time(clock, words("hours.past" if clock.minute else "hours.whole"), locale=words.lang.value)
    return told.lower()
