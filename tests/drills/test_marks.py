"""What an answer to a drill earns, and what it is told."""

from __future__ import annotations

import pytest

from coaching.drills import Void, mark_drill
from coaching.language import Language
from tests.content import understanding
from tests.drills.content import drills, marked

NONSENSE = {
    "fr": [
        "",
        "   ",
        "…",
        "asdf ghjk qwer zxcv",
        "bla bla bla bla",
        "réseautage écoute question relance entraide",
        "ok",
    ],
    "en": [
        "",
        "   ",
        "…",
        "asdf ghjk qwer zxcv",
        "blah blah blah",
        "networking listening question follow-up help",
        "ok",
    ],
}


@pytest.mark.parametrize("kind", drills())
@pytest.mark.parametrize("lang", Language)
def test_nonsense_earns_hardly_anything(kind: str, lang: Language) -> None:
    assert {text: score for text in NONSENSE[lang] if (score := marked(kind, lang, text).score) >= 20} == {}


@pytest.mark.parametrize(
    ("text", "void"),
    [
        ("", Void.EMPTY),
        ("asdf ghjk qwer zxcv", Void.NOISE),
        ("thanks thanks thanks", Void.NOISE),
        ("Et vous, qu'est-ce que vous faites de vos journées ici?", Void.FOREIGN),
    ],
)
def test_what_is_no_answer_is_named_and_told_kindly(text: str, void: Void) -> None:
    marks = marked("what_do_you_do", "en", text)

    assert (marks.score, marks.void) == (0, void)
    (told,) = marks.findings
    assert told.advice
    assert "{quote}" not in told.advice


@pytest.mark.parametrize("kind", drills())
@pytest.mark.parametrize("lang", Language)
def test_the_score_is_the_sum_of_findings_that_quote_the_answer(kind: str, lang: Language) -> None:
    drill = drills()[kind]
    for item in drill.items[lang][:4]:
        for text in (item.models[0], f"{item.models[0]} {item.sells} à moitié prix!", "Bonsoir!", "Vous aimez ça?"):
            marks = mark_drill(drill, item, text, understanding())
            assert marks.score == sum(one.points for one in marks.findings)
            assert 0 <= marks.score <= 100
            assert all(one.quote and one.quote in text for one in marks.findings)
            assert all("{" not in one.advice for one in marks.findings)


def test_the_same_answer_gets_the_same_marks() -> None:
    text = "How did that come about? I sell phones, by the way."

    assert marked("follow_up", "en", text) == marked("follow_up", "en", text)


def test_silence_is_no_restraint() -> None:
    marks = marked("follow_up", "en", "Oh.")

    assert marks.score == 0
    assert all(not one.held for one in marks.findings)


def test_a_closed_question_earns_less_than_an_open_one_and_is_quoted() -> None:
    opened = marked("open_it_up", "fr", "Comment en êtes-vous venue à restaurer des meubles?")
    closed = marked("open_it_up", "fr", "Restaurez-vous des meubles depuis longtemps?")

    assert opened.score > closed.score + 40
    assert any("Restaurez-vous" in one.advice for one in closed.findings if not one.held)


def test_the_thread_of_the_story_is_worth_taking_up() -> None:
    item = drills()["follow_up"].items[Language.EN][0]

    taken = marked("follow_up", "en", item.models[0])
    general = marked("follow_up", "en", "What else do you do?")

    assert taken.score - general.score >= 30


def test_beside_something_that_sells_the_good_earns_half() -> None:
    good = marked("pitch_to_question", "fr", "Comment ça commence, réparer des violons?")
    both = marked(
        "pitch_to_question",
        "fr",
        "Comment ça commence, réparer des violons? Je fais des sites web, je vous en fais un à moitié prix.",
    )

    assert both.score < 40 < good.score
    halved = [one for one in both.findings if one.held and one.points < one.most]
    assert halved
    assert all(one.points == one.most // 2 for one in halved)


def test_a_third_sentence_is_one_too_many_and_is_the_one_quoted() -> None:
    marks = marked("what_do_you_do", "en", "I keep books for small shops. It's quiet. The shoeboxes come on Friday.")

    (long,) = [one for one in marks.findings if one.name == "Two sentences"]
    assert (long.held, long.quote) == (False, "The shoeboxes come on Friday.")


def test_an_insult_is_no_way_to_decline_a_card() -> None:
    assert marked("decline_card", "en", "Get lost with your stupid card.").score < 20


def test_advice_beside_a_feeling_is_told_from_having_heard() -> None:
    heard = marked("reflect", "en", "It had to be your own hands that took that sign down.")
    advised = marked("reflect", "en", "I can give you the number of a good sign maker, I'll text it to you.")

    assert heard.score >= 80
    assert advised.score < 40
