"""A message taken in: the mind that heard it, the mind it left, and what it held."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from coaching.attendee.help import Help
from coaching.attendee.mind import Mind, is_answer, openness
from coaching.reading import Reading
from coaching.scenario import CardState, Openness, Scenario


@dataclass(frozen=True)
class Scene:
    """What the attendee goes by in choosing a reply."""

    before: Mind  # who heard the message
    mind: Mind  # who answers it
    reading: Reading
    scenario: Scenario
    help: Help

    @cached_property
    def now(self) -> Openness:
        """How far they open up in the reply."""
        return openness(self.mind, self.scenario)

    @property
    def has_just_received_card(self) -> bool:
        """Whether this message hands over the card they had asked for."""
        return self.mind.card is CardState.GIVEN and self.before.card is CardState.ASKED

    @property
    def is_answer(self) -> bool:
        """Whether this message says a plain yes or no to what they asked or offered."""
        return is_answer(self.before, self.reading)
