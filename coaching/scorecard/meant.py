"""In doubt for the learner: what a message hardly meant, as the reading is unsure of it or the conversation refutes it.

Who goes on talking has not left; a remark that could be taken either way, among kind ones, was kindly meant; and a
question that only may be selling costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coaching.moves import SELLING, Family, Move, in_order, members
from coaching.reading import Reading, hardly_sold
from coaching.scorecard.deed import Deed
from coaching.scorecard.rubric import Figures

_EXITS = frozenset({Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT})
_KIND = members(Family.LISTENING) | members(Family.GENEROSITY) | {Move.OPEN_QUESTION}


def meant(deeds: Sequence[Deed], figures: Figures) -> tuple[Deed, ...]:
    """The same messages, without contempt that nothing confirms, goodbyes that were none, and doubtful selling."""
    contempt_from = figures.sure if _is_confirmed(deeds, figures) else figures.plainly
    found = []
    for place, deed in enumerate(deeds):
        taken = {*hardly_sold(deed.reading, figures.sure / 100)}
        if sureness(deed, Move.DISMISSIVE) < contempt_from:
            taken.add(Move.DISMISSIVE)
        if any(_goes_on(later) for later in deeds[place + 1 :]):
            taken.add(Move.ABRUPT_EXIT)
        found.append(replace(deed, reading=_without(deed.reading, taken)))
    return tuple(found)


def sureness(deed: Deed, move: Move) -> float:
    """How sure the reading is of the move, in per cent; 0 where it isn't made."""
    return 100 * deed.reading.sureness(move)


def _is_confirmed(deeds: Sequence[Deed], figures: Figures) -> bool:
    """Whether remarks that may be contempt bear each other out.

    One that is plainly so does it, or more of them than there are kind messages. A reader who takes one dry
    "you'd rather be mending them" for scorn takes the next one so too: twice mistaken is no proof.
    """
    hostile = [deed for deed in deeds if sureness(deed, Move.DISMISSIVE) >= figures.sure]
    is_plain = any(sureness(deed, Move.DISMISSIVE) >= figures.plainly for deed in hostile)
    kind = [deed for deed in deeds if deed not in hostile and _is_kind(deed, figures)]
    return len(hostile) > 1 and (is_plain or len(hostile) > len(kind))


def _is_kind(deed: Deed, figures: Figures) -> bool:
    """Whether it surely listens, gives or lets the other tell, and sells nothing."""
    return not deed.reading.is_selling and any(sureness(deed, move) >= figures.sure for move in _KIND)


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
