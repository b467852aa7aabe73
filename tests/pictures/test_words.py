"""The words of pictures: the same in both languages, all there, all used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

import pytest

from coaching.faces.words import Words, read_words
from coaching.language import Language
from tests.commands.running import HOME

MATTER = "pictures."
MADE = {  # what a key made at run time ends in
    "pictures.level.": ("low", "fair", "good", "high"),
    "pictures.cards.": ("earned", "exchanged", "pushed"),
    "pictures.progress.alt_liking.": ("more", "less", "same"),
}


def ours(words: Words) -> dict[str, list[str]]:
    return {
        key: [one] if isinstance(one, str) else list(one.values())
        for key, one in words.sentences().items()
        if key.startswith(MATTER)
    }


def used() -> Iterator[str]:
    for path in (HOME / "coaching/pictures").rglob("*.py"):
        for key in re.findall(r'"(pictures\.[a-z_.]+)[{"]', path.read_text(encoding="utf-8")):
            yield from [key + end for end in MADE[key]] if key in MADE else [key]


def slots(sentences: list[str]) -> set[str]:
    return {name for one in sentences for _, name, _, _ in Formatter().parse(one) if name}


def test_both_languages_say_the_same_things() -> None:
    french, english = (ours(read_words(lang)) for lang in (Language.FR, Language.EN))

    assert {key: slots(said) for key, said in french.items()} == {key: slots(said) for key, said in english.items()}


@pytest.mark.parametrize("lang", Language)
def test_every_sentence_is_used_and_every_used_one_is_written(lang: Language) -> None:
    assert set(used()) == set(ours(read_words(lang)))
