"""Two tries at one conversation, side by side from where they part: what was said in each, and what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

from coaching.moves import Move, in_order
from coaching.rehearsal import Conversation, Turn
from coaching.scorecard.card import Kind, Scorecard
from coaching.scorecard.rubric import Dimension


@dataclass(frozen=True)
class Branch:
    """One try with its marks."""

    conversation: Conversation
    scorecard: Scorecard

    @property
    def trust(self) -> int:
        """Where trust ended, 0–100."""
        return self.conversation.mind.trust


@dataclass(frozen=True)
class Pair:
    """The same turn in both tries; None in the one that had ended by then."""

    number: int
    first: Turn | None
    second: Turn | None


@dataclass(frozen=True)
class Comparison:
    """What became of the second try, beside the first."""

    parts_at: int  # the first turn that differs, 1 for the first of all
    pairs: tuple[Pair, ...]  # from there on
    trust: tuple[int, int]
    score: tuple[int, int]
    dimensions: Mapping[Dimension, tuple[int, int]]
    gained: tuple[Move, ...]  # moves the second try makes from there on, and the first doesn't
    dropped: tuple[Move, ...]  # the other way round
    slips: tuple[int, int]
    endings: tuple[str | None, str | None]
    learned: frozenset[str]  # facts only the second try brought out


def fork(conversation: Conversation, turn: int) -> Conversation:
    """The conversation as it stood before that turn, to go on differently: 1 is back to the opening.

    ValueError when there was no such turn.
    """
    if not 1 <= turn <= len(conversation.turns):
        raise ValueError(turn)
    return replace(conversation, turns=conversation.turns[: turn - 1])


def compare(first: Branch, second: Branch) -> Comparison:
    """What the second try changed. ValueError when they are not tries at one conversation."""
    ours, theirs = first.conversation, second.conversation
    if (ours.scenario, ours.seed, ours.profile) != (theirs.scenario, theirs.seed, theirs.profile):
        raise ValueError(theirs.scenario)
    both = tuple(zip_longest(ours.turns, theirs.turns))
    same = next((at for at, (one, other) in enumerate(both) if one != other), len(both))
    before, after = _moves(ours.turns[same:]), _moves(theirs.turns[same:])
    cards = first.scorecard, second.scorecard
    return Comparison(
        parts_at=same + 1,
        pairs=tuple(Pair(same + at, one, other) for at, (one, other) in enumerate(both[same:], start=1)),
        trust=(first.trust, second.trust),
        score=(cards[0].score, cards[1].score),
        dimensions={one: (cards[0].dimensions[one], cards[1].dimensions[one]) for one in Dimension},
        gained=in_order(after - before),
        dropped=in_order(before - after),
        slips=(_slips(cards[0]), _slips(cards[1])),
        endings=(_ending(ours), _ending(theirs)),
        learned=theirs.mind.knows - ours.mind.knows,
    )


def _moves(turns: tuple[Turn, ...]) -> set[Move]:
    return {move for turn in turns for move in turn.reading.moves}


def _slips(scorecard: Scorecard) -> int:
    return sum(one.kind is Kind.SLIP for one in scorecard.findings)


def _ending(conversation: Conversation) -> str | None:
    return conversation.turns[-1].ended if conversation.turns else None
