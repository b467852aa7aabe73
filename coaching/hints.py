"""One nudge for this moment of a rehearsal: direction, never the sentence; asked again, three openings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from types import MappingProxyType

from coaching.attendee.mind import Mind, is_wary, openness
from coaching.language import NOTHING
from coaching.moves import SELLING, Move
from coaching.openings import Opening, OpeningKind, offers, open_needs, questions
from coaching.rehearsal import Conversation
from coaching.scenario import CardState, Need, Scenario

DRY_ENOUGH = 2  # questions in a row after which something should be given back
NEARLY_OUT = 2  # patience
OPENINGS = 3
QUOTED = range(12, 111)  # characters of what is quoted: more than a scrap, less than a speech
TELLING = 6  # words from which a sentence of theirs has a thread to pull
_STAGE = re.compile(r"\*[^*]*\*")
_SENTENCES = re.compile(r"[^.!?…]+[.!?…]*")


class HintKind(StrEnum):
    """What would help most now; the faces have words for each."""

    GIVE_CARD = "give_card"  # they asked for it
    MEND = "mend"  # a slip stands between you
    LEAVE = "leave"  # their patience is nearly out
    GIVE_BACK = "give_back"  # several questions in a row, nothing of yourself
    OFFER = "offer"  # they hinted at something you could help with
    ANSWER = "answer"  # they asked you something: a short answer, then the ball back
    REASSURE = "reassure"  # something holds them back
    DEEPEN = "deepen"  # follow up on what they just told
    ASK = "ask"  # nothing is known of them yet


@dataclass(frozen=True)
class Hint:
    """The nudge: what kind, what it is about, the author's words for it; openings once it was asked for again."""

    kind: HintKind
    text: str = ""  # the author's nudge for this openness
    about: str = ""  # the words of the moment it is about: theirs, or the learner's own that went wrong
    openings: tuple[Opening, ...] = ()
    asked: int = 1  # how often at this very turn


def hint(conversation: Conversation, scenario: Scenario, asked: int = 1) -> Hint:
    """What would help most at this moment; from the second time it is `asked` at the same turn, ways to begin too."""
    mind = conversation.mind
    kind = _kind(conversation, scenario)
    text = ""
    if kind in (HintKind.REASSURE, HintKind.DEEPEN):
        wordings = scenario.hints.get(openness(mind, scenario), NOTHING).of(conversation.profile.lang)
        text = wordings[mind.turns % len(wordings)] if wordings else ""
    begun = _openings(kind, conversation, scenario) if asked > 1 else ()
    return Hint(kind, text, _about(kind, conversation, scenario), begun, asked)


def _kind(conversation: Conversation, scenario: Scenario) -> HintKind:
    mind = conversation.mind
    # In the order in which they matter: the first that holds is the hint.
    checks = (
        (mind.card is CardState.ASKED, HintKind.GIVE_CARD),
        (mind.wound > 0, HintKind.MEND),
        (mind.patience <= NEARLY_OUT and mind.turns > 1, HintKind.LEAVE),
        (mind.dry >= DRY_ENOUGH, HintKind.GIVE_BACK),
        (bool(open_needs(conversation, scenario)), HintKind.OFFER),
        (mind.asked_back == mind.turns and mind.turns > 0, HintKind.ANSWER),
        (is_wary(mind, scenario), HintKind.REASSURE),
        (mind.topic is not None, HintKind.DEEPEN),
    )
    return next((kind for holds, kind in checks if holds), HintKind.ASK)


def _about(kind: HintKind, conversation: Conversation, scenario: Scenario) -> str:
    """What of this moment the hint points at; nothing where it speaks for itself."""
    if kind is HintKind.MEND:
        return _slip(conversation)
    if kind is HintKind.OFFER:
        return _hinting(open_needs(conversation, scenario)[0], conversation.mind, scenario, conversation)
    if kind is HintKind.ANSWER:
        return next((one for one in reversed(_sentences(conversation)) if one.endswith("?")), "")
    if kind in (HintKind.DEEPEN, HintKind.REASSURE) and conversation.turns:
        told = [one for one in _sentences(conversation) if _is_telling(one)]
        return max(told, key=len, default="")
    return ""


def _is_telling(sentence: str) -> bool:
    return not sentence.endswith("?") and len(sentence) in QUOTED and len(sentence.split()) >= TELLING


def _slip(conversation: Conversation) -> str:
    """The learner's last words that sold."""
    selling = (turn.reading for turn in reversed(conversation.turns) if turn.reading.is_selling)
    for reading in selling:
        quoted = (reading.quote(move) for move in reading.moves if move in SELLING)
        return next((" ".join(quote.split()) for quote in quoted if len(quote) in QUOTED), "")
    return ""


def _hinting(need: Need, mind: Mind, scenario: Scenario, conversation: Conversation) -> str:
    """The fact the learner knows that hints at the need."""
    hints = {need.hinted_by, *need.also_hinted_by} & mind.knows
    heard = {turn.revealed: turn.number for turn in conversation.turns if turn.revealed}
    known = [fact for fact in scenario.facts if fact.id in hints]
    last = max(known, key=lambda fact: heard.get(fact.id, 0), default=None)
    return last.says.first(conversation.profile.lang) if last else ""


def _sentences(conversation: Conversation) -> list[str]:
    """What the attendee said last, sentence by sentence, without what one only sees."""
    spoken = _STAGE.sub(" ", conversation.turns[-1].reply)
    return [" ".join(one.split()) for one in _SENTENCES.findall(spoken) if one.strip()]


# What a kind of moment asks for first; questions near what was said and a reflection follow.
_FIRST: Mapping[HintKind, tuple[OpeningKind, ...]] = MappingProxyType(
    {
        HintKind.GIVE_CARD: (OpeningKind.GIVE_CARD, OpeningKind.THANK),
        HintKind.MEND: (OpeningKind.MEND,),
        HintKind.LEAVE: (OpeningKind.LEAVE, OpeningKind.THANK),
        HintKind.GIVE_BACK: (OpeningKind.DISCLOSE, OpeningKind.REFLECT),
        HintKind.ANSWER: (OpeningKind.ANSWER,),
        HintKind.REASSURE: (OpeningKind.REASSURE,),
        HintKind.DEEPEN: (OpeningKind.REFLECT,),
    }
)


def _openings(kind: HintKind, conversation: Conversation, scenario: Scenario) -> tuple[Opening, ...]:
    """Three ways to begin, each another."""

    def drawn() -> Iterator[Opening]:
        said = {OpeningKind.REASSURE} if conversation.mind.times(Move.REASSURANCE) else set()
        yield from (Opening(one) for one in _FIRST.get(kind, ()) if one not in said)
        if kind is HintKind.OFFER:
            yield from islice(offers(conversation, scenario), 1)
        near = questions(conversation, scenario)
        yield from islice(near, 1)
        if conversation.turns:
            yield Opening(OpeningKind.REFLECT)
        yield from near
        yield from (Opening(one) for one in (OpeningKind.DISCLOSE, OpeningKind.REFLECT, OpeningKind.THANK))

    return tuple(islice(dict.fromkeys(drawn()), OPENINGS))
