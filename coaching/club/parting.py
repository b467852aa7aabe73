"""The end of a meeting: what is kept of it, and whom they send the learner, where they do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from coaching.club.keeping import after, has_sold, took_part
from coaching.club.meeting import Meeting, scene
from coaching.club.member import Club, Lead
from coaching.club.referring import referral_of
from coaching.club.season import Met, Referral, Season
from coaching.club.speaking import line_of, slots_of
from coaching.rehearsal import Reader, deeds


@dataclass(frozen=True)
class Parting:
    """What is said once a conversation is over: a referral, if one is due, and how trust stands now."""

    said: str
    referral: Referral | None
    trust_before: int
    trust_after: int


def part(meeting: Meeting, season: Season, club: Club, understanding: Reader) -> tuple[Season, Parting]:
    """The season after the meeting, and how the two part."""
    person, figures = club.people[meeting.member], club.figures
    relation = after(meeting, season.relation(meeting.member), person, scene(meeting, club), figures, season.day)
    said, referral = "", None
    is_spoilt = has_sold(meeting) or meeting.pushed or not took_part(meeting, figures)
    found = None if is_spoilt else referral_of(relation, season, club)
    if found is not None:
        referral, lead, at = found
        said, marks = _told(referral, lead, season, club, relation.said)
        relation = replace(relation, sent=(*relation.sent, at), sent_week=season.week, said=relation.said | marks)
    conversation = meeting.conversation
    met = Met(
        meeting.member,
        season.week,
        meeting.trust_before,
        relation.trust,
        deeds(conversation, understanding),
        tuple(sorted(conversation.mind.helped - conversation.beginning.helped)),
        referral,
    )
    parted = replace(season.having(relation), met=(*season.met, met))
    return parted, Parting(said, referral, meeting.trust_before, relation.trust)


def _told(
    referral: Referral, lead: Lead, season: Season, club: Club, said: frozenset[int]
) -> tuple[str, frozenset[int]]:
    """How they tell of whom they send; who spoke well of the learner comes first."""
    profile, member = season.profile, club.people[referral.by].member
    dice = Random(f"{season.seed}:{referral.by}:{season.week}:told")
    friend = club.people[referral.vouched_by].name(profile.lang) if referral.vouched_by else ""
    slots = slots_of(profile, friend=friend)
    groups = ((member.vouched,) if friend else ()) + (lead.says,)
    lines = [line for lines in groups if (line := line_of(lines, profile.lang, said, slots, dice))]
    return " ".join(line.text for line in lines), frozenset(line.mark for line in lines)
