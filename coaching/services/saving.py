"""A turn and its marks as JSON and back, so that a conversation is put together again from what was stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pydantic import TypeAdapter, ValidationError

from coaching.attendee.mind import fresh_mind
from coaching.rehearsal import Conversation, Profile, Reader, Turn, take_turn
from coaching.scenario import Scenario
from coaching.scorecard.card import Scorecard
from coaching.services.records import KeptRehearsal


@cache
def _turns() -> TypeAdapter[Turn]:
    return TypeAdapter(Turn)


@cache
def _scorecards() -> TypeAdapter[Scorecard]:
    return TypeAdapter(Scorecard)


def turn_to_json(turn: Turn) -> str:
    """The turn as a JSON object."""
    return _turns().dump_json(turn).decode()


def turn_from_json(saved: str) -> Turn:
    """The turn that was saved, equal to the one it was made from.

    Raises ValueError for what no turn of this version could have become.
    """
    return _turns().validate_json(saved)


def scorecard_to_json(scorecard: Scorecard) -> str:
    """The marks as a JSON object."""
    return _scorecards().dump_json(scorecard).decode()


def scorecard_from_json(saved: str) -> Scorecard | None:
    """The marks that were saved; None for what a version with other marks wrote."""
    try:
        return _scorecards().validate_json(saved)
    except ValidationError:
        return None


def last_turn(kept: KeptRehearsal) -> Turn | None:
    """The turn it stands at, without playing the rest; None before the first or where another version wrote it."""
    try:
        return turn_from_json(kept.standing[-1].saved) if kept.standing else None
    except ValidationError:
        return None


def restored(kept: KeptRehearsal, scenario: Scenario, understanding: Reader) -> Conversation:
    """The conversation as it stood after the last turn that wasn't taken back.

    Turns saved by a version whose turns were made otherwise are played again from the learner's words.
    """
    beginning = Conversation(
        scenario=kept.scenario,
        profile=Profile(kept.lang, kept.name, kept.sells),
        seed=kept.seed,
        opening=kept.opening,
        opening_said=kept.opening_said,
        beginning=fresh_mind(scenario),
    )
    try:
        turns = tuple(turn_from_json(turn.saved) for turn in kept.standing)
    except ValidationError:
        return _played_again(beginning, [turn.text for turn in kept.standing], scenario, understanding)
    return replace(beginning, turns=turns)


def _played_again(
    conversation: Conversation, texts: Sequence[str], scenario: Scenario, understanding: Reader
) -> Conversation:
    for text in texts:
        if conversation.is_over:
            break
        conversation = take_turn(conversation, text, scenario, understanding)
    return conversation
