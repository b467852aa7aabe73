"""The table of keys an author may write, as `keys.yaml` holds it: the reader and the schema both go by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from coaching.drills.drill import Giver
from coaching.evening.place import Stand
from coaching.language import Language
from coaching.moves import Family, Move
from coaching.own_files import read_own
from coaching.scenario import CardState, Moment, Openness, Result, Time

TODO = "todo"  # taken in every map, and by no block


class Shape(StrEnum):
    """What a key takes."""

    TEXT = "text"  # one plain line, the same in both languages
    LINES = "lines"  # wordings under fr: and en:
    WORDINGS = "wordings"  # a line or a list of them, under one language
    MESSAGES = "messages"  # a learner's messages: the same, and said in turn
    NUMBER = "number"
    YES_NO = "yes_no"
    MAP = "map"
    LIST = "list"
    NAMES = "names"
    LEVELS = "levels"
    MOMENTS = "moments"
    ONE = "one"
    SOME = "some"


HOLDING = frozenset({Shape.MAP, Shape.LIST, Shape.NAMES, Shape.LEVELS, Shape.MOMENTS})


@dataclass(frozen=True)
class Key:
    """One key of a block."""

    name: str
    shape: Shape
    of: str = ""
    must: bool = False
    missing: str = "missing-key"
    wrong: str = "bad-number"
    spoken: bool = False
    heard: bool = False
    several: bool = False
    low: int = 0
    high: int = 0
    means: str = ""


@dataclass(frozen=True)
class Block:
    """One map of the format and its keys."""

    name: str
    keys: Mapping[str, Key]
    means: str
    unknown: str = "unknown-key"
    languages: str = ""  # "both" or "any": fr and en stand among the keys, and both or one of them must


# The closed vocabularies, and the code of a word that is not in them. The open ones are an author's own names.
CLOSED: Mapping[str, tuple[tuple[str, ...], str]] = MappingProxyType(
    {
        "openness": (tuple(Openness), "unknown-openness"),
        "move": ((*Move, *Family), "unknown-move"),
        "result": (tuple(Result), "unknown-choice"),
        "time": (tuple(Time), "unknown-choice"),
        "card": (tuple(CardState), "unknown-choice"),
        "moment": (tuple(Moment), "unknown-moment"),
        "giver": (tuple(Giver), "unknown-choice"),
        "language": (tuple(Language), "unknown-choice"),
        "stand": (tuple(Stand), "unknown-choice"),
    }
)
OPEN: Mapping[str, str] = MappingProxyType(
    {
        "fact": "unknown-fact",
        "belief": "unknown-belief",
        "topic": "unknown-topic",
        "need": "unknown-need",
        "helped": "unknown-need",
        "ending": "unknown-ending",
        "kind": "unknown-drill",
        "attendee": "unknown-choice",
        "check": "unknown-check",
    }
)


@cache
def blocks() -> Mapping[str, Block]:
    """Every block of the format by its name."""
    return _table("keys.yaml")


@cache
def drill_blocks() -> Mapping[str, Block]:
    """Every block of the drills' files by its name, beside those of the scenarios."""
    return MappingProxyType({**blocks(), **_table("drill_keys.yaml")})


@cache
def evening_blocks() -> Mapping[str, Block]:
    """Every block of the evenings' files by its name, beside those of the scenarios."""
    return MappingProxyType({**blocks(), **_table("evening_keys.yaml")})


@cache
def club_blocks() -> Mapping[str, Block]:
    """Every block of the club's files by its name, beside those of the scenarios."""
    return MappingProxyType({**blocks(), **_table("club_keys.yaml")})


def _table(name: str) -> Mapping[str, Block]:
    table = read_own(Path(__file__).with_name(name))
    return MappingProxyType({name: _block(name, keys) for name, keys in table.items()})


def _block(name: str, rows: Mapping[str, object]) -> Block:
    keys = {key: _key(key, row) for key, row in rows.items() if isinstance(row, Mapping)}
    if name == "weights":
        keys = {word: _weight(word) for word in (*Move, *Family)}
    unknown, languages = str(rows.get("_unknown", "unknown-key")), str(rows.get("_languages", ""))
    return Block(name, MappingProxyType(keys), str(rows["_means"]), unknown, languages)


def _key(name: str, row: Mapping[str, object]) -> Key:
    def word(field: str, default: str = "") -> str:
        return str(row.get(field, default))

    def flag(field: str) -> bool:
        return row.get(field) is True

    return Key(
        name,
        Shape(word("is")),
        of=word("of"),
        must=flag("must"),
        missing=word("missing", "missing-key"),
        wrong=word("wrong", "bad-number"),
        spoken=flag("spoken"),
        heard=flag("heard"),
        several=flag("several"),
        low=int(word("from", "0")),
        high=int(word("to", "0")),
        means=word("means"),
    )


def _weight(move: str) -> Key:
    return Key(move, Shape.NUMBER, low=-100, high=100, means=f"Trust earned or lost by {move}.")


@cache
def owners() -> Mapping[str, str]:
    """Under which key each key stands ("when:, drops_when:"); "@margin" for those at the left margin."""
    leading: dict[str, list[str]] = {}
    for block in blocks().values():
        for key in block.keys.values():
            if key.shape in HOLDING:
                leading.setdefault(key.of, []).append(f"{key.name}:")
    found: dict[str, list[str]] = {}
    for block in blocks().values():
        for name in block.keys.keys() - {"fr", "en"}:
            found.setdefault(name, []).extend(leading.get(block.name, []))
    margin = blocks()["scenario"].keys
    return {name: "@margin" if name in margin else ", ".join(dict.fromkeys(over)) for name, over in found.items()}


def required(block: Block) -> Iterable[Key]:
    """The keys the block cannot do without."""
    return (key for key in block.keys.values() if key.must)
