"""A season in the terminal, as somebody types it."""

from __future__ import annotations

import pytest

from coaching.authoring.clubs import read_chooser
from coaching.faces.terminal.club import practise_club
from coaching.faces.terminal.lines import Piped
from coaching.faces.terminal.paint import Paint
from coaching.faces.terminal.room import Room
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.scorecard.rubric import Mode
from tests.club.seasons import the_club
from tests.content import rubric, understanding


def typed(lang: Language, *lines: str) -> list[str]:
    """What somebody reads who types these lines and then is gone."""
    shown: list[str] = []
    room = Room(understanding(), rubric(), read_words(lang), Paint(), Piped(iter(lines)), shown.append)
    practise_club(room, the_club(), read_chooser(), "tenue de livres", 7)
    return [plain(line) for line in shown]


def plain(line: str) -> str:
    """The line however it was broken and spaced."""
    return " ".join(line.split())


@pytest.mark.parametrize("lang", Language)
def test_whoever_is_gone_at_once_still_sees_the_network(lang: Language) -> None:
    words = read_words(lang)

    shown = typed(lang)

    assert plain(words("club.week", week=1, weeks=the_club().figures.weeks)) in shown
    assert plain(words("club.over")) in shown
    assert plain(words("club.network.knows")) in shown


def test_a_meeting_is_chosen_by_name_or_number_and_ends_with_what_is_kept() -> None:
    words = read_words(Language.FR)

    shown = typed(
        Language.FR, "", "personne", "réal", "Bonjour!", "/pourquoi", "/retour", "/fin", "2", "Bonjour.", "/fin"
    )

    assert plain(words("club.round_skipped")) in shown
    assert plain(words("club.whom_again", count=7)) in shown
    assert plain(words("club.room", name="Réal")) in shown
    assert plain(words("terminal.taken_back")) in shown
    assert plain(words("club.kept_none")) in shown


def test_an_introduction_may_be_said_again_and_is_marked_each_time() -> None:
    words = read_words(Language.FR)

    shown = typed(
        Language.FR,
        "Je vends des assurances, des hypothèques, des REER, des CELI et des fonds.",
        "Je suis courtier. J'aide les jeunes familles à lire leur police. Si vous en croisez une, pensez à moi.",
    )

    assert len([line for line in shown if line.startswith("Votre présentation")]) == 2
    assert plain(words("club.round_again")) in shown


def test_a_season_goes_on_week_by_week_to_its_end() -> None:
    words = read_words(Language.EN)
    weeks = the_club().figures.weeks

    shown = typed(Language.EN, *["", "", "soon", "14", *["", "", ""] * (weeks - 1)])

    assert plain(words("club.next_week_again", most=730)) in shown
    assert plain(words.count("club.later", 14)) in shown
    assert plain(words("club.week", week=weeks, weeks=weeks)) in shown
    assert plain(words.count("club.network.title", weeks)) in shown


def test_both_questionnaires_are_reached_from_the_table() -> None:
    words, chooser = read_words(Language.FR), read_chooser()
    says_networking = ["3" if mode is Mode.NETWORKING else "0" for mode in chooser.statements.values()]

    shown = typed(Language.FR, "/mode", *says_networking, "/reseau", *["1"] * len(chooser.questions))

    assert plain(words("networks.mode.told.networking", share=100)) in shown
    assert any(line.startswith(plain(words("networks.suits"))) for line in shown)


@pytest.mark.parametrize("called", ["real", "Réal", "REAL"])
def test_a_member_is_found_however_their_name_is_typed(called: str) -> None:
    shown = typed(Language.FR, "", called, "/fin")

    assert plain(read_words(Language.FR)("club.room", name="Réal")) in shown


def test_anybody_of_a_group_stands_for_it() -> None:
    words = read_words(Language.FR)
    lines = typed(Language.FR, "")
    group = next((line for line in lines if "La bande de Nadège" in line), "")
    assert group, "the seed draws the group"

    assert plain(words("club.room", name="La bande de Nadège")) in typed(Language.FR, "", "bruno", "/fin")
