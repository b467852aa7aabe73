"""What a learner said in one conversation, each message beside what it answered: what a pocket card is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coaching.event.pocket import Exchange
from coaching.ladder import WENT_WELL
from coaching.rehearsal import Conversation


def exchanges_in(
    conversation: Conversation, score: int, answered: Sequence[str], asks_trade: Callable[[str], bool]
) -> tuple[Exchange, ...]:
    """The exchanges in order; `answered` holds the line each message answers, `score` is 0–100."""
    turns = conversation.turns
    return tuple(
        Exchange(
            number=turn.number,
            line=line,
            text=turn.text,
            reading=turn.reading,
            gained=sum(change.points for change in turn.changes),
            asked_trade=asks_trade(line),
            last=turn is turns[-1] and score >= WENT_WELL,
        )
        for turn, line in zip(turns, answered, strict=False)  # the last line of all is answered by nobody
    )
