from __future__ import annotations

from dataclasses import replace

import pytest

from coaching.debriefing.alternative import instead
from coaching.debriefing.grounding import is_grounded, is_sayable
from coaching.language import Language
from coaching.rehearsal import Conversation, Profile, marks, play
from coaching.scenario import Scenario
from coaching.scorecard.card import Finding, Kind
from coaching.scorecard.rubric import RuleId
from tests.content import library, rubric, understanding

PITCHES = {
    Language.FR: ["Bonsoir!", "On a le meilleur logiciel en ville, à 49 $ par mois.", "Nos clients économisent 20 %."],
    Language.EN: [
        "Evening!",
        "Ours is the best software in town, at 49 a month.",
        "Our clients save 20 %, guaranteed.",
    ],
}


def played(scenario: Scenario, lang: Language, messages: list[str]) -> Conversation:
    return play(scenario, Profile(lang, sells="logiciels"), 4, messages, understanding())


def slip_of(conversation: Conversation, scenario: Scenario, rule: RuleId | None = None) -> Finding:
    card = marks(conversation, scenario, understanding(), rubric())
    return next(one for one in card.findings if one.kind is Kind.SLIP and rule in (None, one.rule))


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("name", sorted(library()))
def test_every_attendee_has_something_else_one_could_have_said(name: str, lang: Language) -> None:
    scenario = library()[name]
    conversation = played(scenario, lang, PITCHES[lang])
    slip = slip_of(conversation, scenario)

    said = instead(conversation, scenario, slip, rubric())

    assert said
    assert said[-1] in "?."
    assert said == instead(conversation, scenario, slip, rubric())
    assert said not in {turn.text for turn in conversation.turns}


def test_it_takes_up_a_word_they_had_just_said() -> None:
    scenario = library()["self_promoter"]
    conversation = played(scenario, Language.FR, ["On cale un rendez-vous demain à 9 h, j'ai mon contrat, tu signes?"])
    slip = slip_of(conversation, scenario)
    heard = replace(conversation, opening="Ah, moi j'ai une cagnotte, pis un mentor, tu sais.")

    assert "mentor" in instead(heard, scenario, slip, rubric())
    assert "mentor" not in instead(conversation, scenario, slip, rubric())


def test_who_had_sold_before_says_sorry_first() -> None:
    scenario = library()["buffet_skeptic"]
    conversation = played(
        scenario, Language.EN, [PITCHES[Language.EN][1], "Who handles your phones? I can beat any price."]
    )
    slip = slip_of(conversation, scenario, RuleId.SALES_PROBE)

    assert instead(conversation, scenario, slip, rubric()).startswith(rubric().coach.leads["sorry"].first(Language.EN))


def test_an_insult_is_not_mended_by_a_question() -> None:
    scenario = library()["buffet_loner"]
    conversation = played(scenario, Language.EN, ["your job is stupid"])
    slip = slip_of(conversation, scenario, RuleId.DISMISSIVE)

    assert instead(conversation, scenario, slip, rubric()) == slip.instead


@pytest.mark.parametrize(
    ("text", "familiar", "sayable"),
    [
        ("Comment vous avez commencé?", False, True),
        ("Comment vous avez commencé?", True, False),
        ("C'est quoi ton métier?", True, True),
        ("C'est quoi ton métier?", False, False),
        ("c koi ta job dans vie", True, False),
        ("Pis vous?", False, False),
    ],
)
def test_only_what_could_be_read_aloud_is_said(text: str, sayable: bool, familiar: bool) -> None:
    assert is_sayable(text, Language.FR, familiar=familiar) is sayable


def test_a_question_points_at_nothing_that_was_never_said() -> None:
    question = "Qu'est-ce qu'il y a sur la cassette?"

    assert is_grounded(question, "On a retrouvé une cassette.", Language.FR, leans=True)
    assert not is_grounded(question, "On a bien ri.", Language.FR, leans=True)
