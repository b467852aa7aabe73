"""The club told in words, the same in every face: how members stand, what is kept, an introduction, the network."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.club.choosing import ModeAnswer, Suits
from coaching.club.introduction import LEAST_WORDS, IntroductionMarks, Quality
from coaching.club.keeping import took_part
from coaching.club.meeting import Meeting
from coaching.club.member import Club
from coaching.club.network import Back, Network, Node, SeasonMarks
from coaching.club.parting import Parting
from coaching.club.scene import greeting_of
from coaching.club.season import Relation, Season
from coaching.faces.words import Words
from coaching.scorecard.rubric import Mode

STANDING = {"first": "new", "sore": "sore", "warm": "warm", "known": "known", "after_absence": "seen"}
ADVISED = 2  # misses of an introduction that are spoken of


@dataclass(frozen=True)
class Section:
    """A heading with its lines."""

    heading: str
    lines: tuple[str, ...]


def standing_told(relation: Relation, season: Season, club: Club, words: Words) -> str:
    """How a member and the learner stand, in a few words."""
    if relation.sent_week is not None:
        return words("club.standing.refers")
    if relation.meetings == 1 and relation.trust >= relation.began:
        return words("club.standing.seen")
    return words(f"club.standing.{STANDING[greeting_of(relation, season.away, club)]}")


def parting_told(meeting: Meeting, parting: Parting, club: Club, words: Words) -> list[str]:
    """What stays of a meeting once it is over, and whom they send, if they do."""
    won = meeting.conversation.mind.trust - meeting.trust_before
    lines = [words("club.trust_kept", before=parting.trust_before, after=parting.trust_after)]
    if not took_part(meeting, club.figures) and parting.trust_after == parting.trust_before:
        lines.append(words("club.kept_none"))
    elif won > club.figures.most_a_meeting:
        lines.append(words("club.kept_less"))
    if meeting.recalled:
        lines.append(words.count("club.remembered", len(meeting.recalled)))
    return lines


def referral_told(parting: Parting, club: Club, words: Words) -> list[str]:
    """The referral, where there is one: from whom, what is looked for, and thanks to whom."""
    referral = parting.referral
    if referral is None:
        return []
    lines = [words("club.referral", name=name_of(referral.by, club, words)), words("club.need", need=referral.need)]
    if referral.vouched_by:
        lines.append(words("club.vouched", friend=name_of(referral.vouched_by, club, words)))
    return lines


def introduction_told(marks: IntroductionMarks, words: Words) -> list[str]:
    """The marks of an introduction: each quality, and what would mend the first two that are missing."""
    if not marks.score:
        return [words("club.introduction.void")]
    lines = [words.count("club.introduction.score", marks.words, score=marks.score)]
    missed = [one.quality for one in marks.heard if not one.held][:ADVISED]
    for one in marks.heard:
        name = words(f"club.introduction.{one.quality}.name")
        lines.append(words("club.introduction.points", points=one.points, most=one.most, name=name))
        if one.held or one.quality in missed:
            key = "held" if one.held else "missed"
            if key == "missed" and one.quality is Quality.BRIEF and marks.words < LEAST_WORDS:
                key = "short"
            lines.append(words(f"club.introduction.{one.quality}.{key}"))
    return lines


def network_told(network: Network, marks: SeasonMarks, season: Season, club: Club, words: Words) -> list[Section]:
    """What a season came to, part by part."""
    said = words(f"debrief.mode.{marks.said.mode}").lower()
    return [
        Section(
            words.count("club.network.title", min(season.week, club.figures.weeks)),
            (
                words("club.network.score", score=marks.score),
                words("club.network.halves", said=marks.said.score, relations=marks.relations, mode=said),
            ),
        ),
        Section(words("club.network.knows"), tuple(_knows(network, club, words))),
        Section(words("club.network.refers"), tuple(_refers(network, club, words))),
        Section(words("club.network.gave"), tuple(gave_told(network, club, words))),
        Section(words("club.network.back"), tuple(back_told(network, club, words))),
    ]


def _knows(network: Network, club: Club, words: Words) -> list[str]:
    known = [one for one in network.nodes if one.knows_you]
    lines = [
        words.count("club.network.knows_one", one.meetings, name=name_of(one.member, club, words)) for one in known
    ] or [words("club.network.nobody_knows")]
    not_met = [name_of(one.member, club, words) for one in network.nodes if not one.meetings]
    return [*lines, words("club.network.not_met", names=", ".join(not_met))] if not_met else lines


def _refers(network: Network, club: Club, words: Words) -> list[str]:
    names = [name_of(one.member, club, words) for one in network.nodes if one.would_refer]
    return names or [words("club.network.nobody_refers")]


def gave_told(network: Network, club: Club, words: Words) -> list[str]:
    """What the learner gave, need by need; offers that met none where nothing else was given."""
    lines = [line for node in network.nodes for line in _given(node, club, words)]
    return lines or [words("club.network.nothing_given")]


def _given(node: Node, club: Club, words: Words) -> list[str]:
    name, scenario = name_of(node.member, club, words), club.people[node.member].scenario
    needs = [need for one in node.given if (need := scenario.need(one))]
    lines = [words("club.network.gave_one", name=name, need=need.what.first(words.lang)) for need in needs]
    if not lines and node.offers:
        lines.append(words.count("club.network.offers", node.offers, name=name))
    return lines


def back_told(network: Network, club: Club, words: Words) -> list[str]:
    """What came back, and from where."""
    return [_back(one, club, words) for one in network.came_back] or [words("club.network.nothing_back")]


def _back(back: Back, club: Club, words: Words) -> str:
    referral = back.referral
    name = name_of(referral.by, club, words)
    if referral.vouched_by:
        friend = name_of(referral.vouched_by, club, words)
        return words("club.network.back_vouched", name=name, friend=friend, need=referral.need)
    key = "back_unexpected" if back.unexpected else "back_one"
    return words(f"club.network.{key}", name=name, need=referral.need)


def kinds_told(found: tuple[Suits, ...], answers: dict[str, str], words: Words) -> list[str]:
    """Which kind of network suits, why, and how to begin."""
    best = found[0]
    if not best.share:
        return [words("networks.nothing")]
    said = [words(f"networks.questions.{one}.{answers[one]}").rstrip(".") for one in best.because]
    return [
        words(f"networks.kinds.{best.kind}.name"),
        words(f"networks.kinds.{best.kind}.is"),
        words("networks.because", answers=" · ".join(said)),
        words(f"networks.kinds.{best.kind}.first"),
    ]


def mode_told(answer: ModeAnswer, words: Words, before: ModeAnswer | None = None) -> list[str]:
    """In which mode somebody says they network, and how that moved."""
    lines = [words(f"networks.mode.told.{answer.mode}", share=answer.share)]
    if before is None or Mode.NONE in (before.mode, answer.mode):
        return lines
    moved = answer.share - before.share
    if not moved:
        return [*lines, words("networks.mode.moved.same")]
    return [*lines, words.count(f"networks.mode.moved.{'up' if moved > 0 else 'down'}", abs(moved))]


def name_of(member: str, club: Club, words: Words) -> str:
    """What a member is called."""
    return club.people[member].name(words.lang)
