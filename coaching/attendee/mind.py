"""The attendee's state between two messages, and how far it lets them open up."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.moves import Move
from coaching.reading import Reading
from coaching.scenario import CardState, Openness, Scenario

LEAST, MOST = 0, 100  # trust


@dataclass(frozen=True)
class Mind:
    """What the attendee feels, believes and remembers. Small, frozen and plain, so that it can be stored as JSON."""

    trust: int  # 0–100
    patience: int  # slips, noise and silences they will still put up with
    beliefs: frozenset[str] = frozenset()
    knows: frozenset[str] = frozenset()  # facts the learner was told
    told: frozenset[str] = frozenset()  # answers given, as "topic.openness"
    asked: frozenset[str] = frozenset()  # topics the learner asked about, answered or not
    helped: frozenset[str] = frozenset()  # needs the learner's help met
    made: tuple[tuple[Move, int], ...] = ()  # how often each move was made
    card: CardState = CardState.NONE
    gave_card: bool = False  # the learner has theirs
    hooks: int = 0  # lines of the hook said so far
    topic: str | None = None  # what was last spoken of
    turns: int = 0
    dry: int = 0  # messages in a row that ask and give nothing back
    sweet: int = 0  # messages in a row that only pay compliments
    silent: int = 0  # messages in a row without content
    slips: int = 0  # messages that sold
    wound: int = 0  # trust the last slip cost and a step back could mend
    asked_back: int = -1  # the turn in which they last asked something
    has_warned: bool = False  # it was seen that little patience is left
    waits: str = ""  # what they said last, where it waits for a yes or a no

    def times(self, move: Move) -> int:
        """How often the learner has made that move."""
        return dict(self.made).get(move, 0)


def fresh_mind(scenario: Scenario) -> Mind:
    """The attendee as the learner walks up."""
    return Mind(
        trust=scenario.trust,
        patience=scenario.patience,
        beliefs=frozenset(belief.id for belief in scenario.beliefs),
    )


def is_answer(mind: Mind, reading: Reading) -> bool:
    """Whether the message says a plain yes or no to what that mind had asked or offered."""
    return bool(mind.waits) and reading.assent is not None


def clamp(trust: int) -> int:
    """Trust within its bounds."""
    return max(LEAST, min(MOST, trust))


def openness(mind: Mind, scenario: Scenario) -> Openness:
    """How far they open up at the present trust, and no further than what they still believe allows."""
    reached = max(
        (level for level, least in scenario.levels.items() if mind.trust >= least),
        key=lambda level: level.rank,
        default=Openness.GUARDED,
    )
    caps = [belief.caps for belief in scenario.beliefs if belief.id in mind.beliefs and belief.caps]
    return min([reached, *caps], key=lambda level: level.rank)


def is_wary(mind: Mind, scenario: Scenario) -> bool:
    """Whether a belief still holds them back."""
    return any(belief.id in mind.beliefs and belief.caps for belief in scenario.beliefs)
