"""The rehearsals an author wrote, played as a learner's would be."""

from __future__ import annotations

from coaching.authoring.check import Play, Score
from coaching.language import Language
from coaching.rehearsal import Profile, Reader, marks, play
from coaching.scenario import Example, Scenario
from coaching.scorecard.rubric import Rubric


def with_understanding(understanding: Reader) -> Play:
    """What plays an example to the ending it reaches, for `check`."""

    def played(scenario: Scenario, example: Example) -> str | None:
        profile = Profile(Language(example.lang))
        conversation = play(scenario, profile, example.seed, example.messages, understanding)
        return conversation.turns[-1].ended if conversation.turns else None

    return played


def marked_with(understanding: Reader, rubric: Rubric) -> Score:
    """What plays an example and marks it, for `check`."""

    def marked(scenario: Scenario, example: Example) -> int:
        conversation = play(scenario, Profile(Language(example.lang)), example.seed, example.messages, understanding)
        return marks(conversation, scenario, understanding, rubric).score

    return marked
