"""One message of the learner as the marks see it: what it does, and between which lines of the attendee it stands."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.reading import SILENCE, Heard, Reading


@dataclass(frozen=True)
class Deed:
    """One message of the learner, ready to be marked."""

    turn: int  # 1 for the first message
    text: str
    reading: Reading
    before: Heard = SILENCE  # the attendee's line it answers
    after: Heard = SILENCE  # the attendee's reply to it
    met: tuple[str, ...] = ()  # needs its offer met, in a rehearsal
    hinted: bool = False  # the attendee had hinted at the need it met
    revealed: tuple[str, ...] = ()  # facts the reply gave away
    line: str = ""  # the words of the attendee's line it answers


@dataclass(frozen=True)
class NeedsFound:
    """How many of the attendee's needs the rehearsal brought to light, and met. Absent from a bare transcript."""

    total: int
    discovered: int
    helped: int
