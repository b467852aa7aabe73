"""`bot.py moves`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.running import bot

ASK: dict[str, object] = {"id": "a1", "lang": "fr", "text": "Qu'est-ce que vous aimez le plus photographier?"}
PITCH: dict[str, object] = {
    "id": "a2",
    "lang": "en",
    "learner_sells": "business insurance",
    "context": [{"who": "attendee", "text": "I already have somebody."}],
    "text": "Our policies are the best on the market and we can save you twenty percent.",
}


def lines(*entries: object) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in entries)


def test_each_line_is_answered_in_its_order(tmp_path: Path) -> None:
    done = bot("moves", "--json", data=tmp_path, given=lines(PITCH, ASK), anew=True)

    assert done.code == 0
    assert [one["id"] for one in done.records] == ["a2", "a1"]
    assert all(set(one) == {"id", "moves", "evidence", "confidence"} for one in done.records)
    assert "open_question" in str(done.records[1]["moves"])
    assert "pitch" in str(done.records[0]["moves"])


def test_a_file_is_read_as_standard_input_is(tmp_path: Path) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_text(lines(ASK, PITCH), encoding="utf-8")

    assert (
        bot("moves", file, "--json", data=tmp_path).out
        == bot("moves", "--json", data=tmp_path, given=lines(ASK, PITCH)).out
    )


def test_every_quote_is_taken_from_the_text_and_every_move_has_a_confidence(tmp_path: Path) -> None:
    done = bot("moves", "--json", data=tmp_path, given=lines(ASK, PITCH))

    for entry, record in zip([ASK, PITCH], done.records, strict=True):
        evidence, confidence = record["evidence"], record["confidence"]
        assert isinstance(evidence, list)
        assert isinstance(confidence, dict)
        assert all(one["quote"] and one["quote"] in str(entry["text"]) for one in evidence)
        assert list(confidence) == record["moves"]
        assert all(0 < sure <= 1 for sure in confidence.values())


def test_a_bad_line_is_told_with_its_number_and_the_good_ones_are_answered(tmp_path: Path) -> None:
    bad = ['{"id": "x"', "[1, 2]", '{"id": "x"}', '{"id": "x", "text": 5}', '{"id": "x", "lang": "de", "text": "a"}']
    bad.append('{"id": "x", "text": "a", "context": [{"who": "nobody", "text": "b"}]}')
    given = lines(ASK) + "\n".join(bad) + "\n" + lines(PITCH)

    done = bot("moves", "--json", data=tmp_path, given=given)

    assert done.code == 1
    assert [one["id"] for one in done.records] == ["a1", "a2"]
    assert [line.split(":")[0] for line in done.err.splitlines()] == [f"line {number}" for number in range(2, 8)]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_json_could_not_say_back_is_no_json(number: str, tmp_path: Path) -> None:
    done = bot("moves", "--json", data=tmp_path, given=f'{{"id": {number}, "text": "Hello"}}\n' + lines(ASK))

    assert done.code == 1
    assert [one["id"] for one in done.records] == ["a1"]
    assert done.err.startswith("line 1: ")


def test_what_is_not_text_is_told_too(tmp_path: Path) -> None:
    done = bot("moves", "--json", data=tmp_path, given=b'\xff\xfe{"id"\n' + lines(ASK).encode())

    assert done.code == 1
    assert [one["id"] for one in done.records] == ["a1"]
    assert done.err.startswith("line 1: ")


def test_empty_long_and_broken_texts_are_answered(tmp_path: Path) -> None:
    texts = ["", " ", "🙂", "a" * 5000, "é" * 4096, "\ud83d", "ok\u0000", "مرحبا"]
    given = "".join(json.dumps({"id": number, "text": text}) + "\n" for number, text in enumerate(texts))

    done = bot("moves", "--json", data=tmp_path, given=given)

    assert done.code == 0
    assert [one["id"] for one in done.records] == list(range(len(texts)))


def test_blank_lines_are_passed_over(tmp_path: Path) -> None:
    done = bot("moves", "--json", data=tmp_path, given="\n\n" + lines(ASK) + "\n  \n")

    assert (done.code, len(done.records)) == (0, 1)


def test_without_json_a_person_can_read_it(tmp_path: Path) -> None:
    done = bot("moves", data=tmp_path, given=lines(ASK))

    assert "open_question" in done.out
    assert not done.out.startswith("{")
