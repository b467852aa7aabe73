"""Scripts and transcripts as people write them, in YAML or JSON, read safely and checked key by key."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite

import yaml

from coaching.faces.words import Words
from coaching.language import Language

NULLS = ("", "~", "null")  # how YAML writes nothing, where nothing will do
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # both make text, lists and mappings alone
DEEPEST = 24  # levels; libyaml's loader would recurse as deep as the file says, and crash


class Slip(Exception):  # noqa: N818 - an author's slip, told in words
    """One thing wrong with what was given: a name under `input:` among the words, and what fills it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def told(self, words: Words) -> str:
        """The slip in words."""
        return words(f"terminal.input.{self.code}", **self.values)


def documents(raw: bytes) -> Iterator[object]:
    """Each entry of a list, or the single one. Every plain value is text: a message "no" stays "no".

    Raises Slip when it is neither YAML nor JSON.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Slip("not_text") from None
    whole = _json(text) if text.lstrip()[:1] in ("{", "[") else None
    if whole is None:
        whole = _yaml(text)
    if not isinstance(whole, (list, Mapping)):
        raise Slip("not_a_list")
    yield from whole if isinstance(whole, list) else [whole]


def _json(text: str) -> object:
    """The JSON, or None: it may be YAML that looks like it."""
    try:
        return strict_json(text)
    except (ValueError, RecursionError):
        return None


def strict_json(text: str) -> object:
    """What the JSON says. Raises ValueError, also for a number like NaN or 1e999, which no JSON could say back."""
    return json.loads(text, parse_constant=_finite, parse_float=_finite)


def _finite(number: str) -> float:
    value = float(number)
    if not isfinite(value):
        raise ValueError(number)
    return value


def _yaml(text: str) -> object:
    try:
        depth = 0
        for event in yaml.parse(text, Loader=LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise Slip("not_yaml", detail=_place(event.start_mark))
        return yaml.load(text, Loader=LOADER)  # noqa: S506 - it makes text, lists and mappings alone
    except yaml.MarkedYAMLError as error:
        raise Slip("not_yaml", detail=_place(error.problem_mark)) from None
    except (yaml.YAMLError, ValueError):
        raise Slip("not_yaml", detail=_place(None)) from None


def _place(mark: object) -> str:
    line, column = getattr(mark, "line", 0), getattr(mark, "column", 0)  # libyaml's marks have a type of their own
    return f"{line + 1}:{column + 1}"


@dataclass(frozen=True)
class Entry:
    """One script, transcript or message, asked key by key. Every method raises Slip."""

    values: Mapping[str, object]

    @classmethod
    def of(cls, value: object) -> Entry:
        """The entry, when it is an object at all."""
        if not isinstance(value, Mapping):
            raise Slip("not_an_object")
        return cls(value)

    def text(self, key: str, default: str | None = None) -> str:
        """Text; the default where the key is missing or null."""
        value = self.values.get(key)
        if value is None:
            if default is None:
                raise Slip("missing", what=key)
            return default
        if not isinstance(value, str):
            raise Slip("must_be_text", what=key)
        return default if default is not None and value in NULLS else value

    def whole(self, key: str, default: int) -> int:
        """A whole number, written as one."""
        value = self.values.get(key)
        if value is None or value in NULLS:
            return default
        try:
            if isinstance(value, (bool, float)) or not isinstance(value, (int, str)):
                raise Slip("must_be_whole", what=key)
            return int(value)
        except ValueError:
            raise Slip("must_be_whole", what=key) from None

    def language(self, key: str = "lang") -> Language:
        """The language, fr or en."""
        found = self.optional_language(key)
        if found is None:
            raise Slip("missing", what=key)
        return found

    def optional_language(self, key: str = "lang") -> Language | None:
        """The language, fr or en; None where nothing is said."""
        value = self.values.get(key)
        if value is None:
            return None
        if value not in tuple(Language):
            raise Slip("must_be_language", what=key)
        return Language(str(value))

    def items(self, key: str, *, may_miss: bool = False) -> list[object]:
        """A list."""
        value = self.values.get(key)
        if value is None:
            if not may_miss:
                raise Slip("missing", what=key)
            return []
        if not isinstance(value, list):
            raise Slip("must_be_list", what=key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        found = self.items(key)
        for at, value in enumerate(found):
            if not isinstance(value, str):
                raise Slip("must_be_text", what=f"{key}[{at}]")
        return tuple(str(value) for value in found)
