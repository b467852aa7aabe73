"""Which of an author's reactions answers a move, and in which order the moves of a message are felt."""

from __future__ import annotations

from collections.abc import Iterator

from coaching.attendee.conditions import holds
from coaching.attendee.mind import Mind, openness
from coaching.language import NOTHING, Lines
from coaching.moves import Move
from coaching.reading import Reading
from coaching.scenario import Condition, Reaction, Scenario, Time

ALWAYS = Condition()
# What hurts is felt before what helps, what is given before what is said of oneself.
SALIENCE: tuple[Move, ...] = (
    Move.DISMISSIVE,
    Move.PERSIST,
    Move.HARD_CLOSE,
    Move.PUSH_CARD,
    Move.PITCH,
    Move.SALES_PROBE,
    Move.ABRUPT_EXIT,
    Move.GRACEFUL_EXIT,
    Move.OFFER_HELP,
    Move.ASK_CONTACT,
    Move.POLITE_DECLINE,
    Move.REASSURANCE,
    Move.WELCOME,
    Move.REFLECTION,
    Move.VALIDATION,
    Move.SELF_DISCLOSURE,
    Move.SMALL_TALK,
    Move.FOLLOW_UP,
    Move.OPEN_QUESTION,
    Move.CLOSED_QUESTION,
)


def most_salient(reading: Reading) -> Iterator[Move]:
    """The moves of a message, what is felt most first."""
    return (move for move in SALIENCE if move in reading.moves)


def reactions_to(move: Move, mind: Mind, reading: Reading, scenario: Scenario) -> list[Reaction]:
    """The author's reactions that apply, the most specific first. `mind` is the one before this message."""
    to_it = [reaction for reaction in scenario.reactions if move in reaction.when]
    applying = [reaction for reaction in to_it if _applies(reaction, move, mind, reading, scenario)]
    return sorted(applying, key=_specificity, reverse=True)


def trust_for(move: Move, mind: Mind, reading: Reading, scenario: Scenario) -> int:
    """By how much that move changes trust here: the author's word, else the common weight."""
    own = (r.trust for r in reactions_to(move, mind, reading, scenario) if r.trust is not None)
    return next(own, scenario.weights.of.get(move, 0))


def words_for(move: Move, mind: Mind, reading: Reading, scenario: Scenario) -> tuple[Lines, ...]:
    """What the author has them say to that move, the most specific first."""
    return tuple(r.says for r in reactions_to(move, mind, reading, scenario) if r.says is not NOTHING and r.says)


def topic_for(move: Move, mind: Mind, reading: Reading, scenario: Scenario) -> str | None:
    """The topic that move brings them to of their own accord, if an author says so."""
    return next((r.tells for r in reactions_to(move, mind, reading, scenario) if r.tells), None)


def ending_for(move: Move, mind: Mind, reading: Reading, scenario: Scenario) -> str | None:
    """The ending that move leads to, if an author says so."""
    return next((r.ends for r in reactions_to(move, mind, reading, scenario) if r.ends), None)


def _applies(reaction: Reaction, move: Move, mind: Mind, reading: Reading, scenario: Scenario) -> bool:
    return (
        (reaction.believing is None or reaction.believing in mind.beliefs)
        and (reaction.time is None or (reaction.time is Time.AGAIN) == bool(mind.times(move)))
        and (not reaction.at or openness(mind, scenario) in reaction.at)
        and holds(reaction.given, mind, reading)
    )


def _specificity(reaction: Reaction) -> tuple[int, int]:
    has_condition = reaction.given != ALWAYS
    given = sum((reaction.believing is not None, reaction.time is not None, bool(reaction.at), has_condition))
    return given, -len(reaction.when)
