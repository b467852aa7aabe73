from __future__ import annotations

from random import Random

import pytest

from coaching.authoring.prescriptions import PRESCRIPTIONS, prescriptions_in, read_prescriptions
from coaching.faces.words import read_words
from coaching.faces.words.telling import judgement_told
from coaching.language import Language
from coaching.prescribing import MOST_CHOICES, Prescription, Question, Verdict, by_attendee, judge, question
from tests.content import ROOT, library

PEOPLE, PROBLEMS = read_prescriptions(ROOT / "scenarios", library())
EMPTY_WORDS = {
    Language.FR: ("", "je sais pas", "parce qu'il est gentil", "j'ai bien aimé parler avec cette personne"),
    Language.EN: ("", "no idea", "because they were nice to me", "I really liked talking to this person"),
}
IDS = [one.id for one in PEOPLE]


def asked(one: Prescription) -> Question:
    right = library()[one.scenario]
    other = next(scenario for name, scenario in library().items() if name != one.scenario)
    found = question([(right, one.facts), (other, frozenset())], [one], Random(1))
    assert found is not None
    return found


def test_there_are_two_needs_or_more_for_everybody_and_nothing_to_mend() -> None:
    assert PROBLEMS == ()
    assert set(by_attendee(PEOPLE)) == set(library())
    assert min(by_attendee(PEOPLE).values()) >= 2


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("one", PEOPLE, ids=IDS)
def test_the_right_one_for_what_was_learned_is_right(one: Prescription, lang: Language) -> None:
    facts = [fact for fact in library()[one.scenario].facts if fact.id in one.facts]
    their = "Il a vraiment appris ça, " if lang is Language.FR else "He truly learnt that, "
    for why in [fact.says.first(lang) for fact in facts] + [their + said for said in one.because.of(lang)]:
        assert judge(asked(one), one.scenario, why, lang).verdict is Verdict.RIGHT, why


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("one", PEOPLE, ids=IDS)
def test_the_right_one_for_no_reason_is_half_of_it_and_the_reason_is_given(one: Prescription, lang: Language) -> None:
    told = {fact.says for fact in library()[one.scenario].facts if fact.id in one.facts}
    for why in EMPTY_WORDS[lang]:
        judgement = judge(asked(one), one.scenario, why, lang)

        assert judgement.verdict is Verdict.NO_REASON, why
        assert judgement.fact in told
        assert judgement.fact.first(lang) in judgement_told(judgement, read_words(lang))[1]


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("one", PEOPLE, ids=IDS)
def test_the_need_said_again_is_no_reason(one: Prescription, lang: Language) -> None:
    assert judge(asked(one), one.scenario, one.need.first(lang), lang).verdict is Verdict.NO_REASON


@pytest.mark.parametrize(
    ("prescription", "why", "lang"),
    [
        ("camera_shy_maker", "il aime les gens qui travaillent de leurs mains", Language.FR),
        ("trouble_at_home", "il est patient avec les gens qui ont tout perdu", Language.FR),
        ("losing_people", "she makes the worst paperwork easy to understand", Language.EN),
        ("twice_broken", "he can tell why a thing snapped", Language.EN),
    ],
)
def test_a_reason_in_words_of_ones_own_is_understood(prescription: str, why: str, lang: Language) -> None:
    one = next(one for one in PEOPLE if one.id == prescription)

    assert judge(asked(one), one.scenario, why, lang).verdict is Verdict.RIGHT


@pytest.mark.parametrize("lang", Language)
def test_another_one_is_told_kindly_with_the_right_one(lang: Language) -> None:
    one = PEOPLE[0]
    words = read_words(lang)
    wrong = next(scenario.id for scenario in asked(one).choices if scenario.id != one.scenario)

    judgement = judge(asked(one), wrong, one.because.first(lang), lang)

    assert judgement.verdict is Verdict.OTHER
    name = judgement.right.name.first(lang)
    assert name in judgement_told(judgement, words)[0]
    assert judgement_told(judgement, words)[0] != judgement_told(judgement, words, nobody=True)[0]


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("one", PEOPLE, ids=IDS)
def test_the_need_never_names_whom_it_is_meant_for(one: Prescription, lang: Language) -> None:
    name = library()[one.scenario].name.first(lang)

    assert name.split()[-1] not in one.need.first(lang)


def test_only_what_the_learner_can_know_is_asked_about() -> None:
    scenario = library()["carpet_seller"]

    assert question([(scenario, frozenset())], PEOPLE, Random(1)) is None
    assert question([(scenario, frozenset({"board"}))], PEOPLE, Random(1)) is None
    found = question([(scenario, frozenset({"pastime"}))], PEOPLE, Random(1))
    assert found is not None
    assert found.prescription.id == "winter_nights"


def test_a_need_is_not_asked_about_twice_and_what_was_learned_adds_up() -> None:
    scenario = library()["carpet_seller"]
    met = [(scenario, frozenset({"pastime"})), (scenario, frozenset({"ear", "good_for"}))]
    seen: set[str] = set()
    while found := question(met, PEOPLE, Random(1), seen):
        assert found.prescription.id not in seen
        seen.add(found.prescription.id)

    assert seen == {"winter_nights", "trouble_at_home"}


def test_the_others_met_are_the_other_choices() -> None:
    met = [(scenario, frozenset(fact.id for fact in scenario.facts)) for scenario in library().values()]

    drawn = [question(met, PEOPLE, Random(seed)) for seed in range(20)]

    for found in drawn:
        assert found is not None
        assert len({one.id for one in found.choices}) == len(found.choices) == MOST_CHOICES
        assert found.right in found.choices
    assert len({found.choices.index(found.right) for found in drawn if found}) > 1


WHOLE = """\
format: 1
people:
  ana:
    send_to: carpet_seller
    learned: [ear]
    looking_for: {fr: "Ana cherche.", en: "Ana is looking."}
    because: {fr: ["bottes"], en: ["boiler"]}
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("carpet_seller", "carpet_sellr", "unknown-choice", 4),
        ("[ear]", "[eer]", "unknown-fact", 5),
        ("[ear]", "[blue_prints]", "unknown-fact", 5),
        ("    because", "    becaus", "unknown-key", 7),
        (', en: "Ana is looking."', "", "missing-language", 6),
        ("    learned: [ear]\n", "", "missing-key", 3),
    ],
)
def test_what_is_wrong_is_told_at_its_place(old: str, new: str, code: str, line: int) -> None:
    assert prescriptions_in(WHOLE, PRESCRIPTIONS, library())[1] == ()

    people, (problem, *_) = prescriptions_in(WHOLE.replace(old, new), PRESCRIPTIONS, library())

    assert people == ()
    assert (problem.code, problem.line) == (code, line)
