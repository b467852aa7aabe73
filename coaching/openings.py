"""Ways to begin the next message, for whoever looks for words: the author's own questions, and help in a sentence.

What is drawn is what could be read aloud at this moment, of all the ways authors think a question may be typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from coaching.attendee.answers import has_news
from coaching.attendee.mind import openness
from coaching.debriefing.grounding import LONGEST, is_grounded, is_sayable, sentence, with_names
from coaching.language import Language
from coaching.rehearsal import Conversation
from coaching.scenario import Need, Scenario, Topic

_OFFERS = MappingProxyType(
    {
        Language.FR: re.compile(
            r"(?:je (?:peux|pourrais|connais|vous)|j'ai|on (?:peut|pourrait)|une? (?:ami|am|coll)|m(?:on|a) )",
            re.IGNORECASE,
        ),
        Language.EN: re.compile(
            r"(?:I (?:can|could|know|have)|I'(?:ll|ve|d)|we could|there's|my |a friend)", re.IGNORECASE
        ),
    }
)
_HASTY = re.compile(r"\b(?:tu|te|toi|ton|ta|tes|t'\w+|pis|u|ur|gonna|wanna)\b", re.IGNORECASE)
_ASKS = re.compile(r", (?:could|can|would) ", re.IGNORECASE)
_FAMILIAR = re.compile(r"\b(?:tu|toi|te|ton|ta|tes)\b|\bt'", re.IGNORECASE)


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
    lang, used, leads = conversation.profile.lang, _used(conversation), _leads(conversation, scenario)
    known = " ".join(
        (
            *(text.first(lang) for text in (scenario.setting, scenario.title, scenario.occasion)),
            *(line.text for line in conversation.lines),
        )
    )
    familiar = lang is Language.FR and bool(_FAMILIAR.search(conversation.opening))
    for topic in _near(conversation, scenario, leads):
        said = well_asked(topic, lang, familiar=familiar)
        fitting = (one for one in said if is_grounded(one, known, lang, leans=topic.id in leads))
        asked = next((one for one in fitting if _plain(one) not in used), None)
        if asked:
            yield Opening(OpeningKind.QUESTION, with_names(asked, known))


def offers(conversation: Conversation, scenario: Scenario) -> Iterator[Opening]:
    """Help with what they hinted at and nobody helped with; without a text where no phrase of the author's will do."""
    lang, used = conversation.profile.lang, _used(conversation)
    for need in open_needs(conversation, scenario):
        said = (sentence(one, ".") for one in need.helped_with.of(lang) if _is_an_offer(one, lang))
        yield Opening(OpeningKind.OFFER, next((one for one in said if _plain(one) not in used), ""))


def open_needs(conversation: Conversation, scenario: Scenario) -> tuple[Need, ...]:
    """The needs somebody who listened could help with now, what was heard last first."""
    mind = conversation.mind
    heard = {turn.revealed: turn.number for turn in conversation.turns if turn.revealed}
    needs = (need for need in scenario.needs if need.is_hinted(mind.knows) and need.id not in mind.helped)
    return tuple(
        sorted(needs, key=lambda need: -max(heard.get(fact, 0) for fact in (need.hinted_by, *need.also_hinted_by)))
    )


def well_asked(topic: Topic, lang: Language, *, familiar: bool = False) -> list[str]:
    """The topic's example questions one could read aloud, those written out in full first."""
    asked = [one.strip() for one in topic.asked_with.of(lang) if is_sayable(one.strip(), lang, familiar=familiar)]
    asked.sort(key=lambda one: not (one[0].isupper() and one[-1] == "?"))
    return list(dict.fromkeys(sentence(one, "?") for one in asked))


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


def _is_an_offer(text: str, lang: Language) -> bool:
    is_whole = len(text) <= LONGEST and not _ASKS.search(text)
    return is_whole and bool(_OFFERS[lang].match(text)) and not _HASTY.search(text)


def _used(conversation: Conversation) -> frozenset[str]:
    return frozenset(_plain(turn.text) for turn in conversation.turns)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
