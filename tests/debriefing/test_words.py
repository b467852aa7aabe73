"""The debrief, all the marks and the rules in words, for any conversation, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from coaching.debriefing.telling import Brave, tell
from coaching.faces.terminal.debrief import all_marks_lines, brief_lines, debrief, whole_debrief
from coaching.faces.words import read_words
from coaching.faces.words.debriefing import BRAVED, SCREEN
from coaching.language import Language, Lines
from coaching.rehearsal import Conversation, Profile, marks, play
from coaching.scorecard.card import Scorecard
from coaching.scorecard.rubric import Dimension, RuleId
from tests.content import library, rubric, understanding
from tests.scorecard.learners import RUBRIC, learners

WORDS = Path(__file__).parents[2] / "coaching/faces/words"
SOLD = [
    "Bonsoir!",
    "On vend des toits, les meilleurs en ville, garantis 25 ans.",
    "Voici ma carte, appelez-moi lundi.",
    "Vous signez ce soir?",
]
KIND = [
    "Bonsoir, rassurez-vous, j'ai rien à vendre.",
    "Qu'est-ce que vous aimez le plus photographier?",
    "Comment ils oublient l'appareil?",
]


def rehearsed(messages: list[str], lang: Language = Language.FR) -> tuple[Conversation, Scorecard]:
    scenario = library()["defensive_photographer"]
    conversation = play(scenario, Profile(lang, sells="des toits"), 4, messages, understanding())
    return conversation, marks(conversation, scenario, understanding(), rubric())


def told(messages: list[str], guess: int | None = None, lang: Language = Language.FR) -> str:
    conversation, card = rehearsed(messages, lang)
    scenario = library()[conversation.scenario]
    return "\n".join(whole_debrief(conversation, scenario, card, rubric(), read_words(lang), guess=guess))


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("messages", [SOLD, KIND, ["ok"] * 5, ["x" * 4000], ["Vous êtes payé combien? " * 40] * 6])
def test_a_debrief_is_one_screen(messages: list[str], lang: Language) -> None:
    assert len(told(messages, 5, lang)) <= SCREEN


def test_the_order_is_feeling_courage_slip_cards_goal_mark() -> None:
    text = told(SOLD, 8)

    parts = ["Vous pensiez 8", "courage", "Le moment à reprendre", "bac de recyclage", "À essayer", "sur 100 ·"]
    places = [text.index(words) for words in parts]
    assert places == sorted(places)


def test_a_guess_is_compared_with_how_trust_ended() -> None:
    conversation, _ = rehearsed(KIND)
    actual = round(conversation.mind.trust / 10)

    assert f"Vous pensiez {actual - 3} sur 10; sa confiance a fini à {actual}. On plaît" in told(KIND, actual - 3)
    assert "Vous l'avez bien senti" in told(KIND, actual)
    assert "Vous pensiez" not in told(KIND)


def test_a_pushy_question_is_nobodys_best_moment() -> None:
    conversation, card = rehearsed(
        ["On vend des toits, les meilleurs.", "Vous devez connaître du monde, vous?", *SOLD[1:]]
    )
    telling = tell(conversation, library()[conversation.scenario], card, rubric())

    assert telling.best is None
    assert telling.brave in Brave


def test_needs_not_found_are_counted_and_never_named() -> None:
    conversation, card = rehearsed(SOLD)
    scenario = library()[conversation.scenario]
    telling = tell(conversation, scenario, card, rubric())

    assert (telling.found, telling.unfound) == ((), len(scenario.needs))
    assert not any(need.what.first(Language.FR) in told(SOLD) for need in scenario.needs)


def test_a_switch_is_told() -> None:
    conversation, card = rehearsed(KIND)
    switched = replace(card, switched=3, switched_to=card.mode)
    lines = whole_debrief(conversation, library()[conversation.scenario], switched, rubric(), read_words(Language.FR))

    assert any("message 2" in line and "partir du 3" in line for line in lines)


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("messages", [SOLD, KIND, ["ok"] * 4])
def test_all_the_marks_add_up_before_the_readers_eyes(messages: list[str], lang: Language) -> None:
    _, card = rehearsed(messages, lang)
    groups = "\n".join(all_marks_lines(card, read_words(lang))).split("\n\n")

    for dimension, group in zip(Dimension, groups[1:], strict=False):
        heading, *entries = group.splitlines()
        counted = [one for one in entries if not re.match(r"  (?:en tout|in all)", one)]
        points = [int(found[1].replace("−", "-")) for one in counted if (found := re.search(r": ?([+−]\d+)", one))]
        shown = re.search(r": (\d+)", heading.replace("\xa0", ""))
        assert shown
        assert int(shown[1]) == card.dimensions[dimension] == max(0, min(100, sum(points)))
    assert all(one.name.first(lang) in "".join(groups) for one in card.findings)


@pytest.mark.parametrize("lang", Language)
def test_the_rules_are_one_screen_and_follow_the_rubric(lang: Language) -> None:
    renamed = replace(RUBRIC.rules[RuleId.PITCH], name=Lines(("Boniment",), ("Spiel",)), points=(-99,))
    changed = replace(RUBRIC, rules={**RUBRIC.rules, RuleId.PITCH: renamed})

    text = "\n".join(brief_lines(changed, read_words(lang)))

    assert len(text) <= SCREEN
    assert f"{renamed.name.first(lang)} −99" in text
    assert all(rule.name.first(lang) in text for rule in changed.rules.values() if max(map(abs, rule.points)) > 1)


def test_a_bare_transcript_has_a_debrief_too() -> None:
    for learner in learners():
        from_marks = debrief(_card(learner.lang), RUBRIC, read_words(learner.lang))
        assert any("100" in line for line in from_marks)


def _card(lang: Language) -> Scorecard:
    return rehearsed(SOLD if lang is Language.FR else ["Our roofs are the best in town."], lang)[1]


@pytest.mark.parametrize("lang", Language)
def test_every_way_of_being_brave_has_its_words(lang: Language) -> None:
    words = read_words(lang)

    assert all(words.has(f"debrief.braved.{one}.{n}") for one in Brave for n in range(1, BRAVED + 1))


def test_every_sentence_of_the_debrief_is_said_somewhere() -> None:
    sources = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (*WORDS.glob("*.py"), *WORDS.parent.glob("t*/*.py"), *(WORDS.parents[1] / "pictures").rglob("*.py"))
    )
    for key in read_words(Language.FR).sentences():
        if key.startswith(("debrief.", "brief.")):
            *stem, last = key.split(".")
            named = key in sources or ".".join(stem) + ".{" in sources or ".".join(stem[:-1]) + ".{" in sources
            assert named or f"{'.'.join(stem)}.{last[:4]}" in sources, key
