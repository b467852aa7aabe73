"""One conversation of one learner with one attendee, as a pure function of scenario, profile, seed and messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Protocol

from coaching.attendee.mind import Mind, fresh_mind, is_answer, openness
from coaching.attendee.respond import EXITS, respond
from coaching.attendee.trust import Change
from coaching.language import Language
from coaching.moves import QUESTIONS, SELLING, Move, in_order
from coaching.plan import Beat, BeatKind, Plan
from coaching.reading import Assent, Heard, Message, Reading, Speaker, Utterance, after
from coaching.scenario import CardState, Moment, Openness, Scenario
from coaching.scorecard.card import Scorecard
from coaching.scorecard.deed import Deed, NeedsFound
from coaching.scorecard.marking import mark
from coaching.scorecard.rubric import Rubric
from coaching.wording.written import Spoken, say
from coaching.wording.written import mark as mark_of

LOOKED_AT = 4  # lines of context a message is understood in
LONGEST = 60  # turns; no conversation at an event is longer, whatever an author forgot


class Reader(Protocol):
    """What a rehearsal asks of understanding."""

    def read(self, message: Message, scenario: Scenario | None = None) -> Reading:
        """What a learner's message does."""
        ...

    def hear(self, line: str, lang: Language) -> Heard:
        """What an attendee's line does."""
        ...


@dataclass(frozen=True)
class Profile:
    """What the attendee could learn of the learner, and the language they speak together."""

    lang: Language
    name: str = ""
    sells: str = ""


@dataclass(frozen=True)
class Turn:
    """One message and the attendee's reply, with the mind after it: all that has to be kept."""

    number: int  # 1 for the first
    text: str
    reading: Reading
    mind: Mind
    openness: Openness
    reply: str
    said: tuple[int, ...]
    changes: tuple[Change, ...] = ()
    ended: str | None = None  # the ending's name
    ended_by: Speaker | None = None
    met: str | None = None  # the need this message's help met
    hinted: bool = False  # they had hinted at it
    revealed: str | None = None  # the fact the reply gave away
    asked_card: bool = False  # the reply asks for the learner's card
    gave_card: bool = False  # the reply hands over theirs


@dataclass(frozen=True)
class Conversation:
    """A rehearsal so far. Put together again from its turns, it goes on as if it had never stopped."""

    scenario: str
    profile: Profile
    seed: int
    opening: str
    opening_said: tuple[int, ...]
    beginning: Mind
    turns: tuple[Turn, ...] = ()

    @property
    def mind(self) -> Mind:
        """The attendee's mind at this moment."""
        return self.turns[-1].mind if self.turns else self.beginning

    @property
    def said(self) -> frozenset[int]:
        """The marks of everything the attendee has said."""
        return frozenset(self.opening_said).union(*(turn.said for turn in self.turns))

    @property
    def is_over(self) -> bool:
        """Whether somebody has left."""
        return bool(self.turns) and self.turns[-1].ended is not None

    @property
    def lines(self) -> tuple[Utterance, ...]:
        """Everything said so far, in order."""
        spoken = [Utterance(Speaker.ATTENDEE, self.opening)]
        for turn in self.turns:
            spoken += [Utterance(Speaker.LEARNER, turn.text), Utterance(Speaker.ATTENDEE, turn.reply)]
        return tuple(spoken)


class RehearsalOverError(ValueError):
    """Something was said to an attendee who has left."""


def begin(scenario: Scenario, profile: Profile, seed: int) -> Conversation:
    """The conversation as the learner walks up and the attendee speaks first."""
    plan = Plan((Beat(BeatKind.REACT, (scenario.opening,), source="opening"),), name=profile.name)
    spoken = say(plan, profile.lang, frozenset(), dice_of(seed, 0))
    return Conversation(scenario.id, profile, seed, spoken.text, spoken.said, fresh_mind(scenario))


def take_turn(conversation: Conversation, text: str, scenario: Scenario, understanding: Reader) -> Conversation:
    """The conversation after one more message; the new turn is its last.

    Raises RehearsalOverError when the attendee has left.
    """
    return take_reading(conversation, text, understanding.read(message_in(conversation, text), scenario), scenario)


def message_in(conversation: Conversation, text: str) -> Message:
    """The learner's next message with what it is understood by."""
    profile = conversation.profile
    return Message(text, profile.lang, profile.sells, _context(conversation))


def take_reading(conversation: Conversation, text: str, reading: Reading, scenario: Scenario) -> Conversation:
    """The conversation after a message that was understood so; a learner made of readings needs no understanding.

    Raises RehearsalOverError when the attendee has left.
    """
    if conversation.is_over:
        raise RehearsalOverError(scenario.id)
    number = len(conversation.turns) + 1
    dice = dice_of(conversation.seed, number)
    profile = conversation.profile
    mind = _who_hears(conversation, scenario)
    reading = _as_answer(after(reading, [turn.reading for turn in conversation.turns]), mind, scenario)
    response = respond(mind, reading, scenario, dice)
    plan = replace(response.plan, name=profile.name)
    spoken = say(plan, profile.lang, conversation.said, dice)
    ending = response.ending.id if response.ending else None
    if ending is None and (not spoken.text or number >= LONGEST):
        ending, spoken = _out_of_words(scenario, conversation, spoken, dice)
    turn = Turn(
        number=number,
        text=text,
        reading=reading,
        mind=replace(response.mind, waits=spoken.waits),
        openness=openness(response.mind, scenario),
        reply=spoken.text,
        said=spoken.said,
        changes=response.changes,
        ended=ending,
        ended_by=_who_left(ending, reading, scenario),
        met=response.help.met.id if response.help.met else None,
        hinted=response.help.hinted,
        revealed=response.revealed,
        asked_card=conversation.mind.card is CardState.NONE and response.mind.card is CardState.ASKED,
        gave_card=any(beat.source == f"lines.{Moment.GIVES_CARD}" for beat in plan.beats),
    )
    return replace(conversation, turns=(*conversation.turns, turn))


