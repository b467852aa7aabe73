"""The free questions of each attendee are what they say: known topics, enough of each kind, none the author's own."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from coaching.authoring.library import read_library
from coaching.language import Language
from coaching.scenario import Scenario

FILES = sorted((Path(__file__).parent / "free_questions").glob("*.yaml"))
SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"

KNOWN, UNKNOWN = 15, 8  # questions on what the attendee knows, and on nothing they know, in each language

pytestmark = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@cache
def library() -> dict[str, Scenario]:
    return read_library(SCENARIOS)[0]


@cache
def questions(path: Path) -> dict[Language, list[tuple[str, tuple[str, ...]]]]:
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(written) == set(Language)
    assert all(set(one) == {"asks", "topics"} for asked in written.values() for one in asked)
    return {lang: [(one["asks"], tuple(one["topics"])) for one in written[lang]] for lang in Language}


def plain(text: str) -> str:
    """The words alone: no capitals, no punctuation."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def test_each_language_asks_enough_of_what_is_known_and_of_what_is_not(path: Path) -> None:
    for lang, asked in questions(path).items():
        known = sum(bool(topics) for _, topics in asked)
        assert (known, len(asked) - known) == (KNOWN, UNKNOWN), lang


def test_every_topic_named_is_the_attendees(path: Path) -> None:
    topics = {topic.id for topic in library()[path.stem].topics}
    for asked in questions(path).values():
        for says, named in asked:
            assert set(named) <= topics, says
            assert len(set(named)) == len(named), says


def test_no_question_stands_twice(path: Path) -> None:
    told = Counter(plain(says) for asked in questions(path).values() for says, _ in asked)
    assert "" not in told
    assert [says for says, times in told.items() if times > 1] == []


def test_no_question_is_one_the_author_wrote(path: Path) -> None:
    for lang, asked in questions(path).items():
        written = {plain(says) for topic in library()[path.stem].topics for says in topic.asked_with.of(lang)}
        assert [says for says, _ in asked if plain(says) in written] == []
