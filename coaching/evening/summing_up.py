"""What one carries home from an evening: cards, who remembers, whom one could send to whom, the marks, the manner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from coaching.debriefing.telling import REMEMBERED_FROM
from coaching.evening.evening import Evening, Guest
from coaching.evening.introducing import is_known, pairs_of
from coaching.evening.leaving import EveningFinding, leaving_marks, room_marks
from coaching.evening.place import Listener, Pair, Venue
from coaching.evening.rubric import EveningRubric, Part
from coaching.rehearsal import deeds, marks
from coaching.scorecard.card import Kind, Scorecard
from coaching.scorecard.conduct import Act, acts_of
from coaching.scorecard.deed import Deed
from coaching.scorecard.rubric import Mode, Rubric
from coaching.scorecard.switching import switch_in


@dataclass(frozen=True)
class Talk:
    """All that was said with one attendee, and what it is worth."""

    who: str
    turns: int
    trust: int  # 0–100, theirs at the end
    would_remember: bool
    scorecard: Scorecard


@dataclass(frozen=True)
class Ledger:
    """The cards of the evening."""

    asked: int  # attendees who asked for the learner's
    exchanged: int  # asked for and given, either way
    pushed_on_you: int
    pushed_by_you: int

    @property
    def in_pocket(self) -> int:
        """Cards somebody will keep: theirs or the learner's."""
        return self.exchanged

    @property
    def in_bin(self) -> int:
        """Cards nobody had asked for."""
        return self.pushed_on_you + self.pushed_by_you


class For(StrEnum):
    """What an attendee would remember the learner for."""

    HELP = "help"  # text: what they were missing
    INTRODUCTION = "introduction"  # text: why the two should meet
    WORDS = "words"  # text: what the learner said


@dataclass(frozen=True)
class Memory:
    """Somebody who would remember the learner."""

    who: str
    what: For
    text: str


@dataclass(frozen=True)
class Switch:
    """Where the learner's manner changed for good."""

    who: str
    turn: int  # of that conversation
    quote: str
    to: Mode


@dataclass(frozen=True)
class Outcome:
    """An evening's end."""

    score: int
    mode: Mode
    parts: Mapping[Part, int]
    talks: tuple[Talk, ...]
    ledger: Ledger
    memories: tuple[Memory, ...]
    referrals: tuple[Pair, ...]  # whom the learner could still send to whom
    findings: tuple[EveningFinding, ...]  # of leaving and of the room; those of the talks are in their scorecards
    switch: Switch | None = None


def sum_up(
    evening: Evening, venue: Venue, understanding: Listener, rubric: Rubric, evening_rubric: EveningRubric
) -> Outcome:
    """What the evening comes to so far. The same evening gives the same marks, always."""
    talks = tuple(_talk(guest, venue, understanding, rubric) for guest in _met(evening))
    mode = _mode(talks, rubric)
    leaving, of_leaving = leaving_marks(evening, evening_rubric)
    room, of_room = room_marks(evening, {one.who: one.scorecard.mode for one in talks}, evening_rubric)
    parts = {Part.TALKS: _talks(talks, evening_rubric), Part.LEAVING: leaving, Part.ROOM: room}
    ledger = _ledger(evening, talks)
    return Outcome(
        score=_score(parts, mode, ledger, evening_rubric),
        mode=mode,
        parts=parts,
        talks=talks,
        ledger=ledger,
        memories=tuple(_memory(one, evening, venue) for one in talks if one.would_remember),
        referrals=_referrals(evening, venue),
        findings=(*of_leaving, *of_room),
        switch=_switch(evening, understanding, rubric) if mode is not Mode.NONE else None,
    )


def _met(evening: Evening) -> list[Guest]:
    """Whom the learner said something to, or walked up to."""
    guests = (evening.guest(who) for who in evening.met)
    return [one for one in guests if one and (one.turns or one.was_approached)]


def _talk(guest: Guest, venue: Venue, understanding: Listener, rubric: Rubric) -> Talk:
    conversation = guest.conversation
    if conversation is None:
        raise ValueError(guest.scenario)
    scorecard = marks(conversation, venue.scenarios[guest.scenario], understanding, rubric)
    gladly = scorecard.cards.earned > 0 or guest.trust >= REMEMBERED_FROM
    remembers = scorecard.mode is Mode.NETWORKING and gladly
    return Talk(guest.scenario, guest.turns, guest.trust, remembers, scorecard)


