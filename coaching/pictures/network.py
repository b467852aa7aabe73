"""The network at a season's end as a picture: who knows the learner and how well, what was given, what came back."""

from __future__ import annotations

from coaching.club.member import Club
from coaching.club.network import Network, Node, SeasonMarks
from coaching.club.season import Season
from coaching.faces.words import Words
from coaching.faces.words.clubs import back_told, gave_told, name_of
from coaching.pictures.board import (
    Bar,
    Bars,
    Block,
    Board,
    Chip,
    Chips,
    Heading,
    Look,
    Ring,
    Shape,
    Text,
    Title,
    Tone,
)


def network_board(
    network: Network, marks: SeasonMarks, season: Season, club: Club, words: Words, look: Look | None = None
) -> Board:
    """The picture of a season, at its end or at any moment of it."""
    weeks = min(season.week, club.figures.weeks)
    known = [name_of(one.member, club, words) for one in network.nodes if one.knows_you]
    referring = [name_of(one.member, club, words) for one in network.nodes if one.would_refer]
    blocks: tuple[Block, ...] = (
        Title(words.count("club.network.title", weeks)),
        Ring(marks.score, words("pictures.out_of"), words(f"debrief.mode.{marks.said.mode}")),
        Heading(words("club.network.trust")),
        Bars(tuple(_bar(one, club, words) for one in network.nodes)),
        Text(words("club.network.notch"), quiet=True),
        *_people(words("club.network.knows"), known, Shape.DISC, Tone.ONE, words("club.network.nobody_knows")),
        *_people(words("club.network.refers"), referring, Shape.STAR, Tone.GOOD, words("club.network.nobody_refers")),
        Heading(words("club.network.gave")),
        *(Text(line) for line in gave_told(network, club, words)),
        Heading(words("club.network.back")),
        *(Text(line) for line in back_told(network, club, words)),
    )
    alt = words(
        "club.network.alt",
        score=marks.score,
        known=_listed(known, words),
        referring=_listed(referring, words),
        back=" ".join(back_told(network, club, words)),
    )
    return Board(blocks, alt, look or Look())


def _bar(node: Node, club: Club, words: Words) -> Bar:
    talked = words.count("club.network.meetings", node.meetings) if node.meetings else words("club.network.unknown")
    return Bar(name_of(node.member, club, words), node.trust, str(node.trust), talked, earlier=node.began)


def _people(heading: str, names: list[str], shape: Shape, tone: Tone, nobody: str) -> tuple[Block, ...]:
    chips = tuple(Chip(shape, tone, name) for name in names)
    return (Heading(heading), Chips(chips) if chips else Text(nobody, quiet=True))


def _listed(names: list[str], words: Words) -> str:
    return ", ".join(names) or words("club.network.nobody")
