"""`bot.py play`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.running import bot

KEYS = ["id", "scenario", "turns", "ended_by", "score", "mode", "dimensions", "cards", "needs", "findings"]
SCRIPT = """
- id: curious
  scenario: defensive_photographer
  lang: fr
  learner_sells: traduction
  learner_name: Maude
  seed: 11
  style: networker
  messages:
    - "Bonsoir! Je suis traductrice à mon compte."
    - "Ayez pas peur, j'ai absolument rien à vous vendre."
    - "Comment vous êtes tombé dans la photo, au départ?"
    - no
    - 12
    - "Je vous laisse à votre soirée, merci pour ce moment!"
    - "Vous êtes encore là?"
- id: silent
  scenario: pushy_card_giver
  lang: en
  learner_sells: translation
  messages: []
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    file = tmp_path / "script.yaml"
    file.write_text(SCRIPT, encoding="utf-8")
    return file


def test_the_output_has_the_keys_other_programs_know(script: Path, tmp_path: Path) -> None:
    done = bot("play", script, "--json", data=tmp_path)

    assert (done.code, done.err) == (0, "")
    assert [one["id"] for one in done.records] == ["curious", "silent"]
    first = done.records[0]
    assert list(first)[: len(KEYS)] == KEYS
    turns, dimensions, findings = first["turns"], first["dimensions"], first["findings"]
    assert isinstance(turns, list)
    assert isinstance(dimensions, dict)
    assert isinstance(findings, list)
    assert all(list(turn) == ["learner", "moves", "attendee", "trust", "openness"] for turn in turns)
    assert all(0 <= turn["trust"] <= 100 for turn in turns)
    assert {turn["openness"] for turn in turns} <= {"guarded", "polite", "warm", "open"}
    assert list(dimensions) == ["curiosity", "generosity", "listening", "restraint"]
    assert all(list(one)[:6] == ["kind", "turn", "move", "quote", "points", "advice"] for one in findings)
    assert all(one["quote"] in turns[one["turn"] - 1]["learner"] for one in findings)


def test_a_plain_no_is_a_message_and_not_a_truth_value(script: Path, tmp_path: Path) -> None:
    turns = bot("play", script, "--json", data=tmp_path).records[0]["turns"]

    assert isinstance(turns, list)
    assert [turn["learner"] for turn in turns][3:5] == ["no", "12"]


def test_nothing_is_played_once_somebody_has_left(script: Path, tmp_path: Path) -> None:
    first, second = bot("play", script, "--json", data=tmp_path).records

    turns = first["turns"]
    assert isinstance(turns, list)
    assert (first["ended_by"], len(turns)) == ("learner", 6)
    assert (second["ended_by"], second["turns"]) == ("script", [])


def test_the_same_script_gives_the_same_bytes_in_another_process(script: Path, tmp_path: Path) -> None:
    once, twice = (
        bot("play", script, "--json", data=tmp_path, env={"PYTHONHASHSEED": seed}, anew=True).out for seed in ("1", "2")
    )

    assert once == twice


def test_an_unknown_scenario_is_told_by_its_id_and_the_others_are_played(tmp_path: Path) -> None:
    file = tmp_path / "script.yaml"
    lost = "- {id: lost, scenario: defensive_fotographer, lang: fr, messages: [Bonjour]}\n"
    file.write_text(lost + "- just text\n- {id: late, scenario: pushy_card_giver}\n" + SCRIPT, encoding="utf-8")

    done = bot("play", file, "--json", data=tmp_path)

    assert done.code == 1
    assert [one["id"] for one in done.records] == ["curious", "silent"]
    told = done.err.splitlines()
    assert [line.split(":")[0] for line in told] == ["lost", "#2", "late"]
    assert "defensive_photographer" in told[0]


@pytest.mark.parametrize("name", ["x" * 300, "x" * 5000, "../scenarios/_common", "_template", "\\0", "a\\nb\\u2028c"])
def test_no_name_of_a_scenario_is_too_odd_to_be_told_on_one_line(name: str, tmp_path: Path) -> None:
    file = tmp_path / "script.yaml"
    odd = f'- {{id: "odd\\none", scenario: "{name}", lang: fr, messages: [Bonjour]}}\n'
    file.write_text(odd + SCRIPT, encoding="utf-8")

    done = bot("play", file, "--json", data=tmp_path)

    assert done.code == 1
    assert [one["id"] for one in done.records] == ["curious", "silent"]
    assert len(done.err.splitlines()) == 1
    assert done.err.startswith("odd one: there is no scenario")


def test_one_script_alone_is_played_without_a_list(tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    nothing = "seed: null\nlearner_name: ~\nlearner_sells:\n"
    script = "id: one\nscenario: pushy_card_giver\nlang: en\nmessages: ['Hi there!']\n"
    file.write_text(script + nothing, encoding="utf-8")

    done = bot("play", file, "--json", data=tmp_path)

    assert (done.code, [one["id"] for one in done.records]) == (0, ["one"])


@pytest.mark.parametrize("text", ["[" * 100_000, "a: [1", "just a sentence", "\u0007", "- &a [*a]", "{" * 30])
def test_a_file_that_is_no_script_is_told_and_never_crashes(text: str, tmp_path: Path) -> None:
    file = tmp_path / "script.yaml"
    file.write_text(text, encoding="utf-8")

    done = bot("play", file, "--json", data=tmp_path)

    assert (done.code, done.out) == (1, "")
    assert len(done.err.splitlines()) == 1
    assert "Traceback" not in done.err


@pytest.mark.parametrize("machine", ["fr_CA.UTF-8", "en_GB.UTF-8"])
def test_without_json_it_reads_as_a_conversation_in_its_own_language(
    machine: str, script: Path, tmp_path: Path
) -> None:
    done = bot("play", script, data=tmp_path, env={"LANG": machine})

    french, english = done.out.split("# silent")
    assert "Comment vous êtes tombé dans la photo" in french
    assert "sur 100" in french
    assert "out of 100" not in french
    assert "sur 100" not in english
