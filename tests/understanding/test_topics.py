"""Which of a scenario's topics and needs a message is about."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from coaching.attendee.answers import AS_GOOD
from coaching.authoring.library import read_library
from coaching.language import Language
from coaching.reading import Message, Reading
from coaching.scenario import Scenario
from coaching.understanding.retrieval import BEHIND
from tests.understanding.reader import understanding

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"


@cache
def photographer() -> Scenario:
    scenarios, _ = read_library(SCENARIOS)
    return scenarios["defensive_photographer"]


def about(says: str, lang: str) -> Reading:
    return understanding().read(Message(says, Language(lang)), photographer())


@pytest.mark.parametrize(
    ("says", "lang", "topic"),
    [
        ("Vous avez commencé la photo comment?", "fr", "beginnings"),
        ("Comment vous faites oublier la caméra aux gens?", "fr", "forget_camera"),
        ("la lumière ici, pas trop dure?", "fr", "light"),
        ("Quel appareil vous utilisez?", "fr", "gear"),
        ("Vous imprimez vos photos où?", "fr", "prints"),
        ("Et l'hiver, c'est plus tranquille?", "fr", "winter"),
        ("How did you get into photography?", "en", "beginnings"),
        ("Where do you get your prints done?", "en", "prints"),
        ("what camera is that", "en", "gear"),
        ("What's the worst part of the job?", "en", "unseen"),
    ],
)
def test_a_question_in_other_words_finds_its_topic(says: str, lang: str, topic: str) -> None:
    assert topic in [match.id for match in about(says, lang).topics[:2]]


@pytest.mark.parametrize(
    ("says", "lang"),
    [("Que pensez-vous du hockey?", "fr"), ("Vous aimez les chats?", "fr"), ("Do you like cats?", "en"), ("ok", "fr")],
)
def test_a_question_on_nothing_the_attendee_knows_finds_none(says: str, lang: str) -> None:
    assert about(says, lang).topics == ()


def test_needs_are_looked_for_only_in_an_offer() -> None:
    offer = about("Je connais un imprimeur à Longueuil qui tient les couleurs, je vous le présente?", "fr")

    assert offer.needs
    assert offer.needs[0].id == "printer"
    assert about("Il est où, votre imprimeur?", "fr").needs == ()
    assert about("Je connais un plombier, je vous le présente?", "fr").needs == ()


@pytest.mark.parametrize(
    ("text", "lang", "need"),
    [
        ("mon chum fait des impressions grand format, y'est vraiment maniaque, jpeux vous l'envoyer", "fr", "printer"),
        ("a guy i know does huge prints, really picky, ill send u his number", "en", "printer"),
        ("ma tante fabrique des violons a saint-jean, je pourrais lui parler de vous", "fr", "makers"),
        ("i could introduce you to a saddle maker i know", "en", "makers"),
    ],
)
def test_a_need_is_found_by_what_the_offer_means(text: str, lang: str, need: str) -> None:
    assert [match.id for match in about(text, lang).needs][:1] == [need]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("je connais une bonne place pour manger a Longueuil, je vous donne le nom", "fr"),
        ("voulez-vous que j'aille vous chercher un cafe?", "fr"),
        ("i know a good place to eat round here, ill give u the name", "en"),
        ("shall i fetch you a coffee?", "en"),
    ],
)
def test_help_that_anybody_could_offer_meets_nobodys_need(text: str, lang: str) -> None:
    assert about(text, lang).needs == ()


def test_matches_come_best_first_within_bounds() -> None:
    scores = [match.score for match in about("Comment vous êtes tombé dans la photo?", "fr").topics]

    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


@pytest.mark.parametrize(
    ("says", "lang", "topic"),
    [
        ("Ça doit être long, apprendre à travailler la lumière comme ça.", "fr", "light"),
        ("I bet winter's quiet for a photographer.", "en", "winter"),
    ],
)
def test_a_remark_is_about_something_as_much_as_a_question(says: str, lang: str, topic: str) -> None:
    assert topic in [match.id for match in about(says, lang).topics]


@pytest.mark.parametrize(
    ("says", "lang"), [("Bon, je vous laisse, bonne soirée!", "fr"), ("I'll let you get on, lovely to meet you.", "en")]
)
def test_leave_is_about_nothing(says: str, lang: str) -> None:
    assert about(says, lang).topics == ()


def test_a_topic_told_beside_a_question_is_no_further_behind_than_anybody_follows() -> None:
    """What a spared look would have found must lie beyond the reach of whoever answers."""
    assert BEHIND >= AS_GOOD


def test_a_statement_beside_a_clear_question_changes_no_answer() -> None:
    alone = about("Vous imprimez vos photos où?", "fr").topics[0].id
    beside = about("Je viens d'arriver, il fait froid dehors. Vous imprimez vos photos où?", "fr").topics[0].id

    assert alone == beside == "prints"