def _all_acts(evening: Evening, understanding: Listener, rubric: Rubric) -> tuple[Act, ...]:
    """Every message of the evening in order, numbered through; each is new or not within its own conversation."""
    numbers = {one: number for number, one in enumerate(evening.course, start=1)}
    found: list[Act] = []
    for guest in evening.guests:
        if guest.conversation is None or not guest.turns:
            continue
        its = deeds(guest.conversation, understanding)
        numbered: list[Deed] = [replace(one, turn=numbers[guest.scenario, one.turn]) for one in its]
        found += acts_of(numbered, rubric.figures)
    return tuple(sorted(found, key=lambda act: act.deed.turn))


def _mode(talks: Sequence[Talk], rubric: Rubric) -> Mode:
    """The manner of most of what was said: neither, where that holds of more than half; else by what was networked."""
    turns = {mode: sum(one.turns for one in talks if one.scorecard.mode is mode) for mode in Mode}
    earnest = [one for one in talks if one.scorecard.mode is not Mode.NONE]
    total = sum(one.turns for one in earnest)
    if turns[Mode.NONE] > total or not total:
        return Mode.NONE
    share = sum(one.turns * one.scorecard.networking_share for one in earnest) // total
    if share < rubric.figures.selling_below:
        return Mode.SELLING
    return Mode.HYBRID if share < rubric.figures.hybrid_below else Mode.NETWORKING


def _switch(evening: Evening, understanding: Listener, rubric: Rubric) -> Switch | None:
    """Where the learner's manner changed for good, within a talk or from one to the next."""
    acts = _all_acts(evening, understanding, rubric)
    found = switch_in(acts, rubric)
    if found is None:
        return None
    who, turn = evening.course[found[0] - 1]
    text = next(act.deed.text for act in acts if act.deed.turn == found[0])
    return Switch(who, turn, text, found[1])


def _talks(talks: Sequence[Talk], rubric: EveningRubric) -> int:
    weights = [min(one.turns, rubric.talk_counts_up_to) for one in talks]
    total = sum(weights)
    return round(sum(w * one.scorecard.score for w, one in zip(weights, talks, strict=True)) / total) if total else 0


def _ledger(evening: Evening, talks: Sequence[Talk]) -> Ledger:
    cards = [one.scorecard.cards for one in talks]
    return Ledger(
        asked=sum(one.earned for one in cards),
        exchanged=sum(one.exchanged for one in cards),
        pushed_on_you=evening.pushed_on_you,
        pushed_by_you=sum(one.pushed for one in cards),
    )


def _score(parts: Mapping[Part, int], mode: Mode, ledger: Ledger, rubric: EveningRubric) -> int:
    mean = round(sum(rubric.weights[part] * parts[part] for part in Part) / sum(rubric.weights.values()))
    cards = max(rubric.most_for_cards, rubric.card_pushed * ledger.pushed_by_you)
    return max(0, min(mean + cards, rubric.ceilings[mode]))


def _memory(talk: Talk, evening: Evening, venue: Venue) -> Memory:
    lang, scenario = evening.profile.lang, venue.scenarios[talk.who]
    guest = evening.guest(talk.who)
    mind = guest.conversation.mind if guest and guest.conversation else None
    helped = next((need for need in scenario.needs if mind and need.id in mind.helped), None)
    if helped:
        return Memory(talk.who, For.HELP, helped.what.first(lang))
    pairs = {pair.id: pair for pair in venue.pairs}
    made = next((one for one in evening.introductions if one.fits and talk.who in (one.first, one.second)), None)
    if made and made.pair in pairs:
        return Memory(talk.who, For.INTRODUCTION, pairs[made.pair].why)
    strengths = [one for one in talk.scorecard.findings if one.kind is Kind.STRENGTH]
    best = max(strengths, key=lambda one: one.points, default=None)
    return Memory(talk.who, For.WORDS, best.quote if best else "")


def _referrals(evening: Evening, venue: Venue) -> tuple[Pair, ...]:
    made = {frozenset((one.first, one.second)) for one in evening.introductions if one.fits}
    known = (pair for pair in pairs_of(evening, venue) if is_known(evening, pair, venue))
    return tuple(pair for pair in known if frozenset((pair.who, pair.other)) not in made)
