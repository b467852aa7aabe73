"""What each message amounts to among the others: is it new, dry, noise, asked for, a slip? No points yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from coaching.moves import QUESTIONS, SELLING, Family, Move, members
from coaching.reading import Sense
from coaching.scorecard.deed import Deed
from coaching.scorecard.letters import letters
from coaching.scorecard.meant import meant, sureness
from coaching.scorecard.rubric import Figures
from coaching.scorecard.taking_up import taken_up

LISTENING = members(Family.LISTENING)
GENEROSITY = members(Family.GENEROSITY)
GIVING = LISTENING | GENEROSITY | {Move.SELF_DISCLOSURE}
ENGAGING = GENEROSITY | {Move.OPEN_QUESTION}
_SUBSTANCE = QUESTIONS | LISTENING | GENEROSITY | {Move.SELF_DISCLOSURE, Move.POLITE_DECLINE, Move.ASK_CONTACT}
_TAKING_PART = _SUBSTANCE | {Move.GRACEFUL_EXIT}
_LEAVING = frozenset({Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT})
_ENOUGH_TO_COPY = 5  # words; a shorter question may well come again within a longer one
_MOSTLY = 60  # per cent of the words
_NEARLY_THE_SAME = 95.0  # per cent of equal characters: a comma or an accent changed, no other word


@dataclass(frozen=True)
class Act:
    """One message of the learner with what the messages around it make of it."""

    deed: Deed
    moves: frozenset[Move]  # those that count; none in noise
    unsure: frozenset[Move]  # those of them that the reading is unsure of
    slips: tuple[Move, ...]  # selling nobody asked for, in the order of the vocabulary
    is_repeat: bool  # said before in the same words
    is_noise: bool
    is_silent: bool
    is_dry: bool  # a question with nothing given beside it
    dry_before: int  # dry questions running just before this one
    taken_part: int  # messages before this one that took part
    takes_up: bool  # surely starts from what the other said, or is about something of theirs

    @property
    def is_fresh(self) -> bool:
        """Whether it can earn anything."""
        return not self.is_repeat and not self.is_noise and not self.is_silent

    @property
    def gives(self) -> bool:
        """Whether it reacts, helps or shares: anything that is no question."""
        return self.is_fresh and (bool(self.moves & GIVING) or self.deed.reading.apology)

    @property
    def gives_surely(self) -> bool:
        """The same, without what the reading is unsure of."""
        return self.gives and (self.deed.reading.apology or bool((self.moves & GIVING) - self.unsure))

    @property
    def takes_part(self) -> bool:
        """Whether it is part of a conversation between two people, and sells nothing."""
        hostile = Move.DISMISSIVE in self.moves
        return self.is_fresh and not self.slips and not hostile and bool(self.moves & _TAKING_PART)

    @property
    def asks(self) -> bool:
        """Whether it asks a question out of interest."""
        return self.is_fresh and bool(self.moves & QUESTIONS)

    def does(self, *moves: Move) -> bool:
        """Whether it makes any of these moves, for the first time in these words."""
        return self.is_fresh and any(move in self.moves for move in moves)


def acts_of(deeds: Sequence[Deed], figures: Figures) -> tuple[Act, ...]:
    """The messages in order, each seen among those before it."""
    acts: list[Act] = []
    said: list[str] = []
    card_asked = False  # the attendee waits for the learner's card
    dry = taken_part = 0
    for deed, echoes in zip(meant(deeds, figures), taken_up(deeds), strict=True):
        card_asked = card_asked or deed.before.asks_card
        words = normalised(deed.text)
        act = Act(
            deed=deed,
            moves=frozenset() if _is_noise(deed, figures) else frozenset(deed.reading.moves),
            unsure=_unsure(deed, figures),
            slips=() if _is_noise(deed, figures) else _slips(deed, card_asked, figures),
            is_repeat=_was_said(words, said),
            is_noise=_is_noise(deed, figures),
            is_silent=deed.reading.sense in {Sense.EMPTY, Sense.BARE},
            is_dry=_is_dry(deed, figures),
            dry_before=dry,
            taken_part=taken_part,
            takes_up=echoes or _is_theirs(deed, figures),
        )
        card_asked = card_asked and not gives_card(deed)
        said.append(words)
        taken_part += act.takes_part
        if act.gives or act.moves & _LEAVING:  # whoever has left asks somebody afresh
            dry = 0
        elif act.is_fresh and act.is_dry:
            dry += 1
        acts.append(act)
    return tuple(acts)


def normalised(text: str) -> str:
    """The words of a text without case, accents or punctuation, so that a copy is known as one."""
    return " ".join(letters(text).split())


def gives_card(deed: Deed) -> bool:
    """Whether it hands over the learner's card, asked for or not."""
    return deed.reading.gives_contact or Move.PUSH_CARD in deed.reading.moves


def _was_said(words: str, said: Sequence[str]) -> bool:
    return any(words == earlier or _is_the_same(words, earlier) for earlier in said)


def _is_the_same(words: str, earlier: str) -> bool:
    """A letter changed, or a "so" or "tell me" set before what was said already."""
    if fuzz.ratio(words, earlier) >= _NEARLY_THE_SAME:
        return True
    short, long = sorted((len(words.split()), len(earlier.split())))
    dressed_up = short >= _ENOUGH_TO_COPY and 100 * short >= _MOSTLY * long
    return dressed_up and fuzz.token_set_ratio(words, earlier) >= _NEARLY_THE_SAME


def _is_noise(deed: Deed, figures: Figures) -> bool:
    if deed.reading.sense in {Sense.NOISE, Sense.FOREIGN}:
        return True
    kinds = len(frozenset(deed.reading.moves) & _SUBSTANCE)
    return kinds >= figures.stuffed_moves and deed.reading.words < kinds * figures.stuffed_words_each


def _unsure(deed: Deed, figures: Figures) -> frozenset[Move]:
    return frozenset(one.move for one in deed.reading.evidence if 100 * one.confidence < figures.sure)


def _slips(deed: Deed, card_was_asked: bool, figures: Figures) -> tuple[Move, ...]:
    """The selling of a message, without what the attendee asked for."""
    selling = [move for move in deed.reading.moves if move in SELLING]
    # A line may only sound as if it asked what one does; what plainly sells was not asked for by that.
    is_answer = deed.reading.words <= figures.short_answer_words and sureness(deed, Move.PITCH) < figures.plainly
    if deed.before.asks_offer or (deed.before.asks_trade and is_answer):
        selling = [move for move in selling if move not in {Move.PITCH, Move.PERSIST}]
    if card_was_asked:
        selling = [move for move in selling if move is not Move.PUSH_CARD]
    return tuple(selling)


def _is_theirs(deed: Deed, figures: Figures) -> bool:
    """Whether it listens beyond doubt, helps with what was found missing, or asks plainly about one of their topics."""
    listens = frozenset(deed.reading.moves) & LISTENING - _unsure(deed, figures)
    on_topic = any(100 * topic.score >= figures.on_topic for topic in deed.reading.topics)
    return bool(listens or deed.met) or (on_topic and deed.reading.does(*QUESTIONS))


def _is_dry(deed: Deed, figures: Figures) -> bool:
    reading = deed.reading
    asks = reading.does(*QUESTIONS, Move.SALES_PROBE)
    gives = reading.does(*GIVING) or reading.apology
    # A question that also sells is as dry, however long: its other words are no gift.
    return asks and not gives and (reading.words <= figures.dry_words or reading.is_selling)
