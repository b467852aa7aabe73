"""Whether an author's named conditions hold at this moment."""

from __future__ import annotations

from coaching.attendee.mind import Mind
from coaching.reading import Reading
from coaching.scenario import Condition

ANY_NEED = "any"


def holds(condition: Condition, mind: Mind, reading: Reading) -> bool:
    """Whether every condition given holds; `mind` is the one after this message has been taken in."""
    return all(
        (
            condition.trust_at_least is None or mind.trust >= condition.trust_at_least,
            condition.trust_at_most is None or mind.trust <= condition.trust_at_most,
            condition.turns_at_least is None or mind.turns >= condition.turns_at_least,
            condition.patience_at_most is None or mind.patience <= condition.patience_at_most,
            not condition.after or reading.does(*condition.after),
            not any(mind.times(move) for move in condition.never),
            condition.knows <= mind.knows,
            condition.asked <= mind.asked,
            not condition.without_belief & mind.beliefs,
            _is_helped(condition.helped, mind),
            not condition.card or mind.card in condition.card,
        )
    )


def _is_helped(need: str | None, mind: Mind) -> bool:
    if need is None:
        return True
    return bool(mind.helped) if need == ANY_NEED else need in mind.helped
