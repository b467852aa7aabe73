from __future__ import annotations

from pathlib import Path

import pytest

from coaching.authoring.library import (
    Common,
    draft_scenario,
    read_common,
    read_library,
    read_scenario,
)
from coaching.authoring.render import mend
from coaching.language import Language, Lines
from coaching.moves import SELLING, Move
from coaching.scenario import CardState, Moment, Openness, Result, Time
from tests.authoring.files import BAKER, FOLDER, baker, baker_with, codes, read


def test_a_scenario_holds_what_its_author_wrote() -> None:
    lise = baker()

    assert lise.name == Lines(fr=("Lise",), en=("Lisa",))
    assert (lise.trust, lise.patience) == (30, 4)
    assert lise.levels == {Openness.GUARDED: 0, Openness.POLITE: 25, Openness.WARM: 45, Openness.OPEN: 70}
    assert [topic.id for topic in lise.topics] == ["bread", "help"]
    assert lise.topics[0].answers[Openness.WARM].reveals == "up_at_two"
    assert lise.topics[0].more == "help"
    assert lise.needs[0].trust == 20
    assert [hook.first(Language.EN) for hook in lise.hook] == [
        "I don't need anything, you know.",
        "I have somebody for that.",
    ]
    assert lise.card_request is not None
    assert lise.card_request.when.card == {CardState.NONE}


def test_a_family_of_moves_spreads_out_into_its_moves() -> None:
    lise = baker()

    assert lise.reactions[0].when == SELLING
    assert lise.reactions[0].believing == "all_sellers"
    assert lise.beliefs[0].drops_when[0].never == SELLING


def test_a_reaction_keeps_its_time_its_levels_and_its_ending() -> None:
    first, last = baker().reactions[1:]

    assert first.time is Time.FIRST
    assert first.at == {Openness.GUARDED, Openness.POLITE}
    assert last.when == {Move.HARD_CLOSE}
    assert last.ends == "shuts_the_door"


def test_a_belief_may_drop_for_any_of_several_reasons() -> None:
    assert [bool(condition.after) for condition in baker().beliefs[0].drops_when] == [False, True]


def test_a_weight_of_a_family_holds_for_its_moves_unless_a_move_has_its_own() -> None:
    weights = baker().weights.of

    assert weights[Move.FOLLOW_UP] == 4
    assert weights[Move.CLOSED_QUESTION] == 2
    assert weights[Move.HARD_CLOSE] == -20


def test_the_scenarios_own_endings_come_first_then_the_common_ones() -> None:
    assert [ending.id for ending in baker().endings] == [
        "friends",
        "shuts_the_door",
        "learner_leaves",
        "learner_vanishes",
        "walks_away",
        "out_of_patience",
        "time_is_up",
    ]


def test_an_ending_of_the_same_name_replaces_the_common_one() -> None:
    scenario, _ = baker_with("  shuts_the_door:\n    result: lost\n", "  walks_away:\n    result: lost\n")
    assert scenario is None  # the reaction now leads to an ending that is not there

    scenario, problems = baker_with("  friends:\n    result: won\n", "  walks_away:\n    result: won\n")

    assert scenario is not None, problems
    endings = [ending for ending in scenario.endings if ending.id == "walks_away"]
    assert [ending.result for ending in endings] == [Result.WON]


def test_an_ending_without_conditions_waits_for_a_reaction() -> None:
    shuts = baker().ending("shuts_the_door")

    assert shuts is not None
    assert shuts.when.trust_at_least is not None
    assert shuts.when.trust_at_least > 100


def test_common_lines_stand_beside_the_scenarios_own() -> None:
    lise = baker()

    assert set(lise.lines) == {Moment.GREETING}
    assert lise.lines[Moment.GREETING].fr[1] == "Enchantée."
    assert set(lise.common_lines) == set(Moment)


def test_a_rehearsal_in_two_languages_is_two_examples() -> None:
    assert [(example.lang, example.ends, example.seed) for example in baker().examples] == [
        ("fr", "learner_leaves", 3),
        ("en", "learner_leaves", 3),
    ]


def test_what_a_scenario_leaves_out_is_the_common_mood() -> None:
    scenario, _ = baker_with("mood: {trust: 30, patience: 4, levels: {polite: 25, warm: 45, open: 70}}\n", "")

    assert scenario is not None
    assert (scenario.trust, scenario.patience, scenario.levels[Openness.WARM]) == (30, 6, 50)


