"""What a member says and feels about what was noticed in a message, before the reply or in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from coaching.attendee.mind import Mind, clamp, openness
from coaching.attendee.trust import Change
from coaching.club.figures import Figures
from coaching.club.member import Member
from coaching.club.noticing import Noticed
from coaching.club.speaking import line_of, slots_of
from coaching.language import Lines
from coaching.rehearsal import Conversation, Turn
from coaching.scenario import Scenario


@dataclass(frozen=True)
class Answer:
    """One thing felt: by what name, how much it moves trust, and what is said to it."""

    cause: str
    points: int
    says: Lines
    replaces: bool = False  # the reply, rather than standing before it


@dataclass(frozen=True)
class Before:
    """What was so before the message, as far as it matters to what is felt."""

    mind: Mind
    is_first_meeting: bool
    name_said: bool  # today
    facts: int  # taken up today


def answers_to(
    noticed: Noticed, turn: Turn, before: Before, member: Member, figures: Figures, *, leads: bool
) -> tuple[Answer, ...]:
    """What is felt, in order. `leads` tells that the reply goes on with what was remembered."""
    moved = sum(change.points for change in turn.changes)  # nothing is won by such a question, and what sells is paid
    if noticed.lost_name:
        points = min(0, figures.name_forgotten - moved)
        return (Answer("club_name_forgotten", points, member.name_forgotten, replaces=True),)
    if noticed.asks_referral:
        points = min(0, figures.asked_too_early - moved)
        return (Answer("club_too_early", points, member.referral_too_early, replaces=True),)
    return tuple(_remembered(noticed, turn, before, member, figures, leads=leads))


def _remembered(
    noticed: Noticed, turn: Turn, before: Before, member: Member, figures: Figures, *, leads: bool
) -> Iterator[Answer]:
    if noticed.own_name and not before.name_said and not before.is_first_meeting:
        says = Lines() if noticed.fact else member.name_remembered
        yield Answer("club_name", figures.name_remembered, says)
    if noticed.fact:
        points = figures.fact_remembered if before.facts < figures.facts_a_meeting else 0
        is_all = not leads and turn.met is None and turn.revealed is None
        yield Answer("club_fact", points, member.fact_remembered, replaces=is_all)


def with_answers(
    conversation: Conversation, answers: tuple[Answer, ...], word: str, scenario: Scenario, before: Mind
) -> Conversation:
    """The conversation with the last turn felt and answered so. Who has left feels it, and says nothing more."""
    turn = conversation.turns[-1]
    for answer in answers:
        turn = _felt(turn, answer, scenario)
        if not turn.ended or (answer.points > 0 and not answer.replaces):
            turn = _said(turn, answer, word, conversation, before)
    return replace(conversation, turns=(*conversation.turns[:-1], turn))


def _felt(turn: Turn, answer: Answer, scenario: Scenario) -> Turn:
    mind = replace(turn.mind, trust=clamp(turn.mind.trust + answer.points))
    changes = (*turn.changes, Change(answer.cause, answer.points)) if answer.points else turn.changes
    return replace(turn, mind=mind, openness=openness(mind, scenario), changes=changes)


def _said(turn: Turn, answer: Answer, word: str, conversation: Conversation, before: Mind) -> Turn:
    profile = conversation.profile
    said = conversation.said | set(turn.said)
    dice = Random(f"{conversation.seed}:{turn.number}:{answer.cause}")
    line = line_of(answer.says, profile.lang, said, slots_of(profile, word), dice)
    if line is None:
        return turn
    if not answer.replaces or turn.ended:
        reply = f"{line.text} {turn.reply}" if turn.reply else line.text
        return replace(turn, reply=reply, said=(line.mark, *turn.said))
    # What isn't said after all was not told either.
    mind = replace(
        turn.mind,
        told=before.told,
        knows=before.knows,
        topic=before.topic,
        hooks=before.hooks,
        asked_back=before.asked_back,
        card=before.card,
        gave_card=before.gave_card,
        waits="",
    )
    return replace(
        turn, mind=mind, reply=line.text, said=(line.mark,), revealed=None, asked_card=False, gave_card=False
    )
