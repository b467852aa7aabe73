"""In doubt for the learner: what a message hardly meant, as the reading is unsure of it or the conversation refutes it.

Who goes on talking has not left; a remark that could be taken either way, among kind ones, was kindly meant; and a
question that only may be selling costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coaching.moves import QUESTIONS, SELLING, Move, in_order
from coaching.reading import Reading
from coaching.scorecard.deed import Deed
from coaching.scorecard.rubric import Figures

_EXITS = frozenset({Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT})


def meant(deeds: Sequence[Deed], figures: Figures) -> tuple[Deed, ...]:
    """The same messages, without contempt that nothing confirms, goodbyes that were none, and doubtful selling."""
    doubtful = sum(sureness(deed, Move.DISMISSIVE) >= figures.sure for deed in deeds)
    contempt_from = figures.sure if doubtful > 1 else figures.plainly
    found = []
    for place, deed in enumerate(deeds):
        taken = _hardly_sold(deed, figures)
        if sureness(deed, Move.DISMISSIVE) < contempt_from:
            taken.add(Move.DISMISSIVE)
        if any(_goes_on(later) for later in deeds[place + 1 :]):
            taken.add(Move.ABRUPT_EXIT)
        found.append(replace(deed, reading=_without(deed.reading, taken)))
    return tuple(found)


def sureness(deed: Deed, move: Move) -> float:
    """How sure the reading is of the move, in per cent; 0 where it isn't made."""
    return max((100 * one.confidence for one in deed.reading.evidence if one.move is move), default=0.0)


def _hardly_sold(deed: Deed, figures: Figures) -> set[Move]:
    """The selling of what is more surely a question: "if you could choose tomorrow, what would you do?"."""
    sells = {move for move in SELLING if sureness(deed, move)}
    asks = any(sureness(deed, move) >= figures.sure for move in QUESTIONS)
    doubtful = len(sells) == 1 and all(sureness(deed, move) < figures.sure for move in sells)
    return sells if asks and doubtful else set()


def _goes_on(deed: Deed) -> bool:
    """Whether it talks on as one who stays: an offer called back from the door doesn't."""
    return bool(set(deed.reading.moves) - SELLING - _EXITS - {Move.DISMISSIVE})


def _without(reading: Reading, taken: set[Move]) -> Reading:
    """The reading without these moves; what did nothing else was a word in passing."""
    if taken.isdisjoint(reading.moves):
        return reading
    return replace(
        reading,
        moves=in_order({*reading.moves} - taken or {Move.SMALL_TALK}),
        evidence=tuple(one for one in reading.evidence if one.move not in taken),
    )
