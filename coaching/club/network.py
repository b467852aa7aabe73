"""What a season comes to: who knows the learner, who would send somebody, what was given and what came back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from coaching.club.figures import Figures
from coaching.club.member import Club
from coaching.club.referring import would_refer
from coaching.club.season import Referral, Relation, Season
from coaching.moves import SELLING, Family, members
from coaching.scorecard.card import Scorecard
from coaching.scorecard.deed import Deed, NeedsFound
from coaching.scorecard.marking import mark
from coaching.scorecard.rubric import Rubric

HARMFUL = SELLING | members(Family.HOSTILE)
WELL_KNOWN = 3  # conversations from which a relation counts in full
FULL = 100


@dataclass(frozen=True)
class Node:
    """A member in the learner's network."""

    member: str
    meetings: int
    began: int  # trust, 0–100
    trust: int
    knows_you: bool
    would_refer: bool
    given: tuple[str, ...] = ()  # needs met, by name
    offers: int = 0  # of help, those that met a need included


@dataclass(frozen=True)
class Back:
    """A referral that came back; `unexpected` where it came from somebody who had been given nothing."""

    referral: Referral
    unexpected: bool


@dataclass(frozen=True)
class Network:
    """The network at the season's end, or at any moment of it; those spoken with most come first."""

    nodes: tuple[Node, ...]
    came_back: tuple[Back, ...] = ()

    @property
    def met(self) -> tuple[Node, ...]:
        """Those the learner spoke with."""
        return tuple(one for one in self.nodes if one.meetings)


@dataclass(frozen=True)
class SeasonMarks:
    """The mark of a season, 0–100: half of it for what was said, half for what became of the people."""

    score: int
    said: Scorecard
    relations: int  # 0–100


def network_of(season: Season, club: Club) -> Network:
    """The network as it stands."""
    figures = club.figures
    nodes = (_node(one, season, figures) for one in season.relations)
    referrals = [one.referral for one in season.met if one.referral]
    given = {one.member: one.given for one in season.relations}
    back = tuple(Back(one, unexpected=one.vouched_by is not None or not given[one.by]) for one in referrals)
    return Network(tuple(sorted(nodes, key=lambda node: (-node.meetings, -node.trust))), back)


def season_marks(season: Season, club: Club, rubric: Rubric) -> SeasonMarks:
    """The marks of all that was said and of what came of it."""
    needs = _needs(season, club)
    said = mark(deeds_of(season), rubric, season.profile.lang, needs)
    relations = _relations_mark(season, club.figures)
    return SeasonMarks(round((said.score + relations) / 2), said, relations)


def deeds_of(season: Season) -> tuple[Deed, ...]:
    """Every message of the season, numbered through. Said again in another week it costs nothing, nor earns."""
    said: set[str] = set()
    found: list[Deed] = []
    for met in season.met:
        kept = [deed for deed in met.deeds if _plain(deed.text) not in said or deed.reading.does(*HARMFUL)]
        said |= {_plain(deed.text) for deed in met.deeds}
        found += kept
    return tuple(replace(deed, turn=number) for number, deed in enumerate(found, start=1))


def _node(relation: Relation, season: Season, figures: Figures) -> Node:
    grown = relation.trust - relation.began
    is_known = relation.meetings >= figures.knows_you_meetings and grown >= figures.knows_you_above
    has_sent = relation.sent_week is not None
    return Node(
        relation.member,
        relation.meetings,
        relation.began,
        relation.trust,
        knows_you=is_known,
        would_refer=has_sent or would_refer(relation, season.week, figures),
        given=tuple(sorted(relation.mind.helped)) if relation.mind else (),
        offers=relation.given,
    )


def _relations_mark(season: Season, figures: Figures) -> int:
    """How far trust came: unchanged is worth a little, all of it lost nothing, and a season's growth a hundred."""
    spoken = [one for one in season.relations if one.meetings]
    if not spoken:
        return 0
    weights = [min(one.meetings, WELL_KNOWN) for one in spoken]
    marks = [_relation_mark(one, figures) for one in spoken]
    return round(sum(map(_times, weights, marks)) / sum(weights))


def _relation_mark(relation: Relation, figures: Figures) -> float:
    grown = relation.trust - relation.began
    if grown < 0:
        return figures.score_flat * relation.trust / relation.began
    return min(FULL, figures.score_flat + (FULL - figures.score_flat) * grown / figures.score_full)


def _times(one: int, other: float) -> float:
    return one * other


def _needs(season: Season, club: Club) -> NeedsFound:
    spoken = [(one.mind, club.people[one.member].scenario) for one in season.relations if one.mind]
    discovered = sum(
        1 for mind, its in spoken for need in its.needs if need.is_hinted(mind.knows) or need.id in mind.helped
    )
    return NeedsFound(sum(len(its.needs) for _, its in spoken), discovered, sum(len(mind.helped) for mind, _ in spoken))


def given_in(nodes: Iterable[Node]) -> tuple[tuple[str, str], ...]:
    """What was given, as member and need."""
    return tuple((node.member, need) for node in nodes for need in node.given)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
