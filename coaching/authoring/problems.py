"""What is wrong with an author's file, as data: a code, a place, the values of its words. Never raised, never said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import islice
from pathlib import Path

from rapidfuzz import fuzz, process

from coaching.own_files import read_own

NO_CODES = frozenset({"terms", "report"})
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
# A name so long, or one of so many, was not mistyped but made to keep us busy.
LONGEST_NAME = 60
MOST_NAMES = 500
CLOSE_ENOUGH = 70  # of 100: two letters wrong in a name of eight is 75


class Severity(StrEnum):
    """How much it matters: cannot be played, plays but could be better, worth a thought, the author's own note."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    TODO = "todo"


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands in a file: lines and columns from 1; the end column is the first one past it."""

    line: int = 1
    column: int = 1
    end_column: int = 2


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `values` fill the words of its code; `source` is the line as the author wrote it."""

    code: str
    severity: Severity
    path: str
    place: Place
    values: tuple[tuple[str, str], ...] = ()
    source: str = ""

    @property
    def line(self) -> int:
        """The line in the file, from 1."""
        return self.place.line

    @property
    def column(self) -> int:
        """The column in the line, in characters from 1."""
        return self.place.column

    @property
    def end_column(self) -> int:
        """The first column past the words at fault."""
        return self.place.end_column


@dataclass
class Problems:
    """A collection under way, of one file."""

    path: str
    source: Sequence[str] = ()  # its lines
    found: list[Problem] = field(default_factory=list)

    def add(self, code: str, at: Place, **values: str | int) -> None:
        """Notes a problem. A code without words raises KeyError: that is our slip, not the author's."""
        told = tuple((name, str(value)) for name, value in values.items())
        self.found.append(Problem(code, words()[code].severity, self.path, at, told, self.line_at(at)))

    def line_at(self, place: Place) -> str:
        """The author's line at that place, empty when there is none."""
        return self.source[place.line - 1] if 0 < place.line <= len(self.source) else ""

    def ordered(self) -> tuple[Problem, ...]:
        """All of them, by place; the same one is told once."""
        return tuple(sorted(dict.fromkeys(self.found), key=lambda problem: (problem.place, problem.code)))


def source_lines(text: str) -> tuple[str, ...]:
    """The lines of a file, cut where YAML counts a new one."""
    return tuple(_BREAK.split(text))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of them keeps the file from being played."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name the author most likely meant, or an empty string."""
    if len(word) > LONGEST_NAME:
        return ""
    choices = [name for name in islice(known, MOST_NAMES) if len(name) <= LONGEST_NAME]
    found = process.extractOne(word.lower(), choices, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
    return found[0] if found else ""


@dataclass(frozen=True)
class Words:
    """What a code says, how to mend it, and how when a near name is known; each by language."""

    severity: Severity
    says: Mapping[str, str]
    mend: Mapping[str, str]
    hint: Mapping[str, str]


@cache
def words() -> Mapping[str, Words]:
    """The words of every code."""
    return {code: _words(row) for code, row in _table().items() if code not in NO_CODES}


@cache
def terms(part: str) -> Mapping[str, Mapping[str, str]]:
    """What stands in the words of more than one code: `terms` or `report`, by name and language."""
    return _table()[part]


def _table() -> dict[str, dict[str, dict[str, str]]]:
    table: dict[str, dict[str, dict[str, str]]] = read_own(Path(__file__).with_name("problems.yaml"))
    return table


def _words(row: Mapping[str, Mapping[str, str]]) -> Words:
    severity = Severity(str(row.get("severity", Severity.ERROR)))
    return Words(severity, row["says"], row["mend"], row.get("hint", row["mend"]))
