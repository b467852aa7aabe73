"""What a drill is: a small task, its checks, and the items to do it on. Values only; coaches write them in YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coaching.language import NOTHING, Language, Lines
from coaching.moves import Move


class Giver(StrEnum):
    """Whose line the item gives."""

    ATTENDEE = "attendee"  # it is answered as one answers somebody
    LEARNER = "learner"  # it is the learner's own, to be said better
    NOBODY = "nobody"  # it is a scene


class Measure(StrEnum):
    """What a check looks at. The names are those of the file."""

    WANTS = "wants"  # any of these moves, or of the words that will do as well
    AVOIDS = "avoids"  # none of these moves
    TAKES_UP = "takes_up"  # a word of the given line
    MENTIONS_TRADE = "mentions_trade"  # a word of what the learner does
    SAYS = "says"  # any of these words, or one that begins so
    LEAST_WORDS = "least_words"
    MOST_WORDS = "most_words"
    MOST_SENTENCES = "most_sentences"


# What is held back counts only beside something the drill wants: silence is no restraint.
HOLDING_BACK = frozenset({Measure.AVOIDS, Measure.LEAST_WORDS, Measure.MOST_WORDS, Measure.MOST_SENTENCES})


class Void(StrEnum):
    """Why an answer is worth nothing, whatever the drill."""

    EMPTY = "empty"
    NOISE = "noise"  # letters or keywords without a sentence
    FOREIGN = "foreign"  # another language than the drill's
    COPY = "copy"  # the given line again


@dataclass(frozen=True)
class Check:
    """One thing an answer earns points for, and what the coach says either way."""

    measure: Measure
    points: int  # earned when it holds, nothing when it doesn't
    name: Lines
    held: Lines  # may take up {quote}
    missed: Lines  # the same
    moves: tuple[Move, ...] = ()
    limit: int = 0  # words or sentences
    says: Lines = NOTHING  # words, or beginnings of words
    instead: Mapping[Move, Lines] | None = None  # said in place of `missed` when the answer did this


@dataclass(frozen=True)
class Item:
    """One line to work on."""

    id: str  # unique within its drill and language
    lang: Language
    given: str
    models: tuple[str, ...]  # good answers, as one would say them
    sells: str = ""  # what the learner does in this item
    scene: str = ""


@dataclass(frozen=True)
class Drill:
    """One kind of exercise with all its items."""

    id: str
    name: Lines
    task: Lines
    why: Lines
    given_by: Giver
    checks: tuple[Check, ...]
    items: Mapping[Language, tuple[Item, ...]]
    void: Mapping[Void, Lines]  # what the coach says of an answer worth nothing
    beside_selling: Lines  # and of something good beside something that sells; may take up {quote}

    def item(self, lang: Language, id: str) -> Item | None:  # noqa: A002 - the item's own word
        """The item of that language and id."""
        return next((one for one in self.items[lang] if one.id == id), None)
