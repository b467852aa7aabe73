"""Safe reading of YAML: text → nodes. Nothing is built beyond texts, maps and lists, and nothing nests past a bound.

The tree grows from the event stream itself, without recursion, so a hostile file is refused at the event that makes it
so: a merge bomb at its first anchor, a hundred thousand brackets at the twenty-fifth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import yaml

from coaching.authoring.nodes import Kind, Node
from coaching.authoring.problems import Place, Problems, source_lines
from coaching.authoring.quotes import unquoted_line
from coaching.own_files import LOADER

LARGEST = 256 * 1024  # bytes of one file; the longest we have holds 200 kB
DEEPEST = 24
MOST_EVENTS = 20_000
# What YAML takes for no text: control characters, halves of surrogate pairs.
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SLIPS = (yaml.YAMLError, ValueError, RecursionError, OverflowError)


@dataclass
class _Open:
    """A map or list whose end has not come yet."""

    kind: Kind
    place: Place
    is_under_key: bool = False
    items: list[Node] = field(default_factory=list)
    key: Node | None = None
    entries: list[tuple[Node, Node]] = field(default_factory=list)

    def take(self, node: Node) -> None:
        if self.kind is Kind.LIST:
            self.items.append(node)
        elif self.key is None:
            self.key = node
        else:
            self.entries.append((self.key, node))
            self.key = None

    def close(self) -> Node:
        place = self.place if self.is_under_key or not self.entries else self.entries[0][0].place
        return Node(self.kind, place, entries=tuple(self.entries), items=tuple(self.items))


def load(text: str, problems: Problems) -> Node | None:
    """The file's contents, or None with the one problem that kept it from being read."""
    if len(text.encode("utf-8", "replace")) > LARGEST:
        problems.add("too-large", Place(), limit=LARGEST // 1024, most=MOST_EVENTS)
        return None
    if (control := _CONTROL.search(text)) is not None:
        problems.add("not-text", place_at(text, control.start()))
        return None
    try:
        root = _grow(text, problems)
    except _SLIPS as slip:
        _tell_slip(slip, problems)
        return None
    if root is not None and root.kind is not Kind.MAP:
        problems.add("wrong-type", root.place, key="", expected="@map")
        return None
    return root


def place_at(text: str, offset: int) -> Place:
    """The place of the character at that offset."""
    before = source_lines(text[:offset])
    column = len(before[-1]) + 1
    return Place(len(before), column, column + 1)


def _grow(text: str, problems: Problems) -> Node | None:
    stack = [_Open(Kind.LIST, Place())]
    for count, event in enumerate(_events(text)):
        refused = _refused(event, count, len(stack), len(stack[0].items))
        if refused:
            code, value = refused
            _refuse(code, value, _place(event), problems)
            return None
        if isinstance(event, yaml.ScalarEvent):
            stack[-1].take(_scalar(event))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            kind = Kind.MAP if isinstance(event, yaml.MappingStartEvent) else Kind.LIST
            key = stack[-1].key
            stack.append(_Open(kind, key.place if key else _place(event), is_under_key=key is not None))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            done = stack.pop().close()
            stack[-1].take(done)
    documents = stack[0].items
    return documents[0] if documents else Node(Kind.MAP, Place())


def _events(text: str) -> Iterator[yaml.Event]:
    # Event by event libyaml is as safe as the library's own parser; only its composer overflows the stack.
    events: Iterator[yaml.Event] = yaml.parse(text, LOADER)
    return events


def _refused(event: yaml.Event, count: int, depth: int, documents: int) -> tuple[str, str] | None:
    signs = {
        "@alias": isinstance(event, yaml.AliasEvent),
        "@anchor": getattr(event, "anchor", None) is not None,
        "@tag": getattr(event, "tag", None) is not None,
        "@document": isinstance(event, yaml.DocumentStartEvent) and documents > 0,
    }
    for sign, is_there in signs.items():
        if is_there:
            return "not-allowed", sign
    if count > MOST_EVENTS:
        return "too-large", ""
    return ("too-deep", str(DEEPEST)) if depth > DEEPEST else None


def _refuse(code: str, value: str, place: Place, problems: Problems) -> None:
    if code == "too-large":
        problems.add(code, place, limit=LARGEST // 1024, most=MOST_EVENTS)
    elif code == "too-deep":
        problems.add(code, place, limit=value)
    elif (quoted := unquoted_line(problems.line_at(place), place.line)) is not None:
        problems.add("unquoted", quoted.place, suggestion=quoted.suggestion)
    else:
        problems.add("not-allowed", place, what=value)


def _scalar(event: yaml.ScalarEvent) -> Node:
    return Node(Kind.TEXT, _place(event), text=event.value, quoted=bool(event.style))  # "" (libyaml) or None: plain


def _place(event: yaml.Event) -> Place:
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        return Place()
    line, column = start.line + 1, start.column + 1
    same_line = end.line == start.line and end.column > start.column
    return Place(line, column, end.column + 1 if same_line else column + 1)


def _tell_slip(slip: Exception, problems: Problems) -> None:
    place = _slip_place(slip)
    place = replace(place, line=max(1, min(place.line, len(problems.source))))
    if (quoted := unquoted_line(problems.line_at(place), place.line)) is not None:
        problems.add("unquoted", quoted.place, suggestion=quoted.suggestion)
    else:
        problems.add("syntax", place)


def _slip_place(slip: Exception) -> Place:
    if isinstance(slip, yaml.MarkedYAMLError) and (mark := slip.problem_mark or slip.context_mark) is not None:
        return Place(mark.line + 1, mark.column + 1, mark.column + 2)
    return Place()
