"""What stands around a message: what the attendee told, asked and refused, and what the learner sells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from coaching.reading import SILENCE, Heard, Speaker, Utterance
from coaching.understanding.clauses import clauses_of
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
    function_words = lexicon.set("function_words")
    return frozenset([stem(w) for w in words if len(w) > 2 and w not in function_words])


@dataclass(frozen=True)
class Scene:
    """The surroundings of one message."""

    heard: Heard = SILENCE  # the attendee's last line
    refused: bool = False  # the attendee refused something in any line, or the learner was pushing
    card_wanted: bool = False  # they asked for the learner's card in any line
    pushed: bool = False  # the learner sold something before the attendee's last line
    told: frozenset[str] = frozenset()  # stems of what the attendee said
    last: frozenset[str] = frozenset()  # stems of their last line
    states: bool = False  # their last line tells something, and doesn't only ask or greet
    ends_asking: bool = False  # their last line closes with a question
    speaks: bool = False  # there is a line of theirs
    offered: bool = False  # their last line offers, hands out or sells something
    domain: frozenset[str] = frozenset()  # stems of what the learner sells
    last_cues: frozenset[str] = frozenset()  # names of the cues in their last line
    question: str = ""  # what their last line asks last, as said


@dataclass(frozen=True)
class _Line:
    """One line of the conversation, looked at once."""

    heard: Heard
    names: frozenset[str]
    states: bool
    content: frozenset[str]
    question: str = ""


_SELLS = frozenset(("close", "card", "probe", "pitch", "serve", "claim", "result"))


@lru_cache(maxsize=1024)
def _line(text: str, lexicon: Lexicon) -> _Line:
    names: set[str] = set()
    states = False
    for clause in clauses_of(text, lexicon):
        its = {hit.name for hit in lexicon.find(clause.words)}
        names |= its
        tells = clause.mark != "?" and bool(content(clause.words, lexicon)) and not its & {"greeting", "thanks"}
        states = states or tells
    heard = hear(text, lexicon) if text.strip() else SILENCE
    return _Line(heard, frozenset(names), states, content(lexicon.words(text), lexicon), _question_of(text, lexicon))


def _sells(said: str, lexicon: Lexicon) -> bool:
    """Whether the learner sold something by that message, whose cues were found when it was read."""
    names = {hit.name for clause in clauses_of(said, lexicon) for hit in lexicon.find(clause.words)}
    return not names.isdisjoint(_SELLS) and "not_selling" not in names


def _question_of(line: str, lexicon: Lexicon) -> str:
    """The last sentence of the line that ends with a question mark; stage directions don't count."""
    spoken = "".join(line.split("*")[::2])
    said = clauses_of(spoken, lexicon)
    asked = next((one.sentence for one in reversed(said) if one.asks), None)
    its = [one for one in said if one.sentence == asked]
    return spoken[its[0].tokens[0].start : its[-1].tokens[-1].end] if its else ""


def scene(context: Sequence[Utterance], sells: str, trades: tuple[Trade, ...], lexicon: Lexicon) -> Scene:
    """The surroundings given the conversation so far, oldest line first."""
    theirs = [line.text for line in context[-LOOKED_AT:] if line.who is Speaker.ATTENDEE]
    domain = domain_of(sells, trades, lexicon)
    if not theirs or (context and context[-1].who is not Speaker.ATTENDEE and not theirs):
        return Scene(domain=domain)
    lines = [_line(text, lexicon) for text in theirs]
    last = lines[-1]
    known = any(line.asks_card for line in context[-LOOKED_AT:])
    return Scene(
        heard=replace(last.heard, asks_card=last.heard.asks_card or known),
        refused=any(line.heard.refuses for line in lines),
        card_wanted=known or any(line.heard.asks_card for line in lines),
        told=frozenset[str]().union(*(line.content for line in lines)),
        last=last.content,
        states=last.states,
        pushed=any(_sells(line.text, lexicon) for line in context[-LOOKED_AT:] if line.who is Speaker.LEARNER),
        ends_asking=last.heard.asks and theirs[-1].rstrip().endswith("?"),
        speaks=True,
        offered="hear_offers" in last.names,
        domain=domain,
        last_cues=last.names,
        question=last.question,
    )


@lru_cache(maxsize=256)
def domain_of(sells: str, trades: tuple[Trade, ...], lexicon: Lexicon) -> frozenset[str]:
    """The stems of the words that belong to what the learner sells."""
    own = frozenset(stem(word) for word in lexicon.words(sells) if word not in lexicon.set("function_words"))
    found = set(own) - {stem(fold(word)) for word in lexicon.set("trade_fillers")}
    for trade in trades:
        if not own.isdisjoint(_named(trade)):
            found |= {stem(fold(word)) for word in trade.domain}
    return frozenset(found)


@lru_cache(maxsize=1024)
def _named(trade: Trade) -> frozenset[str]:
    """The stems of the words that name it."""
    return frozenset(stem(fold(name)) for name in trade.named)
