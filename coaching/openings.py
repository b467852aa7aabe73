"""Ways to begin the next message, for whoever looks for words: the author's own questions, and help in a sentence.

What is drawn is what could be read aloud: of all the ways authors think a question may be typed, the well-written ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from coaching.attendee.answers import has_news
from coaching.attendee.mind import openness
from coaching.language import Language
from coaching.rehearsal import Conversation
from coaching.scenario import Need, Scenario, Topic

LONGEST = 90  # characters of a sentence one can take in at a glance
FEWEST = 4  # words; "And you?" asks about anything
# How a question begins that lets somebody tell, and what was typed in haste or to a friend.
_BEGINS = MappingProxyType(
    {
        Language.FR: r"(?:et )?(?:qu'est-ce qu|comment|pourquoi|d'où|de quoi|à qui|quel|qui |où |parlez-moi)",
        Language.EN: r"(?:and |so )?(?:what|how|why|where|who|which|tell me about)\b",
    }
)
_HASTY = MappingProxyType(
    {
        Language.FR: r"\b(?:tu|te|toi|ton|ta|tes|t'\w+|koi|ca|etes|metier|pis|coudonc|patente|y a-tu|c koi)\b|-tu\b",
        Language.EN: r"\b(?:u|ur|whats|hows|wanna|gonna|yer|ya|babe|hun|buddy|boss|sir)\b",
    }
)
# What leans on a thing already spoken of: right after it only.
_LEANS = MappingProxyType(
    {
        Language.FR: r"\bça\b|là-dedans|là-bas|\blui\b|\bcelui|\bcelle|\b(?:je l'|(?:les|l'|la|le) ?(?:av|fai|reg|ab))",
        Language.EN: r"\b(?:it|them|him|her|they|that|those|these|there)\b",
    }
)
_TOLD = re.compile(r"parlez|tell", re.IGNORECASE)  # asks without a question mark
_OFFERS = MappingProxyType(
    {
        Language.FR: r"(?:je (?:peux|pourrais|connais|vous)|j'ai|on (?:peut|pourrait)|une? (?:ami|am|coll)|m(?:on|a) )",
        Language.EN: r"(?:I (?:can|could|know|have)|I'(?:ll|ve|d)|we could|there's|my |a friend)",
    }
)


class OpeningKind(StrEnum):
    """What an opening does; the faces have words for those without a text."""

    QUESTION = "question"
    OFFER = "offer"
    REFLECT = "reflect"
    REASSURE = "reassure"
    MEND = "mend"
    DISCLOSE = "disclose"
    GIVE_CARD = "give_card"
    LEAVE = "leave"
    ANSWER = "answer"
    THANK = "thank"


@dataclass(frozen=True)
class Opening:
    """One way to begin, in the author's words where there are any."""

    kind: OpeningKind
    text: str = ""


def questions(conversation: Conversation, scenario: Scenario) -> Iterator[Opening]:
    """Questions not yet asked, the nearest to what was just said first, one for each topic."""
    lang, used = conversation.profile.lang, _used(conversation)
    leads = _leads(conversation, scenario)
    for topic in _near(conversation, scenario, leads):
        fitting = (
            one for one in well_asked(topic, lang) if topic.id in leads or not re.search(_LEANS[lang], one.lower())
        )
        asked = next((one for one in fitting if _plain(one) not in used), None)
        if asked:
            yield Opening(OpeningKind.QUESTION, asked)


def offers(conversation: Conversation, scenario: Scenario) -> Iterator[Opening]:
    """Help with what they hinted at and nobody helped with; without a text where no phrase of the author's will do."""
    lang, used = conversation.profile.lang, _used(conversation)
    for need in open_needs(conversation, scenario):
        said = (one for one in need.helped_with.of(lang) if _is_spoken(one, lang, _OFFERS))
        text = next((sentence for one in said if _plain(sentence := _sentence(one, ".")) not in used), "")
        yield Opening(OpeningKind.OFFER, text)


def open_needs(conversation: Conversation, scenario: Scenario) -> tuple[Need, ...]:
    """The needs somebody who listened could help with now."""
    mind = conversation.mind
    return tuple(need for need in scenario.needs if need.is_hinted(mind.knows) and need.id not in mind.helped)


def well_asked(topic: Topic, lang: Language) -> list[str]:
    """The topic's example questions one could read aloud, the fully written ones first."""
    asked = [one.strip() for one in topic.asked_with.of(lang) if _is_spoken(one, lang, _BEGINS)]
    written = [one for one in asked if one[0].isupper() and one[-1] == "?"]
    return written + [_sentence(one, "." if _TOLD.match(one) else "?") for one in asked if one not in written]


def _leads(conversation: Conversation, scenario: Scenario) -> tuple[str, ...]:
    """The topics that what was just said leads to."""
    last = scenario.topic(conversation.mind.topic or "")
    heard = conversation.turns[-1].reading.topics if conversation.turns else ()
    return (*([last.more] if last and last.more else []), *(match.id for match in heard))


def _near(conversation: Conversation, scenario: Scenario, leads: tuple[str, ...]) -> Iterator[Topic]:
    """Topics with something left to tell at the present trust, the nearest first."""
    mind = conversation.mind
    now = openness(mind, scenario)
    telling = [topic.id for topic in scenario.topics if _gives_away(topic, mind.knows)]
    for name in dict.fromkeys([*leads, *telling, *(topic.id for topic in scenario.topics)]):
        topic = scenario.topic(name)
        if topic and topic.id not in mind.asked and has_news(topic, mind, now):
            yield topic


def _gives_away(topic: Topic, known: frozenset[str]) -> bool:
    return any(answer.reveals and answer.reveals not in known for answer in topic.answers.values())


def _is_spoken(text: str, lang: Language, begins: Mapping[Language, str]) -> bool:
    said = text.strip()
    is_short = len(said) <= LONGEST and len(said.split()) >= FEWEST
    return is_short and bool(re.match(begins[lang], said, re.IGNORECASE)) and not re.search(_HASTY[lang], said.lower())


def _sentence(text: str, end: str) -> str:
    said = text.strip().rstrip(" .?!")
    return f"{said[0].upper()}{said[1:]}{end}"


def _used(conversation: Conversation) -> frozenset[str]:
    return frozenset(_plain(turn.text) for turn in conversation.turns)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
