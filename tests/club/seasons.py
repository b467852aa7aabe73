"""A club to test on: everybody who is written, and conversations typed or drawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

import yaml

from coaching.authoring.clubs import read_club
from coaching.club.meeting import Meeting, arrive, say
from coaching.club.member import Club
from coaching.club.parting import part
from coaching.club.playing import Entry, Played, play
from coaching.club.season import Season, begin_season, next_week
from coaching.language import Language
from coaching.rehearsal import Profile
from tests.content import ROOT, library, understanding

SOPHIE = Profile(Language.FR, "Sophie", "tenue de livres")
REAL, ETIENNE = "club_regular", "defensive_photographer"


@cache
def the_club() -> Club:
    club, problems = read_club(ROOT / "scenarios", library())
    assert club is not None, problems
    return club


def played(*entries: Entry, profile: Profile = SOPHIE, seed: int = 3) -> tuple[Season, tuple[Played, ...]]:
    return play(the_club(), profile, seed, entries, understanding())


def a_meeting(season: Season, member: str, *texts: str) -> tuple[Season, Meeting]:
    """The season after such a meeting, and the meeting."""
    meeting = arrive(season, member, the_club())
    for text in texts:
        meeting = say(meeting, text, season, the_club(), understanding())
    return part(meeting, season, the_club(), understanding())[0], meeting


def a_season(profile: Profile = SOPHIE, seed: int = 3, wanted: Sequence[str] = (ETIENNE,)) -> Season:
    return begin_season(the_club(), profile, seed, wanted)


def a_week_later(season: Season, days: int = 7) -> Season:
    return next_week(season, the_club(), days)


def at_random(seed: int) -> tuple[Season, tuple[Meeting, ...]]:
    """A whole season of somebody who types whatever comes to mind, calls people by any name and is away for a while."""
    dice = Random(seed)
    lang = dice.choice(tuple(Language))
    club, said = the_club(), messages(lang)
    season = begin_season(club, Profile(lang, dice.choice(("", "Alex")), dice.choice(("", "tenue de livres"))), seed)
    meetings: list[Meeting] = []
    while not season.is_over(club.figures):
        for _ in range(dice.randint(0, club.figures.rooms)):
            member = dice.choice(season.relations).member
            meeting = arrive(season, member, club)
            for _ in range(dice.randint(1, 5)):
                if not meeting.is_over:
                    meeting = say(meeting, _typed(said, club, lang, dice), season, club, understanding())
            season, _ = part(meeting, season, club, understanding())
            meetings.append(meeting)
        season = next_week(season, club, dice.choice((7, 7, 7, 14, 60, 400)))
    return season, tuple(meetings)


@cache
def messages(lang: Language) -> tuple[str, ...]:
    written = Path(ROOT / f"tests/learners/messages_{lang}.yaml").read_text(encoding="utf8")
    club = {
        Language.FR: (
            "Quoi de neuf?",
            "C'est quoi votre nom déjà?",
            "Avez-vous des clients à me référer?",
            "À mercredi!",
        ),
        Language.EN: (
            "What's new?",
            "What's your name again?",
            "Do you know anyone who needs me?",
            "See you next week!",
        ),
    }
    return (*yaml.safe_load(written)["messages"], *club[lang])


def _typed(said: Sequence[str], club: Club, lang: Language, dice: Random) -> str:
    text = dice.choice(said)
    if dice.random() < 0.3:
        name = dice.choice(sorted(club.people))
        text = f"{club.people[name].member.names.of(lang)[0]}, {text}"
    return text
