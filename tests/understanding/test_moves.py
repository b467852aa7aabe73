"""What messages do: the decided conventions, the question forms, and how well the labelled messages are found."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest
import yaml

from coaching.language import Language
from coaching.moves import FAMILY, Family, Move
from coaching.reading import Message, Speaker, Utterance
from tests.understanding.reader import HERE, asked_form, read, understanding

CONVENTIONS = yaml.safe_load((HERE / "conventions.yaml").read_text(encoding="utf-8"))
QUESTIONS = [
    (lang, form, says)
    for lang, forms in yaml.safe_load((HERE / "questions.yaml").read_text(encoding="utf-8")).items()
    for form, messages in forms.items()
    for says in messages
]


def labelled(lang: str) -> list[tuple[Message, set[Move]]]:
    lines = (HERE / f"messages_{lang}.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        (
            Message(
                line["text"],
                Language(line["lang"]),
                line["learner_sells"],
                tuple(Utterance(Speaker(each["who"]), each["text"]) for each in line["context"]),
            ),
            {Move(move) for move in line["moves"]},
        )
        for line in map(json.loads, lines)
    ]


def f1(pairs: Iterable[tuple[set[str], set[str]]]) -> float:
    right = wrong = 0
    for expected, found in pairs:
        right += len(expected & found)
        wrong += len(expected ^ found)
    return 2 * right / (2 * right + wrong)


@pytest.mark.parametrize("case", CONVENTIONS, ids=lambda case: f"{case['lang']}: {case['says']}")
def test_a_decided_case_is_read_as_decided(case: dict[str, str]) -> None:
    reading = read(case["says"], case["lang"], after=case.get("after", ""), sells=case.get("sells", ""))

    assert sorted(reading.moves) == sorted(case["moves"])


@pytest.mark.parametrize(("lang", "form", "says"), QUESTIONS)
def test_a_question_is_known_by_its_form_with_and_without_a_mark(lang: str, form: str, says: str) -> None:
    assert asked_form(read(says, lang)) == form


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_labelled_messages_are_understood_as_well_as_when_this_was_written(lang: str) -> None:
    pairs = [(expected, set(understanding().read(message).moves)) for message, expected in labelled(lang)]

    assert f1(({*map(str, expected)}, {*map(str, found)}) for expected, found in pairs) >= 0.88


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("family", [Family.CURIOSITY, Family.SELLING, Family.GENEROSITY])
def test_the_families_trust_hangs_on_are_found(lang: str, family: Family) -> None:
    pairs = [
        ({"it"} if any(FAMILY[move] is family for move in expected) else set(),
         {"it"} if understanding().read(message).has(family) else set())
        for message, expected in labelled(lang)
    ]  # fmt: skip

    assert f1(pairs) >= 0.9


@pytest.mark.parametrize(
    ("sells", "says", "lang"),
    [
        ("bookkeeping", "I do bookkeeping for small firms", "en"),
        ("insurance", "I sell insurance to small firms", "en"),
        ("office cleaning", "I run a cleaning company, we do offices mostly", "en"),
        ("accounting", "our firm does accounts for farmers", "en"),
        ("catering", "We cater weddings and the odd office lunch", "en"),
        ("tenue de livres", "Je fais de la tenue de livres pour des petites entreprises", "fr"),
        ("assurances", "Je vends de l'assurance aux PME", "fr"),
        ("sites web", "Je crée des sites web pour des associations", "fr"),
        ("panneaux solaires", "on pose des panneaux solaires sur les toits", "fr"),
        ("traiteur", "Notre entreprise fait des buffets pour les mariages", "fr"),
    ],
)
def test_a_plain_answer_about_ones_trade_is_no_pitch(sells: str, says: str, lang: str) -> None:
    asked = "Et vous, vous faites quoi?" if lang == "fr" else "And you, what do you do?"

    assert read(says, lang, sells=sells, after=asked).moves == (Move.SELF_DISCLOSURE,)
    assert not read(says, lang, sells=sells).is_selling


def test_selling_after_a_refusal_is_persisting_and_the_same_words_before_are_not() -> None:
    says = "Prenez donc ma carte, on ne sait jamais."

    assert read(says, "fr", after="Non merci, j'ai déjà quelqu'un.").does(Move.PERSIST)
    assert not read(says, "fr", after="Bonsoir! Belle soirée.").does(Move.PERSIST)


def test_a_question_about_what_was_just_told_is_a_follow_up_and_one_about_the_evening_is_not() -> None:
    told = "Je photographie des artisans dans leur atelier."

    assert read("Et ils oublient la caméra comment?", "fr", after=told).does(Move.FOLLOW_UP)
    assert not read("Vous venez souvent ici?", "fr", after=told).does(Move.FOLLOW_UP)


def test_what_the_learner_sells_decides_between_interest_and_a_hunt() -> None:
    says = "Vous êtes assuré pour votre matériel?"

    assert read(says, "fr", sells="assurances").does(Move.SALES_PROBE)
    assert "sales_probe" not in read("Who taught you to bind books?", "en", sells="insurance").moves


def test_the_evidence_quotes_the_clause_that_made_the_move() -> None:
    reading = read("Bonsoir! Comment vous apprivoisez la lumière, ici?", "fr")

    assert reading.quote(Move.SMALL_TALK) == "Bonsoir"
    assert reading.quote(Move.OPEN_QUESTION).startswith("Comment vous apprivoisez la lumière")
