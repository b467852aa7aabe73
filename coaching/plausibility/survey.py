"""What a crowd of learners meets in a scenario, and so what none of them ever would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from coaching.attendee.respond import respond
from coaching.language import Language
from coaching.plausibility.learners import SCRIPTED, WORD, Learner, at_random
from coaching.plausibility.seekers import after_ending, after_need
from coaching.rehearsal import Conversation, Profile, begin, dice_of, take_reading
from coaching.scenario import Scenario

CROWD = 500  # learners at random who must have tried before anything counts as out of reach
LEAST = 100  # so many rehearse even where the first few have seen everything
SEEKERS = 40  # learners who go after each need and each ending the crowd never came to
NAME = "Alex"


@dataclass
class Survey:
    """What was met, by the names an author gave. Grows as rehearsals are looked at."""

    learners: int = 0
    most_trust: int = 0
    facts: set[str] = field(default_factory=set)  # told to somebody
    topics: set[str] = field(default_factory=set)  # answered to somebody
    helped: set[str] = field(default_factory=set)  # needs somebody discovered, and met
    endings: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)  # replies somebody heard a second time
    dry: int = 0  # learners to whom there was nothing left to say, and the conversation had to end for it

    def has_met_all(self, scenario: Scenario, endings: frozenset[str]) -> bool:
        """Whether nothing is left to be met, of the endings those."""
        return (
            self.facts >= {fact.id for fact in scenario.facts}
            and self.topics >= {topic.id for topic in scenario.topics}
            and self.helped >= {need.id for need in scenario.needs}
            and self.endings >= endings
        )

    def add(self, conversation: Conversation, scenario: Scenario) -> None:
        """Takes in what a learner met."""
        mind, turns = conversation.mind, conversation.turns
        self.learners += 1
        self.most_trust = max(self.most_trust, *(turn.mind.trust for turn in turns), 0)
        self.facts |= mind.knows
        self.topics |= {name.partition(".")[0] for name in mind.told}
        self.helped |= {turn.met for turn in turns if turn.met and turn.hinted}
        self.twice |= heard_twice(conversation)
        if ran_dry(conversation, scenario):
            self.dry += 1
        elif turns and turns[-1].ended:
            self.endings.add(turns[-1].ended)


def survey(scenario: Scenario, lang: Language, endings: frozenset[str], most: int = CROWD) -> Survey:
    """What learners of that language meet: `most` of them at random, fewer where all is met sooner, then the seekers.

    `endings` are those somebody should come to; the common ones an author lives without are nobody's fault.
    """
    found = Survey()
    for seed, learner in enumerate(crowd(most)):
        if found.learners >= LEAST and found.has_met_all(scenario, endings):
            break
        found.add(rehearse(learner, scenario, lang, seed), scenario)
    for seed in range(SEEKERS):
        for learner in _seekers(found, scenario, endings, seed):
            found.add(rehearse(learner, scenario, lang, seed), scenario)
    return found


def _seekers(found: Survey, scenario: Scenario, endings: frozenset[str], seed: int) -> Iterator[Learner]:
    """One learner for each need and ending nobody came to so far."""
    yield from (after_need(need, seed) for need in scenario.needs if need.id not in found.helped)
    yield from (after_ending(one, seed) for one in scenario.endings if one.id in endings - found.endings)


def crowd(most: int) -> Iterator[Learner]:
    """The three who play a part, then so many at random."""
    yield from SCRIPTED.values()
    yield from (at_random(seed) for seed in range(most))


def rehearse(learner: Learner, scenario: Scenario, lang: Language, seed: int) -> Conversation:
    """The rehearsal that learner has, to its end; a rehearsal is bounded, so there is one."""
    conversation = begin(scenario, Profile(lang, NAME, WORD), seed)
    while not conversation.is_over:
        conversation = take_reading(conversation, "", learner(conversation, scenario), scenario)
    return conversation


def ran_dry(conversation: Conversation, scenario: Scenario) -> bool:
    """Whether it ended for want of anything to say, and by no ending whose time had come."""
    turns = conversation.turns
    if not turns or not turns[-1].ended:
        return False
    before = turns[-2].mind if len(turns) > 1 else conversation.beginning
    dice = dice_of(conversation.seed, turns[-1].number)
    return respond(before, turns[-1].reading, scenario, dice).ending is None


def heard_twice(conversation: Conversation) -> set[str]:
    """The replies that came twice, whatever their capitals and stops."""
    seen: set[str] = set()
    twice: set[str] = set()
    for reply in (conversation.opening, *(turn.reply for turn in conversation.turns)):
        same = "".join(sign for sign in reply.casefold() if sign.isalnum())
        if same and same in seen:
            twice.add(reply)
        seen.add(same)
    return twice
