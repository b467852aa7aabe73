"""What stands around a message: what the attendee told, asked and refused, and what the learner sells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from coaching.reading import SILENCE, Heard, Speaker, Utterance
from coaching.understanding.clauses import clauses
from coaching.understanding.hearing import hear
from coaching.understanding.lexicon import Lexicon
from coaching.understanding.phrasebook import Trade
from coaching.understanding.words import fold

LOOKED_AT = 4  # lines of the conversation
_STEM = 5  # letters of a word that count when words are compared


def stem(word: str) -> str:
    """The word's beginning, alike for its forms: "photographier" and "photographe" share theirs."""
    bare = word[:-1] if len(word) > 3 and word[-1] in "sx" else word
    return bare[:_STEM]


def content(words: Sequence[str], lexicon: Lexicon) -> frozenset[str]:
    """The stems of the words that carry content."""
    return frozenset(stem(w) for w in words if len(w) > 2 and w not in lexicon.set("function_words"))


@dataclass(frozen=True)
class Scene:
    """The surroundings of one message."""

    heard: Heard = SILENCE  # the attendee's last line
    refused: bool = False  # the attendee refused something in any line, or the learner was pushing
    pushed: bool = False  # the learner sold something before the attendee's last line
    told: frozenset[str] = frozenset()  # stems of what the attendee said
    last: frozenset[str] = frozenset()  # stems of their last line
    states: bool = False  # their last line tells something, and doesn't only ask or greet
    ends_asking: bool = False  # their last line closes with a question
    speaks: bool = False  # there is a line of theirs
    offered: bool = False  # their last line offers, hands out or sells something
    domain: frozenset[str] = frozenset()  # stems of what the learner sells


def scene(context: Sequence[Utterance], sells: str, trades: tuple[Trade, ...], lexicon: Lexicon) -> Scene:
    """The surroundings given the conversation so far, oldest line first."""
    theirs = [line.text for line in context[-LOOKED_AT:] if line.who is Speaker.ATTENDEE]
    domain = domain_of(sells, trades, lexicon)
    if not theirs or (context and context[-1].who is not Speaker.ATTENDEE and not theirs):
        return Scene(domain=domain)
    heards = [hear(line, lexicon) for line in theirs]
    told = frozenset[str]().union(*(content(lexicon.words(line), lexicon) for line in theirs))
    return Scene(
        heard=heards[-1],
        refused=any(heard.refuses for heard in heards),
        told=told,
        last=content(lexicon.words(theirs[-1]), lexicon),
        states=_states(theirs[-1], lexicon),
        pushed=any(_sells(line.text, lexicon) for line in context[-LOOKED_AT:] if line.who is Speaker.LEARNER),
        ends_asking=heards[-1].asks and theirs[-1].rstrip().endswith("?"),
        speaks=True,
        offered=_offers(theirs[-1], lexicon),
        domain=domain,
    )


@lru_cache(maxsize=256)
def domain_of(sells: str, trades: tuple[Trade, ...], lexicon: Lexicon) -> frozenset[str]:
    """The stems of the words that belong to what the learner sells."""
    own = frozenset(stem(word) for word in lexicon.words(sells) if word not in lexicon.set("function_words"))
    found = set(own) - {stem(fold(word)) for word in lexicon.set("trade_fillers")}
    for trade in trades:
        if any(stem(fold(name)) in own for name in trade.named):
            found |= {stem(fold(word)) for word in trade.domain}
    return frozenset(found)


def _sells(line: str, lexicon: Lexicon) -> bool:
    said = clauses(lexicon.tokens(line), lexicon)
    names = {hit.name for clause in said for hit in lexicon.find(clause.words)}
    return bool(names & {"close", "card", "probe", "pitch", "serve", "claim", "result"}) and "not_selling" not in names


def _offers(line: str, lexicon: Lexicon) -> bool:
    said = clauses(lexicon.tokens(line), lexicon)
    return any(hit.name == "hear_offers" for clause in said for hit in lexicon.find(clause.words))


def _states(line: str, lexicon: Lexicon) -> bool:
    for clause in clauses(lexicon.tokens(line), lexicon):
        names = {hit.name for hit in lexicon.find(clause.words)}
        if clause.mark != "?" and len(content(clause.words, lexicon)) >= 1 and not names & {"greeting", "thanks"}:
            return True
    return False
