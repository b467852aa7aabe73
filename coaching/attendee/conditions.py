"""Whether an author's named conditions hold at this moment."""

from __future__ import annotations

from coaching.attendee.mind import Mind
from coaching.reading import Reading
from coaching.scenario import Condition

ANY_NEED = "any"


def holds(condition: Condition, mind: Mind, reading: Reading) -> bool:
    """Whether every condition given holds; `mind` is the one after this message has been taken in."""
    return (
        (condition.trust_at_least is None or mind.trust >= condition.trust_at_least)
        and (condition.trust_at_most is None or mind.trust <= condition.trust_at_most)
        and (condition.turns_at_least is None or mind.turns >= condition.turns_at_least)
        and (condition.patience_at_most is None or mind.patience <= condition.patience_at_most)
        and (not condition.after or reading.does(*condition.after))
        and not any(mind.times(move) for move in condition.never)
        and condition.knows <= mind.knows
        and condition.asked <= mind.asked
        and condition.without_belief.isdisjoint(mind.beliefs)
        and _is_helped(condition.helped, mind)
        and (not condition.card or mind.card in condition.card)
    )


def _is_helped(need: str | None, mind: Mind) -> bool:
    if need is None:
        return True
    return bool(mind.helped) if need == ANY_NEED else need in mind.helped
