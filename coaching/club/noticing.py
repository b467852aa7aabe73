"""What a message shows beyond its moves: a name kept or lost, something from another week, news asked for, a push."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from coaching.club.member import Club, Greeting, Person
from coaching.club.phrases import Ear
from coaching.club.season import Relation, Told
from coaching.language import Language
from coaching.reading import Reading
from coaching.understanding.scene import stem
from coaching.understanding.words import fold

ENOUGH = 2  # words taken up; one will do where it is rare
RARE = 5  # letters: a word so long that isn't everyday's is hardly said by chance
PLAINLY = 0.9  # likeness from which a message is about the topic that told a fact


class Likener(Protocol):
    """What noticing asks of understanding."""

    def taken_up(self, text: str, line: str, lang: Language) -> tuple[str, ...]:
        """The words of the text that share a stem with a content word of the line."""
        ...


@dataclass(frozen=True)
class Noticed:
    """What was noticed in one message."""

    own_name: bool = False
    lost_name: bool = False
    asks_news: bool = False
    asks_referral: bool = False
    says_goodbye: bool = False
    fact: Told | None = None  # of an earlier week
    word: str = ""  # of the learner, that takes it up


@dataclass(frozen=True)
class Listening:
    """To whom a message is said, and what was said before it today."""

    person: Person
    relation: Relation
    club: Club
    lang: Language
    heard: tuple[str, ...]  # the member's lines of today, the greeting included
    recalled: frozenset[str]  # facts taken up already, today or before
    sells: str = ""


def notice(text: str, reading: Reading, listening: Listening, understanding: Likener) -> Noticed:
    """What is noticed in a message, understood so."""
    ear, person, relation = listening.club.ears[listening.lang], listening.person, listening.relation
    own = ear.names(text, person.member.names.of(listening.lang))
    lost = relation.meetings > 0 and (
        ear.hears(text, "forgets_name") or (not own and _is_called_other(text, listening))
    )
    goes = ear.hears(text, "says_goodbye") or (own and ear.hears(text, "takes_leave"))
    fact, word = (None, "") if lost else _recalled(text, reading, listening, ear, understanding)
    return Noticed(
        own_name=own and not lost,
        lost_name=lost,
        asks_news=ear.hears(text, "asks_news") and not goes,
        asks_referral=ear.asks_referral(text),
        says_goodbye=goes and "?" not in text,
        fact=fact,
        word=word,
    )


def _is_called_other(text: str, listening: Listening) -> bool:
    """Whether they are called by the name of another member; to speak of two of them is no mistake."""
    ear, lang = listening.club.ears[listening.lang], listening.lang
    others = [one for one in listening.club.people.values() if one.id != listening.person.id]
    said = [one for one in others if ear.names(text, one.member.names.of(lang))]
    return len(said) == 1 and ear.calls(text, said[0].member.names.of(lang))


def _recalled(
    text: str, reading: Reading, listening: Listening, ear: Ear, understanding: Likener
) -> tuple[Told | None, str]:
    """The fact of an earlier week it takes up most of, the latest of several, and the learner's word for it."""
    seen = " ".join((*listening.heard, *_at_first_sight(listening)))
    known = {fold(word) for word in understanding.taken_up(text, seen, listening.lang)}
    skipped = known | {fold(name) for name in listening.person.member.names.of(listening.lang)}
    found: list[tuple[int, int, Told, str]] = []
    for told in listening.relation.told:
        words = _telling(understanding.taken_up(text, told.text, listening.lang), ear.common, skipped)
        if told.fact not in listening.recalled and _is_taken_up(words, told.fact, reading, listening.person):
            found.append((_weight(words), told.week, told, max(words, key=len)))
    best = max(found, key=lambda one: one[:2], default=None)
    return (best[2], best[3]) if best else (None, "")


def _at_first_sight(listening: Listening) -> tuple[str, ...]:
    """What one knows of them without having listened: their trade, mostly."""
    scenario, first = listening.person.scenario, listening.person.member.greetings[Greeting.FIRST]
    shown = (scenario.title, scenario.occasion, scenario.setting)
    return (*(text.first(listening.lang) for text in shown), *first.of(listening.lang))


def _telling(words: Sequence[str], common: Collection[str], skipped: Collection[str]) -> tuple[str, ...]:
    """The words that say something: no everyday ones, and none that was just said today."""
    return tuple(dict.fromkeys(word for word in words if stem(fold(word)) not in common and fold(word) not in skipped))


def _is_taken_up(words: tuple[str, ...], fact: str, reading: Reading, person: Person) -> bool:
    if not words:
        return False
    topics = {topic.id for topic in person.scenario.topics if any(a.reveals == fact for a in topic.answers.values())}
    likest = max((match.score for match in reading.topics if match.id in topics), default=0.0)
    return _weight(words) >= ENOUGH or likest >= PLAINLY


def _weight(words: tuple[str, ...]) -> int:
    """How much they tell: a rare word, or a name, as much as two."""
    return sum(ENOUGH if len(word) >= RARE or word[:1].isupper() else 1 for word in words)
