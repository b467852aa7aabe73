"""The scenario played well, to be watched turn by turn: what its author's best rehearsal says, and what that does.

Which rehearsal it is stands in the scenario; what the messages do is read anew each time, never written down.
"""

from __future__ import annotations

from dataclasses import dataclass

from coaching.language import Language
from coaching.moves import Move
from coaching.rehearsal import Conversation, Profile, Reader, play
from coaching.scenario import Example, Openness, Result, Scenario


@dataclass(frozen=True)
class Step:
    """One turn as it is shown: what was said, what it does, and how it is received."""

    number: int  # 1 for the first
    said: str
    moves: tuple[Move, ...]
    reply: str
    before: int  # trust, 0–100
    after: int
    openness: Openness
    learned: str = ""  # what the reply gives away of the attendee
    helped: bool = False  # the message met a need
    asks_card: bool = False  # the reply asks for the learner's card


def example_to_watch(scenario: Scenario, lang: Language) -> Example | None:
    """The rehearsal to learn from: the one its author chose, else the longest that ends well; None without any."""
    won = [one for one in scenario.examples if one.lang == lang and _ends_well(one, scenario)]
    return max(won, key=lambda one: (one.watch, len(one.messages)), default=None)


def watch(scenario: Scenario, lang: Language, understanding: Reader) -> Conversation | None:
    """The whole of that rehearsal; None where the scenario has none in the language."""
    example = example_to_watch(scenario, lang)
    if example is None:
        return None
    return play(scenario, Profile(lang, sells=example.sells), example.seed, example.messages, understanding)


def steps(conversation: Conversation, scenario: Scenario) -> tuple[Step, ...]:
    """The turns of a conversation, each with what it does."""
    lang = conversation.profile.lang
    facts = {fact.id: fact.says.first(lang) for fact in scenario.facts}
    minds = (conversation.beginning, *(turn.mind for turn in conversation.turns))
    return tuple(
        Step(
            number=turn.number,
            said=turn.text,
            moves=turn.reading.moves,
            reply=turn.reply,
            before=earlier.trust,
            after=turn.mind.trust,
            openness=turn.openness,
            learned="" if turn.revealed in earlier.knows else facts.get(turn.revealed or "", ""),
            helped=turn.met is not None,
            asks_card=turn.asked_card,
        )
        for turn, earlier in zip(conversation.turns, minds, strict=False)
    )


def _ends_well(example: Example, scenario: Scenario) -> bool:
    ending = scenario.ending(example.ends) if example.ends else None
    return ending is not None and ending.result is Result.WON
