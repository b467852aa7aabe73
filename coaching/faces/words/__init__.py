"""The words of the interface, a folder for each language with a file for each matter, for every face.

A key stands in both languages, with the same {slots}; *between asterisks* is in italics. What simulated people say is
in scenarios/, what the marks say in the rubric. A key names a sentence: `words("telegram.start.hello", name="Sophie")`.
A sentence that depends on a number has the forms its language needs: `words.count("debrief.needs.found", 2, total=3)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml
from babel import Locale

from coaching.language import Language

FOLDER = Path(__file__).parent
FORMS = frozenset({"one", "other", "many", "few", "two", "zero"})  # CLDR's names
# French sets a space that doesn't break before a colon and inside its quotation marks.
UNBROKEN = (("« ", "«\u00a0"), (" »", "\u00a0»"), (" :", "\u00a0:"))


class UnknownWordsError(KeyError):
    """No sentence goes by that key, or it has no form for that number."""


class Words:
    """Every sentence of one language."""

    def __init__(self, lang: Language, sentences: Mapping[str, str | Mapping[str, str]]) -> None:
        self.lang = lang
        self._sentences = sentences
        self._form = Locale(lang.value).plural_form

    def __call__(self, key: str, **slots: object) -> str:
        """The sentence of that key with its slots filled. Raises UnknownWordsError."""
        sentence = self._sentences.get(key)
        if not isinstance(sentence, str):
            raise UnknownWordsError(key)
        return sentence.format(**slots) if slots else sentence

    def count(self, key: str, count: int, **slots: object) -> str:
        """The sentence in the form that suits the number. Raises UnknownWordsError."""
        forms = self._sentences.get(key)
        if not isinstance(forms, Mapping):
            raise UnknownWordsError(key)
        form = forms.get(self._form(count)) or forms["other"]
        return form.format(count=count, **slots)

    def has(self, key: str) -> bool:
        """Whether a sentence goes by that key."""
        return isinstance(self._sentences.get(key), str)

    def sentences(self) -> Mapping[str, str | Mapping[str, str]]:
        """Every key with its sentence or its forms."""
        return self._sentences


@cache
def read_words(lang: Language) -> Words:
    """The words of that language, read once."""
    unbroken = UNBROKEN if lang is Language.FR else ()
    sentences: dict[str, str | Mapping[str, str]] = {}
    for path in sorted((FOLDER / lang.value).glob("*.yaml")):
        sentences.update(_sentences(yaml.safe_load(path.read_text(encoding="utf-8")), "", unbroken))
    return Words(lang, sentences)


def _sentences(
    tree: Mapping[str, object], path: str, unbroken: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    for name, value in tree.items():
        key = f"{path}.{name}" if path else str(name)
        if isinstance(value, str):
            yield key, _typeset(value, unbroken)
        elif isinstance(value, Mapping) and set(value) <= FORMS:
            yield key, {form: _typeset(str(text), unbroken) for form, text in value.items()}
        elif isinstance(value, Mapping):
            yield from _sentences(value, key, unbroken)
        # What is neither (a list of names, say) is read by the face it belongs to.


def _typeset(text: str, unbroken: tuple[tuple[str, str], ...]) -> str:
    for loose, tight in unbroken:
        text = text.replace(loose, tight)
    return text
