"""The vocabulary of what a learner's message does: twenty moves in eight families (dialogue acts).

`docs/moves.md` says what each label means and how the hard cases are decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType


class Family(StrEnum):
    """What kind of act a move is; the marks and an author's reactions speak of families."""

    CURIOSITY = "curiosity"
    GENEROSITY = "generosity"
    LISTENING = "listening"
    SELF = "self"
    SOCIAL = "social"
    CLOSING = "closing"
    SELLING = "selling"
    HOSTILE = "hostile"


class Move(StrEnum):
    """One thing a message does. The order is the order in which a reading lists them."""

    OPEN_QUESTION = "open_question"
    CLOSED_QUESTION = "closed_question"
    FOLLOW_UP = "follow_up"
    OFFER_HELP = "offer_help"
    WELCOME = "welcome"
    REFLECTION = "reflection"
    VALIDATION = "validation"
    REASSURANCE = "reassurance"
    SELF_DISCLOSURE = "self_disclosure"
    SMALL_TALK = "small_talk"
    ASK_CONTACT = "ask_contact"
    POLITE_DECLINE = "polite_decline"
    GRACEFUL_EXIT = "graceful_exit"
    ABRUPT_EXIT = "abrupt_exit"
    PITCH = "pitch"
    SALES_PROBE = "sales_probe"
    HARD_CLOSE = "hard_close"
    PUSH_CARD = "push_card"
    PERSIST = "persist"
    DISMISSIVE = "dismissive"


FAMILY: Mapping[Move, Family] = MappingProxyType(
    {
        Move.OPEN_QUESTION: Family.CURIOSITY,
        Move.CLOSED_QUESTION: Family.CURIOSITY,
        Move.FOLLOW_UP: Family.CURIOSITY,
        Move.OFFER_HELP: Family.GENEROSITY,
        Move.WELCOME: Family.GENEROSITY,
        Move.REFLECTION: Family.LISTENING,
        Move.VALIDATION: Family.LISTENING,
        Move.REASSURANCE: Family.LISTENING,
        Move.SELF_DISCLOSURE: Family.SELF,
        Move.SMALL_TALK: Family.SOCIAL,
        Move.ASK_CONTACT: Family.CLOSING,
        Move.POLITE_DECLINE: Family.CLOSING,
        Move.GRACEFUL_EXIT: Family.CLOSING,
        Move.ABRUPT_EXIT: Family.CLOSING,
        Move.PITCH: Family.SELLING,
        Move.SALES_PROBE: Family.SELLING,
        Move.HARD_CLOSE: Family.SELLING,
        Move.PUSH_CARD: Family.SELLING,
        Move.PERSIST: Family.SELLING,
        Move.DISMISSIVE: Family.HOSTILE,
    }
)

QUESTIONS = frozenset({Move.OPEN_QUESTION, Move.CLOSED_QUESTION})


def members(family: Family) -> frozenset[Move]:
    """Every move of the family."""
    return frozenset(move for move, its in FAMILY.items() if its is family)


SELLING = members(Family.SELLING)


def in_order(moves: Iterable[Move]) -> tuple[Move, ...]:
    """The moves without repeats, in the order of the vocabulary."""
    present = set(moves)
    return tuple(move for move in Move if move in present)
