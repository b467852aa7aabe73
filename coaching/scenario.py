"""A scenario as it is played: an attendee, the occasion, and everything the attendee can say. Frozen values only.

`coaching.authoring` makes one from an author's YAML; `docs/scenario-keys.md` explains each key to an author.
Trust is a whole number from 0 (turns their back) to 100 (an ally) everywhere: in the file, in the mind, in `play`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from coaching.language import NOTHING, Lines
from coaching.moves import Move


class Openness(StrEnum):
    """How far the attendee opens up, derived from trust: an answer differs at each."""

    GUARDED = "guarded"
    POLITE = "polite"
    WARM = "warm"
    OPEN = "open"

    @property
    def rank(self) -> int:
        """0 for guarded up to 3 for open."""
        return RANKS[self]


RANKS = MappingProxyType({level: rank for rank, level in enumerate(Openness)})  # asked thousands of times a turn


class Time(StrEnum):
    """Which occurrence of a move a reaction answers."""

    FIRST = "first"
    AGAIN = "again"


class Result(StrEnum):
    """How an ending leaves the learner: an ally won, a pleasant goodbye, a door shut."""

    WON = "won"
    DRAWN = "drawn"
    LOST = "lost"


class CardState(StrEnum):
    """Where the learner's own card stands with this attendee."""

    NONE = "none"
    ASKED = "asked"  # the attendee asked for it
    GIVEN = "given"  # asked for and given


class Moment(StrEnum):
    """Occasions on which the attendee needs a line that answers no topic; an author writes each under `lines:`."""

    GREETING = "greeting"  # answers small talk
    ABOUT_YOU = "about_you"  # answers what the learner says of themselves; may take up {trade}
    LISTENING = "listening"  # answers a reflection or other listening that no reaction answers
    DEFLECTION = "deflection"  # a question on nothing the attendee knows; may take up {word}
    ALREADY_TOLD = "already_told"  # a question answered before
    AS_I_SAID = "as_i_said"  # opens an answer told again in other words
    NO_MORE_NOW = "no_more_now"  # a question too close for the present trust, where the topic has no answer yet
    HELP_MISSES = "help_misses"  # an offer that meets no need
    HELP_AGAIN = "help_again"  # an offer for a need already met
    CARD_ASKED_TOO_SOON = "card_asked_too_soon"  # the learner asks for their card before there is trust
    GIVES_CARD = "gives_card"  # the learner asks for their card and gets it
    TAKES_CARD = "takes_card"  # the learner hands over the card that was asked for
    AGREED = "agreed"  # a plain yes to what they just asked or offered
    DECLINED = "declined"  # a plain no to it, or to their asking for the card
    FILLS_SILENCE = "fills_silence"  # after "ok", an emoji, an empty message: starts something small
    NOT_UNDERSTOOD = "not_understood"  # after noise
    FOREIGN = "foreign"  # after another language
    LOSES_PATIENCE = "loses_patience"  # once, when half of it or more is gone: what one sees of it
    TOO_LONG = "too_long"  # after a speech of several hundred words
    QUIET = "quiet"  # stage directions alone, when there is nothing left to say


@dataclass(frozen=True)
class Answer:
    """What the attendee says on a topic at one openness, and the fact it gives away, if any."""

    says: Lines
    reveals: str | None = None


@dataclass(frozen=True)
class Topic:
    """Something the attendee can talk about."""

    id: str
    asked_with: Lines  # example questions and phrases that ask about it
    answers: Mapping[Openness, Answer]  # a level left out answers as the one below
    more: str | None = None  # the topic "tell me more" leads to
    trust: int | None = None  # what asking about it earns or costs the first time, instead of the question's weight


@dataclass(frozen=True)
class Fact:
    """One thing a learner can learn about the attendee."""

    id: str
    says: Lines


@dataclass(frozen=True)
class Need:
    """Where the learner could be of use, without strings."""

    id: str
    what: Lines  # for the debrief: "un imprimeur qui tient les couleurs"
    hinted_by: str  # the fact that hints at it; help offered before counts half
    helped_with: Lines  # phrases of help that would meet it
    says: Lines  # the attendee's reply when help meets it
    trust: int | None = None  # replaces the common weight
    also_hinted_by: frozenset[str] = frozenset()  # other facts that hint at it
    met_by: frozenset[Move] = frozenset({Move.OFFER_HELP})  # any other move here meets it whatever its words

    def is_hinted(self, knows: frozenset[str]) -> bool:
        """Whether someone who knows these facts could have guessed it."""
        return not knows.isdisjoint({self.hinted_by, *self.also_hinted_by})


@dataclass(frozen=True)
class Condition:
    """Named conditions, all of which must hold. An empty one always holds."""

    trust_at_least: int | None = None
    trust_at_most: int | None = None
    turns_at_least: int | None = None
    patience_at_most: int | None = None
    after: frozenset[Move] = frozenset()  # the present message makes one of these moves
    never: frozenset[Move] = frozenset()  # none of these moves was made so far, this message included
    knows: frozenset[str] = frozenset()  # the learner was told all these facts
    asked: frozenset[str] = frozenset()  # the learner asked about all these topics, answered or not
    without_belief: frozenset[str] = frozenset()  # none of these is believed any more
    helped: str | None = None  # a need's id, or "any"
    card: frozenset[CardState] = frozenset()  # the learner's card is in one of these states


