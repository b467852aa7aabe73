"""One nudge for this moment of a rehearsal: direction, never the sentence. It costs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coaching.attendee.mind import Mind, is_wary, openness
from coaching.language import NOTHING
from coaching.rehearsal import Conversation
from coaching.scenario import CardState, Scenario

DRY_ENOUGH = 2  # questions in a row after which something should be given back
NEARLY_OUT = 2  # patience


class HintKind(StrEnum):
    """What would help most now; the faces have words for each."""

    GIVE_CARD = "give_card"  # they asked for it
    MEND = "mend"  # a slip stands between you
    LEAVE = "leave"  # their patience is nearly out
    GIVE_BACK = "give_back"  # several questions in a row, nothing of yourself
    OFFER = "offer"  # they hinted at something you could help with
    ANSWER = "answer"  # they asked you something: a short answer, then the ball back
    REASSURE = "reassure"  # something holds them back
    DEEPEN = "deepen"  # follow up on what they just told
    ASK = "ask"  # nothing is known of them yet


@dataclass(frozen=True)
class Hint:
    """The nudge: what kind, and the author's words for it where there are any."""

    kind: HintKind
    text: str = ""


def hint(conversation: Conversation, scenario: Scenario) -> Hint:
    """What would help most at this moment."""
    mind = conversation.mind
    kind = _kind(mind, scenario)
    if kind not in (HintKind.REASSURE, HintKind.DEEPEN, HintKind.ASK):
        return Hint(kind)
    wordings = scenario.hints.get(openness(mind, scenario), NOTHING).of(conversation.profile.lang)
    return Hint(kind, wordings[mind.turns % len(wordings)] if wordings else "")


def _kind(mind: Mind, scenario: Scenario) -> HintKind:
    could_help = any(need.is_hinted(mind.knows) and need.id not in mind.helped for need in scenario.needs)
    # In the order in which they matter: the first that holds is the hint.
    checks = (
        (mind.card is CardState.ASKED, HintKind.GIVE_CARD),
        (mind.wound > 0, HintKind.MEND),
        (mind.patience <= NEARLY_OUT and mind.turns > 1, HintKind.LEAVE),
        (mind.dry >= DRY_ENOUGH, HintKind.GIVE_BACK),
        (could_help, HintKind.OFFER),
        (mind.asked_back == mind.turns and mind.turns > 0, HintKind.ANSWER),
        (is_wary(mind, scenario), HintKind.REASSURE),
        (mind.topic is not None, HintKind.DEEPEN),
    )
    return next((kind for holds, kind in checks if holds), HintKind.ASK)
