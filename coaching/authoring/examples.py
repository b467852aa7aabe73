"""The rehearsals an author wrote, played as a learner's would be."""

from __future__ import annotations

from collections.abc import Callable

from coaching.authoring.check import Play, Score
from coaching.language import Language
from coaching.rehearsal import Conversation, Profile, Reader, marks, play
from coaching.scenario import Example, Scenario
from coaching.scorecard.rubric import Rubric


def with_understanding(understanding: Reader) -> Play:
    """What plays an example to the ending it reaches, for `check`."""

    def played(scenario: Scenario, example: Example) -> str | None:
        return _ending(_play(scenario, example, understanding))

    return played


def playing_once(understanding: Callable[[], Reader], rubric: Callable[[], Rubric]) -> tuple[Play, Score]:
    """What plays an example to its ending, and what marks it, for `check`; each example is played once for both.

    Understanding is asked for with the first example, the rubric with the first that is marked.
    """
    kept: dict[tuple[str, Example], Conversation] = {}

    def conversation(scenario: Scenario, example: Example) -> Conversation:
        at = scenario.id, example
        if at not in kept:
            kept[at] = _play(scenario, example, understanding())
        return kept[at]

    def played(scenario: Scenario, example: Example) -> str | None:
        return _ending(conversation(scenario, example))

    def marked(scenario: Scenario, example: Example) -> int:
        return marks(conversation(scenario, example), scenario, understanding(), rubric()).score

    return played, marked


def _play(scenario: Scenario, example: Example, understanding: Reader) -> Conversation:
    profile = Profile(Language(example.lang), sells=example.sells)
    return play(scenario, profile, example.seed, example.messages, understanding)


def _ending(conversation: Conversation) -> str | None:
    return conversation.turns[-1].ended if conversation.turns else None
