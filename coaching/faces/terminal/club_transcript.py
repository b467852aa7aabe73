"""A season as lines of text: each meeting as it was said, and the network at its end."""

from __future__ import annotations

from collections.abc import Iterable

from coaching.club.meeting import scene
from coaching.club.member import Club
from coaching.club.network import Network, SeasonMarks
from coaching.club.playing import Played
from coaching.club.season import Season
from coaching.faces.terminal.paint import PLAIN, Paint, bar
from coaching.faces.terminal.transcript import answer, opening, said
from coaching.faces.words import Words
from coaching.faces.words.clubs import Section, name_of, network_told, parting_told, referral_told


def season_lines(
    season: Season, played: Iterable[Played], network: Network, marks: SeasonMarks, club: Club, words: Words
) -> list[str]:
    """Everything that was said in a season, and what came of it."""
    lines = [club.place.first(words.lang), ""]
    for one in played:
        lines += [*meeting_lines(one, club, words), ""]
    return [*lines, *network_lines(network, marks, season, club, words)]


def meeting_lines(played: Played, club: Club, words: Words) -> list[str]:
    """One meeting, from the greeting to what stays of it."""
    meeting, its = played.meeting, scene(played.meeting, club)
    week = words("club.week", week=meeting.week, weeks=club.figures.weeks)
    lines = [week, words("club.room", name=name_of(meeting.member, club, words)), ""]
    lines += opening(meeting.conversation, its, words)
    before = meeting.conversation.beginning.trust
    for turn in meeting.conversation.turns:
        lines += [said(turn.text, words), *answer(turn, before, its, words)]
        before = turn.mind.trust
    return [*lines, *parted_lines(played, club, words)]


def parted_lines(played: Played, club: Club, words: Words, paint: Paint = PLAIN) -> list[str]:
    """What they say in parting, and what stays."""
    parting = played.parting
    name = name_of(played.meeting.member, club, words)
    lines = [paint.speech(name, parting.said)] if parting.said else []
    lines += [paint.faint(paint.prose(line)) for line in parting_told(played.meeting, parting, club, words)]
    return [*lines, *(paint.good(paint.prose(line)) for line in referral_told(parting, club, words))]


def network_lines(
    network: Network, marks: SeasonMarks, season: Season, club: Club, words: Words, paint: Paint = PLAIN
) -> list[str]:
    """The network, part by part, and trust with each as a bar."""
    first, *others = network_told(network, marks, season, club, words)
    lines = [*_section(first, paint), "", paint.bold(words("club.network.trust"))]
    width = max(len(name_of(one.member, club, words)) for one in network.nodes)
    for one in network.nodes:
        name = f"{name_of(one.member, club, words):<{width}}"
        talked = words.count("club.network.meetings", one.meetings) if one.meetings else words("club.network.unknown")
        lines.append(f"  {name}  {bar(one.trust)} {one.trust:>3}  {paint.faint(talked)}")
    for section in others:
        lines += ["", *_section(section, paint)]
    return lines


def _section(section: Section, paint: Paint) -> list[str]:
    return [paint.bold(section.heading), *(paint.prose(line, 2) for line in section.lines)]