@dataclass(frozen=True)
class Belief:
    """What the attendee holds true until shown otherwise."""

    id: str
    says: Lines  # for the debrief and /why
    caps: Openness | None  # never opens further while it is believed
    drops_when: tuple[Condition, ...]  # any of these


@dataclass(frozen=True)
class Reaction:
    """How the attendee takes a move, where this one differs from the common weights. The most specific wins."""

    when: frozenset[Move]
    says: Lines = NOTHING
    trust: int | None = None
    believing: str | None = None  # only while this is believed
    time: Time | None = None
    at: frozenset[Openness] = frozenset()
    given: Condition = Condition()  # as things stood before the message
    tells: str | None = None  # the topic they go on to of their own accord, where nothing was asked
    ends: str | None = None  # the ending it leads to


@dataclass(frozen=True)
class Ending:
    """A way the conversation closes. The first that holds, in the author's order, ends it."""

    id: str
    result: Result
    when: Condition
    says: Lines
    lesson: Lines
    asks_card: bool = False  # in closing, the attendee asks for the learner's card
    or_when: tuple[Condition, ...] = ()  # other conditions of which any will do

    @property
    def alternatives(self) -> tuple[Condition, ...]:
        """Every set of conditions that leads to it."""
        return (self.when, *self.or_when)


@dataclass(frozen=True)
class Hook(Lines):
    """A line of the opening refusal or trap, and what brings it."""

    after: frozenset[Move] = frozenset()  # any of these; else what the learner does for a living, then any remark
    at: frozenset[Openness] = frozenset()  # at any of these, whatever is believed; else while a belief holds them back


@dataclass(frozen=True)
class CardRequest:
    """The best that can happen: the attendee asks for the learner's card."""

    when: Condition
    says: Lines
    or_when: tuple[Condition, ...] = ()  # other conditions of which any will do

    @property
    def alternatives(self) -> tuple[Condition, ...]:
        """Every set of conditions that leads to it."""
        return (self.when, *self.or_when)


@dataclass(frozen=True)
class Example:
    """A short rehearsal an author wrote to show, and to check, how the scenario plays."""

    title: str
    lang: str
    messages: tuple[str, ...]
    ends: str | None  # the ending it must reach
    seed: int = 1
    sells: str = ""  # what the learner does, as they said before
    watch: bool = False  # the one to be watched, where several end well


@dataclass(frozen=True)
class Weights:
    """How much each move changes trust, before an author's own reactions."""

    of: Mapping[Move, int]
    help_that_fits: int  # an offer that meets a need the attendee had hinted at
    help_too_early: int  # the same before any hint
    noise: int  # keywords without sense, keyboard mashing


@dataclass(frozen=True)
class Scenario:
    """An attendee one could really meet."""

    id: str
    difficulty: int  # 1 easy, 2 wary, 3 tough
    title: Lines
    name: Lines  # the attendee's name in each language; the scene may be elsewhere
    occasion: Lines
    setting: Lines  # the scene as the learner sees it
    opening: Lines  # what the attendee says first
    trust: int
    patience: int
    levels: Mapping[Openness, int]  # the trust from which on each holds
    weights: Weights
    beliefs: tuple[Belief, ...] = ()
    facts: tuple[Fact, ...] = ()
    topics: tuple[Topic, ...] = ()
    off_topic: Lines = NOTHING  # questions on nothing they know
    needs: tuple[Need, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    hook: tuple[Hook, ...] = ()  # the opening refusal or trap, said in turn once the learner says what they do
    asks_back: Mapping[Openness, Lines] = field(default_factory=lambda: MappingProxyType({}))
    lines: Mapping[Moment, Lines] = field(default_factory=lambda: MappingProxyType({}))
    common_lines: Mapping[Moment, Lines] = field(default_factory=lambda: MappingProxyType({}))
    card_request: CardRequest | None = None
    endings: tuple[Ending, ...] = ()
    examples: tuple[Example, ...] = ()
    model: Lines = NOTHING  # what a model learner would do, in a sentence or two
    hints: Mapping[Openness, Lines] = field(default_factory=lambda: MappingProxyType({}))

    def lines_with(self, wording: str) -> Lines:
        """The lines which that wording is one of; nothing where it stands nowhere."""
        return next((lines for lines in self._said() if wording in (*lines.fr, *lines.en)), NOTHING)

    def _said(self) -> Iterator[Lines]:
        """Everything the attendee could say that may wait for a yes or a no, replies to these included."""
        said = [
            self.opening,
            *(answer.says for topic in self.topics for answer in topic.answers.values()),
            *(need.says for need in self.needs),
            *(reaction.says for reaction in self.reactions),
            *self.hook,
            *self.asks_back.values(),
            *self.lines.values(),
            *([self.card_request.says] if self.card_request else []),
        ]
        while said:
            yield from said
            said = [reply for lines in said for reply in (lines.if_yes, lines.if_no) if reply]

    def topic(self, topic_id: str) -> Topic | None:
        """The topic of that name."""
        return next((topic for topic in self.topics if topic.id == topic_id), None)

    def need(self, need_id: str) -> Need | None:
        """The need of that name."""
        return next((need for need in self.needs if need.id == need_id), None)

    def ending(self, ending_id: str) -> Ending | None:
        """The ending of that name."""
        return next((ending for ending in self.endings if ending.id == ending_id), None)
