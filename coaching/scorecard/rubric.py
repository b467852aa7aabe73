"""The rubric as marks are made from it: weights, rules, patterns and figures. Frozen values only.

`coaching/scorecard/rubric.yaml` holds them with the reason for each; `coaching.authoring.rubric` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coaching.language import NOTHING, Lines


class Dimension(StrEnum):
    """What is marked, each from 0 to 100. The order is the order of every table."""

    CURIOSITY = "curiosity"
    GENEROSITY = "generosity"
    LISTENING = "listening"
    RESTRAINT = "restraint"


class Mode(StrEnum):
    """How the learner behaved as a whole."""

    NETWORKING = "networking"
    HYBRID = "hybrid"
    SELLING = "selling"
    NONE = "none"


class RuleId(StrEnum):
    """Everything one message can earn or cost. The order is the order of findings within a turn."""

    OPEN_QUESTION = "open_question"
    CLOSED_QUESTION = "closed_question"
    FOLLOW_UP = "follow_up"
    ASK_CONTACT = "ask_contact"
    OFFER_HELP = "offer_help"
    HELP_THAT_FITS = "help_that_fits"
    WELCOME = "welcome"
    REFLECTION = "reflection"
    VALIDATION = "validation"
    REASSURANCE = "reassurance"
    DISCLOSURE_AND_QUESTION = "disclosure_and_question"
    DISCLOSURE = "disclosure"
    POLITE_DECLINE = "polite_decline"
    GRACEFUL_EXIT = "graceful_exit"
    STEP_BACK = "step_back"
    PITCH = "pitch"
    SALES_PROBE = "sales_probe"
    HARD_CLOSE = "hard_close"
    PUSH_CARD = "push_card"
    PERSIST = "persist"
    DISMISSIVE = "dismissive"
    ABRUPT_EXIT = "abrupt_exit"
    MONOLOGUE = "monologue"
    DRY_RUN = "dry_run"
    REPEATED = "repeated"


class PatternId(StrEnum):
    """What only the whole conversation shows. The gravest first: it is charged first."""

    INSULT = "insult"
    NOISE = "noise"
    SILENCE = "silence"
    TOO_LITTLE = "too_little"
    SALES_TALK = "sales_talk"
    INTERROGATION = "interrogation"
    FLATTERY = "flattery"
    ELSEWHERE = "elsewhere"
    ONE_SIDED = "one_sided"
    MIXED = "mixed"


@dataclass(frozen=True)
class Rule:
    """What one thing done earns (points above 0) or costs (below 0) in its dimension."""

    id: RuleId
    name: Lines
    dimension: Dimension
    points: tuple[int, ...]  # for the first time, the second time…
    advice: Lines  # may quote the learner: {quote}
    why: str
    source: str
    instead: Lines = NOTHING  # what could have been said, word for word; for what costs

    def nth(self, times_before: int) -> int:
        """The points when it was done that many times before: earnings run out, costs stay at their last."""
        if times_before < len(self.points):
            return self.points[times_before]
        return min(self.points[-1], 0)


@dataclass(frozen=True)
class Pattern:
    """A way of conducting the whole conversation that no single mark shows; the score stops at its ceiling."""

    id: PatternId
    name: Lines
    ceiling: int  # 0–100
    advice: Lines
    why: str
    source: str


@dataclass(frozen=True)
class Figures:
    """Every other number of the marks; `rubric.yaml` says why each is what it is. Shares are per cent."""

    sure: int  # confidence of a reading from which it counts in full
    plainly: int  # confidence from which a harsh reading stands alone
    when_unsure: int  # what an earning keeps below that
    beside_selling: int  # what an earning keeps in a message that sells
    repair_share: int  # what stepping back earns back of the last slip
    repair_within: int  # messages after the slip
    short_answer_words: int  # an answer to "what do you do?" up to here is no pitch
    monologue_words: int
    dry_words: int  # a longer question carries something of its own
    closed_follow_up: int  # what a follow-up keeps when it can be answered in a word
    second_slip: int  # what the lesser slips of one message cost
    dry_run: int  # from this dry question running on
    dry_run_follow_up: int  # the same, when it follows up on an answer
    contact_after: int  # messages taking part before asking for a card earns
    stuffed_moves: int  # keyword stuffing: this many kinds of moves…
    stuffed_words_each: int  # …with fewer words than this for each
    repeat_words: int  # a shorter message may be said twice
    interrogation_questions: int
    interrogation_share: int
    interrogation_giving: int
    thread_share: int  # of the questions, open ones that build on the answer: above it nobody is interrogated
    flattery_compliments: int
    flattery_share: int
    flattery_questions: int  # in per cent of the compliments
    noise_count: int
    noise_share: int
    silence_share: int
    insult_count: int
    insult_share: int
    well_begun: int  # score below which networking is a beginning, and told so
    too_little: int  # taking part in no more messages than this
    on_topic: int  # likeness from which a question is plainly about something of theirs
    elsewhere_count: int  # messages that take nothing up…
    elsewhere_share: int  # …where no more than this share does
    switch_least: int  # messages that sell, or network, before and after the manner changes
    met: int  # below this nobody was met: 2 for an open question or an offer, 1 for listening…
    met_between_sales: int  # the same between the messages of one who sells
    selling_below: int  # share of networking in what was done
    hybrid_below: int


@dataclass(frozen=True)
class Balance:
    """How much each kind of act weighs when the mode is told: networking on one side, selling on the other."""

    networking: Mapping[str, int]
    selling: Mapping[str, int]


# A short word on one's {trade} where it was asked for, ease for who is wary, regret after the first slip; else by rule.
LEADS = ("trade", "reassure", "sorry", RuleId.DRY_RUN.value, RuleId.MONOLOGUE.value)


@dataclass(frozen=True)
class CoachWords:
    """What the coach says around the findings: how a debrief opens, and one thing to try, by what is most wanted."""

    opening: Mapping[Mode, Lines]
    begun: Lines  # for networking that hasn't come far yet
    instead: Lines  # leads to what could have been said: {instead}
    leads: Mapping[str, Lines]  # what stands before a question that could have been asked: by LEADS
    next_step: Mapping[str, Lines]  # by pattern, then by rule of the slip, then by weakest dimension


@dataclass(frozen=True)
class Rubric:
    """All that marks are made from besides what was done."""

    weights: Mapping[Dimension, int]
    names: Mapping[Dimension, Lines]
    taking_part: tuple[int, ...]  # restraint by the number of messages that take part: 0, 1, 2…
    rules: Mapping[RuleId, Rule]
    patterns: Mapping[PatternId, Pattern]
    figures: Figures
    balance: Balance
    coach: CoachWords

    def weighted(self, dimensions: Mapping[Dimension, int]) -> int:
        """The mean of the dimensions by weight, rounded half up to a whole number."""
        total = sum(self.weights.values())
        return (2 * sum(self.weights[d] * dimensions[d] for d in Dimension) + total) // (2 * total)
