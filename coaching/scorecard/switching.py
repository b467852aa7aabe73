"""Where a conversation changed its manner for good: networking up to a message, selling from there on, or back."""

from __future__ import annotations

from collections.abc import Sequence

from coaching.scorecard.conduct import Act
from coaching.scorecard.patterns import meeting, networking_weight
from coaching.scorecard.rubric import Mode, Rubric

_NETWORKS, _SELLS = 1, -1


def switch_in(acts: Sequence[Act], rubric: Rubric) -> tuple[int, Mode] | None:
    """The first message of the new manner, and which it is; None where one manner holds, or both mingle."""
    leans = [_lean(act, rubric) for act in acts]
    places = [at for at in range(1, len(acts)) if _turns_at(at, leans, acts, rubric)]
    if not places:
        return None
    at = max(places, key=lambda place: abs(sum(leans[:place]) - sum(leans[place:])))
    return acts[at].deed.turn, Mode.SELLING if leans[at] == _SELLS else Mode.NETWORKING


def _lean(act: Act, rubric: Rubric) -> int:
    if act.slips:
        return _SELLS
    return _NETWORKS if act.is_fresh and networking_weight(act, rubric.balance) else 0


def _turns_at(at: int, leans: Sequence[int], acts: Sequence[Act], rubric: Rubric) -> bool:
    """Whether what comes before leans one way, all of it, and what follows the other, and somebody was met between."""
    new = leans[at]
    before, after = [lean for lean in leans[:at] if lean], [lean for lean in leans[at:] if lean]
    if not new or set(before) != {-new} or set(after) != {new}:
        return False
    met = meeting(act for act, lean in zip(acts, leans, strict=True) if lean == _NETWORKS)
    return min(len(before), len(after)) >= rubric.figures.switch_least and met >= rubric.figures.met
