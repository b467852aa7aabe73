"""Learners who are after one thing, an ending or a need: they read what it waits for, and do what should lead there.

What a crowd missed by chance is found by them; what they miss as well is most likely out of reach.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from coaching.attendee.conditions import ANY_NEED, holds
from coaching.moves import QUESTIONS, SELLING, Move, in_order
from coaching.plausibility.learners import COOL, KIND, Learner, nothing, open_needs, reading_of
from coaching.reading import Reading, Sense
from coaching.rehearsal import Conversation
from coaching.scenario import CardState, Condition, Ending, Need, Scenario, Topic

HARSH: Mapping[Move, int] = {Move.PITCH: 2, Move.PERSIST: 1, Move.DISMISSIVE: 2, Move.CLOSED_QUESTION: 2}
EXITS = frozenset({Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT})


def after_ending(ending: Ending, seed: int) -> Learner:
    """Somebody who wants that ending; each seed goes about it in another way."""
    return _after(ending.alternatives[seed % len(ending.alternatives)], ending.id, seed)


def after_need(need: Need, seed: int) -> Learner:
    """Somebody who wants to discover that need, and help."""
    hints = sorted({need.hinted_by, *need.also_hinted_by})
    return _after(Condition(knows=frozenset({hints[seed % len(hints)]}), helped=need.id), "", seed)


def _after(when: Condition, ending: str, seed: int) -> Learner:
    def says(conversation: Conversation, scenario: Scenario) -> Reading:
        dice = Random(f"after:{seed}:{len(conversation.turns)}")
        led = [move for reaction in scenario.reactions if reaction.ends == ending for move in in_order(reaction.when)]
        if led and dice.random() < 0.5:
            return reading_of(conversation, [dice.choice(led)])
        return _towards(when, conversation, scenario, dice)

    return says


def _towards(when: Condition, conversation: Conversation, scenario: Scenario, dice: Random) -> Reading:
    mind = conversation.mind
    gives = mind.card is CardState.ASKED and CardState.GIVEN in when.card
    ready = holds(replace(when, after=frozenset(), turns_at_least=None), mind, reading_of(conversation, []))
    if ready and when.after and mind.turns + 1 >= (when.turns_at_least or 0):
        return reading_of(conversation, [dice.choice(in_order(when.after))], gives_contact=gives)
    if gives:
        return reading_of(conversation, [Move.SMALL_TALK], gives_contact=True)
    if when.patience_at_most is not None and dice.random() < 0.7:
        return nothing(conversation, Sense.FOREIGN)
    request = scenario.card_request
    if request and mind.card is CardState.NONE and when.card and CardState.NONE not in when.card:
        when = dice.choice(request.alternatives)  # first they have to ask for it
    elif when.trust_at_most is None and when.helped is None:
        # What comes before this ending may take whoever is trusted more.
        when = replace(when, trust_at_most=Random(f"most:{conversation.seed}").choice((100, 60, 46, 38)))
    return _preparing(when, conversation, scenario, dice)


def _preparing(when: Condition, conversation: Conversation, scenario: Scenario, dice: Random) -> Reading:
    """Brings trust where it should be, asks for what should be known, helps where that is wanted."""
    mind = conversation.mind
    hinted = [need for need in open_needs(conversation, scenario) if when.helped in (ANY_NEED, need.id)]
    is_late = mind.trust >= (when.trust_at_least or 0) or dice.random() < 0.3
    if hinted and is_late and (when.helped != ANY_NEED or not mind.helped):
        need = dice.choice(hinted)
        return reading_of(conversation, [dice.choice(in_order(need.met_by))], needs=[need])
    weights = _weights(when, mind.trust, dice)
    allowed = {move: weight for move, weight in weights.items() if move not in when.never}
    moves = dice.choices(list(allowed), list(allowed.values()), k=dice.choice((1, 1, 2))) if allowed else []
    asks = _topics(when, conversation, scenario)
    topics = [dice.choice(asks)] if asks and set(moves) & (QUESTIONS | {Move.FOLLOW_UP}) else []
    return reading_of(conversation, moves, topics=topics)


def _weights(when: Condition, trust: int, dice: Random) -> Mapping[Move, int]:
    low = when.trust_at_least if when.trust_at_least is not None else 0
    high = max(low, when.trust_at_most if when.trust_at_most is not None else 100)
    if trust > high:
        return HARSH if trust > high + 10 or dice.random() < 0.5 else COOL
    if trust < low or when.without_belief or when.helped:
        return KIND
    # Within the bounds: neither up nor down, but now and then a little of either.
    return KIND if dice.random() < 0.35 and trust < high - 10 else {move: COOL[move] for move in set(COOL) - SELLING}


def _topics(when: Condition, conversation: Conversation, scenario: Scenario) -> list[Topic]:
    """The topics that should be asked about, else those that tell what should be known, or hint at a need; else all."""
    unasked = [topic for topic in scenario.topics if topic.id in when.asked - conversation.mind.asked]
    if unasked:
        return unasked
    missing = set(when.knows - conversation.mind.knows)
    if not missing and when.helped:
        wanted = [need for need in scenario.needs if when.helped in (ANY_NEED, need.id)]
        missing = {fact for need in wanted for fact in (need.hinted_by, *need.also_hinted_by)}
    telling = [t for t in scenario.topics if any(answer.reveals in missing for answer in t.answers.values())]
    return telling or list(scenario.topics)
