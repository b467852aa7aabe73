"""The words of the interface: the same in both languages, all used, none too long for Telegram."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from string import Formatter

import pytest
import yaml

from coaching.faces.telegram.commands import GROUPS, NAMES, Command
from coaching.faces.telegram.presses import LONGEST, Deed, Press
from coaching.faces.telegram.thinking import GOOD
from coaching.faces.words import Words, read_words
from coaching.language import Language
from coaching.moves import Move
from coaching.scenario import Openness
from tests.content import library

FACE = Path(__file__).parents[2] / "coaching" / "faces" / "telegram"
WORDS = FACE.parent / "words"
OURS = ("attendee.", "causes.", "chat.", "door.", "phone.", "telegram.", "unspoken.", "voice.", "why.")
CAUSES = [*Move, "help", "mended", "noise"]
UNSPOKEN_KINDS = "photo sticker video audio document location contact poll dice forwarded other".split()
# What a key made at run time ends in.
MADE: dict[str, list[str]] = {
    "attendee.difficulty.": ["1", "2", "3"],
    "attendee.openness.": list(Openness),
    "causes.": [str(cause) for cause in CAUSES],
    "chat.nods.": ["slip", "help_that_fits", *GOOD],
    "telegram.commands.": list(Command),
    "telegram.help.groups.": list(GROUPS),
    "telegram.privacy.": ["what", "practice", "where", "how_long", "telegram"],
    "phone.nerves.": ["fell", "held", "rose"],
    "unspoken.aside.": [*UNSPOKEN_KINDS, "voice"],
    "unspoken.in_role.": [f"{kind}.{one}" for kind in UNSPOKEN_KINDS for one in ("abcd" if kind == "photo" else "abc")],
    "telegram.": ["description", "short_description"],
}


def ours(words: Words) -> set[str]:
    return {key for key in words.sentences() if key.startswith(OURS)}


def texts(words: Words, key: str) -> list[str]:
    sentence = words.sentences()[key]
    return [sentence] if isinstance(sentence, str) else list(sentence.values())


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def used() -> Iterator[str]:
    """Every key the face asks for."""
    for file in set(FACE.glob("*.py")) - {FACE / "redaction.py"}:  # which names loggers
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(OURS):
                yield from [node.value + end for end in MADE[node.value]] if node.value in MADE else [node.value]


def test_both_languages_have_the_same_sentences_with_the_same_slots() -> None:
    french, english = read_words(Language.FR), read_words(Language.EN)

    assert ours(french) == ours(english)
    for key in ours(french):
        assert {frozenset(slots(t)) for t in texts(french, key)} == {
            frozenset(slots(t)) for t in texts(english, key)
        }, key


@pytest.mark.parametrize("lang", list(Language))
def test_no_key_is_written_twice(lang: Language) -> None:
    def twice(node: yaml.Node | None) -> list[str]:
        if not isinstance(node, yaml.MappingNode):
            return []
        keys = [key.value for key, _ in node.value]
        return [key for key in keys if keys.count(key) > 1] + [key for _, child in node.value for key in twice(child)]

    files = [yaml.compose(path.read_text(encoding="utf-8")) for path in (WORDS / lang).glob("*.yaml")]
    matters = [key.value for file in files if isinstance(file, yaml.MappingNode) for key, _ in file.value]

    assert [key for file in files for key in twice(file)] == []
    assert len(matters) == len(set(matters)), "a matter has one file"


def test_every_sentence_asked_for_exists_and_every_sentence_is_asked_for() -> None:
    asked = set(used())

    assert asked - ours(read_words(Language.FR)) == set()
    assert ours(read_words(Language.FR)) - asked == set()


@pytest.mark.parametrize("lang", list(Language))
def test_no_sentence_is_longer_than_telegram_takes(lang: Language) -> None:
    words = read_words(lang)

    for key in ours(words):
        longest = {"telegram.description": 512, "telegram.short_description": 120}.get(key, 600)
        if key.startswith("telegram.buttons."):
            longest = 32
        if key == "telegram.stale":
            longest = 200
        assert all(len(text) <= longest for text in texts(words, key)), key


@pytest.mark.parametrize("lang", list(Language))
def test_commands_named_in_a_sentence_exist_in_that_language(lang: Language) -> None:
    known = {names[lang] for names in NAMES.values()}
    for key in ours(read_words(lang)):
        for text in texts(read_words(lang), key):
            assert set(re.findall(r"(?<![\w<])/([a-z]+)", text)) <= known, key


def test_a_button_never_carries_more_than_sixty_four_bytes() -> None:
    longest_id = "x" * 40
    for deed, about in product(Deed, ["", "fr", longest_id, *library()]):
        assert len(Press(deed, 999_999_999, about).data().encode()) <= LONGEST


def test_each_cause_of_trust_has_its_words() -> None:
    for lang in Language:
        assert all(read_words(lang).has(f"causes.{cause}") for cause in CAUSES)
