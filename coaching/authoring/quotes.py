"""Spoken lines that lost their quotes: what YAML makes of them is never what the author meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coaching.authoring.keys import owners
from coaching.authoring.problems import Place

LONGEST_LINE = 2_000  # characters; a longer one was not typed by a person
_OPENING = "\"'“«|>"
# A line holding one language's words, or an item of a list, with something after it.
_SPOKEN = re.compile(r"^(?P<lead>\s*(?:-\s+)?(?:(?P<key>fr|en|title)\s*:\s+)?)(?P<said>\S.*)$")
_BREAKS = re.compile(r":\s|\s#|^[*&!%@`\[{]|:$")


@dataclass(frozen=True)
class Unquoted:
    """A line that needs quotes: where its words stand, and the line as it should be."""

    place: Place
    suggestion: str


def unquoted_line(line: str, number: int) -> Unquoted | None:
    """The line with its words in quotes, if they are said, stand without and would lose something; else None."""
    found = _SPOKEN.match(line.rstrip()) if len(line) <= LONGEST_LINE else None
    if found is None or not (found["key"] or line.lstrip().startswith("-")):
        return None
    said = found["said"]
    if said.split(":", 1)[0] in owners() and not found["key"]:
        return None  # a key that lost its indent
    if said[0] in _OPENING or not _BREAKS.search(said) or " " not in said or _is_flow(said):
        return None
    start = len(found["lead"]) + 1
    return Unquoted(Place(number, start, start + len(said)), suggestion=f"{found['lead'].strip()} {quoted(said)}")


def _is_flow(said: str) -> bool:
    return said[0] in "[{" and said.rstrip(",")[-1] in "]}"


def quoted(said: str) -> str:
    """The words between straight double quotes, as YAML reads them back."""
    escaped = said.strip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
