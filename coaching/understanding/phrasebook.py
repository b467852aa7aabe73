"""The phrases understanding goes by, as read from `phrases/*.yaml`. Values only: `coaching.authoring` loads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coaching.language import Language
from coaching.moves import Move


@dataclass(frozen=True)
class Tongue:
    """What is known of one language: its spellings, word lists and cue phrases, all as an author wrote them."""

    spellings: Mapping[str, str]  # "jsuis" → "je suis"; a chat or regional spelling and its plain form
    sets: Mapping[str, tuple[str, ...]]  # word lists, named in phrases as `@name` and looked up by the code
    cues: Mapping[str, tuple[str, ...]]  # what a phrase is a sign of → phrases


@dataclass(frozen=True, eq=False)  # the one read: what is remembered by it is found without comparing its words
class Trade:
    """A trade a learner may be in: the words that name it, and the words of its domain, in any language."""

    named: tuple[str, ...]
    domain: tuple[str, ...]


@dataclass(frozen=True)
class Balance:
    """How much each judge of one move counts: the encoder on the whole and on its best clause, the signs, the rules."""

    whole: float
    piece: float
    signs: float
    rule: float
    bias: float


@dataclass(frozen=True)
class Phrasebook:
    """Everything hand-written that understanding goes by."""

    tongues: Mapping[Language, Tongue]
    trades: tuple[Trade, ...]
    foreign: Mapping[str, frozenset[str]]  # another language's commonest words, by its name
    balance: Mapping[Move, Balance]
    anyones_help: Mapping[Language, tuple[str, ...]]  # offers that meet nobody's need in particular
