"""What an attendee's line does, as far as it matters for the message that answers it."""

from __future__ import annotations

from functools import lru_cache

from coaching.reading import SILENCE, Heard
from coaching.understanding.clauses import clauses_of
from coaching.understanding.lexicon import Lexicon
from coaching.understanding.questions import question


@lru_cache(maxsize=1024)
def hear(line: str, lexicon: Lexicon) -> Heard:
    """What the attendee's line asks, gives, refuses. Stage directions between asterisks don't count."""
    spoken = "".join(part for number, part in enumerate(line.split("*")) if number % 2 == 0)
    names: set[str] = set()
    asks = False
    for clause in clauses_of(spoken, lexicon):
        hits = lexicon.find(clause.words)
        names |= {hit.name for hit in hits}
        asks = asks or question(clause, hits, lexicon) is not None
    if not names and not asks:
        return SILENCE
    return Heard(
        asks=asks or bool(names & {"hear_trade", "hear_card", "hear_offer"}),
        asks_trade="hear_trade" in names,
        asks_offer="hear_offer" in names,
        asks_card="hear_card" in names,
        gives_card="hear_gives" in names and "hear_card" not in names,
        refuses="hear_refuses" in names,
        leaves="hear_leaves" in names,
    )
