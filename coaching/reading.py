"""What understanding makes of one message. The attendee and the marks see this and never the text itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from coaching.language import Language
from coaching.moves import QUESTIONS, SELLING, Family, Move, members


class Speaker(StrEnum):
    """Who said a line."""

    ATTENDEE = "attendee"
    LEARNER = "learner"


@dataclass(frozen=True)
class Utterance:
    """One line of the conversation so far."""

    who: Speaker
    text: str
    asks_card: bool = False  # the attendee waits for the learner's card, as the rehearsal knows whatever the words


@dataclass(frozen=True)
class Message:
    """A learner's message with what is needed to understand it. `lang` None: to be detected."""

    text: str
    lang: Language | None = None
    learner_sells: str = ""
    context: tuple[Utterance, ...] = ()  # oldest first; the last four are looked at


class Sense(StrEnum):
    """Whether a message can be answered as speech at all."""

    PLAIN = "plain"
    EMPTY = "empty"  # nothing, or white space and punctuation
    BARE = "bare"  # "ok", "haha", a lone emoji: an acknowledgement without content
    NOISE = "noise"  # keyboard mashing, keywords without a sentence
    FOREIGN = "foreign"  # a sentence in a language the attendee doesn't speak


class Assent(StrEnum):
    """A plain yes or no to what was just asked or offered."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True)
class Evidence:
    """The words that made a move: `quote` is a literal substring of the message, `confidence` within 0–1."""

    move: Move
    quote: str
    confidence: float


@dataclass(frozen=True)
class Match:
    """Something of the scenario the message is about (a topic, a need), with a similarity within 0–1."""

    id: str
    score: float


@dataclass(frozen=True)
class Reading:
    """The understanding of one message."""

    lang: Language
    sense: Sense = Sense.PLAIN
    moves: tuple[Move, ...] = ()  # in the order of the vocabulary, without repeats
    evidence: tuple[Evidence, ...] = ()
    topics: tuple[Match, ...] = ()  # what the message asks or speaks about, best first
    needs: tuple[Match, ...] = ()  # which needs the help offered would meet, best first
    elliptical: bool = False  # "pourquoi?", "tell me more": it leans wholly on the line before
    gives_contact: bool = False  # a card, a number, an address is handed over, asked for or not
    assent: Assent | None = None  # a plain yes or no ("volontiers", "no thanks"), perhaps with a goodbye or a question
    apology: bool = False  # steps back from a slip ("pardon, je retombe dans mes travers")
    echo: str = ""  # the learner's own word to take up in an answer: "la lumière"; "" when there is none
    trade: str = ""  # what the learner says they do, as said: "de la tenue de livres"; "" when not said
    words: int = 0  # length of the message in words

    def does(self, *moves: Move) -> bool:
        """Whether the message makes any of these moves."""
        return any(move in self.moves for move in moves)

    def has(self, family: Family) -> bool:
        """Whether the message makes any move of that family."""
        return self.does(*members(family))

    @property
    def is_hollow(self) -> bool:
        """Whether there is nothing in it to answer: noise, another language, or a bare "ok"."""
        if self.sense in (Sense.NOISE, Sense.FOREIGN):
            return True
        return self.sense in (Sense.EMPTY, Sense.BARE) and set(self.moves) <= {Move.SMALL_TALK}

    @property
    def is_selling(self) -> bool:
        """Whether the message sells in any way."""
        return any(move in SELLING for move in self.moves)

    def sureness(self, move: Move) -> float:
        """How sure it is of the move, 0–1; 0 where it isn't made."""
        return max((e.confidence for e in self.evidence if e.move is move), default=0.0)

    def quote(self, move: Move) -> str:
        """The words that made that move, or an empty string."""
        return next((e.quote for e in self.evidence if e.move is move), "")


# What a message may do more surely than it sells.
_FRIENDLY = QUESTIONS | members(Family.LISTENING) | members(Family.GENEROSITY) | {Move.SELF_DISCLOSURE, Move.SMALL_TALK}


def hardly_sold(reading: Reading, sure: float) -> frozenset[Move]:
    """The one selling move, less sure than `sure`, of a message that surely does something friendly; else none.

    "If you could choose tomorrow, what would you do?", "Thanks, I'll look at my customers differently on Monday".
    """
    sells = SELLING.intersection(reading.moves)
    is_doubtful = len(sells) == 1 and all(0 < reading.sureness(move) < sure for move in sells)
    is_friendly = any(reading.sureness(move) >= sure for move in _FRIENDLY)
    return frozenset(sells) if is_doubtful and is_friendly else frozenset()


# What can be come back to once it was refused.
_INSISTED_ON = SELLING | {Move.OFFER_HELP, Move.ASK_CONTACT}
_PLAIN_INSISTENCE = 0.9  # "come on, two minutes" insists, whatever went before


def after(reading: Reading, before: Iterable[Reading]) -> Reading:
    """The reading of a message that came after those: nobody insists on what they neither sold nor offered.

    An attendee may refuse before anybody wanted anything. Whoever then goes on talking only goes on talking.
    """
    sure = max((one.confidence for one in reading.evidence if one.move is Move.PERSIST), default=0.0)
    wanted = reading.does(*SELLING - {Move.PERSIST}) or any(one.does(*_INSISTED_ON) for one in before)
    if Move.PERSIST not in reading.moves or wanted or sure >= _PLAIN_INSISTENCE:
        return reading
    moves = tuple(move for move in reading.moves if move is not Move.PERSIST)
    return replace(reading, moves=moves, evidence=tuple(one for one in reading.evidence if one.move in moves))


@dataclass(frozen=True)
class Heard:
    """What an attendee's line does, as far as it matters for the message that answers it."""

    asks: bool = False  # a question of any kind
    asks_trade: bool = False  # "et vous, vous faites quoi?": a short answer is no pitch
    asks_offer: bool = False  # asks for the learner's price, product, brochure: an answer is no pitch
    asks_card: bool = False  # asks for the learner's card or number
    gives_card: bool = False  # hands over their own card
    refuses: bool = False  # "j'en ai pas besoin", "not interested"
    leaves: bool = False  # takes leave or gives a sign of leaving


SILENCE = Heard()
