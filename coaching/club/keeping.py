"""What a member keeps of a conversation: trust, within what one meeting can win, what was told, and what was done."""

from __future__ import annotations

from dataclasses import replace

from coaching.club.figures import Figures
from coaching.club.meeting import Meeting
from coaching.club.member import Person
from coaching.club.season import Relation, Told
from coaching.club.speaking import kept
from coaching.moves import SELLING, Family, Move, members
from coaching.rehearsal import Turn
from coaching.scenario import Scenario

WORTH = members(Family.CURIOSITY) | members(Family.GENEROSITY) | members(Family.LISTENING) | members(Family.SELF)
SURELY = 0.6  # confidence of a reading from which a meeting is one in which something was sold


def after(
    meeting: Meeting, relation: Relation, person: Person, scenario: Scenario, figures: Figures, day: int
) -> Relation:
    """The relation once the conversation is over."""
    conversation, mind = meeting.conversation, meeting.conversation.mind
    trust = kept_trust(meeting, figures)
    lang = conversation.profile.lang
    said = kept(conversation.said, person, lang)
    return replace(
        relation,
        trust=trust,
        mind=replace(mind, trust=trust),
        meetings=relation.meetings + 1,
        last_day=day,
        told=(*relation.told, *_told(meeting, scenario)),
        recalled=relation.recalled | frozenset(meeting.recalled),
        said=said,
        asked_early=relation.asked_early + meeting.pushed,
        sold=relation.sold + has_sold(meeting),
        to_thank=bool(mind.helped - conversation.beginning.helped),
    )


def kept_trust(meeting: Meeting, figures: Figures) -> int:
    """Trust after the meeting: a loss in full, a gain up to what one meeting can win, where anything happened."""
    won = meeting.conversation.mind.trust - meeting.trust_before
    if won > 0:
        won = min(won, figures.most_a_meeting) if took_part(meeting, figures) else 0
    return meeting.trust_before + won


def took_part(meeting: Meeting, figures: Figures) -> bool:
    """Whether the learner asked, gave or listened enough for anything to have happened."""
    done = sum(1 for turn in meeting.conversation.turns if turn.reading.does(*WORTH))
    remembered = sum(1 for one in meeting.noticed if one.fact or one.own_name)
    return done + (remembered if done else 0) >= figures.least_done


def has_sold(meeting: Meeting) -> bool:
    """Whether something was surely sold in it."""
    return any(_sells(turn) for turn in meeting.conversation.turns)


def _sells(turn: Turn) -> bool:
    sure = {one.move for one in turn.reading.evidence if one.confidence >= SURELY} & SELLING
    felt = {Move(change.cause) for change in turn.changes if change.points < 0 and change.cause in set(Move)}
    return bool(sure & felt)


def _told(meeting: Meeting, scenario: Scenario) -> tuple[Told, ...]:
    lang = meeting.conversation.profile.lang
    says = {fact.id: fact.says.first(lang) for fact in scenario.facts}
    return tuple(
        Told(turn.revealed, f"{says.get(turn.revealed, '')} {turn.reply}", meeting.week)
        for turn in meeting.conversation.turns
        if turn.revealed
    )
