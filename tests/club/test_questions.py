"""The thirty seconds of the round, the kind of network that suits, and the mode one says one networks in."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
import yaml

from coaching.authoring.clubs import read_chooser
from coaching.club.choosing import MOST, Kind, choose, mode_from
from coaching.club.introduction import POINTS, introduce_self
from coaching.faces.words import read_words
from coaching.faces.words.clubs import introduction_told, kinds_told, mode_told
from coaching.language import Language
from coaching.scorecard.rubric import Mode
from tests.club.seasons import the_club
from tests.content import understanding

GIVEN = yaml.safe_load(Path(__file__).with_name("introductions.yaml").read_text(encoding="utf-8"))
EACH = [(Language(lang), one) for lang, all_of_them in GIVEN.items() for one in all_of_them]


@pytest.mark.parametrize(("lang", "given"), EACH, ids=[one["text"][:30] for _, one in EACH])
def test_an_introduction_is_marked_as_a_coach_would(lang: Language, given: dict[str, str]) -> None:
    marks = introduce_self(given["text"], lang, "", the_club().ears[lang], understanding())

    assert int(given.get("least", 0)) <= marks.score <= int(given.get("most", 100))
    assert marks.score == sum(one.points for one in marks.heard)
    assert introduction_told(marks, read_words(lang))


def test_the_whole_of_an_introduction_is_a_hundred() -> None:
    assert sum(POINTS.values()) == 100


SUITED = {
    Kind.WEEKLY_CLUB: ("same_hour", "same_faces", "need_a_ritual", "to_be_known", "my_contacts", "months"),
    Kind.A_LA_CARTE: ("when_i_can", "new_faces", "no_need", "clients_soon", "a_good_talk", "weeks", "no_rules"),
    Kind.ALUMNI: ("when_i_can", "known_faces", "need_a_memory", "to_belong", "my_time", "years", "few_need"),
    Kind.WORKSHOPS: ("once_a_month", "need_a_task", "to_learn", "what_i_know", "few_rules", "hard_to_explain"),
    Kind.BUSINESS_FIRST: ("same_hour", "new_faces", "clients_soon", "my_contacts", "weeks", "clear_rules"),
}


@pytest.mark.parametrize("kind", Kind)
def test_somebody_made_for_a_kind_of_network_is_told_so(kind: Kind) -> None:
    chooser = read_chooser()
    answers = {
        question: option
        for question, options in chooser.questions.items()
        for option in options
        if option in SUITED[kind]
    }

    assert choose(answers, chooser)[0].kind is kind


def test_no_kind_is_likelier_than_others_for_who_answers_at_random() -> None:
    chooser, dice = read_chooser(), Random(1)
    found = [
        choose({question: dice.choice(list(options)) for question, options in chooser.questions.items()}, chooser)[0]
        for _ in range(2000)
    ]

    shares = {kind: sum(one.kind is kind for one in found) / len(found) for kind in Kind}
    assert len(chooser.questions) == 8
    assert all(0.1 < share < 0.35 for share in shares.values()), shares


@pytest.mark.parametrize("lang", Language)
def test_every_question_and_every_answer_has_its_words(lang: Language) -> None:
    words, chooser = read_words(lang), read_chooser()
    asked = [f"{one}.asks" for one in chooser.questions]
    answered = [f"{one}.{option}" for one, options in chooser.questions.items() for option in options]
    answers = {question: next(iter(options)) for question, options in chooser.questions.items()}

    assert [one for one in (*asked, *answered) if not words.has(f"networks.questions.{one}")] == []
    assert [one for one in chooser.statements if not words.has(f"networks.mode.statements.{one}")] == []
    assert [one for one in Mode if not words.has(f"networks.mode.told.{one}")] == []
    assert [
        one for one in Kind for part in ("name", "is", "first") if not words.has(f"networks.kinds.{one}.{part}")
    ] == []
    assert kinds_told(choose(answers, chooser), answers, words)
    assert kinds_told(choose({}, chooser), {}, words) == [words("networks.nothing")]


def all_of(mode: Mode, points: int) -> dict[str, int]:
    return {name: points for name, its in read_chooser().statements.items() if its is mode}


@pytest.mark.parametrize(
    ("networking", "selling", "mode"),
    [
        (MOST, 0, Mode.NETWORKING),
        (0, MOST, Mode.SELLING),
        (2, 2, Mode.HYBRID),
        (0, 0, Mode.NONE),
        (3, 1, Mode.NETWORKING),
    ],
)
def test_the_mode_goes_by_what_is_done_more(networking: int, selling: int, mode: Mode) -> None:
    answers = all_of(Mode.NETWORKING, networking) | all_of(Mode.SELLING, selling)

    assert len(read_chooser().statements) == 12
    assert mode_from(answers, read_chooser()).mode is mode


@pytest.mark.parametrize("lang", Language)
def test_what_moved_since_before_the_season_is_told(lang: Language) -> None:
    words, chooser = read_words(lang), read_chooser()
    before = mode_from(all_of(Mode.SELLING, 2) | all_of(Mode.NETWORKING, 1), chooser)
    after = mode_from(all_of(Mode.NETWORKING, 3) | all_of(Mode.SELLING, 1), chooser)

    assert mode_told(after, words, before)[1] == words.count("networks.mode.moved.up", after.share - before.share)
    assert len(mode_told(after, words)) == 1
