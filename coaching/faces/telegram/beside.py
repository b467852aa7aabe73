"""What stands beside the place a learner is at, and outlives its keyboards: voice notes heard, odd things sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

MOST_VOICES = 3
ROUND = 1000  # after so many the count begins again


@dataclass(frozen=True)
class Beside:
    """Small things to remember between two messages."""

    sent: int = 0  # how many things were sent that are no text, so that no answer is given twice in a row
    album: int = 0  # the album that was answered last
    voices: tuple[int, ...] = ()  # the updates of voice notes whose text may still be sent

    def written(self) -> tuple[str, ...]:
        """As the stage keeps it."""
        return () if self == Beside() else tuple(map(str, (self.sent, self.album, *self.voices)))

    def with_another(self, album: int) -> Beside:
        """One more thing was sent, of that album."""
        return replace(self, sent=(self.sent + 1) % ROUND, album=album)

    def hearing(self, voice: int) -> Beside:
        """That voice note is listened to; of many, the last few count."""
        return replace(self, voices=(*self.voices, voice)[-MOST_VOICES:])

    def without(self, voice: int) -> Beside:
        """That voice note had its answer."""
        return replace(self, voices=tuple(one for one in self.voices if one != voice))


def read_beside(written: Sequence[str]) -> Beside:
    """What the stage kept; nothing for anything else."""
    if not all(part.isascii() and part.isdecimal() for part in written):
        return Beside()
    sent, album, *voices = (*(int(part) for part in written), *(0, 0)[len(written) :])
    return Beside(sent % ROUND, album, tuple(voices[:MOST_VOICES]))