def _who_hears(conversation: Conversation, scenario: Scenario) -> Mind:
    """The mind before a message; before the first it waits for an answer to the opening, where an author says so."""
    opening = scenario.opening
    if conversation.turns or not (opening.if_yes or opening.if_no):
        return conversation.mind
    said = (wording for wording in opening.of(conversation.profile.lang) if mark_of(wording) in conversation.said)
    return replace(conversation.mind, waits=next(said, ""))


def _as_answer(reading: Reading, mind: Mind, scenario: Scenario) -> Reading:
    """The message as the answer it is: a card that was asked for is given by a plain yes, and never pushed."""
    moves = set(reading.moves)
    if is_answer(mind, reading) and reading.elliptical:  # "pourquoi pas" asks nothing
        moves -= QUESTIONS | {Move.FOLLOW_UP}
    request = scenario.card_request
    is_requested = request is not None and mind.waits in (*request.says.fr, *request.says.en)
    gives = reading.gives_contact or (is_requested and reading.assent is Assent.YES)
    if mind.card is CardState.ASKED and gives:
        reading = replace(reading, gives_contact=True)
        moves -= {Move.PUSH_CARD} | ({Move.PERSIST} if not moves & SELLING - {Move.PUSH_CARD, Move.PERSIST} else set())
    if moves == set(reading.moves):
        return reading
    kept = tuple(one for one in reading.evidence if one.move in moves)
    return replace(reading, moves=in_order(moves), evidence=kept, elliptical=False)


def _context(conversation: Conversation) -> tuple[Utterance, ...]:
    """The lines before a message. A card the attendee asked for stays asked for until it is given."""
    *before, last = conversation.lines[-LOOKED_AT:]
    return (*before, replace(last, asks_card=conversation.mind.card is CardState.ASKED))


def take_back(conversation: Conversation) -> Conversation:
    """The conversation without its last turn, as if that message had never been sent."""
    return replace(conversation, turns=conversation.turns[:-1])


def deeds(conversation: Conversation, understanding: Reader) -> tuple[Deed, ...]:
    """The learner's messages as the marks see them."""
    lang = conversation.profile.lang
    heard = [understanding.hear(conversation.opening, lang)]
    lines = [conversation.opening, *(turn.reply for turn in conversation.turns)]
    for turn in conversation.turns:
        # What the mind decided is certain; what the words sound like is only likely.
        line = understanding.hear(turn.reply, lang)
        heard.append(replace(line, asks_card=turn.asked_card, gives_card=line.gives_card or turn.gave_card))
    return tuple(
        Deed(
            turn=turn.number,
            text=turn.text,
            reading=turn.reading,
            before=heard[at],
            after=heard[at + 1],
            met=(turn.met,) if turn.met else (),
            hinted=turn.hinted,
            revealed=(turn.revealed,) if turn.revealed else (),
            line=lines[at],
        )
        for at, turn in enumerate(conversation.turns)
    )


def needs_found(conversation: Conversation, scenario: Scenario) -> NeedsFound:
    """How many needs came to light, and were met."""
    mind = conversation.mind
    discovered = [need for need in scenario.needs if need.is_hinted(mind.knows) or need.id in mind.helped]
    return NeedsFound(len(scenario.needs), len(discovered), len(mind.helped))


def marks(conversation: Conversation, scenario: Scenario, understanding: Reader, rubric: Rubric) -> Scorecard:
    """The marks of the rehearsal so far."""
    found = needs_found(conversation, scenario)
    return mark(deeds(conversation, understanding), rubric, conversation.profile.lang, found)


def play(
    scenario: Scenario, profile: Profile, seed: int, messages: Sequence[str], understanding: Reader
) -> Conversation:
    """The rehearsal a scripted learner has; what is left of the script when somebody leaves is not played."""
    conversation = begin(scenario, profile, seed)
    for text in messages:
        conversation = take_turn(conversation, text, scenario, understanding)
        if conversation.is_over:
            break
    return conversation


def dice_of(seed: int, turn: int) -> Random:
    """The dice of one turn; 0 is the opening."""
    return Random(f"{seed}:{turn}")  # a string seed is hashed the same way in every process


def _who_left(ending: str | None, reading: Reading, scenario: Scenario) -> Speaker | None:
    its = scenario.ending(ending) if ending else None
    if its is None:
        return None
    is_goodbye = reading.does(*EXITS) and any(when.after & EXITS for when in its.alternatives)
    return Speaker.LEARNER if is_goodbye else Speaker.ATTENDEE


def _out_of_words(scenario: Scenario, conversation: Conversation, spoken: Spoken, dice: Random) -> tuple[str, Spoken]:
    """The ending of a conversation in which everything was said."""
    waits = (e for e in scenario.endings if any(when.turns_at_least is not None for when in e.alternatives))
    timely = next(waits, scenario.endings[-1])
    plan = Plan((Beat(BeatKind.END, (timely.says,), source=f"endings.{timely.id}"),))
    goodbye = say(plan, conversation.profile.lang, conversation.said | set(spoken.said), dice)
    parts = [text for text in (spoken.text, goodbye.text) if text]
    return timely.id, Spoken(" ".join(parts), (*spoken.said, *goodbye.said))
