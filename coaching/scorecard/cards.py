"""The cards of a conversation: earned, exchanged, pushed."""

from __future__ import annotations

from collections.abc import Sequence

from coaching.moves import Move
from coaching.scorecard.card import Cards
from coaching.scorecard.conduct import Act, gives_card


def cards_of(acts: Sequence[Act]) -> Cards:
    """What changed hands. The attendee asks once; a card goes each way once; every pushed one counts."""
    earned = any(act.deed.after.asks_card or act.deed.before.asks_card for act in acts)
    given = any(_gives_when_asked(act, acts[:place]) for place, act in enumerate(acts))
    got = any(Move.ASK_CONTACT in act.moves and act.deed.after.gives_card for act in acts)
    pushed = sum(Move.PUSH_CARD in act.slips for act in acts)
    return Cards(earned=int(earned), exchanged=int(given) + int(got), pushed=pushed)


def _gives_when_asked(act: Act, earlier: Sequence[Act]) -> bool:
    asked = act.deed.before.asks_card or any(a.deed.before.asks_card or a.deed.after.asks_card for a in earlier)
    return gives_card(act.deed) and asked and Move.PUSH_CARD not in act.slips
