"""Learners without words: each gives, for a rehearsal so far, the reading of what they say next.

A learner is a pure function of the rehearsal and their own seed, so whatever one of them meets can be met again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from random import Random
from types import MappingProxyType

from coaching.moves import QUESTIONS, Move, in_order
from coaching.reading import Assent, Evidence, Match, Reading, Sense
from coaching.rehearsal import Conversation
from coaching.scenario import CardState, Need, Scenario, Topic

Learner = Callable[[Conversation, Scenario], Reading]
WORD = "radio"  # what a question takes up, and what they do: a word of both languages
WORDS = 9  # length of a message
SURE = 0.9

KIND: Mapping[Move, int] = MappingProxyType(
    {
        Move.OPEN_QUESTION: 7,
        Move.FOLLOW_UP: 4,
        Move.CLOSED_QUESTION: 2,
        Move.REFLECTION: 4,
        Move.VALIDATION: 3,
        Move.REASSURANCE: 2,
        Move.SELF_DISCLOSURE: 3,
        Move.OFFER_HELP: 3,
        Move.WELCOME: 1,
        Move.SMALL_TALK: 2,
        Move.ASK_CONTACT: 1,
    }
)
_CURIOUS: Mapping[Move, int] = MappingProxyType({Move.OPEN_QUESTION: 5, Move.REFLECTION: 4, Move.FOLLOW_UP: 2})
_GENEROUS: Mapping[Move, int] = MappingProxyType(
    {Move.OFFER_HELP: 5, Move.REASSURANCE: 3, Move.WELCOME: 3, Move.OPEN_QUESTION: 5, Move.REFLECTION: 2}
)
_INTERROGATING: Mapping[Move, int] = MappingProxyType({Move.CLOSED_QUESTION: 3, Move.OPEN_QUESTION: 1})
_FLATTERING: Mapping[Move, int] = MappingProxyType({Move.VALIDATION: 4, Move.SMALL_TALK: 2, Move.OPEN_QUESTION: 1})
_SELF: Mapping[Move, int] = MappingProxyType(
    {Move.SELF_DISCLOSURE: 4, Move.SMALL_TALK: 2, Move.CLOSED_QUESTION: 2, Move.POLITE_DECLINE: 1}
)
_SELLING: Mapping[Move, int] = MappingProxyType(
    {
        Move.PITCH: 4,
        Move.SALES_PROBE: 3,
        Move.PUSH_CARD: 2,
        Move.PERSIST: 2,
        Move.HARD_CLOSE: 1,
        Move.ASK_CONTACT: 1,
        Move.OPEN_QUESTION: 2,
        Move.VALIDATION: 1,
    }
)
COOL: Mapping[Move, int] = MappingProxyType({Move.CLOSED_QUESTION: 6, Move.SMALL_TALK: 4, Move.SALES_PROBE: 1})
_ADVISING: Mapping[Move, int] = MappingProxyType(  # knows better, and says so before asking
    {Move.OFFER_HELP: 4, Move.SALES_PROBE: 2, Move.DISMISSIVE: 1, Move.PERSIST: 1, Move.CLOSED_QUESTION: 2}
)
_RUDE: Mapping[Move, int] = MappingProxyType({Move.DISMISSIVE: 3, Move.CLOSED_QUESTION: 2, Move.PERSIST: 1})
_ANY: Mapping[Move, int] = MappingProxyType(dict.fromkeys(set(Move) - {Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT}, 1))
# Most people mean well: it is among them that one sees how far an attendee can be won.
_WELL_MEANING = (KIND, KIND, _CURIOUS, _CURIOUS, _GENEROUS, _GENEROUS)
_OTHERS = (_INTERROGATING, _FLATTERING, _SELF, _SELLING, _ADVISING, _RUDE, _ANY)
_TEMPERS: tuple[Mapping[Move, int], ...] = (*_WELL_MEANING, *_OTHERS)
_SENSES = (Sense.EMPTY, Sense.BARE, Sense.NOISE, Sense.FOREIGN)


@dataclass(frozen=True)
class _Ways:
    """How a learner at random behaves, drawn once."""

    first: Mapping[Move, int]
    later: Mapping[Move, int]
    turns: int  # the message with which `later` begins
    stays: int  # messages before they take leave
    leaves: Move
    silence: float  # how often they say nothing that can be answered
    nears: int  # the trust from which on they turn cool, so that some hover where others pass; 100 for never
    topics: int  # how many topics they are after; 0 for all
    thread: float  # how often they ask about what the last topic leads to
    gives_card: float  # how readily, once asked for it


def at_random(seed: int) -> Learner:
    """Somebody who may do anything, more or less of one temper; some change their ways, some stay to the end."""
    dice = Random(f"ways:{seed}")
    first = dice.choice(_TEMPERS)
    ways = _Ways(
        first=first,
        later=dice.choice(_TEMPERS) if dice.random() < 0.4 else first,
        turns=dice.randint(2, 12),
        stays=dice.choice((dice.randint(2, 7), dice.randint(4, 14), dice.randint(8, 24), 1000)),
        leaves=Move.ABRUPT_EXIT if dice.random() < 0.15 else Move.GRACEFUL_EXIT,
        silence=dice.choice((0.0, 0.0, 0.0, 0.05, 0.3, 0.8)),
        nears=dice.choice((100, 100, dice.randint(15, 95))),
        topics=dice.choice((0, 0, 2, 5)),
        thread=dice.choice((0.0, 0.2, 0.7)),
        gives_card=dice.choice((0.0, 0.3, 1.0)),
    )

    def says(conversation: Conversation, scenario: Scenario) -> Reading:
        return _somehow(ways, conversation, scenario, Random(f"says:{seed}:{len(conversation.turns)}"))

    return says


def kind(conversation: Conversation, scenario: Scenario) -> Reading:
    """Puts them at ease, asks and listens, helps once a need shows, gives the card asked for, leaves with thanks."""
    mind, at = conversation.mind, len(conversation.turns)
    if mind.card is CardState.ASKED:
        return reading_of(conversation, [Move.SMALL_TALK], gives_contact=True)
    if need := next(iter(open_needs(conversation, scenario)), None):
        return reading_of(conversation, [in_order(need.met_by)[-1]], needs=[need])
    fresh = _fresh(conversation, scenario)
    if not fresh:
        return reading_of(conversation, [Move.GRACEFUL_EXIT, Move.VALIDATION])
    beside = (Move.REASSURANCE, Move.SELF_DISCLOSURE, Move.REFLECTION, Move.VALIDATION)[at % 4]
    return reading_of(conversation, [Move.OPEN_QUESTION, beside], topics=fresh[:1])


def selling(conversation: Conversation, scenario: Scenario) -> Reading:  # noqa: ARG001 - they look at nobody
    """Pitches, goes fishing, pushes a card, and goes on after a no."""
    course = (Move.PITCH, Move.SALES_PROBE, Move.PUSH_CARD, Move.PERSIST, Move.HARD_CLOSE)
    return reading_of(conversation, [course[len(conversation.turns) % len(course)]])


def silent(conversation: Conversation, scenario: Scenario) -> Reading:
    """Says next to nothing: "ok", a smile, now and then a question one can answer with a yes."""
    at = len(conversation.turns)
    if at % 3 == 2:
        topic = scenario.topics[at % len(scenario.topics)] if scenario.topics else None
        return reading_of(conversation, [Move.CLOSED_QUESTION], topics=[topic] if topic else [])
    return reading_of(conversation, [Move.SMALL_TALK], sense=Sense.BARE) if at % 3 else nothing(conversation)


SCRIPTED: Mapping[str, Learner] = MappingProxyType({"kind": kind, "selling": selling, "silent": silent})


def _somehow(ways: _Ways, conversation: Conversation, scenario: Scenario, dice: Random) -> Reading:
    at, mind = len(conversation.turns), conversation.mind
    gives = mind.card is CardState.ASKED and dice.random() < ways.gives_card
    if at >= ways.stays:
        return reading_of(conversation, [ways.leaves], gives_contact=gives)
    if gives:
        return reading_of(conversation, [dice.choice((Move.SMALL_TALK, Move.OPEN_QUESTION))], gives_contact=True)
    if dice.random() < ways.silence:
        return nothing(conversation, dice.choice(_SENSES))
    weights = COOL if mind.trust >= ways.nears else ways.first if at < ways.turns else ways.later
    moves = set(dice.choices(list(weights), list(weights.values()), k=dice.choice((1, 2, 2, 3))))
    apology = mind.wound > 0 and dice.random() < 0.3
    told = Move.SELF_DISCLOSURE in moves
    return reading_of(
        conversation,
        moves,
        topics=_asked(ways, conversation, scenario, dice) if moves & (QUESTIONS | {Move.FOLLOW_UP}) else [],
        needs=_offered(conversation, scenario, dice) if Move.OFFER_HELP in moves else [],
        apology=apology,
        elliptical=Move.FOLLOW_UP in moves and dice.random() < 0.5,
        trade=WORD if told and dice.random() < 0.5 else "",
        echo=WORD if dice.random() < 0.5 else "",
        assent=dice.choice(tuple(Assent)) if mind.waits and dice.random() < 0.3 else None,
        words=dice.choice((3, WORDS, 40, 300)) if at % 7 == 6 else WORDS,
    )


def _asked(ways: _Ways, conversation: Conversation, scenario: Scenario, dice: Random) -> list[Topic]:
    """What a question is about: where the last topic leads, something new, anything, or nothing they know."""
    last = scenario.topic(conversation.mind.topic or "")
    leads = scenario.topic(last.more) if last and last.more else None
    if leads and dice.random() < ways.thread:
        return [leads]
    chance = dice.random()
    if not scenario.topics or chance < 0.08:
        return []
    fresh = _fresh(conversation, scenario)
    if ways.topics:
        dear = Random(f"dear:{conversation.seed}").sample(scenario.topics, min(ways.topics, len(scenario.topics)))
        return [dice.choice(dear)]
    return [dice.choice(fresh if fresh and chance < 0.7 else list(scenario.topics))]


def _offered(conversation: Conversation, scenario: Scenario, dice: Random) -> list[Need]:
    """What an offer would meet: a need that showed, any, or none."""
    hinted, chance = open_needs(conversation, scenario), dice.random()
    if hinted and chance < 0.6:
        return [dice.choice(hinted)]
    return [dice.choice(scenario.needs)] if scenario.needs and chance < 0.9 else []


def open_needs(conversation: Conversation, scenario: Scenario) -> list[Need]:
    """The needs that showed and are not met yet."""
    mind = conversation.mind
    return [need for need in scenario.needs if need.is_hinted(mind.knows) and need.id not in mind.helped]


def _fresh(conversation: Conversation, scenario: Scenario) -> list[Topic]:
    """The topics on which something is left to be told, those of which nothing was told first."""
    told = conversation.mind.told
    begun = {name.partition(".")[0] for name in told}
    left = [topic for topic in scenario.topics if any(f"{topic.id}.{level}" not in told for level in topic.answers)]
    return sorted(left, key=lambda topic: topic.id in begun)


def nothing(conversation: Conversation, sense: Sense = Sense.EMPTY) -> Reading:
    """What can't be answered as speech."""
    return Reading(conversation.profile.lang, sense, words=0 if sense is Sense.EMPTY else 1)


def reading_of(
    conversation: Conversation,
    moves: Iterable[Move],
    *,
    sense: Sense = Sense.PLAIN,
    topics: Iterable[Topic] = (),
    needs: Iterable[Need] = (),
    gives_contact: bool = False,
    apology: bool = False,
    elliptical: bool = False,
    assent: Assent | None = None,
    trade: str = "",
    echo: str = "",
    words: int = WORDS,
) -> Reading:
    """What understanding would have made of it, had there been words."""
    made = in_order(moves)
    return Reading(
        lang=conversation.profile.lang,
        sense=sense,
        moves=made,
        evidence=tuple(Evidence(move, "", SURE) for move in made),
        topics=tuple(Match(topic.id, SURE) for topic in topics),
        needs=tuple(Match(need.id, SURE) for need in needs),
        elliptical=elliptical,
        assent=assent,
        gives_contact=gives_contact,
        apology=apology,
        echo=echo,
        trade=trade,
        words=words,
    )
