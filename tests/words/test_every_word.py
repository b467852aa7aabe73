"""Every sentence of every face: the same in both languages, asked for somewhere, in the forms numbers need."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from string import Formatter

import pytest
import yaml
from babel import Locale

from coaching.faces.words import FOLDER, Words, read_words
from coaching.language import Language

PACKAGE = FOLDER.parents[1]
KEY = re.compile(r"[a-z_]+(\.[a-z_0-9]+)+")
FORMS = {Language.FR: {"one", "other"}, Language.EN: {"one", "other"}}  # millions apart, which nobody counts here
NO_KEYS = {PACKAGE / "faces" / "telegram" / "redaction.py"}  # it names loggers
NAMED_DAYS = re.compile(r"%[aAbBcxp]")  # strftime's, in the machine's language


def texts(words: Words, key: str) -> list[str]:
    sentence = words.sentences()[key]
    return [sentence] if isinstance(sentence, str) else list(sentence.values())


def slots(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


@cache
def said() -> tuple[frozenset[str], frozenset[str]]:
    """Every text that stands in the code as it is, and a pattern for each that is made at run time."""
    whole: set[str] = set()
    made: set[str] = set()
    for file in set(PACKAGE.rglob("*.py")) - NO_KEYS:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [str(part.value) if isinstance(part, ast.Constant) else None for part in node.values]
                if re.search(r"[a-z_]\.|\.[a-z_]", "".join(part or "" for part in parts)):
                    made.add("".join(r"\S+" if part is None else re.escape(part) for part in parts))
    for page in PACKAGE.rglob("*.html"):
        whole |= set(re.findall(r'"([a-z_0-9.]+)"', page.read_text(encoding="utf-8")))
    return frozenset(whole), frozenset(made)


def matters() -> set[str]:
    return {key.partition(".")[0] for key in read_words(Language.FR).sentences()}


def lists_and_leaves() -> set[str]:
    """Every path in the files, those of lists and of whole branches too."""
    found: set[str] = set()

    def walk(tree: object, path: str) -> None:
        found.add(path)
        if isinstance(tree, dict):
            for name, value in tree.items():
                walk(value, f"{path}.{name}".lstrip("."))

    for file in (FOLDER / Language.FR).glob("*.yaml"):
        walk(yaml.safe_load(file.read_text(encoding="utf-8")), "")
    return found


def test_both_languages_have_the_same_sentences_with_the_same_slots() -> None:
    french, english = read_words(Language.FR), read_words(Language.EN)

    assert french.sentences().keys() == english.sentences().keys()
    for key in french.sentences():
        assert set(map(slots, texts(french, key))) == set(map(slots, texts(english, key))), key


def test_every_sentence_asked_for_exists() -> None:
    whole, _ = said()
    asked = {text for text in whole if KEY.fullmatch(text) and text.partition(".")[0] in matters()}

    missing = asked - lists_and_leaves() - sealed_columns()

    assert sorted(one for one in missing if not one.endswith((".yaml", ".html"))) == []


def sealed_columns() -> set[str]:
    """The store seals each column under its own name, "appeals.note", which looks like a key."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in (PACKAGE / "store").glob("*.py"))
    texts = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str)}


def test_every_sentence_is_asked_for() -> None:
    whole, made = said()
    patterns = re.compile("|".join(f"(?:{pattern})" for pattern in sorted(made)))

    unused = [key for key in read_words(Language.FR).sentences() if key not in whole and not patterns.fullmatch(key)]

    assert unused == []


@pytest.mark.parametrize("lang", list(Language))
def test_what_depends_on_a_number_has_the_forms_its_language_needs(lang: Language) -> None:
    assert set(Locale(lang.value).plural_form.tags) | {"other"} >= FORMS[lang]
    for key, sentence in read_words(lang).sentences().items():
        if not isinstance(sentence, str):
            assert set(sentence) >= FORMS[lang], key


@pytest.mark.parametrize("lang", list(Language))
def test_no_key_is_written_twice(lang: Language) -> None:
    def leaves(node: yaml.Node, path: str) -> list[str]:
        if not isinstance(node, yaml.MappingNode):
            return [path]
        return [leaf for key, child in node.value for leaf in leaves(child, f"{path}.{key.value}")]

    files = [yaml.compose(path.read_text(encoding="utf-8")) for path in (FOLDER / lang).glob("*.yaml")]
    written = Counter(leaf for file in files if file for leaf in leaves(file, ""))

    assert [leaf for leaf, times in written.items() if times > 1] == []


def test_days_and_months_are_named_in_the_learners_language_not_the_machines() -> None:
    faces = [file for file in (PACKAGE / "faces").rglob("*.py") if "strftime" in file.read_text(encoding="utf-8")]

    assert [str(file) for file in faces if NAMED_DAYS.search(file.read_text(encoding="utf-8"))] == []


def test_an_hour_is_written_in_one_place() -> None:
    others = set((PACKAGE / "faces").rglob("*.py")) - {FOLDER / "hours.py"}

    assert [str(file) for file in others if re.search(r"%H|format_time", file.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("lang", list(Language))
def test_points_words_and_conversations_are_counted_in_the_form_their_number_asks_for(lang: Language) -> None:
    counted = re.compile(r"\{\w+\} (points?|mots?|words?|conversations)\b")
    # Five points could be felt, a curve has two ends, what keeps happening did so twice.
    always_many = ("pictures.progress.alt_liking.", "coach.curve.alt", "coaches.digest.slip")

    plain = {
        key
        for key, sentence in read_words(lang).sentences().items()
        if isinstance(sentence, str) and counted.search(sentence) and not key.startswith(always_many)
    }

    assert plain == set()
