"""The corpus is what it says: every label known, every quote in its text, no message twice."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz, process

from coaching.moves import Move, in_order

CORPUS = Path(__file__).parents[2] / "coaching" / "understanding" / "corpus"
WRITERS = sorted(CORPUS.glob("w*.jsonl"))
HELD_OUT = sorted(CORPUS.glob("heldout_*.jsonl"))
SECOND = sorted(CORPUS.glob("second_reading_*.jsonl"))

LONG, ALIKE = 25, 85  # characters from which a likeness means something, and the likeness that is too much


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", [*WRITERS, *HELD_OUT], ids=lambda path: path.stem)
def test_every_message_has_known_labels_and_the_words_that_carry_them(path: Path) -> None:
    for line in lines(path):
        moves = [Move(move) for move in line["moves"]]
        assert tuple(moves) == in_order(moves), line["id"]
        assert {Move(one["move"]) for one in line["evidence"]} == set(moves), line["id"]
        assert all(one["quote"] and one["quote"] in line["text"] for one in line["evidence"]), line["id"]
        assert all(one["who"] in ("attendee", "learner") and one["text"] for one in line["context"]), line["id"]
        assert not line["text"] or line["lang"] == path.stem[-2:], line["id"]


def test_no_id_and_no_message_with_its_surroundings_stands_twice() -> None:
    everything = [line for path in [*WRITERS, *HELD_OUT] for line in lines(path)]
    ids = Counter(line["id"] for line in everything)
    said = Counter(json.dumps([line[key] for key in ("learner_sells", "context", "text")]) for line in everything)

    assert [name for name, count in ids.items() if count > 1] == []
    assert [message for message, count in said.items() if count > 1] == []


def test_a_follow_up_is_always_a_question() -> None:
    for path in [*WRITERS, *HELD_OUT]:
        for line in lines(path):
            if "follow_up" in line["moves"]:
                assert {"open_question", "closed_question"} & set(line["moves"]), line["id"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_message_held_out_is_nearly_one_that_was_learned_from(lang: str) -> None:
    learned = [line["text"].casefold() for path in WRITERS if path.stem.endswith(lang) for line in lines(path)]
    held = [line for path in HELD_OUT if path.stem.endswith(lang) for line in lines(path)]

    long = [line for line in held if len(line["text"]) >= LONG]
    alike = process.cdist([line["text"].casefold() for line in long], learned, scorer=fuzz.ratio, score_cutoff=ALIKE)

    assert len(held) > 500
    assert [line["id"] for line, row in zip(long, alike, strict=True) if row.any()] == []


@pytest.mark.parametrize("path", SECOND, ids=lambda path: path.stem)
def test_the_second_reader_read_messages_of_the_corpus_and_agrees_with_the_first(path: Path) -> None:
    first = {line["id"]: set(line["moves"]) for writer in WRITERS for line in lines(writer)}
    second = {line["id"]: set(line["moves"]) for line in lines(path)}

    shared = sum(len(first[name] & moves) for name, moves in second.items())
    labels = sum(len(first[name]) + len(moves) for name, moves in second.items())

    assert len(second) == 760
    assert 2 * shared / labels > 0.94