def test_a_broken_scenario_is_left_out_with_its_problems_and_the_others_play(tmp_path: Path) -> None:
    (tmp_path / "_common.yaml").write_text((FOLDER / "_common.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "_template.yaml").write_text("not: [a scenario", encoding="utf-8")
    (tmp_path / "baker.yaml").write_text(BAKER.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "burnt.yaml").write_text("format: 1\nid: burnt\n", encoding="utf-8")

    scenarios, problems = read_library(tmp_path)

    assert list(scenarios) == ["baker"]
    assert {Path(problem.path).name for problem in problems} == {"burnt.yaml"}


def test_a_folder_without_a_common_file_says_so_and_raises_nothing(tmp_path: Path) -> None:
    scenarios, problems = read_library(tmp_path / "nowhere")

    assert scenarios == {}
    assert codes(problems) == ["unreadable"]


def test_a_stored_text_gives_the_same_scenario_again() -> None:
    text = BAKER.read_text(encoding="utf-8")
    stored = (FOLDER / "_common.yaml").read_text(encoding="utf-8")

    again, _ = read_common(stored, "_common.yaml")
    scenario, _ = read_scenario(text, "baker.yaml", again)

    assert scenario == baker()


def test_all_problems_are_told_at_once_by_line() -> None:
    text = BAKER.read_text(encoding="utf-8")
    text = text.replace("difficulty: 1", "difficulty: 7").replace("while: all_sellers", "while: all_seller")
    text = text.replace("reveals: up_at_two", "reveals: up_at_too").replace(
        "ends: learner_leaves", "ends: learner_left"
    )

    _, problems = read(text)

    assert codes(problems) == ["bad-number", "unknown-fact", "unknown-belief", "unknown-ending"]
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)


def test_a_misspelt_key_is_told_once_and_not_missed_a_second_time() -> None:
    _, problems = baker_with("opening: {fr", "openning: {fr")

    assert codes(problems) == ["unknown-key"]
    assert dict(problems[0].values)["nearest"] == "opening"


def test_a_key_in_the_wrong_place_is_told_where_it_belongs() -> None:
    _, problems = baker_with("card_request:\n  when: {", "  card_request:\n  when: {")

    first = problems[0]

    assert (first.code, mend(first, Language.EN)) == (
        "unknown-openness",
        "“card_request:” belongs at the left margin, without an indent; check the indent of the line.",
    )


def test_a_list_item_that_lost_its_indent_is_no_unquoted_line() -> None:
    _, problems = baker_with("  - when: [reassurance, validation]", "- when: [reassurance, validation]")

    assert codes(problems) == ["syntax"]


def test_a_misspelt_fact_does_not_make_the_fact_one_nobody_reveals() -> None:
    _, problems = baker_with("reveals: up_at_two", "reveals: up_at_too")

    assert codes(problems) == ["unknown-fact"]
    assert dict(problems[0].values)["line"] == "27"


@pytest.mark.parametrize(
    ("line", "suggestion"),
    [
        ("Oui, bien sûr : entrez", '"Oui, bien sûr : entrez"'),
        ("*elle sourit* Entrez", '"*elle sourit* Entrez"'),
        ("Je suis la #3 ici", '"Je suis la #3 ici"'),
        ("« Entrez donc »", '"Entrez donc"'),
        ("“Come in”", '"Come in"'),
        ("! Entrez vite", '"! Entrez vite"'),
    ],
)
def test_a_spoken_line_that_lost_its_quotes_is_shown_with_them(line: str, suggestion: str) -> None:
    _, problems = baker_with('opening: {fr: "Bonsoir. Vous cherchez quelqu\'un?", en', f"opening:\n  fr: {line}\n  en")
    _, problems = read("\n".join(_without_brace(line)))

    assert "unquoted" in codes(problems)
    told = next(problem for problem in problems if problem.code == "unquoted")
    assert suggestion in dict(told.values)["suggestion"]


def _without_brace(line: str) -> list[str]:
    text = BAKER.read_text(encoding="utf-8").split("\n")
    at = next(n for n, row in enumerate(text) if row.startswith("opening:"))
    return [*text[:at], "opening:", f"  fr: {line}", '  en: "Evening."', *text[at + 1 :]]


def test_a_comma_in_an_unquoted_line_between_braces_is_an_unquoted_line() -> None:
    _, problems = baker_with('"Bonsoir. Vous cherchez quelqu\'un?"', "Bonsoir, vous cherchez, vous aussi")

    assert codes(problems) == ["unquoted"]
    assert dict(problems[0].values)["suggestion"] == '"Bonsoir, vous cherchez, vous aussi"'


def test_a_comma_in_an_unquoted_fact_or_answer_is_an_unquoted_line_too() -> None:
    _, of_a_fact = baker_with('{fr: "Elle se lève à deux heures."', "{fr: Elle se lève, à deux heures")
    _, of_an_answer = baker_with('{fr: "Du pain."', "{fr: Du pain, quoi")

    assert codes(of_a_fact) == codes(of_an_answer) == ["unquoted"]


def test_a_rehearsal_without_a_message_in_any_language_says_so() -> None:
    _, problems = baker_with(
        '    fr: ["Bonsoir! Vous faites quoi comme métier?", "Je vous laisse, bonne soirée, au plaisir!"]\n', ""
    )
    assert problems == ()

    text = BAKER.read_text(encoding="utf-8").split("\n")
    at = next(n for n, row in enumerate(text) if row.startswith("rehearsals:"))
    _, problems = read("\n".join([*text[:at], 'rehearsals: [{title: "Nothing"}]']))

    assert codes(problems) == ["missing-language", "missing-language"]


def test_words_yaml_takes_for_something_else_stay_the_words_they_are() -> None:
    for word in ("Oui", "yes", "No", "on", "8:10", "1_000", "2026-11-22", "3.14"):
        scenario, problems = baker_with('"Bonsoir. Vous cherchez quelqu\'un?"', word)
        assert scenario is not None, problems
        assert scenario.opening.fr == (word,)


def test_a_note_to_oneself_is_listed_and_keeps_nothing_from_being_played() -> None:
    scenario, problems = baker_with("  bread:\n", '  bread:\n    todo: "une autre réponse?"\n')

    assert codes(problems) == ["todo"]
    assert scenario == baker()


def test_places_survive_in_a_draft_so_that_rehearsals_can_be_told_where_they_stand() -> None:
    draft, _ = draft_scenario(BAKER.read_text(encoding="utf-8"), "baker.yaml", Common())

    assert draft is not None
    assert draft.root.child("rehearsals") is not None
