"""Small values for tests: a baker one can talk with, a mind, a reading. Each takes what the test is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random
from types import MappingProxyType
from typing import Any

from coaching.attendee.mind import Mind, fresh_mind
from coaching.attendee.respond import Response, respond
from coaching.language import Language, Lines
from coaching.moves import Move, in_order
from coaching.reading import Evidence, Match, Reading, Sense
from coaching.scenario import (
    Answer,
    Belief,
    CardRequest,
    CardState,
    Condition,
    Ending,
    Fact,
    Hook,
    Moment,
    Need,
    Openness,
    Reaction,
    Result,
    Scenario,
    Topic,
    Weights,
)


def both(*wordings: str) -> Lines:
    """The same wordings in both languages: enough where a test isn't about language."""
    return Lines(wordings, wordings)


def three(stem: str) -> Lines:
    return both(f"{stem} one.", f"{stem} two.", f"{stem} three.")


def a_hook(line: str, **brought: Any) -> Hook:
    return Hook((line,), (line,), **brought)


WEIGHTS = Weights(
    of=MappingProxyType(
        {
            Move.OPEN_QUESTION: 4,
            Move.CLOSED_QUESTION: 1,
            Move.FOLLOW_UP: 4,
            Move.OFFER_HELP: 6,
            Move.WELCOME: 4,
            Move.REFLECTION: 5,
            Move.VALIDATION: 4,
            Move.REASSURANCE: 6,
            Move.SELF_DISCLOSURE: 2,
            Move.SMALL_TALK: 1,
            Move.ABRUPT_EXIT: -8,
            Move.PITCH: -12,
            Move.SALES_PROBE: -10,
            Move.HARD_CLOSE: -20,
            Move.PUSH_CARD: -12,
            Move.PERSIST: -20,
            Move.DISMISSIVE: -25,
        }
    ),
    help_that_fits=16,
    help_too_early=8,
    noise=-3,
)

BREAD = Topic(
    "bread",
    both("what do you bake", "your bread", "le pain"),
    MappingProxyType(
        {
            Openness.GUARDED: Answer(both("Bread.", "Loaves.")),
            Openness.POLITE: Answer(three("Sourdough"), reveals="rises_at_two"),
            Openness.OPEN: Answer(both("My father's rye, to tell the truth.")),
        }
    ),
    more="oven",
)
OVEN = Topic(
    "oven",
    both("your oven", "le four"),
    MappingProxyType({Openness.WARM: Answer(both("It is dying on me."), reveals="oven_fails")}),
)
WEATHER = Topic("weather", both("the weather"), MappingProxyType({Openness.GUARDED: Answer(both("Cold."))}))

BAKER = Scenario(
    id="baker",
    difficulty=2,
    title=both("The baker"),
    name=both("Sam"),
    occasion=both("A breakfast"),
    setting=both("A baker by the coffee."),
    opening=both("Morning."),
    trust=20,
    patience=6,
    levels=MappingProxyType({Openness.GUARDED: 0, Openness.POLITE: 25, Openness.WARM: 50, Openness.OPEN: 75}),
    weights=WEIGHTS,
    beliefs=(
        Belief(
            "all_sellers",
            both("They all sell."),
            Openness.POLITE,
            (Condition(after=frozenset({Move.REASSURANCE})), Condition(trust_at_least=60)),
        ),
    ),
    facts=(Fact("rises_at_two", both("Up at two.")), Fact("oven_fails", both("The oven fails."))),
    topics=(BREAD, OVEN, WEATHER),
    needs=(Need("oven_mender", both("someone who mends ovens"), "oven_fails", both("oven"), three("You would")),),
    reactions=(Reaction(frozenset({Move.PITCH}), three("There it is"), trust=-15, believing="all_sellers"),),
    hook=(a_hook("I don't need anything."),),
    asks_back=MappingProxyType({Openness.POLITE: three("And you")}),
    lines=MappingProxyType(
        {
            Moment.DEFLECTION: both("{Word}, no idea.", "No idea.", "Ask the host.", "Beats me."),
            Moment.ALREADY_TOLD: three("Told you"),
            Moment.AS_I_SAID: both("As I said:"),
            Moment.NO_MORE_NOW: three("Another day"),
            Moment.LISTENING: three("Right"),
            Moment.ABOUT_YOU: three("I see"),
            Moment.GREETING: three("Hello"),
            Moment.FILLS_SILENCE: three("Good coffee"),
            Moment.NOT_UNDERSTOOD: three("Pardon"),
            Moment.FOREIGN: three("I only speak this"),
            Moment.TOO_LONG: three("Long"),
            Moment.HELP_MISSES: three("Kind of you"),
            Moment.HELP_AGAIN: three("You did already"),
            Moment.CARD_ASKED_TOO_SOON: three("Let us talk first"),
            Moment.GIVES_CARD: three("Here is mine"),
            Moment.TAKES_CARD: three("Thank you"),
            Moment.LOSES_PATIENCE: three("*looks at the clock*"),
            Moment.AGREED: three("Good then"),
            Moment.DECLINED: three("Never mind"),
            Moment.QUIET: both(*(f"*looks at crumb {n}*" for n in range(9))),
        }
    ),
    card_request=CardRequest(
        Condition(trust_at_least=72, helped="any", never=frozenset({Move.PUSH_CARD})), both("Do you have a card?")
    ),
    endings=(
        Ending(
            "thanks_you",
            Result.WON,
            Condition(card=frozenset({CardState.GIVEN})),
            both("I will call you."),
            both("Well done."),
        ),
        Ending("walks_away", Result.LOST, Condition(trust_at_most=5), both("Excuse me."), both("He left.")),
        Ending("had_enough", Result.LOST, Condition(patience_at_most=0), both("I must go."), both("Too much.")),
        Ending(
            "goodbye",
            Result.DRAWN,
            Condition(after=frozenset({Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT})),
            both("Bye."),
            both("A goodbye."),
        ),
        Ending("time_up", Result.DRAWN, Condition(turns_at_least=26), both("They start."), both("Time.")),
    ),
)


def a_mind(scenario: Scenario = BAKER, **changed: Any) -> Mind:
    return replace(fresh_mind(scenario), **changed)


def a_reading(
    *moves: Move, sense: Sense = Sense.PLAIN, topic: str = "", need: str = "", confidence: float = 1.0, **more: Any
) -> Reading:
    reading = Reading(
        Language.EN,
        sense,
        in_order(moves),
        tuple(Evidence(move, "words", confidence) for move in in_order(moves)),
        topics=(Match(topic, 0.9),) if topic else (),
        needs=(Match(need, 0.9),) if need else (),
        words=5,
    )
    return replace(reading, **more)


def hear(mind: Mind, *readings: Reading, scenario: Scenario = BAKER, seed: int = 1) -> Response:
    """The response to the last of these readings, heard one after the other."""
    response = respond(mind, readings[0], scenario, Random(seed))
    for reading in readings[1:]:
        response = respond(response.mind, reading, scenario, Random(seed))
    return response


def sources(response: Response) -> Iterable[str]:
    """Where each beat of the reply comes from."""
    return [beat.source for beat in response.plan.beats]
