"""Why trust moved at the last turn: each cause with its points, and what still stands between you."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.attendee.trust import Change
from coaching.rehearsal import Conversation
from coaching.scenario import Openness, Scenario


@dataclass(frozen=True)
class Why:
    """What the last message did to the attendee."""

    before: int  # trust, 0–100
    after: int
    openness: Openness
    changes: tuple[Change, ...]
    dropped: tuple[str, ...]  # what they believed before, in their own words
    believes: tuple[str, ...]  # what they still believe


def why(conversation: Conversation, scenario: Scenario) -> Why | None:
    """The account of the last turn; None before the first."""
    if not conversation.turns:
        return None
    turn = conversation.turns[-1]
    earlier = conversation.turns[-2].mind if len(conversation.turns) > 1 else conversation.beginning
    lang = conversation.profile.lang
    thoughts = {belief.id: belief.says.first(lang) for belief in scenario.beliefs}
    return Why(
        before=earlier.trust,
        after=turn.mind.trust,
        openness=turn.openness,
        changes=turn.changes,
        dropped=tuple(text for name, text in thoughts.items() if name in earlier.beliefs - turn.mind.beliefs),
        believes=tuple(text for name, text in thoughts.items() if name in turn.mind.beliefs),
    )
