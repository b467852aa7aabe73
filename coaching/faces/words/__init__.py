"""The words of the interface, a folder for each language with a file for each matter, for every face.

A key stands in both languages, with the same {slots}; *between asterisks* is in italics. What simulated people say is
in scenarios/, what the marks say in the rubric. A key names a sentence: `words("telegram.start.hello", name="Sophie")`.
A sentence that depends on a number has the forms its language needs: `words.count("debrief.needs.found", 2, total=3)`.

French calls people "vous" or "tu", and has other words here than there. What differs stands in folders of its own,
laid over the whole one after another: fr, fr_tu, fr_eu, fr_eu_tu, fr_ch. Each holds what differs, under the same keys;
`retold` in one of them says otherwise what the rubric and the scenarios say to everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale

from coaching.language import Language
from coaching.own_files import read_own
from coaching.services.preferences import Address, Preferences

FOLDER = Path(__file__).parent
TU = "_tu"
SHARED = {"FR": ("eu",), "CH": ("eu",), "BE": ("eu",)}  # the words these have in common, under those of their own
FORMS = frozenset({"one", "other", "many", "few", "two", "zero"})  # CLDR's names
# French sets a space that doesn't break before a colon and inside its quotation marks.
UNBROKEN = (("« ", "«\u00a0"), (" »", "\u00a0»"), (" :", "\u00a0:"))


@dataclass(frozen=True)
class Variant:
    """Which of the ways to say it: how French calls people, and whose French it is ("CA"; empty for anybody's)."""

    address: Address = Address.VOUS
    region: str = ""


FOR_ANYBODY = Variant()


class UnknownWordsError(KeyError):
    """No sentence goes by that key, or it has no form for that number."""


class Words:
    """Every sentence of one language, in one of its variants."""

    def __init__(
        self, lang: Language, sentences: Mapping[str, str | Mapping[str, str]], retold: Mapping[str, str] | None = None
    ) -> None:
        """`retold`: what authors wrote for everybody, with its {slots}, and how it is said here."""
        self.lang = lang
        self._retold = [(_pattern(written), said) for written, said in (retold or {}).items()]
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

    def retold(self, text: str) -> str:
        """What an author wrote for everybody, as it is said here; as it stands where nobody wrote it otherwise."""
        found = ((pattern.fullmatch(text), said) for pattern, said in self._retold)
        return next((said.format(**match.groupdict()) for match, said in found if match), text)

    def has(self, key: str) -> bool:
        """Whether a sentence goes by that key."""
        return isinstance(self._sentences.get(key), str)

    def sentences(self) -> Mapping[str, str | Mapping[str, str]]:
        """Every key with its sentence or its forms."""
        return self._sentences


def read_words(lang: Language, variant: Variant = FOR_ANYBODY) -> Words:
    """The words of that language in that variant, read once."""
    if lang is not Language.FR:
        return _read((lang.value,))
    laid = ["fr", *(f"fr_{shared}" for shared in SHARED.get(variant.region, ())), f"fr_{variant.region.lower()}"]
    called = (f"{name}{TU}" if is_tu else name for name in laid for is_tu in (False, True))
    return _read(tuple(name for name in called if _holds(name) and (variant.address is Address.TU or TU not in name)))


def words_for(preferences: Preferences, lang: Language) -> Words:
    """The words of that language for somebody with these wishes."""
    return read_words(lang, Variant(preferences.address, preferences.place))


@cache
def _holds(name: str) -> bool:
    return (FOLDER / name).is_dir()


@cache
def _read(folders: tuple[str, ...]) -> Words:
    lang = Language(folders[0])
    unbroken = UNBROKEN if lang is Language.FR else ()
    sentences: dict[str, str | Mapping[str, str]] = {}
    retold: dict[str, str] = {}
    for name in folders:
        for tree in _folder(name):
            retold |= {one["written"]: _typeset(one["said"], unbroken) for one in _pairs(tree)}
            sentences.update(_sentences(tree, "", unbroken))
    return Words(lang, sentences, retold)


@cache
def _folder(name: str) -> Sequence[Mapping[str, object]]:
    """What is in a folder's files, each read once for all variants."""
    paths = sorted((FOLDER / name).glob("*.yaml"))
    return tuple(map(read_own, paths))


def _pairs(tree: Mapping[str, object]) -> list[dict[str, str]]:
    pairs = tree.get("retold", [])
    return pairs if isinstance(pairs, list) else []


def _pattern(written: str) -> re.Pattern[str]:
    """What is found where that was written and its slots filled, whichever spaces were set."""
    parts = re.split(r"{(\w+)}", written)
    pattern = "".join(f"(?P<{part}>.*)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    return re.compile(pattern.replace("\\ ", "[ \u00a0\u202f]"), re.DOTALL)


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
