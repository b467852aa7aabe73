"""Whole seasons: who is sent whom, what the marks come to, and that nothing breaks whatever is typed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coaching.club.network import network_of, season_marks
from coaching.club.playing import Entry
from coaching.club.referring import referral_of, voucher_of, would_refer
from coaching.club.season import Season
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.pictures import draw
from coaching.pictures.board import Bars
from coaching.pictures.network import network_board
from coaching.rehearsal import Profile
from coaching.scorecard.rubric import Mode
from tests.club.seasons import ETIENNE, REAL, SOPHIE, at_random, played, the_club
from tests.commands.running import bot
from tests.content import rubric

GIVER = (
    Entry(
        ETIENNE,
        (
            "Bonjour! Moi, j'ai rien à vendre ce matin, je suis venue pour jaser.",
            "Qu'est-ce que vous aimez le plus dans votre métier?",
            "Comment ça se passe, dans l'atelier d'un artisan?",
            "Vous leur laissez le temps d'oublier l'appareil, donc.",
            "Merci, à la semaine prochaine!",
        ),
    ),
    Entry(
        ETIENNE,
        (
            "Bonjour Étienne! Comment s'est passée votre semaine?",
            "Qu'est-ce qui vous complique la vie, ces temps-ci, avec vos tirages?",
            "J'ai un cousin imprimeur qui respecte les couleurs, je vous donne son numéro, sans rien attendre.",
            "Bonne semaine, Étienne!",
        ),
    ),
    Entry(
        ETIENNE,
        (
            "Bonjour Étienne, avez-vous appelé l'imprimeur pour vos tirages?",
            "Qu'est-ce que ça a changé pour vous?",
            "Je me reconnais là-dedans : moi aussi, j'ai du mal à demander.",
            "À mercredi!",
        ),
    ),
    Entry(
        ETIENNE,
        (
            "Salut Étienne! Quoi de neuf cette semaine?",
            "Comment l'avez-vous pris?",
            "C'est beau, ce que vous racontez là.",
            "Bonne semaine, à mercredi!",
        ),
    ),
)
TAKER = (
    Entry(ETIENNE, ("Bonjour, je vends les meilleures assurances du Québec.", "Avez-vous des clients pour moi?")),
    Entry(ETIENNE, ("Avez-vous réfléchi à mon forfait?", "Voici ma carte, donnez-la à vos clients.")),
    Entry(ETIENNE, ("Mon produit est le moins cher du marché, vous devriez changer.", "On signe quand?")),
    Entry(ETIENNE, ("Vous pourriez me recommander à vos artisans?", "Je vous fais un prix, juste aujourd'hui.")),
)
MUTE = tuple(Entry(ETIENNE, ("Bonjour.", "Oui.", "Ok.", "Hum.")) for _ in range(4))


def score_of(season: Season) -> int:
    return season_marks(season, the_club(), rubric()).score


def test_giver_mute_and_taker_come_out_in_that_order() -> None:
    seasons = {name: played(*entries) for name, entries in (("giver", GIVER), ("mute", MUTE), ("taker", TAKER))}
    sent = {name: [one.parting.referral for one in its if one.parting.referral] for name, (_, its) in seasons.items()}
    scores = {name: score_of(season) for name, (season, _) in seasons.items()}

    assert [len(sent[name]) for name in ("giver", "mute", "taker")] == [1, 0, 0]
    assert scores["giver"] > 60 > scores["mute"] > scores["taker"]


def test_a_referral_comes_from_who_was_helped_and_not_before_the_fourth_meeting() -> None:
    _, meetings = played(*GIVER)

    referrals = [one.parting.referral for one in meetings]
    assert referrals[:3] == [None, None, None]
    assert referrals[3] is not None
    assert referrals[3].by == ETIENNE
    assert meetings[3].parting.said


def test_the_mode_of_a_season_is_told() -> None:
    modes = {
        entries[0].messages[0]: season_marks(played(*entries)[0], the_club(), rubric()).said.mode
        for entries in (GIVER, TAKER)
    }

    assert list(modes.values()) == [Mode.NETWORKING, Mode.SELLING]


def test_what_is_said_every_week_neither_costs_nor_earns_again() -> None:
    once, _ = played(GIVER[0])
    twice, _ = played(GIVER[0], GIVER[0])

    def said(season: Season) -> int:
        return season_marks(season, the_club(), rubric()).said.score

    assert said(twice) == said(once)


def test_pushing_puts_a_referral_off_and_giving_nothing_brings_none() -> None:
    season, _ = played(*GIVER)
    ready = replace(season.relation(ETIENNE), sent=(), sent_week=None)
    figures = the_club().figures

    assert would_refer(ready, season.week, figures)
    assert not would_refer(replace(ready, asked_early=1), season.week, figures)
    assert not would_refer(replace(ready, sold=1), season.week, figures)
    assert not would_refer(replace(ready, mind=None), season.week, figures)
    assert not would_refer(replace(ready, trust=figures.trust_to_refer - 1), season.week, figures)


def test_a_member_passes_somebody_on_because_one_they_trust_was_helped() -> None:
    season, _ = played(*GIVER, Entry(REAL, ("Bonjour Réal!",)))
    stranger = season.relation(REAL)
    open_to_it = replace(stranger, meetings=2, trust=45)

    assert ETIENNE in the_club().people[REAL].member.trusts
    assert voucher_of(stranger, season, the_club()) is None
    found = referral_of(open_to_it, season, the_club())
    assert found is not None
    assert (found[0].by, found[0].vouched_by) == (REAL, ETIENNE)
    assert referral_of(replace(open_to_it, sold=1), season, the_club()) is None


def test_the_network_tells_who_knows_whom_what_was_given_and_what_came_back() -> None:
    season, _ = played(*GIVER, Entry(REAL, ("Bonjour.",)))
    network = network_of(season, the_club())
    etienne, real = network.nodes[0], next(one for one in network.nodes if one.member == REAL)

    assert (etienne.member, etienne.knows_you, etienne.would_refer) == (ETIENNE, True, True)
    assert "printer" in etienne.given
    assert (real.meetings, real.knows_you, real.would_refer) == (1, False, False)
    assert [one.referral.by for one in network.came_back] == [ETIENNE]
    assert not network.came_back[0].unexpected


@pytest.mark.parametrize("lang", Language)
def test_the_network_is_drawn_and_says_who_is_in_it(lang: Language) -> None:
    season, _ = played(*GIVER, profile=Profile(lang, "Sophie", "tenue de livres"))
    network, marks = network_of(season, the_club()), season_marks(season, the_club(), rubric())

    board = network_board(network, marks, season, the_club(), read_words(lang))

    labels = [bar.label for block in board.blocks if isinstance(block, Bars) for bar in block.bars]
    assert labels == [the_club().people[one.member].name(lang) for one in network.nodes]
    assert str(marks.score) in board.alt
    assert draw(board).height > 800


# A hundred of them: benchmarks/seasons.py 100.
@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_typed_a_season_ends_and_no_line_comes_twice_in_a_conversation(seed: int) -> None:
    season, meetings = at_random(seed)

    assert season.is_over(the_club().figures)
    for meeting in meetings:
        turns = meeting.conversation.turns
        marks = [*meeting.conversation.opening_said, *(one for turn in turns for one in turn.said)]
        assert meeting.conversation.opening
        assert all(turn.reply.strip() for turn in turns)
        assert len(marks) == len(set(marks))
        assert all(0 <= turn.mind.trust <= 100 for turn in turns)
        assert len(meeting.noticed) == len(turns)


def test_the_command_plays_seasons_and_answers_in_json(tmp_path: Path) -> None:
    script = tmp_path / "seasons.yaml"
    script.write_text(
        json.dumps(
            [
                _script("giver", GIVER),
                {"id": "away", "lang": "en", "meetings": [{"with": REAL, "messages": ["Morning!"], "days_since": 21}]},
                {"id": "astray", "lang": "fr", "meetings": [{"with": "club_regulr", "messages": []}]},
                {"id": "backwards", "lang": "fr", "meetings": [{"with": REAL, "messages": [], "days_since": -1}]},
            ]
        ),
        encoding="utf-8",
    )

    done = bot("club", script, "--json", data=tmp_path, anew=True)

    giver, away = (json.loads(line) for line in done.out.splitlines())
    assert set(giver) == {"id", "meetings", "network", "score", "mode"}
    assert [set(one) for one in giver["meetings"]] == [{"with", "trust_before", "trust_after", "referral"}] * 4
    assert set(giver["meetings"][-1]["referral"]) == {"from", "need"}
    assert away["meetings"][0]["referral"] is None
    assert done.code == 1
    told = done.err.splitlines()
    assert [line.split(":")[0].strip() for line in told] == ["astray", "backwards"]
    assert REAL in told[0]


def _script(name: str, entries: tuple[Entry, ...]) -> dict[str, Any]:
    meetings = [{"with": one.member, "messages": list(one.messages)} for one in entries]
    return {"id": name, "lang": "fr", "learner_sells": SOPHIE.sells, "seed": 3, "meetings": meetings}
