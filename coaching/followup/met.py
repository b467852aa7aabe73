"""Somebody a learner met, as far as a note to them is concerned: what was said, and what stands against writing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from coaching.language import Language
from coaching.moves import Move
from coaching.reading import Heard, Speaker
from coaching.rehearsal import Conversation
from coaching.scenario import CardState, Openness, Scenario
from coaching.scorecard.rubric import Mode

STAGE_DIRECTION = re.compile(r"\*[^*]*\*")


class Hearing(Protocol):
    """What is asked of understanding here."""

    def hear(self, line: str, lang: Language) -> Heard:
        """What an attendee's line does."""
        ...


class Silence(StrEnum):
    """Why there is nothing to write; the faces have words for each."""

    PUSHED_ON_YOU = "pushed_on_you"  # they handed their card to everybody, and asked nothing
    PUSHED_BY_YOU = "pushed_by_you"  # the learner's card was pushed: a note now would push again
    SOLD = "sold"  # the talk was a sales talk, and they stayed closed
    HARDLY_MET = "hardly_met"  # too little was said to write about


@dataclass(frozen=True)
class Met:
    """A conversation as a note draws on it. Values alone: an evening or a club can make one as well."""

    person: str  # the name
    scenario: str
    lang: Language
    sells: str
    theirs: tuple[str, ...]  # what they said, in order, without stage directions
    mine: tuple[str, ...]  # what the learner said
    facts: tuple[str, ...] = ()  # what was learned of them, as the author puts it
    silence: Silence | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """Everything a true detail may come from."""
        return (*self.theirs, *self.facts)


LEAST_TURNS = 2  # of the learner's; of one greeting nobody remembers anything


def met_in(conversation: Conversation, scenario: Scenario, hearing: Hearing, mode: Mode | None = None) -> Met:
    """Who was met in that conversation; `mode` is how the learner behaved, where it was marked."""
    lang, mind = conversation.profile.lang, conversation.mind
    lines = conversation.lines
    return Met(
        person=scenario.name.first(lang),
        scenario=scenario.id,
        lang=lang,
        sells=conversation.profile.sells,
        theirs=tuple(spoken(one.text) for one in lines if one.who is Speaker.ATTENDEE),
        mine=tuple(one.text for one in lines if one.who is Speaker.LEARNER),
        facts=tuple(wording for fact in scenario.facts if fact.id in mind.knows for wording in fact.says.of(lang)),
        silence=_silence(conversation, hearing, mode),
    )


def spoken(line: str) -> str:
    """The line without its stage directions."""
    return " ".join(STAGE_DIRECTION.sub(" ", line).split())


def _silence(conversation: Conversation, hearing: Hearing, mode: Mode | None) -> Silence | None:
    turns = conversation.turns
    if len(turns) < LEAST_TURNS:
        return Silence.HARDLY_MET
    is_met = turns[-1].openness.rank >= Openness.WARM.rank or conversation.mind.card is not CardState.NONE
    if is_met:  # whatever went wrong on the way, there is somebody to write to
        return None
    if any(turn.reading.does(Move.PUSH_CARD) for turn in turns):
        return Silence.PUSHED_BY_YOU
    if mode is Mode.SELLING:
        return Silence.SOLD
    return Silence.PUSHED_ON_YOU if _is_pushed_on(conversation, hearing) else None


def _is_pushed_on(conversation: Conversation, hearing: Hearing) -> bool:
    """Whether they handed over a card nobody had asked for."""
    lang = conversation.profile.lang
    if hearing.hear(conversation.opening, lang).gives_card:
        return True
    return any(
        hearing.hear(turn.reply, lang).gives_card and not turn.gave_card and not turn.reading.does(Move.ASK_CONTACT)
        for turn in conversation.turns
    )
