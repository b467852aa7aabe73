"""`bot.py score`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.running import bot

TRANSCRIPT = """
lang: en
learner_sells: bookkeeping
turns:
  - {who: attendee, text: "Evening. What do you do?"}
  - {who: learner, text: "I keep books for small firms. And you, what brings you here?"}
  - {who: attendee, text: "I make chairs. My finishing workshop just closed, it's a worry."}
  - {who: learner, text: "That sounds hard. How long have you worked with them?"}
  - {who: attendee, text: "Eleven years."}
  - {who: learner, text: "I know a finisher in Longueuil, I could introduce you, no strings attached."}
  - {who: attendee, text: "Would you? Do you have a card?"}
  - {who: learner, text: "Of course, here is my card. It was lovely talking with you, have a good evening!"}
"""
KEYS = ["id", "scenario", "turns", "ended_by", "score", "mode", "dimensions", "cards", "findings"]


def test_a_transcript_is_marked_without_trust_and_needs(tmp_path: Path) -> None:
    file = tmp_path / "transcript.yaml"
    file.write_text(TRANSCRIPT, encoding="utf-8")

    done = bot("score", file, "--json", data=tmp_path, anew=True)

    assert (done.code, done.err) == (0, "")
    record = done.records[0]
    assert list(record)[: len(KEYS)] == KEYS
    assert (record["mode"], record["ended_by"]) == ("networking", "learner")
    turns, cards = record["turns"], record["cards"]
    assert isinstance(turns, list)
    assert [list(turn) for turn in turns] == [["learner", "moves", "attendee"]] * 4
    assert turns[1]["attendee"] == "Eleven years."
    # A card given to somebody who asks for it was earned and is not pushed.
    assert cards == {"earned": 1, "exchanged": 1, "pushed": 0}


def test_json_is_read_as_yaml_is(tmp_path: Path) -> None:
    import yaml

    as_yaml, as_json = tmp_path / "one.yaml", tmp_path / "one.json"
    as_yaml.write_text(TRANSCRIPT, encoding="utf-8")
    as_json.write_text(json.dumps(yaml.safe_load(TRANSCRIPT)), encoding="utf-8")

    once, twice = (bot("score", file, "--json", data=tmp_path).out for file in (as_yaml, as_json))

    assert once == twice


def test_an_emoji_escaped_as_json_does_is_read(tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    turns = [{"who": "learner", "text": "Hello 🙂 what brings you here?"}]
    file.write_text(json.dumps({"lang": "en", "turns": turns}), encoding="utf-8")

    record = bot("score", file, "--json", data=tmp_path).records[0]

    assert "🙂" in str(record["turns"])


def test_slips_in_a_list_leave_the_others_alone(tmp_path: Path) -> None:
    file = tmp_path / "many.yaml"
    bad = "- {id: a, lang: en}\n- {id: b, lang: en, turns: [{who: me, text: hi}]}\n- {id: c, lang: es, turns: []}\n"
    file.write_text(bad + "- {id: d, lang: en, turns: []}\n", encoding="utf-8")

    done = bot("score", file, "--json", data=tmp_path)

    assert done.code == 1
    assert [line.split(":")[0] for line in done.err.splitlines()] == ["a", "b", "c"]
    assert [one["id"] for one in done.records] == ["d"]


def test_without_json_it_is_told_as_a_debrief(tmp_path: Path) -> None:
    file = tmp_path / "transcript.yaml"
    file.write_text(TRANSCRIPT, encoding="utf-8")

    done = bot("score", file, data=tmp_path, env={"LANG": "fr_FR.UTF-8"})

    assert "out of 100" in done.out  # in the transcript's language, whatever the machine's
